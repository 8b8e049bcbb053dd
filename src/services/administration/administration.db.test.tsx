import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { actorOf, createCitizenAccount, createOfficer, openSession, type Role } from '#engines/access';
import { type Ctx, deliverDue as deliverEvents, registerHandlers, sealAudit, tx } from '#engines/database';
import { deliverDue, GatewayTrouble, queueSms, useSmsGateway } from '#engines/messages';
import { upsertPerson } from '#engines/people';
import { type TestCtx, testCtx, testDb } from '#engines/testing';
import { systemPages } from '#engines/ui';
import { createServer, noAssets } from '#engines/web';
import { lastVerification, resend, retryParked, stateOf, verifyNow } from './actions.ts';
import { type AuditAsked, searchAudit } from './audit/actions.ts';
import { jobs, routes } from './index.ts';
import { endOrMove } from './staff/actions.ts';

const house = await testDb();
const ctx = testCtx(house);
let number = 0;

async function anOfficer(role: Role, unitId = 1) {
  number += 1;
  const made = await tx(ctx, (t) =>
    createOfficer(ctx, t, {
      personId: randomUUID(),
      name: `Cán bộ số ${number}`,
      phone: `09120000${String(number).padStart(2, '0')}`,
      userName: `canbo${number}`,
      password: 'một câu đủ dài',
      post: { title: `Vị trí số ${number}`, unitId, role },
      from: '2025-07-01',
    }),
  );
  const token = await tx(ctx, (t) => openSession(ctx, t, { ...made, device: 'Chrome' }));
  const actor = (await actorOf(house.db, token, ctx.now()))?.actor;
  if (actor?.kind !== 'officer') throw new Error('no officer');
  return { ...made, token, actor, ctx: { ...ctx, actor } as Ctx };
}

const site = {
  ...{ name: 'Xã Yên Mô', above: 'Tỉnh Ninh Bình', address: '', phone: '1022', hours: '', demo: true },
  ...{ citizenNav: [], officerNav: [] },
};
const server = await createServer({
  ...{ routes, db: house.db, origin: 'http://127.0.0.1:8080', mode: 'demo', log: ctx.log },
  secret: 'một bí mật dài hơn ba mươi hai ký tự để thử',
  actorOf: async (token, now) => (await actorOf(house.db, token, now))?.actor,
  ...{ pages: systemPages, site: () => site, assets: noAssets, now: ctx.now },
});
afterAll(() => server.close());
const open = (url: string, token: string) =>
  server.app.inject({ method: 'GET', url, headers: { cookie: `phien=${token}` } });

test('the screens open for the administrator and for nobody else', async () => {
  const admin = await anOfficer('administrator');
  const urls = ['', '/viec', '/tin', '/nhat-ky', '/vi-tri'].map((end) => `/can-bo/quan-tri${end}`);
  for (const url of urls) expect((await open(url, admin.token)).statusCode).toBe(200);
  for (const role of ['reception', 'processor', 'approver', 'leader', 'province-overseer'] as const) {
    const other = await anOfficer(role);
    for (const url of urls) expect((await open(url, other.token)).statusCode).toBe(403);
    await expect(retryParked(other.ctx, 1)).rejects.toMatchObject({ kind: 'denied' });
    await expect(resend(other.ctx, randomUUID())).rejects.toMatchObject({ kind: 'denied' });
    const ending = { appointmentId: admin.appointmentId, on: '2026-01-05', toPostId: '' };
    await expect(endOrMove(other.ctx, ending)).rejects.toMatchObject({ kind: 'denied' });
    await expect(verifyNow(other.ctx)).rejects.toMatchObject({ kind: 'denied' });
  }
  for (const url of urls) expect((await open(url, '')).statusCode).toBe(303);
});

