import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { obstaclesOn } from './kit/audit.ts';
import { administrator, chairman, deskOne, grandmother, husband, mother, shopkeeper } from './kit/people.ts';
import { phonePhoto } from './kit/photo.ts';
import { inOrder } from './kit/steps.ts';
import { citizenAt, forgetSession, noBrowser, officerAt, origin, Walker, withBrowser } from './kit/walker.ts';

withBrowser();

const copies = '2.000635';
const screen = { width: 1366, height: 768 };

/** The code that came last to a simulated telephone. */
async function codeOn(phone: string): Promise<string> {
  const answer = await fetch(`${origin}/dien-thoai-mo-phong?so=${phone}`);
  return /bubble-text">[^<]*?(\d{6})/.exec(await answer.text())?.[1] ?? '';
}
async function clean(walker: Walker): Promise<void> {
  expect(await obstaclesOn(walker)).toEqual([]);
}
/** The number on her card, as the form proposes it to herself. */
async function numberOf(walker: Walker): Promise<string> {
  await walker.open(`/nop/${copies}`);
  await walker.answer({ whom: 'self' });
  await walker.go('Bắt đầu');
  return walker.page.locator('[name=filer-number]').inputValue();
}
/** Fills the form for copies in, screen by screen, up to the check. */
async function fillCopies(walker: Walker, relation: string, subject: string): Promise<void> {
  const onScreen: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    filer: { 'for-whom': relation },
    subject: { 'subject-name': subject, 'subject-birth-year': '1980', 'subject-sex': 'female' },
    result: { deliver: 'counter' },
  };
  for (let n = 0; n < 14; n += 1) {
    const [, , draft, at = '', item] = new URL(walker.page.url()).pathname.split('/');
    if (at === 'kiem-tra') return;
    if (at === 'records' && n < 6 && item === undefined) await walker.open(`/nop/${draft}/records/0`);
    if (new URL(walker.page.url()).pathname.endsWith('/records/0'))
      await walker.answer({ 'record-kind': 'birth', 'record-place': 'Xã Yên Hòa', copies: '1' });
    else if (at !== 'subject' || relation !== 'self') await walker.answer(onScreen[at] ?? {});
    await walker.go('Tiếp tục');
  }
  throw new Error(`the form for copies does not end; stopped at ${walker.page.url()}`);
}

describe.skipIf(noBrowser)('an authorised person files for somebody else, without scripts', () => {
  const step = inOrder();
  let wife: Walker;
  let man: Walker;
  let number = '';
  let dossier = '';

  step('she authorises him with a code of her own', async () => {
    man = await citizenAt('uy-quyen-chong', husband, { scripts: false });
    number = await numberOf(man);
    expect(number).toMatch(/^\d{12}$/);
    wife = await citizenAt('uy-quyen', mother, { scripts: false });
    await wife.open('/toi/lam-thay');
    await wife.shot('chua-co-ai');
    await wife.go('Ủy quyền cho người khác');
    await wife.shot('to-uy-quyen');
    await wife.answer({ ten: husband.name, so: '037180000000', viec: 'some', 'thu-tuc-1': copies });
    await wife.go('Tiếp tục');
    expect(await wife.text()).toContain('Không tìm thấy người');
    await wife.shot('khong-tim-thay');
    await wife.answer({ so: number });
    await wife.go('Tiếp tục');
    await wife.shot('nhap-ma');
    await wife.type('ma', await codeOn(mother.phone));
    await wife.go('Tôi đồng ý ủy quyền');
    await wife.shot('da-uy-quyen');
    expect(await wife.text()).toContain('Đang có hiệu lực');
  });

  step('he files for her and sees that one dossier of hers', async () => {
    await man.open(`/nop/${copies}`);
    const choice = man.page.locator('input[name=whom][value^="mandate:"]').first();
    await man.answer({ whom: (await choice.getAttribute('value')) ?? '' });
    await man.shot('nop-cho-ai');
    await man.go('Bắt đầu');
    await fillCopies(man, 'child', mother.name);
    await man.shot('kiem-tra');
    await man.answer({ oath: 'yes' });
    await man.go('Nộp hồ sơ');
    dossier = await man.number();
    await man.open(`/ho-so/${dossier}`);
    expect(await man.text()).toContain(mother.name);
    await man.shot('ho-so-nop-thay');
  });

  step('she sees what he did, and ends it: his next tap finds nothing', async () => {
    await wife.open('/toi/lam-thay');
    expect(await wife.text()).toContain(dossier);
    await wife.shot('ai-lam-thay');
    await wife.go('Dừng, không cho làm thay nữa');
    await wife.shot('hoi-dung');
    await wife.go('Dừng, không cho làm thay nữa');
    await wife.shot('da-dung');
    expect(await wife.text()).toContain('người nhờ dừng');
    await man.open(`/ho-so/${dossier}`);
    expect(await man.text()).not.toContain(mother.name);
    await man.open('/ho-so');
    expect(await man.text()).not.toContain(dossier);
    await wife.open(`/ho-so/${dossier}`);
    expect(await wife.text()).toContain(dossier);
    expect([...wife.faults, ...man.faults]).toEqual([]);
    await wife.close();
    await man.close();
  });
});

