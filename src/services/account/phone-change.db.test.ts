import { expect, test } from 'vitest';
import { openSession, setPassword, signUp } from '#engines/access';
import { tx } from '#engines/database';
import { simulatedMessages, simulatedPhone, useSmsGateway } from '#engines/messages';
import { aCommune, aServer, PlainBrowser, session, type TestCtx, testCtx, testDb } from '#engines/testing';
import { routes } from './index.ts';

const house = await testDb();
const ctx: TestCtx = testCtx(house, { at: '2026-03-02T09:00' });
useSmsGateway(simulatedPhone(house.db, () => ctx.now()));
const home = await aCommune(house, ctx);
const server = await aServer(house, ctx, routes);

const start = '/toi/so-dien-thoai';
const codesPath = `${start}/ma`;
const password = 'đồng lúa chín vàng';

let made = 0;
async function someone(name: string) {
  const phone = `09160${String(++made).padStart(5, '0')}`;
  const { actor } = await home.aCitizen(name, phone);
  if (actor.kind !== 'citizen') throw new Error('a citizen');
  return {
    phone,
    fresh: phone.replace(/^0916/, '0917'),
    accountId: actor.accountId,
    personId: actor.personId,
  };
}
async function browserOf(accountId: string) {
  const browser = new PlainBrowser(server.app);
  const token = await tx(ctx, (t) => openSession(ctx, t, { accountId, device: 'Máy cũ' }));
  browser.jar.set('phien', token);
  return browser;
}
const messageOf = async (phone: string) => (await simulatedMessages(house.db, phone))[0]?.body ?? '';
const codeFor = async (phone: string) => /^\d{6}/.exec(await messageOf(phone))?.[0] ?? '';
const accountOf = async (id: string) =>
  (await house.asOwner('select phone, level, phone_checked from access.accounts where id = $1', [id]))[0];
async function asks(browser: PlainBrowser, phone: string) {
  await browser.open(start);
  return browser.post(start, { 'dien-thoai': phone });
}
async function comesIn(phone: string) {
  const browser = new PlainBrowser(server.app);
  await browser.open('/dang-nhap');
  await browser.post('/dang-nhap', { 'dien-thoai': phone });
  return browser.post('/ma-xac-nhan', { ma: await codeFor(phone) });
}

test('both telephones answer: the account moves, other machines are out, the old number is told', async () => {
  const who = await someone('Tạ Thị Đổi Số');
  const [browser, other] = [await browserOf(who.accountId), await browserOf(who.accountId)];
  await browser.open('/toi');
  expect(browser.page).toContain(`href="${start}"`);
  const before = await accountOf(who.accountId);
  await asks(browser, who.fresh);
  expect(browser.page).toContain('Mã gửi đến số đang dùng');
  expect(browser.page).not.toContain(who.phone);

  const [fresh, old] = [await codeFor(who.fresh), await codeFor(who.phone)];
  const wrong = (code: string) => (code === '000000' ? '111111' : '000000');
  await browser.post(codesPath, { 'ma-moi': fresh, 'ma-cu': wrong(old) });
  expect(browser.page).toContain('Mã gửi đến số đang dùng chưa đúng');
  expect((await accountOf(who.accountId))?.phone).toBe(who.phone);
  // What was right once is not asked again.
  expect(browser.page).not.toContain('name="ma-moi"');
  await browser.post(codesPath, { 'ma-cu': old });
  expect(browser.path).toBe('/toi');
  expect(browser.page).toContain('Đã đổi. Từ nay');

  expect(await accountOf(who.accountId)).toEqual({ ...before, phone: who.fresh, phone_checked: true });
  expect((await other.open('/toi')).path).toMatch(/^\/dang-nhap/);
  const told = await house.asOwner(
    `select address from messages.deliveries where body like '%vua chuyen sang so dien thoai khac%' order by 1`,
  );
  expect(told.map((row) => row.address)).toEqual([who.phone, who.fresh].sort());
  const written = await house.asOwner('select phone from people.persons where id = $1', [who.personId]);
  expect(written).toEqual([{ phone: `+84${who.fresh.slice(1)}` }]);
  const audited = await house.asOwner(`select 1 from audit.entries where verb = 'account.phone-changed'`);
  expect(audited).toHaveLength(1);
  ctx.clock.set('2026-03-02T10:00');
  expect((await comesIn(who.fresh)).page).toContain('Tạ Thị Đổi Số');
  expect((await comesIn(who.phone)).page).not.toContain('Tạ Thị Đổi Số');
});