test('ending an appointment puts the officer out at once; one’s own and other communes’ stay', async () => {
  const admin = await anOfficer('administrator');
  const colleague = await anOfficer('reception');
  const elsewhere = await anOfficer('reception', 2);
  const end = (appointmentId: string) =>
    endOrMove(admin.ctx, { appointmentId, on: '2026-01-05', toPostId: '' });
  const ask = await open(`/can-bo/quan-tri/phan-cong/${colleague.appointmentId}`, admin.token);
  expect(ask.body).toContain(colleague.actor.postTitle);
  await end(colleague.appointmentId);
  expect(await actorOf(house.db, colleague.token, ctx.now())).toBeUndefined();
  await expect(end(colleague.appointmentId)).rejects.toMatchObject({ kind: 'missing' });
  await expect(end(elsewhere.appointmentId)).rejects.toMatchObject({ kind: 'missing' });
  await expect(end(admin.appointmentId)).rejects.toMatchObject({ kind: 'conflict' });
  expect(await actorOf(house.db, admin.token, ctx.now())).toBeDefined();
  await expect(end("'; drop")).rejects.toMatchObject({ kind: 'missing' });
});

test('an event that keeps failing is shown and can be tried again', async () => {
  const admin = await anOfficer('administrator');
  let broken = true;
  registerHandlers([
    {
      name: 'test.stubborn',
      types: ['test.happened'],
      async handle() {
        if (broken) throw new Error('chưa được');
      },
    },
  ]);
  await tx(ctx, (t) => t.emit('test.happened', 'x', {}));
  const later: TestCtx = testCtx(house);
  for (let day = 6; day < 28; day++) {
    await deliverEvents(later);
    later.clock.set(`2026-01-${String(day).padStart(2, '0')}T09:00`);
  }
  const [parked] = (await stateOf(admin.ctx, admin.actor)).parked;
  expect(parked).toMatchObject({ type: 'test.happened', pending: ['test.stubborn'] });
  broken = false;
  await retryParked(admin.ctx, parked?.id ?? 0);
  await deliverEvents(later);
  expect((await stateOf(admin.ctx, admin.actor)).parked).toEqual([]);
  await expect(retryParked(admin.ctx, 99)).rejects.toMatchObject({ kind: 'conflict' });
  await expect(retryParked(admin.ctx, Number.NaN)).rejects.toMatchObject({ kind: 'conflict' });
});

test('a message that was refused is shown, masked, to the commune of its person and to no other', async () => {
  const admin = await anOfficer('administrator');
  const elsewhere = await anOfficer('administrator', 2);
  const phone = '0912345678';
  await tx(ctx, async (t) => {
    const { id: personId } = await upsertPerson(t, {
      unit_id: 1,
      name: 'Lê Thị A',
      sex: 'female',
      birth: '1980',
    });
    await createCitizenAccount(ctx, t, { personId, name: 'Lê Thị A', phone });
  });
  useSmsGateway({ name: 'test', send: () => Promise.reject(new GatewayTrouble('answered 422', false)) });
  const id = await tx(ctx, (t) => queueSms(ctx, t, { to: phone, text: 'Có kết quả' }));
  await deliverDue(ctx);
  const { body } = await open('/can-bo/quan-tri/tin', admin.token);
  expect(body).toContain('0912 *** 678');
  expect(body).not.toContain(phone);
  expect((await stateOf(elsewhere.ctx, elsewhere.actor)).deliveries).toEqual([]);
  await expect(resend(elsewhere.ctx, id)).rejects.toMatchObject({ kind: 'conflict' });
  await resend(admin.ctx, id);
  expect((await stateOf(admin.ctx, admin.actor)).deliveries).toEqual([]);
});