describe.skipIf(noBrowser)('a helper files for an old woman who has only a plain telephone', () => {
  const step = inOrder();
  let helper: Walker;
  let number = '';
  let helperNumber = '';

  step('the commune names him', async () => {
    const old = await citizenAt('giup-ba', grandmother);
    number = await numberOf(old);
    await old.close();
    helper = await citizenAt('giup', shopkeeper);
    helperNumber = await numberOf(helper);
    await helper.open('/giup-dan');
    expect(await helper.text()).toContain('chưa được xã giao việc này');
    await clean(helper);
    await helper.shot('chua-duoc-giao');
    const admin = await officerAt('giup-quan-tri', administrator, screen);
    await admin.open('/can-bo/nguoi-giup');
    await admin.type('ten', shopkeeper.name);
    await admin.type('so', helperNumber);
    await admin.type('to', 'Tổ công nghệ số cộng đồng thôn Liên Trì');
    await admin.go(admin.page.locator('main form[action="/can-bo/nguoi-giup"] button[type=submit]').last());
    expect(await admin.text()).toContain('Đã cử người giúp');
    await clean(admin);
    await admin.shot('nguoi-giup');
    await admin.close();
  });

  step('she gives him her consent by the code on her own telephone', async () => {
    await helper.open('/giup-dan');
    await helper.answer({ ten: grandmother.name, so: number, 'thu-tuc': copies, cach: 'code' });
    await clean(helper);
    await helper.shot('xin-dong-y');
    await helper.go('Xin đồng ý');
    await helper.shot('ba-nhap-ma');
    await clean(helper);
    expect(await helper.text()).not.toContain(grandmother.phone);
    await helper.type('ma', await codeOn(grandmother.phone));
    await helper.go('Tôi đồng ý nhờ giúp');
    await helper.shot('da-dong-y');
    await helper.go('Điền tờ khai');
    await helper.shot('giup-cho-ai');
    await helper.go('Bắt đầu');
    expect(await helper.page.locator('[name=filer-name]').inputValue()).toBe(grandmother.name);
    await fillCopies(helper, 'self', grandmother.name);
    await helper.answer({ oath: 'yes' });
    await helper.go('Nộp hồ sơ');
    await helper.shot('so-ho-so');
    await clean(helper);
  });

  step('afterwards he sees number and state, and she sees who did it', async () => {
    const dossier = await helper.number();
    await helper.open(`/ho-so/${dossier}`);
    expect(await helper.text()).toContain('Không tìm thấy');
    await helper.open('/giup-dan');
    expect(await helper.text()).toContain(dossier);
    await clean(helper);
    await helper.shot('cac-lan-giup');
    const old = await citizenAt('giup-ba', grandmother);
    await old.open(`/ho-so/${dossier}`);
    expect(await old.text()).toContain(dossier);
    await old.open('/toi/lam-thay');
    expect(await old.text()).toContain(shopkeeper.name);
    await clean(old);
    await old.shot('ai-da-giup-toi');
    await old.open('/toi/ai-da-xem');
    expect(await old.text()).toContain(shopkeeper.name);
    await clean(old);
    await old.shot('ai-da-xem');
    expect([...old.faults, ...helper.faults]).toEqual([]);
    await old.close();
    await helper.close();
  });
});

