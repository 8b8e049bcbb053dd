import { expect, test } from 'vitest';
import { openSession, setPassword } from '#engines/access';
import { tx } from '#engines/database';
import { simulatedMessages, simulatedPhone, useSmsGateway } from '#engines/messages';
import { aCommune, aServer, PlainBrowser, session, type TestCtx, testCtx, testDb } from '#engines/testing';
import { jobs, routes } from './index.ts';

const house = await testDb();
const ctx: TestCtx = testCtx(house, { at: '2026-03-02T09:00' });
useSmsGateway(simulatedPhone(house.db, () => ctx.now()));
const home = await aCommune(house, ctx);
const away = await aCommune(house, ctx, '14702');
const server = await aServer(house, ctx, routes);

let made = 0;
async function someone(name: string, commune = home) {
  const phone = `09150${String(++made).padStart(5, '0')}`;
  const number = `0371850${String(made).padStart(5, '0')}`;
  const who = await commune.aCitizen(name, phone);
  if (who.actor.kind !== 'citizen') throw new Error('a citizen');
  const { accountId, personId } = who.actor;
  await house.asOwner('update people.persons set identity_number = $2 where id = $1', [personId, number]);
  return { name, phone, number, accountId, personId };
}
const codeFor = async (phone: string) =>
  /^\d{6}/.exec((await simulatedMessages(house.db, phone))[0]?.body ?? '')?.[0] ?? '';
async function browserOf(who: { accountId: string }) {
  const browser = new PlainBrowser(server.app);
  browser.jar.set(
    'phien',
    await tx(ctx, (t) => openSession(ctx, t, { accountId: who.accountId, device: 'Máy cũ' })),
  );
  return browser;
}
async function officerBrowser(who: Parameters<typeof session>[1]) {
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await session(ctx, who));
  return browser;
}
const desk = await officerBrowser(home.reception);
const recover = async (
  browser: PlainBrowser,
  who: { name: string; number: string },
  phone: string,
  more: Record<string, string> = {},
) => {
  await browser.open('/can-bo/khoi-phuc');
  return browser.post('/can-bo/khoi-phuc', {
    ...{ ten: who.name, so: who.number, 'doi-chieu': 'card', 'dien-thoai': phone, lai: phone },
    ...more,
  });
};

test('a lost telephone: the counter moves the account, and everything opened with the old one ends', async () => {
  const old = await someone('Tạ Thị Mất Máy');
  await tx(ctx, (t) => setPassword(t, old.accountId, 'đồng lúa chín vàng'));
  const thief = await browserOf(old);
  expect((await thief.open('/toi')).status).toBe(200);
  const kept = await someone('Tạ Thị Còn Máy');
  for (const { accountId } of [old, kept])
    await house.asOwner(
      `insert into access.passkeys (account_id, credential_id, public_key, counter, transports, name, level, for_post,
         created_at)
       values ($1::uuid, 'key ' || $1::text, '\\x00', 0, '{}', 'Máy cũ', 'counter', false, $2)`,
      [accountId, ctx.now()],
    );
  const fresh = '0915999001';
  for (const [more, sentence] of [
    [{ 'doi-chieu': '' }, 'chọn cách đã đối chiếu'],
    [{ lai: '0915999002' }, 'chưa giống nhau'],
    [{ ten: 'Tạ Thị Khác' }, 'Không tìm thấy người'],
    [{ 'dien-thoai': '12', lai: '12' }, '10 chữ số'],
  ] as const) {
    await recover(desk, old, fresh, more);
    expect(desk.status, sentence).toBe(422);
    expect(desk.page).toContain(sentence);
  }
  expect((await thief.open('/toi')).status).toBe(200);
  await recover(desk, old, fresh);
  expect(desk.page).toContain('Đã khôi phục');
  expect((await thief.open('/toi')).path).toMatch(/^\/dang-nhap/);
  // The finger on the lost telephone opens nothing any more; nobody else's is touched.
  const keys = await house.asOwner('select account_id from access.passkeys');
  expect(keys).toEqual([{ account_id: kept.accountId }]);
  const told = await house.asOwner(
    `select address from messages.deliveries where body like '%chuyen sang so dien thoai moi%'`,
  );
  expect(told.map((row) => row.address).sort()).toEqual([old.phone, fresh].sort());

  const stranger = new PlainBrowser(server.app);
  await stranger.open('/dang-nhap');
  await stranger.post('/dang-nhap', { 'dien-thoai': old.phone });
  await stranger.post(stranger.path, { ma: await codeFor(old.phone) });
  expect(stranger.page).not.toContain('Mất Máy');
  const browser = new PlainBrowser(server.app);
  await browser.open('/dang-nhap');
  await browser.post('/dang-nhap', { 'dien-thoai': fresh });
  await browser.post('/ma-xac-nhan', { ma: await codeFor(fresh) });
  expect(browser.path).toBe('/toi');
  expect(browser.page).toContain('Tạ Thị Mất Máy');
  await browser.open('/toi/hop-thu');
  expect(browser.page).toContain('vừa được khôi phục');
  await browser.open('/toi/ai-da-xem');
  expect(browser.page).toContain('Khôi phục tài khoản tại quầy');
});