test('the audit is searched by officer, kind, subject and person, by its own commune, and says who searched', async () => {
  const admin = await anOfficer('administrator');
  const elsewhere = await anOfficer('administrator', 2);
  const reception = await anOfficer('reception');
  await tx(reception.ctx, (t) =>
    t.audit({ verb: 'dossier.received', subjectKind: 'dossier', subjectId: 'H42.37.14-1' }),
  );
  await tx(ctx, (t) =>
    t.audit({ verb: 'dossier.forwarded', subjectKind: 'dossier', subjectId: 'H42.37.14-1' }),
  );
  await tx(ctx, (t) =>
    t.audit({ verb: 'dossier.received', subjectKind: 'dossier', subjectId: 'H42.37.99-9' }),
  );
  const asked = {
    ...{ book: 'viec' as const, from: '2026-01-05', to: '2026-01-05', accountId: null, verb: null },
    ...{ subjectId: null, person: '', before: null },
  };
  const of = async (by: Ctx, more: Partial<AuditAsked>) =>
    (await searchAudit(by, { ...asked, ...more })).map((row) => `${row.what} ${row.on}`);
  // The program's act on a dossier of the commune is shown with it, on one of another commune not.
  expect(await of(admin.ctx, { verb: 'dossier.' })).toEqual([
    'Chuyển hồ sơ đến nơi khác Hồ sơ H42.37.14-1',
    'Tiếp nhận hồ sơ Hồ sơ H42.37.14-1',
  ]);
  expect(await of(admin.ctx, { accountId: reception.accountId, verb: 'dossier.' })).toHaveLength(1);
  expect(await of(admin.ctx, { subjectId: 'H42.37.99-9' })).toEqual([]);
  expect(await of(elsewhere.ctx, { verb: 'dossier.' })).toEqual([]);
  expect((await of(admin.ctx, { verb: 'audit.' })).length).toBeGreaterThanOrEqual(4);
  await expect(of(admin.ctx, { from: '2026-01-06' })).rejects.toMatchObject({ kind: 'invalid' });
  await expect(of(admin.ctx, { book: 'xem', person: '037000000000' })).rejects.toMatchObject({
    kind: 'invalid',
  });
  await expect(of(reception.ctx, {})).rejects.toMatchObject({ kind: 'denied' });
  const [line] = await searchAudit(admin.ctx, { ...asked, verb: 'dossier.' });
  const opened = await open(`/can-bo/quan-tri/nhat-ky/viec/${line?.id}`, admin.token);
  expect(opened.body).toContain('H42.37.14-1');
  expect((await open(`/can-bo/quan-tri/nhat-ky/viec/${line?.id}`, elsewhere.token)).statusCode).toBe(404);
  const file = await open('/can-bo/quan-tri/nhat-ky/xuat.csv?loai=dossier.', admin.token);
  expect(file.body.split('\r\n')).toHaveLength(4);
});

test('a person’s looks are found by her number, and the search is a look of its own', async () => {
  const admin = await anOfficer('administrator');
  const reception = await anOfficer('reception');
  const person = await tx(ctx, (t) =>
    upsertPerson(t, {
      unit_id: 1,
      name: 'Vũ Thị C',
      sex: 'female',
      birth: '1980',
      identity_number: '037180654321',
    }),
  );
  await tx(reception.ctx, (t) => t.look({ persons: [person.id], purpose: 'look-up-person' }));
  const find = () => open('/can-bo/quan-tri/nhat-ky/tra-cuu?so=xem&nguoi=037180654321', admin.token);
  expect((await find()).body).toContain('Tra sổ dân cư');
  const looks = await house.asOwner(
    `select purpose from audit.views where persons @> array[$1::uuid] order by id`,
    [person.id],
  );
  expect(looks.map((row) => row.purpose)).toEqual(['look-up-person', 'audit-search']);
});

test('the published seals are public and hold no person', async () => {
  const before = await open('/niem-phong-nhat-ky', '');
  expect(before.statusCode).toBe(200);
  const { seals } = (await open('/api/v1/audit-seals', '')).json();
  for (const seal of seals) expect(Object.keys(seal)).toEqual(['day', 'source', 'to', 'hash']);
});

test('the nightly check finds what was changed after sealing', async () => {
  const admin = await anOfficer('administrator');
  await sealAudit(ctx);
  expect((await stateOf(admin.ctx, admin.actor)).seals.map((seal) => seal.unsealed)).toEqual([0, 0]);
  expect((await verifyNow(admin.ctx)).findings).toEqual([]);
  await sealAudit(ctx);
  await house.asOwner(`update audit.entries set verb = 'dossier.nothing' where id = 1`);
  await jobs[0]?.run(ctx, {});
  expect((await lastVerification(ctx))?.findings).toMatchObject([
    { source: 'entries', kind: 'changed-rows' },
  ]);
  expect((await open('/can-bo/quan-tri/nhat-ky', admin.token)).body).toContain('có dấu hiệu bị sửa');
});
