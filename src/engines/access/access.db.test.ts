import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Ctx, Refusal, tx } from '#engines/database';
import { type TestCtx, testCtx, testDb } from '#engines/testing';
import {
  actorOf,
  appointmentsOf,
  checkCode,
  checkPassword,
  closeOtherSessions,
  closeSession,
  createCitizenAccount,
  createOfficer,
  endAppointment,
  issueCode,
  may,
  officerByPassword,
  openSession,
  requireCitizen,
  requirePermission,
  sessionsOf,
  setPassword,
  spendAttempt,
  switchRole,
} from './index.ts';

const house = await testDb();
let phones = 0;
const aPhone = () => `0900${String(++phones).padStart(6, '0')}`;

const aCitizen = async (ctx: Ctx, phone = aPhone()) => {
  const personId = randomUUID();
  const accountId = await tx(ctx, (t) => createCitizenAccount(ctx, t, { personId, name: 'Bà Mơ', phone }));
  return { accountId, personId, phone };
};
const anOfficer = (
  ctx: Ctx,
  role: 'processor' | 'administrator' = 'processor',
  title: string = randomUUID(),
) =>
  tx(ctx, (t) =>
    createOfficer(ctx, t, {
      personId: randomUUID(),
      name: 'Trần Văn Thử',
      phone: aPhone(),
      userName: `canbo-${phones}`,
      password: 'một câu đủ dài',
      post: { title, unitId: 1, role, fields: ['civil-status'] },
      from: '2025-07-01',
    }),
  );
const ask = (ctx: Ctx, phone: string, address: string) =>
  tx(ctx, (t) => issueCode(ctx, t, { door: 'citizen', phone, address, send: true }));
const give = (ctx: Ctx, id: string, code: string) =>
  tx(ctx, (t) => checkCode(ctx, t, { door: 'citizen', id, code }));
const wrongOf = (code: string | undefined) => (code === '111111' ? '222222' : '111111');
const later = (ctx: TestCtx, local: string) => ctx.clock.set(local);