describe.skipIf(noBrowser)('two people on one telephone', () => {
  const step = inOrder();
  const shared = `0900${String(Date.now()).slice(-6)}`;
  const first = 'Lò Thị Ánh Nguyệt';
  const second = 'Lò Văn Bình Minh';
  let phone: Walker;

  const enter = async (name: string, isAnother: boolean) => {
    await phone.open('/dang-nhap');
    await phone.type('dien-thoai', shared);
    await phone.go(phone.page.locator('main form button[type=submit]').first());
    await phone.type('ma', await codeOn(shared));
    await phone.go(
      isAnother
        ? phone.page.locator('main form button[name=moi]')
        : phone.page.locator('main form button[type=submit]').first(),
    );
    await phone.shot('ten-cua-toi');
    await phone.type('ho-ten', name);
    await phone.go(phone.page.locator('main form button[type=submit]').first());
  };
  const left = () =>
    phone.page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: 'databases' in indexedDB ? (await indexedDB.databases()).map(({ name }) => name) : [],
      cached: (
        await Promise.all(
          (await caches.keys()).map(async (key) => (await (await caches.open(key)).keys()).map((r) => r.url)),
        )
      ).flat(),
    }));

  step('one comes in, looks around, and goes: nothing of her stays on the machine', async () => {
    phone = await Walker.take('chung-may');
    await enter(first, false);
    for (const address of ['/toi', '/ho-so', '/toi/hop-thu', '/toi/lam-thay']) await phone.open(address);
    await phone.page.evaluate(() => navigator.serviceWorker.ready);
    await phone.open('/toi');
    expect(await phone.text()).toContain(first);
    await phone.shot('trang-cua-nguoi-thu-nhat');
    await phone.go(phone.page.locator('main form[action="/dang-xuat"] button'));
    await phone.shot('da-thoat');
    await expect.poll(async () => (await left()).local).toEqual([]);
    const rest = await left();
    expect(rest.session).toEqual([]);
    // What everybody may have (styles, the page that says there is no network) may stay; a page of hers may not.
    for (const url of rest.cached) expect(url).not.toMatch(/\/(toi|ho-so|nop)(\/|$|\?)/);
    expect(JSON.stringify(rest)).not.toContain('Nguy');
    expect((await phone.context.cookies()).filter((cookie) => cookie.name === 'phien')).toEqual([]);
  });

  step('the back button shows nothing of hers', async () => {
    for (let n = 0; n < 3; n += 1) {
      await phone.page.goBack().catch(() => undefined);
      await phone.page.waitForLoadState('load');
      expect(await phone.text()).not.toContain(first);
    }
    await phone.context.setOffline(true);
    await phone.page.goto('/toi').catch(() => undefined);
    expect(await phone.text()).not.toContain(first);
    await phone.shot('mat-mang-sau-khi-thoat');
    await phone.context.setOffline(false);
  });

  step('the other comes in on the same number with a name of his own', async () => {
    await enter(second, true);
    await phone.open('/toi');
    expect(await phone.text()).toContain(second);
    expect(await phone.text()).not.toContain(first);
    await phone.open('/dang-xuat');
    await phone.go(phone.page.locator('main form[action="/dang-xuat"] button'));
  });

  step('the next time the telephone asks which of them it is, by first letters only', async () => {
    await phone.open('/dang-nhap');
    await phone.type('dien-thoai', shared);
    await phone.go(phone.page.locator('main form button[type=submit]').first());
    await phone.type('ma', await codeOn(shared));
    await phone.go(phone.page.locator('main form button[type=submit]').first());
    await phone.shot('ong-ba-la-ai');
    await clean(phone);
    expect(await phone.text()).toContain('L. T. Á. Nguyệt');
    expect(await phone.text()).not.toContain(first);
    await phone.touch(phone.page.getByText('L. V. B. Minh').first());
    await phone.go(phone.page.locator('main form button[type=submit]').first());
    await phone.open('/toi');
    expect(await phone.text()).toContain(second);
    expect(phone.faults).toEqual([]);
    await phone.close();
  });
});

