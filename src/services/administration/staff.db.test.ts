import { expect, test } from 'vitest';
import { actorOf, appointmentsOf, officersOf, staffOn, switchRole } from '#engines/access';
import { as as asActor, type Ctx, tx } from '#engines/database';
import { aCommune, aServer, PlainBrowser, session, testCtx, testDb } from '#engines/testing';
import { searchAudit } from './audit/actions.ts';
import { giveDelegation, takeBack } from './delegation/actions.ts';
import { routes } from './index.ts';
import { inviteFirstAdministrator, isSetUp, makeFirstAdministrator } from './setup/first-administrator.ts';
import { openInvitation, takeInvitation } from './setup/invited.ts';
import { assignOfficer, endOrMove, inviteOfficer, makePost, removePost, renewLink } from './staff/actions.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const home = await aCommune(house, ctx);
const away = await aCommune(house, ctx, '14702');
const admin = await home.anOfficer({ role: 'administrator', title: 'Quản trị', name: 'Dương Hải Long' });
const stranger = await away.anOfficer({ role: 'administrator', title: 'Quản trị', name: 'Lê Văn Xa' });
const server = await aServer(house, ctx, routes);
const origin = 'http://127.0.0.1:8080';
const today = '2026-03-02';

const post = (title: string) => ({
  title,
  officeId: null,
  role: 'reception' as const,
  fields: [],
  from: today,
  to: null,
});
const someone = (name: string, phone: string) => ({
  ...{ name, phone, sex: 'female' as const, birthYear: '1990', identity: '', from: today },
});
const tokenIn = (link: string) => link.split('/').at(-1) ?? '';
const at = (token: string) => ({ token, origin });
const accountOf = (who: Ctx) => (who.actor.kind === 'officer' ? who.actor.accountId : '');

test('an invited officer sets her password by the link, once, and works from the day she is appointed', async () => {
  const postId = await makePost(admin, post('Cán bộ quầy 3'));
  const { link, userName } = await inviteOfficer(
    admin,
    { ...someone('Trần Thị Thêu', '0912777001'), postId },
    origin,
  );
  const token = tokenIn(link);
  expect(userName).toBe('tranthitheu');
  for (const wrong of [
    at(`${token}x`),
    { token, origin: 'https://khac.example.vn' },
    at(''),
    at('00000000-0000-0000-0000-000000000000'),
  ])
    await expect(openInvitation(ctx, wrong)).rejects.toMatchObject({ kind: 'missing' });
  expect((await openInvitation(ctx, at(token))).account.name).toBe('Trần Thị Thêu');
  // No gateway: a sheet of codes comes with the password.
  expect(await takeInvitation(ctx, at(token), 'con đò bến cũ')).toHaveLength(10);
  await expect(takeInvitation(ctx, at(token), 'con đò bến mới')).rejects.toMatchObject({ kind: 'missing' });
  const [held] = await staffOn(house.db, [home.unitId], today, 'theu');
  expect(held).toMatchObject({ title: 'Cán bộ quầy 3', holder: 'Trần Thị Thêu', held_from: today });
});

test('two uses of a link at once: one counts', async () => {
  const postId = await makePost(admin, post('Cán bộ quầy 4'));
  const { link } = await inviteOfficer(admin, { ...someone('Vũ Thị Hai', '0912777002'), postId }, origin);
  const both = await Promise.allSettled(
    ['một mật khẩu dài', 'hai mật khẩu dài'].map((password) =>
      takeInvitation(ctx, at(tokenIn(link)), password),
    ),
  );
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a link dies with its hour, and a new one voids the one before', async () => {
  const postId = await makePost(admin, post('Cán bộ quầy 5'));
  const { link } = await inviteOfficer(admin, { ...someone('Vũ Thị Ba', '0912777003'), postId }, origin);
  const [held] = await staffOn(house.db, [home.unitId], today, 'vu thi ba');
  const renewed = await renewLink(admin, held?.account_id ?? '', origin);
  await expect(openInvitation(ctx, at(tokenIn(link)))).rejects.toMatchObject({ kind: 'missing' });
  await openInvitation(ctx, at(tokenIn(renewed)));
  const later = testCtx(house, { at: '2026-03-05T09:01' });
  await expect(openInvitation(later, at(tokenIn(renewed)))).rejects.toMatchObject({ kind: 'missing' });
});

