import { describe, expect } from 'vitest';
import { obstaclesOn } from './kit/audit.ts';
import { grandmother, mother } from './kit/people.ts';
import { phonePhoto } from './kit/photo.ts';
import { inOrder } from './kit/steps.ts';
import { citizenAt, forgetSession, noBrowser, type Walker, withBrowser } from './kit/walker.ts';

withBrowser();

const title = 'Xin bản sao giấy khai sinh, trích lục hộ tịch';
const official = 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh';

/** Everything that the phone holds, as whoever has it in hand could read it. */
const onPhone = (walker: Walker): Promise<string> =>
  walker.page.evaluate(async () => {
    const parts: unknown[] = [{ ...localStorage }];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done, failed) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store).getAll();
        const keys = db.transaction(store).objectStore(store).getAllKeys();
        await new Promise((done) => {
          keys.onsuccess = done;
        });
        if (store !== 'open') parts.push(store, keys.result, all.result.length);
      }
      db.close();
    }
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) parts.push(request.url);
    return JSON.stringify(parts);
  });

const state = (walker: Walker, words: string) =>
  walker.page.locator('.tag', { hasText: new RegExp(`^\\s*${words}\\s*$`) }).first();

async function write(walker: Walker, purpose: string, withPhoto = false): Promise<void> {
  const next = () => walker.touch(walker.page.locator('main form button[type=submit]').first());
  await walker.open('/ngoai-tuyen#/bat-dau/2.000635');
  await walker.answer({ whom: 'self' });
  await next();
  await walker.answer({ 'for-whom': 'self' });
  await next();
  await walker.page.locator('[name=subject-name]').waitFor();
  await next();
  await walker.page.getByText('Đã ghi 0').waitFor();
  await walker.touch(walker.named('Thêm giấy cần bản sao'));
  await walker.answer({ 'record-kind': 'birth', 'record-place': 'xã Yên Hòa, huyện Yên Mô', copies: '2' });
  await next();
  await walker.page.getByText('Đã ghi 1').waitFor();
  await walker.touch(walker.named('Tiếp tục'));
  await walker.answer({ purpose, deliver: 'counter' });
  await next();
  await walker.page.locator('input[type=file]').first().waitFor();
  if (withPhoto) {
    await walker.page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await phonePhoto());
    await walker.page.getByText('1 ảnh').waitFor();
  }
  await walker.touch(walker.named('Tiếp tục'));
  await walker.page.locator('[name=phone]').waitFor();
  await next();
  await walker.answer({ oath: 'yes' });
}

const send = (walker: Walker) => walker.touch(walker.named('Gửi khi có mạng'));

/** Whether the queue is there and everything in it has gone out. */
const allSent = async (walker: Walker): Promise<boolean> => {
  const states = (await walker.page.locator('main .tag').allTextContents()).map((words) => words.trim());
  return states.length > 0 && states.every((words) => words === 'Đã gửi');
};

/** How many dossiers of that kind she has at the server. */
async function sentOf(walker: Walker): Promise<number> {
  await walker.open('/ho-so');
  return (await walker.text()).split(official).length - 1;
}