test('only the desk of her own commune may, and nobody for herself', async () => {
  const far = await someone('Người Xã Khác', away);
  expect((await recover(desk, far, '0915999003')).page).toContain('đăng ký ở xã khác');
  const processor = await officerBrowser(home.processor);
  expect((await processor.open('/can-bo/khoi-phuc')).status).toBe(403);
  const { actor } = home.reception;
  if (actor.kind !== 'officer') throw new Error('an officer');
  const number = '037185099999';
  await house.asOwner('update people.persons set identity_number = $2 where id = $1', [
    actor.personId,
    number,
  ]);
  await recover(desk, { name: actor.name, number }, '0915999004');
  expect(desk.status).toBe(403);
});

test("an officer's account waits for a second officer, who is neither who asked nor its holder", async () => {
  const colleague = await home.anOfficer({ role: 'approver', title: 'Phó phòng', name: 'Vũ Thị Phó' });
  const { actor } = colleague;
  if (actor.kind !== 'officer') throw new Error('an officer');
  const number = '037185088888';
  await house.asOwner('update people.persons set identity_number = $2 where id = $1', [
    actor.personId,
    number,
  ]);
  const own = await officerBrowser(colleague);
  const before = await house.asOwner('select phone, password_hash from access.accounts where id = $1', [
    actor.accountId,
  ]);
  await recover(desk, { name: 'Vũ Thị Phó', number }, '0915999005');
  expect(desk.page).toContain('chờ một cán bộ thứ hai');
  const now = () =>
    house.asOwner('select phone, password_hash from access.accounts where id = $1', [actor.accountId]);
  expect(await now()).toEqual(before);
  const at = /\/can-bo\/khoi-phuc\/[0-9a-f-]{36}/.exec(desk.page)?.[0] ?? '';
  for (const browser of [desk, own]) {
    await browser.open('/can-bo/khoi-phuc');
    await browser.post(at, { cach: 'co' });
    expect(browser.status).toBe(403);
  }
  const elsewhere = await officerBrowser(away.approver);
  await elsewhere.open('/can-bo/khoi-phuc');
  expect(elsewhere.page).not.toContain('Vũ Thị Phó');
  await elsewhere.post(at, { cach: 'co' });
  expect(elsewhere.status).toBe(404);
  expect(await now()).toEqual(before);
  const second = await officerBrowser(home.approver);
  await second.open('/can-bo/khoi-phuc');
  await second.post(at, { cach: 'co' });
  expect(second.page).toContain('Tài khoản dùng số mới');
  // The password stays: it was not in the telephone.
  expect(await now()).toEqual([{ ...before[0], phone: '0915999005' }]);
  expect((await own.open('/can-bo/khoi-phuc')).path).toMatch(/dang-nhap/);
  await second.open('/can-bo/khoi-phuc');
  await second.post(at, { cach: 'co' });
  expect(second.status).toBe(404);
});

async function atPassword(phone: string) {
  const browser = new PlainBrowser(server.app);
  await browser.open('/dang-nhap');
  await browser.post('/dang-nhap', { 'dien-thoai': phone });
  await browser.post('/ma-xac-nhan', { ma: await codeFor(phone) });
  const link = /href="(\/quen-mat-khau[^"]*)"/.exec(browser.page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return { browser, link };
}

test('a forgotten password goes after two days of warning, and not when she says that it was not she', async () => {
  const who = await someone('Đinh Thị Quên');
  await tx(ctx, (t) => setPassword(t, who.accountId, 'đồng lúa chín vàng'));
  const hasPassword = async () =>
    (
      await house.asOwner('select password_hash is not null as has from access.accounts where id = $1', [
        who.accountId,
      ])
    )[0]?.has;
  const herself = await browserOf(who);
  const nobody = new PlainBrowser(server.app);
  await nobody.open('/quen-mat-khau');
  expect(nobody.page).not.toContain('<input type="hidden" name="lan"');

  const first = await atPassword(who.phone);
  await first.browser.open(first.link);
  await first.browser.post('/quen-mat-khau', {});
  expect(first.browser.page).toContain('04/03/2026');
  const warned = await house.asOwner(
    `select 1 from messages.deliveries where address = $1 and body like '%xin bo mat khau%'`,
    [who.phone],
  );
  expect(warned).toHaveLength(1);
  await herself.open('/toi');
  expect(herself.page).toContain('Có người xin bỏ mật khẩu của Ông/Bà');
  await herself.post('/toi/huy-bo-mat-khau', {});
  ctx.clock.set('2026-03-05T09:00');
  const job = jobs.find((one) => one.name === 'account.finish_password_resets');
  await job?.run(ctx, {});
  expect(await hasPassword()).toBe(true);

  const again = await atPassword(who.phone);
  await again.browser.open(again.link);
  await again.browser.post('/quen-mat-khau', {});
  ctx.clock.set('2026-03-07T08:59');
  await job?.run(ctx, {});
  expect(await hasPassword()).toBe(true);
  ctx.clock.set('2026-03-07T09:00');
  await job?.run(ctx, {});
  expect(await hasPassword()).toBe(false);
  ctx.clock.set('2026-03-08T09:00');
  const back = await atPassword(who.phone);
  expect(back.browser.path).toBe('/toi');
});

test('all her other machines are ended in one go', async () => {
  const who = await someone('Lê Thị Nhiều Máy');
  const [here, there, third] = await Promise.all([browserOf(who), browserOf(who), browserOf(who)]);
  await here?.open('/toi');
  await here?.post('/toi/phien-khac', {});
  expect(here?.page).toContain('Đã thoát mọi máy khác');
  for (const other of [there, third]) expect((await other?.open('/toi'))?.path).toMatch(/^\/dang-nhap/);
});
