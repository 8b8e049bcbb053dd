import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { actorOf, createCitizenAccount, createOfficer, recordView, setPassword } from '#engines/access';
import { type Officer, tx } from '#engines/database';
import {
  routes as messageRoutes,
  notify,
  simulatedMessages,
  simulatedPhone,
  useSmsGateway,
} from '#engines/messages';
import { PlainBrowser, type TestCtx, testCtx, testDb } from '#engines/testing';
import { systemPages } from '#engines/ui';
import { createServer, noAssets } from '#engines/web';
import { routes } from './index.ts';

const house = await testDb();
let ctx: TestCtx = testCtx(house);
let minute = 0;
useSmsGateway(simulatedPhone(house.db, () => ctx.now()));
const site = {
  name: 'Xã Yên Mô',
  above: 'Tỉnh Ninh Bình',
  address: '',
  phone: '1022',
  hours: '',
  demo: true,
  citizenNav: [],
  officerNav: [],
};
const server = await createServer({
  routes: [...routes, ...messageRoutes],
  db: house.db,
  origin: 'http://127.0.0.1:8080',
  mode: 'demo',
  secret: 'một bí mật dài hơn ba mươi hai ký tự để thử',
  log: ctx.log,
  actorOf: async (token, now) => (await actorOf(house.db, token, now))?.actor,
  pages: systemPages,
  site: () => site,
  assets: noAssets,
  now: () => ctx.now(),
});
afterAll(() => server.close());
// A new hour for every test: limits count by the hour.
beforeEach(() => {
  ctx = testCtx(house, { at: `2026-01-${String(5 + ++minute).padStart(2, '0')}T09:00` });
});

const aBrowser = () => new PlainBrowser(server.app);

let numbers = 0;
const aPhone = () => `0912${String(++numbers).padStart(6, '0')}`;
const codeFor = async (phone: string) =>
  /^\d{6}/.exec((await simulatedMessages(house.db, phone))[0]?.body ?? '')?.[0] ?? '';

async function aCitizen(
  name: string,
  phone = aPhone(),
  birth = '1980-02-03',
  more: { parent?: string } = {},
) {
  const [person] = await house.asOwner(
    `insert into people.persons (unit_id, name, name_key, sex, birth, birth_from, birth_to, identity_number, phone)
     values (1, $1, $1, 'female', $2, $3, $3, $4, $5) returning id`,
    [
      name,
      birth,
      `${birth}-01-01`.slice(0, 10),
      `0370800${String(++numbers).padStart(5, '0')}`,
      `+84${phone.slice(1)}`,
    ],
  );
  const personId = String(person?.id);
  if (more.parent)
    await house.asOwner(
      `insert into people.kinships (person_id, relative_id, kind) values ($1, $2, 'mother')`,
      [personId, more.parent],
    );
  return { personId, name, phone };
}
async function anAccount(name: string, phone = aPhone()) {
  const person = await aCitizen(name, phone);
  const accountId = await tx(ctx, (t) => createCitizenAccount(ctx, t, person));
  return { ...person, accountId };
}
async function signIn(phone: string, from = '/dang-nhap'): Promise<PlainBrowser> {
  const browser = await aBrowser().open(from);
  await browser.post('/dang-nhap', { 'dien-thoai': phone });
  return browser.post('/ma-xac-nhan', { ma: await codeFor(phone) });
}

test('a citizen comes in with her telephone and the code, without JavaScript', async () => {
  const { phone } = await anAccount('Phạm Thị Mơ');
  const browser = await aBrowser().open('/dang-nhap');
  await browser.post('/dang-nhap', { 'dien-thoai': phone.replace(/(\d{4})(\d{3})/, '$1 $2 ') });
  expect(browser.path).toMatch(/^\/ma-xac-nhan\?lan=/);
  expect(browser.page).toContain(`${phone.slice(0, 4)} *** ${phone.slice(-3)}`);
  expect(browser.page).toContain('/dien-thoai-mo-phong?so=');
  await browser.post('/ma-xac-nhan', { ma: '000000' === (await codeFor(phone)) ? '000001' : '000000' });
  expect(browser.status).toBe(422);
  expect(browser.page).toContain('còn 4 lần nhập');
  await browser.post('/ma-xac-nhan', { ma: await codeFor(phone) });
  expect(browser.path).toBe('/toi');
  expect(browser.page).toContain('Phạm Thị Mơ');
  expect(browser.page).not.toMatch(/0370800\d{5}/);
});

