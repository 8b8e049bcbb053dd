import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { actorOf, createOfficer, openSession, type Role } from '#engines/access';
import { type Ctx, deliverDue as deliverEvents, registerHandlers, sealAudit, tx } from '#engines/database';
import { deliverDue, GatewayTrouble, queueSms, useSmsGateway } from '#engines/messages';
import { type TestCtx, testCtx, testDb } from '#engines/testing';
import { systemPages } from '#engines/ui';
import { createServer, noAssets } from '#engines/web';
import { lastVerification, resend, retryParked, stateOf, verifyNow } from './actions.ts';
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

test('a message that was refused is shown with a masked number and can be sent again', async () => {
  const admin = await anOfficer('administrator');
  useSmsGateway({ name: 'test', send: () => Promise.reject(new GatewayTrouble('answered 422', false)) });
  const id = await tx(ctx, (t) => queueSms(ctx, t, { to: '0912345678', text: 'Có kết quả' }));
  await deliverDue(ctx);
  const { body } = await open('/can-bo/quan-tri/tin', admin.token);
  expect(body).toContain('0912 *** 678');
  expect(body).not.toContain('0912345678');
  await resend(admin.ctx, id);
  expect((await stateOf(admin.ctx, admin.actor)).deliveries).toEqual([]);
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
