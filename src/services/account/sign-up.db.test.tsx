import { beforeEach, expect, test } from 'vitest';
import { actorOf, createCitizenAccount, setPassword } from '#engines/access';
import { as, machine, tx } from '#engines/database';
import { routes as messageRoutes, simulatedMessages, simulatedPhone, useSmsGateway } from '#engines/messages';
import { recordDeath, upsertPerson } from '#engines/people';
import { aCommune, aServer, PlainBrowser, session, type TestCtx, testCtx, testDb } from '#engines/testing';
import { routes } from './index.ts';

const house = await testDb();
let ctx: TestCtx = testCtx(house, { at: '2026-03-02T09:00' });
useSmsGateway(simulatedPhone(house.db, () => ctx.now()));
const home = await aCommune(house, ctx);
const server = await aServer(house, Object.assign(Object.create(ctx), { now: () => ctx.now() }), [
  ...routes,
  ...messageRoutes,
]);
let day = 2;
beforeEach(() => {
  ctx = testCtx(house, { at: `2026-03-${String(++day).padStart(2, '0')}T09:00` });
});

let numbers = 0;
const aPhone = () => `0977${String(++numbers).padStart(6, '0')}`;
const anIdentity = () => `0371800${String(++numbers).padStart(5, '0')}`;
const aBrowser = () => new PlainBrowser(server.app);
const codeFor = async (phone: string) =>
  /^\d{6}/.exec((await simulatedMessages(house.db, phone))[0]?.body ?? '')?.[0] ?? '';

async function aPerson(name: string, phone: string, identity = anIdentity()) {
  const person = { unit_id: home.unitId, name, sex: 'female', birth: '1980-02-03', phone } as const;
  const { id } = await tx(ctx, (t) => upsertPerson(t, { ...person, identity_number: identity }));
  return { personId: id, name, phone, identity };
}

async function withCode(phone: string, browser = aBrowser()): Promise<PlainBrowser> {
  await browser.open('/dang-nhap');
  await browser.post('/dang-nhap', { 'dien-thoai': phone });
  return browser.post('/ma-xac-nhan', { ma: await codeFor(phone) });
}
async function signUp(name: string, phone = aPhone()): Promise<PlainBrowser> {
  const browser = await withCode(phone);
  return browser.post('/ma-xac-nhan', { 'ho-ten': name });
}
const actorIn = async (browser: PlainBrowser) =>
  (await actorOf(house.db, browser.jar.get('phien') ?? '', ctx.now()))?.actor;

async function atTheCounter(card: Record<string, string>): Promise<PlainBrowser> {
  const desk = aBrowser();
  desk.jar.set('phien', await session(ctx, home.reception));
  await desk.open('/can-bo/mo-tai-khoan');
  return desk.post('/can-bo/mo-tai-khoan', { 'gioi-tinh': 'female', 'doi-chieu': '1', ...card });
}

test('at home she opens an account with her telephone and her name, and is told what it can do', async () => {
  const browser = await signUp('Lê Thị Mới');
  expect(browser.path).toBe('/toi/muc-xac-thuc');
  expect(browser.page).toContain('Chưa xác thực');
  expect(browser.page).toContain('Mang căn cước');
  expect(await actorIn(browser)).toMatchObject({ kind: 'citizen', level: 'unproven', name: 'Lê Thị Mới' });
  expect((await browser.open('/toi')).status).toBe(200);
});

test('a telephone that the register lists opens nothing of the person it is listed for', async () => {
  const known = await aPerson('Trần Thị Trong Sổ', aPhone());
  const browser = await withCode(known.phone);
  expect(browser.page).toContain('Mở tài khoản');
  expect(browser.page).not.toContain('Trong Sổ');
  await browser.post('/ma-xac-nhan', { 'ho-ten': 'Trần Thị Trong Sổ' });
  const actor = await actorIn(browser);
  expect(actor?.scope.persons).not.toContain(known.personId);
  await browser.open('/toi');
  expect(browser.page).not.toContain('1980');
  expect(browser.page).not.toContain(known.identity.slice(-3));
});

test('an emoji, a digit or nothing is no name, and the sentence says so', async () => {
  const browser = await withCode(aPhone());
  for (const name of ['Lê Thị 🌸', 'Nguyễn 2', 'A'.repeat(61)]) {
    await browser.post('/ma-xac-nhan', { 'ho-ten': name });
    expect(browser.status).toBe(422);
    expect(browser.jar.has('phien')).toBe(false);
  }
  await browser.post('/ma-xac-nhan', { 'ho-ten': 'H’Hen Niê' });
  expect(browser.path).toBe('/toi/muc-xac-thuc');
});

test('two taps on the last button open one account', async () => {
  const phone = aPhone();
  const browser = await withCode(phone);
  const twin = aBrowser();
  twin.page = browser.page;
  for (const [name, value] of browser.jar) twin.jar.set(name, value);
  await Promise.all([browser, twin].map((b) => b.post('/ma-xac-nhan', { 'ho-ten': 'Lê Thị Hai Lần' })));
  expect(await house.asOwner('select * from access.accounts where phone = $1', [phone])).toHaveLength(1);
});

test('another of the house opens an account of her own on the same telephone', async () => {
  const phone = aPhone();
  await signUp('Lê Thị Một', phone);
  const browser = aBrowser();
  await browser.open('/dang-nhap');
  await browser.post('/dang-nhap', { 'dien-thoai': phone });
  await browser.post('/ma-xac-nhan', { ma: await codeFor(phone), moi: '1' });
  expect(browser.page).toContain('Mở tài khoản');
  await browser.post('/ma-xac-nhan', { 'ho-ten': 'Lê Thị Hai' });
  expect(await actorIn(browser)).toMatchObject({ name: 'Lê Thị Hai' });
  const third = await withCode(phone);
  expect(third.page).toContain('L. T. Một');
  expect(third.page).toContain('L. T. Hai');
  await third.post('/ma-xac-nhan', { nguoi: 'moi' });
  expect(third.page).toContain('Mở tài khoản');
});