describe.skipIf(noBrowser)('a data request, an export and a lost telephone', () => {
  const step = inOrder();
  const fresh = `0901${String(Date.now()).slice(-6)}`;
  let old: Walker;
  let request = '';
  let card = '';

  step('she sees what is kept, takes it home, and asks for a correction', async () => {
    old = await citizenAt('du-lieu', grandmother);
    card = await numberOf(old);
    await old.open('/toi');
    await clean(old);
    await old.shot('trang-cua-toi');
    await old.open('/toi/du-lieu');
    await clean(old);
    await old.shot('xa-giu-gi');
    const arrives = old.page.waitForEvent('download');
    await old.touch(old.page.locator('form[action="/toi/du-lieu/tai-ve"] button'));
    const file = await (await arrives).path();
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-tai-ve-'));
    execFileSync('python3', ['-m', 'zipfile', '-e', file, dir]);
    const html = fs.readFileSync(path.join(dir, 'du-lieu-cua-toi.html'), 'utf8');
    expect(html).toContain(grandmother.name);
    const reader = await old.context.newPage();
    await reader.setContent(html);
    await reader.screenshot({ path: 'artifacts/screens/du-lieu-tep-tai-ve.png' });
    await reader.close();
    fs.rmSync(dir, { recursive: true });
    await old.open('/toi/dong-y');
    await clean(old);
    await old.go(old.page.locator('button[name=viec][value=reminders]'));
    await old.shot('da-dong-y');
    await old.open('/toi/dong-y/reminders/rut');
    await clean(old);
    await old.shot('rut-lai');
    await old.go('Rút lại');
    await old.open('/toi/yeu-cau/moi?quyen=correct');
    await clean(old);
    await old.type('noi-dung', 'Ngày sinh của tôi trong sổ ghi sai, đúng là ngày 5 tháng 3.');
    await old.shot('yeu-cau-sua');
    await old.go('Gửi yêu cầu');
    request = /DL-[\w.]+-\d{4}-\d{4}/.exec(old.page.url())?.[0] ?? '';
    expect(request).not.toBe('');
    await clean(old);
    await old.shot('yeu-cau-da-gui');
  });

  step('the chairman answers before the day the law sets, and she reads it', async () => {
    const chair = await officerAt('du-lieu-chu-tich', chairman, screen);
    await chair.open('/can-bo/du-lieu-ca-nhan');
    await clean(chair);
    await chair.shot('hang-viec');
    await chair.go(chair.page.locator(`a[href="/can-bo/du-lieu-ca-nhan/${request}"]`).first());
    await clean(chair);
    await chair.shot('yeu-cau');
    await chair.type('tra-loi', 'Đã đối chiếu giấy khai sinh và sửa ngày sinh trong sổ.');
    await chair.go('Trả lời: đã thực hiện');
    await chair.shot('da-tra-loi');
    await chair.close();
    await old.open(`/toi/yeu-cau/${request}`);
    expect(await old.text()).toContain('Đã đối chiếu giấy khai sinh');
    await clean(old);
    await old.shot('cau-tra-loi');
  });

  step('her telephone is lost: the desk checks her card and gives the account a new number', async () => {
    const desk = await officerAt('khoi-phuc', deskOne, screen);
    const recover = async (phone: string) => {
      await desk.open('/can-bo/khoi-phuc');
      await desk.answer({
        so: card,
        ten: grandmother.name,
        'doi-chieu': 'card',
        'dien-thoai': phone,
        lai: phone,
      });
      await desk.go(desk.page.locator('main form[action="/can-bo/khoi-phuc"] button[type=submit]'));
      expect(await desk.text()).toContain('Đã khôi phục');
    };
    await desk.open('/can-bo/khoi-phuc');
    await clean(desk);
    await recover(fresh);
    await desk.shot('da-khoi-phuc');
    // The lost telephone is out at once.
    await old.open('/toi');
    expect(new URL(old.page.url()).pathname).toBe('/dang-nhap');
    forgetSession(grandmother.phone);
    await old.signIn({ phone: fresh });
    await old.open('/toi/hop-thu');
    expect(await old.text()).toContain('vừa được khôi phục');
    await old.shot('bao-tin-khoi-phuc');
    // So that the journeys after this one find her where they expect her.
    await recover(grandmother.phone);
    await desk.open('/can-bo/dai-dien');
    await clean(desk);
    await desk.shot('uy-quyen-tai-quay');
    expect([...old.faults, ...desk.faults]).toEqual([]);
    await old.close();
    await desk.close();
  });

  step('a paper of authorisation is written down at the counter with its photo', async () => {
    const desk = await officerAt('uy-quyen-giay', deskOne, screen);
    const man = await citizenAt('uy-quyen-giay-chong', husband);
    const his = await numberOf(man);
    await man.close();
    await desk.open('/can-bo/dai-dien');
    await desk.answer({
      ...{ 'ten-nguoi': grandmother.name, 'so-nguoi': card, ten: husband.name, so: his, viec: 'all' },
    });
    const photo = await phonePhoto('giay-uy-quyen.jpg');
    await desk.page.locator('input[type=file]').setInputFiles({ ...photo });
    await desk.go('Ghi ủy quyền');
    expect(await desk.text()).toContain('Đã ghi ủy quyền');
    await desk.type('ten-tim', grandmother.name);
    await desk.type('so-tim', card);
    await desk.go('Xem');
    await desk.shot('da-ghi');
    await clean(desk);
    await desk.go(desk.page.locator('main form[action$="/dung"] button').first());
    expect(await desk.text()).toContain('Đã dừng việc làm thay');
    await desk.close();
  });
});