test('a number that is none is told so', async () => {
  const browser = await aBrowser().open('/dang-nhap');
  await browser.post('/dang-nhap', { 'dien-thoai': '12' });
  expect(browser.page).toContain('10 chữ số');
});

test('several people on one telephone choose among masked names', async () => {
  const phone = aPhone();
  await anAccount('Phạm Thị Mơ', phone);
  const other = await anAccount('Trần Văn Bách', phone);
  const browser = await signIn(phone);
  expect(browser.page).toContain('P. T. Mơ');
  expect(browser.page).not.toContain('Phạm Thị Mơ');
  await browser.post('/ma-xac-nhan', {});
  expect(browser.status).toBe(422);
  const stranger = await anAccount('Người Ngoài');
  await browser.post('/ma-xac-nhan', { nguoi: stranger.personId });
  expect(browser.path).not.toBe('/toi');
  await browser.post('/ma-xac-nhan', { nguoi: other.personId });
  expect(browser.path).toBe('/toi');
  expect(browser.page).toContain('Trần Văn Bách');
});

test('who has set a password is asked for it after the code', async () => {
  const { phone, accountId } = await anAccount('Phạm Thị Mơ');
  await tx(ctx, (t) => setPassword(t, accountId, 'đồng lúa chín vàng'));
  const browser = await signIn(phone);
  expect(browser.page).toContain('Nhập mật khẩu');
  await browser.post('/ma-xac-nhan', { 'mat-khau': 'sai rồi' });
  expect(browser.page).toContain('Mật khẩu chưa đúng');
  await browser.post('/ma-xac-nhan', { 'mat-khau': 'đồng lúa chín vàng' });
  expect(browser.path).toBe('/toi');
});

test('after signing in only addresses of this site are followed', async () => {
  const { phone } = await anAccount('Phạm Thị Mơ');
  const here = await signIn(phone, '/dang-nhap?tiep=%2Ftoi%2Fhop-thu%3Ftrang%3D1');
  expect(here.path).toBe('/toi/hop-thu?trang=1');
  for (const evil of ['https://x.vn/', '//x.vn', '/\\x.vn', 'javascript:alert(1)']) {
    ctx.clock.set(`2026-02-0${1 + ['h', '//', '/\\', 'j'].findIndex((s) => evil.startsWith(s))}T09:00`);
    const other = await signIn(phone, `/dang-nhap?tiep=${encodeURIComponent(evil)}`);
    expect(other.path).toBe('/toi');
  }
});

test('an officer needs password and code, always', async () => {
  const phone = aPhone();
  const from = '2025-07-01';
  const post = { title: 'Tiếp nhận', unitId: 1, role: 'reception' } as const;
  const officer = {
    personId: randomUUID(),
    name: 'Lê Thị Cửa',
    phone,
    userName: 'motcua',
    password: 'một câu đủ dài',
  };
  await tx(ctx, (t) => createOfficer(ctx, t, { ...officer, post, from }));
  const browser = await aBrowser().open('/can-bo/dang-nhap');
  await browser.post('/can-bo/dang-nhap', { ten: 'motcua', 'mat-khau': 'sai' });
  expect(browser.status).toBe(422);
  expect(await simulatedMessages(house.db, phone)).toEqual([]);
  await browser.post('/can-bo/dang-nhap', { ten: 'motcua', 'mat-khau': 'một câu đủ dài', tiep: '/toi' });
  expect(browser.path).toMatch(/^\/can-bo\/ma-xac-nhan/);
  await browser.post('/can-bo/ma-xac-nhan', { ma: await codeFor(phone) });
  expect(browser.path).toBe('/toi');
  expect(browser.page).toContain('Tiếp nhận');
  await browser.post('/toi/vai-tro', { 'vi-tri': '' });
  expect(browser.path).toBe('/toi');
  expect(browser.page).not.toContain('Vị trí công tác');
  await browser.post('/toi/vai-tro', { 'vi-tri': randomUUID() });
  expect(browser.status).toBe(403);
});