describe.skipIf(noBrowser)('without a network', () => {
  const step = inOrder();
  let phone: Walker;
  let before = 0;

  step('the app opens: her dossiers as last seen, the commune’s procedures', async () => {
    phone = await citizenAt('ngoai-tuyen', mother);
    before = await sentOf(phone);
    await phone.page.evaluate(() => navigator.serviceWorker.ready);
    await phone.page.waitForFunction(() => localStorage.getItem('langso.who'));
    await phone.context.setOffline(true);
    await phone.open('/');
    await phone.page.getByText('Đang không có mạng').first().waitFor();
    await phone.shot('trang-dau');
    expect(await obstaclesOn(phone)).toEqual([]);
    await phone.touch(phone.named('Hồ sơ của tôi'));
    await phone.page.getByText('Đây là bản lưu trong điện thoại').first().waitFor();
    await phone.shot('ho-so');
    await phone.open('/thu-tuc/2.000635');
    await phone.page.getByText('Không phải mang').waitFor();
    await phone.shot('thu-tuc');
    expect(await obstaclesOn(phone)).toEqual([]);
    await phone.open('/thu-tuc');
    await phone.type(phone.page.locator('#f-search'), 'trich luc ban sao');
    await phone.page.getByText(title).first().waitFor();
  });

  step('she writes a whole filing with a photo, and it waits; nobody can read it on the phone', async () => {
    await write(phone, 'làm hộ chiếu', true);
    await phone.shot('kiem-tra');
    expect(await obstaclesOn(phone)).toEqual([]);
    await send(phone);
    await state(phone, 'Chờ mạng để gửi').waitFor();
    await phone.shot('cho-gui');
    expect(await obstaclesOn(phone)).toEqual([]);
    const kept = await onPhone(phone);
    expect(kept).toContain('/out/');
    expect(kept).not.toMatch(/hộ chiếu|Lành|Yên Hòa/);
    await phone.open('about:blank');
    await phone.open('/ho-so#/cho-gui');
    await state(phone, 'Chờ mạng để gửi').waitFor();
  });

  step('when the network returns it goes out by itself, once, though two pages are open', async () => {
    const second = await phone.context.newPage();
    await second.goto('/ngoai-tuyen#/cho-gui');
    await phone.context.setOffline(false);
    await state(phone, 'Đã gửi').waitFor();
    await phone.shot('da-gui');
    await second.close();
    expect(await sentOf(phone)).toBe(before + 1);
  });

  step(
    'an answer lost on the way back, a busy server, a failing one: still once, and each said in words',
    async () => {
      await phone.context.setOffline(true);
      await write(phone, 'vay vốn');
      await phone.context.setOffline(false);
      const answers = [
        // It arrived, and the answer did not.
        async (route: import('playwright-core').Route) => {
          await route.fetch();
          await route.abort();
        },
        (route: import('playwright-core').Route) =>
          route.fulfill({ status: 429, headers: { 'retry-after': '400' }, body: '{}' }),
      ];
      await phone.page.route('**/ngoai-tuyen/gui', (route) => answers.shift()?.(route) ?? route.continue());
      await send(phone);
      await phone.page.getByText('Máy chủ đang bận').waitFor({ timeout: 40_000 });
      await phone.shot('may-chu-ban');
      await phone.touch(phone.named('Gửi lại'));
      await state(phone, 'Đã gửi').waitFor();
      await phone.page.unroute('**/ngoai-tuyen/gui');
      expect(await sentOf(phone)).toBe(before + 2);
    },
  );

  step('what the server does not take comes back with its sentence, to mend or to drop', async () => {
    await phone.context.setOffline(true);
    await write(phone, 'nhập học');
    await phone.page.route('**/ngoai-tuyen/gui', async (route) => {
      const body = { ...route.request().postDataJSON() };
      body.answers = { ...body.answers, subject: { ...body.answers.subject, 'subject-birth': '2099' } };
      await route.continue({ postData: JSON.stringify(body) });
    });
    await phone.context.setOffline(false);
    await send(phone);
    await state(phone, 'Cần sửa lại').waitFor();
    await phone.shot('can-sua');
    expect(await phone.text()).toMatch(/Ngày sinh/);
    await phone.page.unroute('**/ngoai-tuyen/gui');
    await phone.touch(phone.named('Bỏ khỏi điện thoại'));
    await phone.touch(phone.named('Vâng, bỏ hẳn'));
    await state(phone, 'Cần sửa lại').waitFor({ state: 'detached' });
    expect(await sentOf(phone)).toBe(before + 2);
  });

  step('a page that she leaves half way is finished by the next one, at once', async () => {
    await phone.context.setOffline(true);
    await write(phone, 'xin việc');
    await phone.context.setOffline(false);
    await phone.page.route('**/ngoai-tuyen/gui', () => {});
    await send(phone);
    await state(phone, 'Đang gửi').waitFor();
    await phone.open('about:blank');
    await phone.page.unroute('**/ngoai-tuyen/gui');
    await phone.open('/ngoai-tuyen#/cho-gui');
    await expect.poll(() => allSent(phone), { timeout: 60_000 }).toBe(true);
    expect(await sentOf(phone)).toBe(before + 3);
  });

  step('a network that is there and answers nothing holds nothing up', async () => {
    const silent = /\/(healthz|ngoai-tuyen\/(ai|cua-toi|thu-tuc.*))$/;
    await phone.page.route(silent, () => {});
    await write(phone, 'mở cửa hàng');
    await send(phone);
    await state(phone, 'Đang gửi').waitFor();
    await phone.open('/ngoai-tuyen#/ho-so');
    await phone.page.getByText('H42').first().waitFor();
    await phone.open('/ngoai-tuyen#/cho-gui');
    await state(phone, 'Chờ mạng để gửi').waitFor({ timeout: 60_000 });
    await phone.page.unroute(silent);
    await expect.poll(() => allSent(phone), { timeout: 60_000 }).toBe(true);
    expect(await sentOf(phone)).toBe(before + 4);
  });

  step('a session that ended meanwhile: she signs in and it goes out by itself', async () => {
    await phone.context.setOffline(true);
    await write(phone, 'chia đất');
    await phone.context.clearCookies();
    await phone.context.setOffline(false);
    await send(phone);
    await state(phone, 'Cần đăng nhập').waitFor();
    await phone.shot('het-phien');
    forgetSession(mother.phone);
    await phone.open('/dang-nhap');
    await phone.signIn(mother);
    await phone.open('/ho-so');
    await phone.page.waitForFunction(() => localStorage.getItem('langso.who'));
    await phone.open('/ngoai-tuyen#/cho-gui');
    await expect.poll(() => allSent(phone), { timeout: 60_000 }).toBe(true);
    expect(await sentOf(phone)).toBe(before + 5);
  });

  step(
    'two on one phone never see each other’s, and what the first wrote goes out when she is back',
    async () => {
      await phone.open('/ho-so');
      await phone.context.setOffline(true);
      await write(phone, 'đi làm xa');
      await send(phone);
      await state(phone, 'Chờ mạng để gửi').waitFor();
      // The network returns while nobody looks at the app: her session is left open, and the grandmother signs in.
      await phone.open('about:blank');
      await phone.context.clearCookies();
      await phone.context.setOffline(false);
      await phone.open('/dang-nhap');
      await phone.signIn(grandmother);
      await phone.open('/ho-so');
      await phone.page.waitForFunction(() => localStorage.getItem('langso.who'));
      expect(await phone.text()).not.toMatch(/chưa gửi|Lành/);
      await phone.context.setOffline(true);
      await phone.open('/');
      await phone.touch(phone.named('Đang viết và chờ gửi'));
      await phone.page.getByText('Không có hồ sơ nào đang chờ gửi').waitFor();
      expect(await phone.text()).not.toMatch(/Lành|đi làm xa/);
      await phone.open('/ho-so');
      expect(await phone.text()).not.toMatch(/Lành/);
      await phone.shot('nguoi-khac');
      await phone.context.clearCookies();
      await phone.context.setOffline(false);
      await phone.open('/dang-nhap');
      forgetSession(mother.phone);
      await phone.signIn(mother);
      await phone.open('/ho-so');
      await phone.page.waitForFunction(() => localStorage.getItem('langso.who'));
      await phone.open('/ngoai-tuyen#/cho-gui');
      // Of the pages she hurries through the last one finishes what the first began.
      await expect.poll(() => allSent(phone), { timeout: 60_000 }).toBe(true);
      expect(await sentOf(phone)).toBe(before + 6);
    },
  );

  step('signing out says what would be lost, and leaves nothing on the phone', async () => {
    await phone.context.setOffline(true);
    await write(phone, 'việc khác');
    await phone.context.setOffline(false);
    await phone.open('/dang-xuat');
    await phone.page.getByText('chưa gửi').waitFor();
    await phone.shot('con-chua-gui');
    await phone.go(phone.page.locator('main form[action="/dang-xuat"] button'));
    forgetSession(mother.phone);
    await phone.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
    expect(await onPhone(phone)).not.toMatch(/out\/|mine|holder/);
    // The one answer that the test itself lost on the way.
    expect(phone.faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
    await phone.close();
  });
});