test('a code to the new number alone moves nothing', async () => {
  const who = await someone('Tạ Thị Giữ Số');
  const browser = await browserOf(who.accountId);
  await asks(browser, who.fresh);
  const fresh = await codeFor(who.fresh);
  for (const old of ['', fresh]) await browser.post(codesPath, { 'ma-moi': fresh, 'ma-cu': old });
  expect((await accountOf(who.accountId))?.phone).toBe(who.phone);
});

test('where there is a password it is the proof, tried five times and no more', async () => {
  const who = await someone('Tạ Thị Mật Khẩu');
  await tx(ctx, (t) => setPassword(t, who.accountId, password));
  const browser = await browserOf(who.accountId);
  await asks(browser, who.fresh);
  expect(browser.page).not.toContain('name="ma-cu"');
  const silent = await simulatedMessages(house.db, who.phone);
  expect(silent).toEqual([]);
  await browser.post(codesPath, { 'ma-moi': await codeFor(who.fresh), 'mat-khau': 'mật khẩu đoán' });
  expect(browser.page).toContain('Mật khẩu chưa đúng');
  for (let n = 0; n < 4; n += 1) await browser.post(codesPath, { 'mat-khau': 'mật khẩu đoán' });
  await browser.post(codesPath, { 'mat-khau': password });
  expect((await accountOf(who.accountId))?.phone).toBe(who.phone);

  await asks(browser, who.fresh);
  await browser.post(codesPath, { 'ma-moi': await codeFor(who.fresh), 'mat-khau': password });
  expect((await accountOf(who.accountId))?.phone).toBe(who.fresh);
});

test('its codes let nobody in and serve no other account', async () => {
  const [who, thief] = [await someone('Tạ Thị Thật'), await someone('Người Xin Mã')];
  const browser = await browserOf(thief.accountId);
  await asks(browser, who.phone);
  const lan = new URLSearchParams(browser.path.split('?')[1]).get('lan') ?? '';
  const stranger = new PlainBrowser(server.app);
  await stranger.open('/dang-nhap');
  await stranger.post('/ma-xac-nhan', { lan, ma: await codeFor(who.phone) });
  expect((await stranger.open('/toi')).path).toMatch(/^\/dang-nhap/);
  const hers = await browserOf(who.accountId);
  await hers.open(start);
  await hers.open(browser.path);
  expect(hers.path).toBe(start);
});

test('asking again and again is told to wait, whatever numbers are given', async () => {
  const who = await someone('Người Hỏi Mãi');
  await tx(ctx, (t) => setPassword(t, who.accountId, password));
  const browser = await browserOf(who.accountId);
  for (let n = 0; n < 5; n += 1) await asks(browser, `091800000${n}`);
  expect(browser.path).toContain(codesPath);
  await asks(browser, '0918000009');
  expect(browser.status).toBe(422);
  expect(await simulatedMessages(house.db, '0918000009')).toEqual([]);
});

test('her own number, a bad one, an office account: each is told what to do', async () => {
  const who = await someone('Người Gõ Sai');
  const browser = await browserOf(who.accountId);
  expect((await asks(browser, who.phone)).page).toContain('đang dùng số này rồi');
  expect((await asks(browser, '12')).page).toContain('10 chữ số');
  const officer = new PlainBrowser(server.app);
  officer.jar.set('phien', await session(ctx, home.reception));
  await officer.open(start);
  expect(officer.page).toContain('tài khoản cán bộ');
  await officer.open('/toi');
  await officer.post(start, { 'dien-thoai': '0918111111' });
  expect(officer.page).toContain('người thứ hai xác nhận');
  expect(await simulatedMessages(house.db, '0918111111')).toEqual([]);
});

test('someone unproven may change too, and stays unproven', async () => {
  const [phone, fresh] = ['0916777001', '0916777002'];
  const id = await tx(ctx, (t) => signUp(ctx, t, { name: 'Người Chưa Chứng Minh', phone }));
  const browser = await browserOf(id);
  await asks(browser, fresh);
  await browser.post(codesPath, { 'ma-moi': await codeFor(fresh), 'ma-cu': await codeFor(phone) });
  expect(await accountOf(id)).toMatchObject({ phone: fresh, level: 'unproven' });
});