test('the first administrator comes in by a link of this house only, once, within a day', async () => {
  const given = {
    ...{ unitCode: '14701', name: 'Phạm Thị Đầu', sex: 'female' as const, birthYear: '1985' },
    ...{ identity: '', phone: '0912777009', password: 'con đò bến cũ' },
  };
  const old = await inviteFirstAdministrator(ctx, origin);
  const { path } = await inviteFirstAdministrator(ctx, origin);
  const link = at(tokenIn(path));
  const refused = { kind: 'missing', code: 'administration.link-over' };
  await expect(makeFirstAdministrator(ctx, at(tokenIn(old.path)), given)).rejects.toMatchObject(refused);
  const copied = { ...link, origin: 'https://ban-sao.example' };
  await expect(makeFirstAdministrator(ctx, copied, given)).rejects.toMatchObject(refused);
  const tomorrow = testCtx(house, { at: '2026-03-03T09:01' });
  await expect(makeFirstAdministrator(tomorrow, link, given)).rejects.toMatchObject(refused);
  await expect(makeFirstAdministrator(ctx, link, { ...given, password: '12345678' })).rejects.toMatchObject({
    code: 'access.common-password',
  });
  // What was refused has used nothing up.
  const made = await makeFirstAdministrator(ctx, link, given);
  expect(made).toMatchObject({ userName: 'phamthidau' });
  expect(made.codes).toHaveLength(10);
  await expect(makeFirstAdministrator(ctx, link, given)).rejects.toMatchObject(refused);
  expect(await isSetUp(ctx)).toBe(true);
});

test('a link opened under another name of the machine is sent to the right one and stays good', async () => {
  const { path } = await inviteFirstAdministrator(ctx, origin);
  const open = (host: string) => server.app.inject({ method: 'GET', url: path, headers: { host } });
  expect((await open('rebind.example')).statusCode).toBe(403);
  expect((await open('127.0.0.1:8080')).statusCode).toBe(200);
});

test('an administrator of another commune, and any other officer, changes nothing here', async () => {
  const postId = await makePost(admin, post('Cán bộ quầy 6'));
  const own = accountOf(home.reception);
  const [appointment] = await appointmentsOf(house.db, own, ctx.now());
  const acts = (by: Ctx) => [
    () => removePost(by, postId, today),
    () => assignOfficer(by, { postId, accountId: own, from: today }),
    () => inviteOfficer(by, { ...someone('Lẻn Vào', '0912777010'), postId }, origin),
    () => renewLink(by, own, origin),
    () => endOrMove(by, { appointmentId: appointment?.id ?? '', on: today, toPostId: '' }),
  ];
  for (const attempt of acts(stranger))
    await expect(attempt()).rejects.toMatchObject({ kind: expect.stringMatching(/missing|conflict/) });
  for (const by of [home.reception, home.leader, home.approver, home.citizen])
    for (const attempt of acts(by)) await expect(attempt()).rejects.toMatchObject({ kind: 'denied' });
  expect((await staffOn(house.db, [home.unitId], today, 'quay 6'))[0]?.holder).toBeNull();
  expect((await officersOf(house.db, [home.unitId])).some((one) => one.name === 'Lẻn Vào')).toBe(false);
});

test('nobody appoints herself, ends herself, or renews her own link', async () => {
  const postId = await makePost(admin, { ...post('Chủ tịch thử'), role: 'approver' as never });
  const self = accountOf(admin);
  const [appointment] = await appointmentsOf(house.db, self, ctx.now());
  await expect(assignOfficer(admin, { postId, accountId: self, from: today })).rejects.toMatchObject({
    code: 'administration.self',
  });
  await expect(renewLink(admin, self, origin)).rejects.toMatchObject({ code: 'administration.self' });
  const end = { appointmentId: appointment?.id ?? '', on: today, toPostId: postId };
  await expect(endOrMove(admin, end)).rejects.toMatchObject({ code: 'administration.own-post' });
  await expect(removePost(admin, appointment?.post_id ?? '', today)).rejects.toMatchObject({
    code: 'administration.own-post',
  });
  expect(await appointmentsOf(house.db, self, ctx.now())).toHaveLength(1);
});

test('a delegation is told to both, seen by both, and taken back by either', async () => {
  const holder = home.processor;
  const delegate = home.reception;
  const [held] = await appointmentsOf(house.db, accountOf(holder), ctx.now());
  const given = {
    ...{ appointmentId: held?.id ?? '', delegateId: accountOf(delegate), from: today, until: '2026-03-06' },
    ...{ reason: 'Nghỉ phép', document: '' },
  };
  const as = await delegatorsOwn(holder);
  await giveDelegation(as, given);
  const acting = (await appointmentsOf(house.db, accountOf(delegate), ctx.now())).find(
    (one) => one.isDelegated,
  );
  expect(acting?.title).toBe('Công chức Hộ tịch (thay Vũ Văn Lâm)');
  const notices = await house.asOwner('select person_id from messages.notices where title like $1', [
    'Ủy quyền%',
  ]);
  expect(notices).toHaveLength(2);
  for (const who of [holder, delegate]) {
    const browser = new PlainBrowser(server.app);
    browser.jar.set('phien', await session(ctx, who));
    await browser.open('/can-bo/uy-quyen');
    expect(browser.page).toContain('Vũ Văn Lâm');
    expect(browser.page).toContain('Đang thay');
  }
  // What the colleague does is told apart in the trail.
  const stand = await session(ctx, delegate);
  const switched = await tx(ctx, (t) =>
    switchRole(ctx, t, { token: stand, appointmentId: acting?.id, device: 'thử' }),
  );
  const inPlace = (await actorOf(house.db, switched ?? '', ctx.now()))?.actor;
  if (!inPlace) throw new Error('the colleague cannot act');
  await tx(asActor(ctx, inPlace), (t) =>
    t.audit({ verb: 'dossier.received', subjectKind: 'dossier', subjectId: 'x' }),
  );
  const asked = { book: 'viec' as const, from: today, to: today, accountId: null, verb: 'dossier.' };
  const trail = await searchAudit(admin, { ...asked, subjectId: 'x', person: '', before: null });
  expect(trail[0]?.who).toBe('Phạm Thị Hoa, Công chức Hộ tịch (thay Vũ Văn Lâm)');
  await takeBack(await delegatorsOwn(delegate), acting?.id ?? '');
  expect(
    (await appointmentsOf(house.db, accountOf(delegate), ctx.now())).some((one) => one.isDelegated),
  ).toBe(false);
  await expect(takeBack(await delegatorsOwn(stranger), acting?.id ?? '')).rejects.toMatchObject({
    kind: 'missing',
  });
});