test('a code is right once, within five minutes, in the browser that asked', async () => {
  const ctx = testCtx(house);
  const phone = aPhone();
  const { id, code = '' } = await ask(ctx, phone, '10.0.0.1');
  expect(code).toMatch(/^\d{6}$/);
  expect(await give(ctx, id, wrongOf(code))).toEqual({ kind: 'wrong', triesLeft: 4 });
  expect(await give(ctx, randomUUID(), code)).toEqual({ kind: 'over' });
  expect(await give(ctx, id, ` ${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
    kind: 'right',
    phone,
  });
  expect(await give(ctx, id, code)).toEqual({ kind: 'over' });
  expect(await tx(ctx, (t) => spendAttempt(ctx, t, id))).toBe(true);
  expect(await tx(ctx, (t) => spendAttempt(ctx, t, id))).toBe(false);
  const old = await ask(ctx, phone, '10.0.0.1');
  later(ctx, '2026-01-05T09:06');
  expect(await give(ctx, old.id, old.code ?? '')).toEqual({ kind: 'over' });
});

test('a code is kept only as a hash', async () => {
  const ctx = testCtx(house);
  const { id, code } = await ask(ctx, aPhone(), '10.0.0.2');
  const [row] = await house.asOwner('select * from access.codes where id = $1', [id.slice(0, 36)]);
  expect(JSON.stringify(row)).not.toContain(code);
  // Nor is the browser's half of the attempt: with the row alone no code can be tried.
  expect(JSON.stringify(row)).not.toContain(id.slice(37));
  expect(await give(ctx, `${id.slice(0, 36)}.${'A'.repeat(22)}`, code ?? '')).toEqual({ kind: 'over' });
});

test('five tries at once are five tries, and then even the right code is refused', async () => {
  const ctx = testCtx(house);
  const { id, code } = await ask(ctx, aPhone(), '10.0.0.3');
  const answers = await Promise.all(Array.from({ length: 9 }, () => give(ctx, id, wrongOf(code))));
  expect(answers.filter((a) => a.kind === 'wrong')).toHaveLength(4);
  expect(await give(ctx, id, code ?? '')).toEqual({ kind: 'over' });
});

test('whoever asks for codes in another name does not keep the owner out', async () => {
  const ctx = testCtx(house);
  const phone = aPhone();
  const own = await ask(ctx, phone, '10.1.0.1');
  await give(ctx, own.id, own.code ?? '');
  await tx(ctx, (t) => spendAttempt(ctx, t, own.id));
  for (let i = 0; i < 5; i++) await ask(ctx, phone, `10.2.0.${i}`);
  await expect(ask(ctx, phone, '10.3.0.1')).rejects.toMatchObject({ code: 'access.too-many-codes' });
  await expect(ask(ctx, phone, '10.1.0.1')).resolves.toMatchObject({ code: expect.any(String) });
});

test('one address may ask for one number five times an hour', async () => {
  const ctx = testCtx(house);
  const phone = aPhone();
  for (let i = 0; i < 5; i++) await ask(ctx, phone, '10.4.0.1');
  await expect(ask(ctx, phone, '10.4.0.1')).rejects.toBeInstanceOf(Refusal);
  later(ctx, '2026-01-05T10:01');
  await expect(ask(ctx, phone, '10.4.0.1')).resolves.toBeDefined();
});

test('coming in often is no offence: only attempts that lead nowhere are counted', async () => {
  const ctx = testCtx(house);
  const phone = aPhone();
  for (let i = 0; i < 8; i++) {
    const { id, code } = await ask(ctx, phone, '10.6.0.1');
    await give(ctx, id, code ?? '');
    await tx(ctx, (t) => spendAttempt(ctx, t, id));
  }
});

test('a password is a second factor after the code, tried five times at most', async () => {
  const ctx = testCtx(house);
  const { accountId, phone } = await aCitizen(ctx);
  await expect(tx(ctx, (t) => setPassword(t, accountId, '1234567'))).rejects.toMatchObject({
    code: 'access.short-password',
  });
  await expect(tx(ctx, (t) => setPassword(t, accountId, phone))).rejects.toBeInstanceOf(Refusal);
  await tx(ctx, (t) => setPassword(t, accountId, 'đồng lúa chín vàng'));
  const [{ password_hash: hash } = {}] = await house.asOwner(
    'select password_hash from access.accounts where id = $1',
    [accountId],
  );
  const { id, code } = await ask(ctx, phone, '10.5.0.1');
  const tryPassword = (password: string) =>
    tx(ctx, (t) => checkPassword(ctx, t, { id, password, hash: String(hash) }));
  expect(await tryPassword('đồng lúa chín vàng')).toBe('over');
  await give(ctx, id, code ?? '');
  expect(await tryPassword('sai')).toBe('wrong');
  expect(await tryPassword('đồng lúa chín vàng'.normalize('NFD'))).toBe('right');
});

test('a session carries the person until it is closed, idles out or grows old', async () => {
  const ctx = testCtx(house);
  const { accountId, personId } = await aCitizen(ctx);
  const open = () => tx(ctx, (t) => openSession(ctx, t, { accountId, device: 'Chrome' }));
  const token = await open();
  const found = await actorOf(house.db, token, ctx.now());
  expect(found?.actor).toMatchObject({ kind: 'citizen', accountId, name: 'Bà Mơ', scope: { units: [] } });
  expect(found?.actor.scope.persons).toEqual([personId]);
  expect(requireCitizen({ ...ctx, actor: found!.actor }).accountId).toBe(accountId);
  expect(await actorOf(house.db, 'x'.repeat(43), ctx.now())).toBeUndefined();
  expect(await actorOf(house.db, "' or 1=1", ctx.now())).toBeUndefined();
  const [row] = await house.asOwner('select * from access.sessions where account_id = $1', [accountId]);
  expect(JSON.stringify(row)).not.toContain(token);
  expect(await tx(ctx, (t) => closeSession(ctx, t, token))).toBe(accountId);
  expect(await actorOf(house.db, token, ctx.now())).toBeUndefined();

  const idle = await open();
  later(ctx, '2026-01-05T09:59');
  expect(await actorOf(house.db, idle, ctx.now())).toBeDefined();
  later(ctx, '2026-01-05T10:58');
  expect(await actorOf(house.db, idle, ctx.now())).toBeDefined();
  later(ctx, '2026-01-05T12:00');
  expect(await actorOf(house.db, idle, ctx.now())).toBeUndefined();

  const kept = await open();
  await open();
  const { sessionId = '' } = (await actorOf(house.db, kept, ctx.now())) ?? {};
  expect(await sessionsOf(house.db, accountId, ctx.now())).toHaveLength(2);
  await tx(ctx, (t) => closeOtherSessions(ctx, t, accountId, sessionId));
  expect(await sessionsOf(house.db, accountId, ctx.now())).toHaveLength(1);
});

test('an officer acts with the rights of the post, and loses them the day the appointment ends', async () => {
  const ctx = testCtx(house);
  const { accountId, appointmentId } = await anOfficer(ctx);
  const token = await tx(ctx, (t) => openSession(ctx, t, { accountId, appointmentId, device: '' }));
  const actor = (await actorOf(house.db, token, ctx.now()))!.actor;
  expect(actor).toMatchObject({
    kind: 'officer',
    unitId: 1,
    scope: { units: [1], fields: ['civil-status'] },
  });
  expect(actor.scope.persons).toEqual([]);
  expect(may(actor, 'dossier.process')).toBe(true);
  expect(requirePermission({ ...ctx, actor }, 'dossier.process').accountId).toBe(accountId);
  expect(() => requirePermission({ ...ctx, actor }, 'dossier.approve')).toThrow(Refusal);
  expect(() => requireCitizen({ ...ctx, actor })).toThrow(Refusal);
  expect(await tx(ctx, (t) => endAppointment(t, appointmentId, [2], ctx.now()))).toBeUndefined();
  expect(await tx(ctx, (t) => endAppointment(t, appointmentId, [1], ctx.now()))).toBeDefined();
  expect(await actorOf(house.db, token, ctx.now())).toBeUndefined();
});

test('an administrator sees no unit and no field of any dossier', async () => {
  const ctx = testCtx(house);
  const { accountId, appointmentId } = await anOfficer(ctx, 'administrator');
  const token = await tx(ctx, (t) => openSession(ctx, t, { accountId, appointmentId, device: '' }));
  expect((await actorOf(house.db, token, ctx.now()))?.actor.scope.units).toEqual([]);
});

test('changing the role ends the old session and never borrows another person’s post', async () => {
  const ctx = testCtx(house);
  const { accountId, appointmentId } = await anOfficer(ctx);
  const other = await anOfficer(ctx);
  const open = () => tx(ctx, (t) => openSession(ctx, t, { accountId, appointmentId, device: '' }));
  const change = (token: string, to: string | undefined) =>
    tx(ctx, (t) => switchRole(ctx, t, { token, appointmentId: to, device: '' }));
  const first = await open();
  const asCitizen = (await change(first, undefined)) ?? '';
  expect((await actorOf(house.db, asCitizen, ctx.now()))?.actor.kind).toBe('citizen');
  expect(await actorOf(house.db, first, ctx.now())).toBeUndefined();
  expect(await change(await open(), other.appointmentId)).toBeUndefined();
  expect(await appointmentsOf(house.db, accountId, ctx.now())).toHaveLength(1);
});

test('an officer is found by user name or telephone and password, and no other way', async () => {
  const ctx = testCtx(house);
  const { accountId } = await anOfficer(ctx);
  const userName = `canbo-${phones}`;
  const find = (who: string, password: string) => officerByPassword(ctx, house.db, who, password);
  expect((await find(` ${userName.toUpperCase()}`, 'một câu đủ dài'))?.id).toBe(accountId);
  expect((await find(`0900${String(phones).padStart(6, '0')}`, 'một câu đủ dài'))?.id).toBe(accountId);
  expect(await find(userName, 'một câu khác')).toBeUndefined();
  expect(await find('khong-co-ai', 'một câu đủ dài')).toBeUndefined();
});