test('at the counter the account that she opened at home takes her place in the register, with all she filed', async () => {
  const phone = aPhone();
  const known = await aPerson('Lê Thị Quầy', phone);
  const browser = await signUp('Lê Thị Quầy', phone);
  const before = await actorIn(browser);
  const accountId = before?.kind === 'citizen' ? before.accountId : '';
  const card = {
    'so-dinh-danh': known.identity,
    'ho-ten': known.name,
    'ngay-sinh': '03/02/1980',
    'dien-thoai': phone,
  };
  const desk = await atTheCounter(card);
  expect(desk.page).toContain('Có trong sổ của xã');
  expect(desk.page).toContain('L. T. Quầy');
  await desk.post('/can-bo/mo-tai-khoan/ma', { ma: await codeFor(phone) });
  expect(desk.status).toBe(422);
  await desk.post('/can-bo/mo-tai-khoan/ma', { ma: await codeFor(phone), 'tai-khoan': accountId });
  expect(desk.page).toContain('Đã xác thực tài khoản');
  // Whoever was in it before identity was proven is out.
  expect(await actorIn(browser)).toBeUndefined();
  const again = await withCode(phone);
  const after = await actorIn(again);
  expect(after).toMatchObject({ accountId, personId: known.personId, level: 'counter' });
  expect(after?.scope.persons).toContain(before?.kind === 'citizen' ? before.personId : '');
  const [proof] = await house.asOwner('select * from access.identity_proofs where account_id = $1', [
    accountId,
  ]);
  expect(proof).toMatchObject({ level: 'counter', how: 'counter' });
  expect(proof?.by_account).toBeTruthy();
  expect((await again.open('/toi/muc-xac-thuc')).page).toContain('đối chiếu căn cước tại quầy');
});

test('one person has one account: the counter gives the one she has the new telephone', async () => {
  const old = await aPerson('Lê Thị Đổi Số', aPhone());
  const accountId = await tx(ctx, (t) => createCitizenAccount(ctx, t, old));
  const thief = await withCode(old.phone);
  const phone = aPhone();
  const card = {
    'so-dinh-danh': old.identity,
    'ho-ten': old.name,
    'ngay-sinh': '03/02/1980',
    'dien-thoai': phone,
  };
  const desk = await atTheCounter(card);
  await desk.post('/can-bo/mo-tai-khoan/ma', { ma: await codeFor(phone), 'tai-khoan': 'new' });
  expect(desk.page).toContain('Đã xác thực');
  expect(await house.asOwner('select id from access.accounts where person_id = $1', [old.personId])).toEqual([
    { id: accountId },
  ]);
  expect(await actorIn(thief)).toBeUndefined();
  expect(await actorIn(await withCode(phone))).toMatchObject({ accountId });
  // The old number opens a new account at most.
  expect((await withCode(old.phone)).page).toContain('Mở tài khoản');
});

test('the counter writes down who is not in the register yet, and refuses what the card contradicts', async () => {
  const phone = aPhone();
  const card = {
    'so-dinh-danh': anIdentity(),
    'ho-ten': 'Lê Thị Chuyển Đến',
    'ngay-sinh': '05/06/1990',
    'dien-thoai': phone,
  };
  const desk = await atTheCounter(card);
  expect(desk.page).toContain('Chưa có trong sổ');
  await desk.post('/can-bo/mo-tai-khoan/ma', {
    ma: '000000' === (await codeFor(phone)) ? '111111' : '000000',
  });
  expect(desk.page).toContain('còn 4 lần nhập');
  await desk.post('/can-bo/mo-tai-khoan/ma', { ma: await codeFor(phone) });
  expect(desk.page).toContain('Đã xác thực');
  expect(await actorIn(await withCode(phone))).toMatchObject({ level: 'counter', name: 'Lê Thị Chuyển Đến' });
  const other = await atTheCounter({ ...card, 'ho-ten': 'Lê Thị Khác Tên' });
  expect(other.status).toBe(422);
  expect(other.page).toContain('ghi khác');
  const unseen = await atTheCounter({ ...card, 'doi-chieu': '' });
  expect(unseen.page).toContain('đối chiếu căn cước rồi đánh dấu');
});

test('the dead are not signed in, the family is told kindly what to do, and open sessions end at once', async () => {
  const gone = await aPerson('Lê Thị Đã Mất', aPhone());
  const accountId = await tx(ctx, (t) => createCitizenAccount(ctx, t, gone));
  await tx(ctx, (t) => setPassword(t, accountId, null));
  const browser = await withCode(gone.phone);
  expect(await actorIn(browser)).toBeDefined();
  await tx(as(ctx, machine('test')), (t) =>
    recordDeath(t, { personId: gone.personId, diedOn: '2026-03-01', version: 1 }),
  );
  expect(await actorIn(browser)).toBeUndefined();
  const family = await withCode(gone.phone);
  expect(family.status).toBe(403);
  expect(family.page).toContain('chia buồn');
  expect(family.page).toContain('mai táng phí');
  const card = {
    'so-dinh-danh': gone.identity,
    'ho-ten': gone.name,
    'ngay-sinh': '03/02/1980',
    'dien-thoai': aPhone(),
  };
  expect((await atTheCounter(card)).page).toContain('đã mất');
});