test('signing out ends the session and has the browser forget', async () => {
  const { phone } = await anAccount('Phạm Thị Mơ');
  const browser = await signIn(phone);
  const token = browser.jar.get('phien') ?? '';
  expect(await actorOf(house.db, token, ctx.now())).toBeDefined();
  await browser.post('/dang-xuat', {});
  expect(browser.headers['clear-site-data']).toBe('"cache", "storage"');
  expect(browser.page).toContain('data-island="forget-device"');
  expect(browser.jar.has('phien')).toBe(false);
  expect(await actorOf(house.db, token, ctx.now())).toBeUndefined();
  expect((await browser.open('/toi')).path).toMatch(/^\/dang-nhap\?tiep=/);
});

test('she sees her children, her machines, her post and who looked at her', async () => {
  const mother = await anAccount('Phạm Thị Mơ');
  const child = await aCitizen('Phạm Thị Mận', aPhone(), '2020-01-01', { parent: mother.personId });
  await aCitizen('Phạm Thị Lớn', aPhone(), '2001-01-01', { parent: mother.personId });
  await tx(ctx, (t) =>
    notify(ctx, t, {
      personId: mother.personId,
      title: 'Có kết quả',
      body: 'Mời Bà đến nhận.',
      link: '/toi',
    }),
  );
  const post = { title: 'Tiếp nhận hồ sơ', unitId: 1, role: 'reception' } as const;
  const made = await tx(ctx, (t) =>
    createOfficer(ctx, t, {
      personId: randomUUID(),
      name: 'Lê Thị Cửa',
      phone: aPhone(),
      userName: 'tiepnhan',
      password: 'một câu đủ dài',
      post,
      from: '2025-07-01',
    }),
  );
  const scope = { units: [1], fields: null, persons: [] };
  const who = { accountId: made.accountId, personId: randomUUID(), name: 'Lê Thị Cửa', scope };
  const rights = { postId: made.postId, postTitle: post.title, unitId: 1, permissions: new Set<string>() };
  const actor: Officer = { kind: 'officer', ...who, ...rights };
  const persons = [mother.personId, child.personId];
  await tx({ ...ctx, actor }, (t) => recordView(t, { persons, purpose: 'receive-dossier' }));

  const first = await signIn(mother.phone);
  const browser = await signIn(mother.phone);
  expect(browser.page).toContain('Phạm Thị Mận');
  expect(browser.page).not.toContain('Phạm Thị Lớn');
  expect(browser.page).toContain('1 thư chưa đọc');
  const other = /name="phien" value="([^"]+)"/.exec(browser.page)?.[1] ?? '';
  await browser.post('/toi/phien', { phien: other });
  expect((await first.open('/toi')).path).toMatch(/^\/dang-nhap/);

  await browser.open('/toi/hop-thu');
  expect(browser.page).toContain('Mời Bà đến nhận.');
  await browser.post('/toi/hop-thu', {});
  expect(browser.page).not.toContain('Mới</span>');

  await browser.open('/toi/ai-da-xem');
  expect(browser.page).toContain('Tiếp nhận hồ sơ');
  expect(browser.page).not.toContain('Lê Thị Cửa');
  expect(browser.page).not.toContain('Xem trang cá nhân');
  const seen = (await browser.open(`/toi/ai-da-xem?nguoi=${child.personId}`)).page;
  expect(seen).toContain('Tiếp nhận hồ sơ');
});

test('a new password puts everyone else out, and a wrong one changes nothing', async () => {
  const { phone } = await anAccount('Phạm Thị Mơ');
  const thief = await signIn(phone);
  const browser = await signIn(phone);
  await browser.open('/toi/mat-khau');
  await browser.post('/toi/mat-khau', { moi: 'đồng lúa chín vàng', lai: 'đồng lúa' });
  expect(browser.page).toContain('chưa giống nhau');
  await browser.post('/toi/mat-khau', { moi: 'đồng lúa chín vàng', lai: 'đồng lúa chín vàng' });
  expect(browser.path).toBe('/toi');
  expect((await thief.open('/toi')).path).toMatch(/^\/dang-nhap/);
  await browser.open('/toi/mat-khau');
  await browser.post('/toi/mat-khau', { 'dang-dung': 'sai', moi: 'câu khác dài', lai: 'câu khác dài' });
  expect(browser.page).toContain('Mật khẩu đang dùng chưa đúng');
});

test('the simulated telephone exists in the demo only', async () => {
  const browser = await aBrowser().open('/dien-thoai-mo-phong?so=0912000001');
  expect(browser.status).toBe(200);
  site.demo = false;
  expect((await browser.open('/dien-thoai-mo-phong?so=0912000001')).status).toBe(404);
  site.demo = true;
});