/** The actor as a session resolves it, with the permissions of today. */
async function delegatorsOwn(who: Ctx): Promise<Ctx> {
  const actor = (await actorOf(house.db, await session(ctx, who), ctx.now()))?.actor;
  if (!actor) throw new Error('no session');
  return asActor(ctx, actor);
}

test('every screen of the staff opens, and yesterday’s staff is still yesterday’s', async () => {
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await session(ctx, admin));
  const postId = await makePost(admin, post('Cán bộ lưu động'));
  for (const url of [
    ...['vi-tri', 'vi-tri/moi', `vi-tri/${postId}`, `vi-tri/${postId}/moi-nguoi`, 'can-bo'],
    ...[
      `can-bo/${accountOf(home.reception)}`,
      'uy-quyen',
      'thiet-lap',
      'thiet-lap/vi-tri',
      'thiet-lap/san-sang',
    ],
  ]) {
    await browser.open(`/can-bo/quan-tri/${url}`);
    expect([url, browser.status]).toEqual([url, 200]);
  }
  await browser.open('/can-bo/quan-tri/vi-tri?ngay-day=1&ngay-month=3&ngay-year=2026');
  expect(browser.page).not.toContain('Cán bộ lưu động');
  await browser.open('/can-bo/quan-tri/vi-tri?tim=khong%20co%20ai');
  expect(browser.page).toContain('Không có vị trí nào');
});

test('an administrator renames a village and an office on the screen; the book keeps both names with the paper', async () => {
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await session(ctx, admin));
  const day = (name: string, date: string) => {
    const [year = '', month = '', of = ''] = date.split('-');
    return { [`${name}-day`]: of, [`${name}-month`]: month, [`${name}-year`]: year };
  };
  const put = async (path: string, fields: Record<string, string>) => {
    await browser.open('/can-bo/quan-tri/don-vi');
    await browser.post(`/can-bo/quan-tri/don-vi/${path}`, fields);
    return browser.page;
  };
  const paper = { 'thon-van-ban': 'Nghị quyết 12/NQ-HĐND', 'thon-loai': 'xóm' };
  const on = (date: string) => day('thon-tu', date);
  expect(await put('thon', { ...paper, 'thon-ten': 'Chùa', ...on('2026-03-01') })).toContain(
    'những ngày đã qua',
  );
  expect(await put('thon', { ...paper, 'thon-ten': '', ...on(today) })).toContain('Vui lòng ghi tên đầy đủ');
  expect(await put('thon', { ...paper, 'thon-ten': 'Chùa', ...on(today) })).toContain('xóm Chùa');
  const [village] = await house.asOwner(`select id from units.villages where name = 'Chùa'`);
  await put('thon', { ...paper, thon: String(village?.id), 'thon-ten': 'Chùa Hạ', ...on('2026-04-01') });
  expect(browser.page).toContain('xóm Chùa Hạ (Nghị quyết 12/NQ-HĐND)');
  const office = {
    'co-quan-ten': 'Phòng Kinh tế xã',
    'co-quan-van-ban': '150/2025/NĐ-CP',
    ...day('co-quan-tu', today),
  };
  expect(await put('co-quan', office)).toContain('Phòng Kinh tế xã');
  expect(await put('co-quan', office)).toContain('Vui lòng ghi tên khác');
  expect(await put('co-quan/ket-thuc', { 'ket-thuc': '999999', ...day('ket-thuc-tu', today) })).toContain(
    'Không tìm thấy cơ quan này',
  );
  await browser.open('/dia-chi?tim=xom chua');
  expect(browser.page).toContain('Tên này hiện vẫn dùng');
  ctx.clock.set('2026-04-01T09:00');
  await browser.open('/dia-chi?tim=xom chua');
  expect(browser.page).toContain('Nay là xóm Chùa Hạ');
  ctx.clock.set(`${today}T09:00`);
});
