import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#engines/calendar';
import { type Ctx, type Officer, tx } from '#engines/database';
import { type TestCtx, testCtx, testDb } from '#engines/testing';
import { createOfficer } from './accounts.ts';
import { delegatePost, delegationState, endDelegation, type NewDelegation } from './delegations.ts';
import type { Role } from './permissions.ts';
import { abolishPost, appoint, createPost, endAppointmentOn, staffOn } from './posts.ts';
import { actorOf, appointmentsOf, openSession } from './sessions.ts';

const house = await testDb();
const [unit] = await house.asOwner(
  `insert into units.units (code, name, full_name, type, level, valid_from, source, folded)
   values ('14701', 'Yên Mô', 'xã Yên Mô', 'xã', 'commune', '2025-07-01', 'test', 'yen mo'),
          ('14728', 'Yên Từ', 'xã Yên Từ', 'xã', 'commune', '2025-07-01', 'test', 'yen tu') returning id`,
);
const home = Number(unit?.id);
const away = home + 1;
let number = 0;

async function anOfficer(ctx: TestCtx, role: Role, unitId = home) {
  number += 1;
  const n = number;
  const made = await tx(ctx, (t) =>
    createOfficer(ctx, t, {
      personId: randomUUID(),
      name: `Cán bộ ${n}`,
      phone: `0912${String(n).padStart(6, '0')}`,
      userName: `canbo${n}`,
      password: 'một câu đủ dài',
      post: { title: `Vị trí ${n}`, unitId, role },
      from: '2025-07-01',
    }),
  );
  return { ...made, ...(await acting(ctx, made.accountId, made.appointmentId)) };
}

/** A session in that post, with its own resolver so that a later day may be asked. */
async function acting(ctx: TestCtx, accountId: string, appointmentId: string) {
  const token = await tx(ctx, (t) => openSession(ctx, t, { accountId, appointmentId, device: 'thử' }));
  const now = async () => (await actorOf(house.db, token, ctx.now()))?.actor;
  const actor = await now();
  return { token, now, actor: actor?.kind === 'officer' ? actor : (undefined as unknown as Officer) };
}

const base = { from: '2026-01-05', until: '2026-01-09', reason: 'Nghỉ phép', document: '' };
const give = (ctx: Ctx, by: Officer, asked: NewDelegation) =>
  tx(ctx, (t) => delegatePost(ctx, t, by, [home], asked));

test('a colleague acts in the post from the first day to the last, named as acting for its holder', async () => {
  const ctx = testCtx(house, { at: '2026-01-02T09:00' });
  const holder = await anOfficer(ctx, 'processor');
  const colleague = await anOfficer(ctx, 'reception');
  const id = await give(ctx, holder.actor, {
    ...base,
    appointmentId: holder.appointmentId,
    delegateId: colleague.accountId,
  });
  expect(await appointmentsOf(house.db, colleague.accountId, ctx.now())).toHaveLength(1);
  for (const [day, works] of [
    ['2026-01-04', false],
    ['2026-01-05', true],
    ['2026-01-09', true],
    ['2026-01-10', false],
  ] as const) {
    ctx.clock.set(`${day}T09:00`);
    const { actor, now } = await acting(ctx, colleague.accountId, id);
    expect([day, actor !== undefined && actor.kind === 'officer']).toEqual([day, works]);
    if (!works) continue;
    expect(actor).toMatchObject({ postId: holder.postId, delegationId: id });
    expect(actor.postTitle).toBe(`${holder.actor.postTitle} (thay ${holder.actor.name})`);
    expect(actor.permissions.has('dossier.process')).toBe(true);
    // Not onwards: neither the permission nor the act.
    expect(actor.permissions.has('post.delegate')).toBe(false);
    await expect(
      give(ctx, actor, {
        ...base,
        from: day,
        appointmentId: holder.appointmentId,
        delegateId: holder.accountId,
      }),
    ).rejects.toMatchObject({ code: 'access.delegation-onward' });
    const entry = await tx({ ...ctx, actor }, (t) =>
      t.audit({ verb: 'test.done', subjectKind: 'test', subjectId: day, detail: { a: 1 } }),
    );
    const [row] = await house.asOwner('select detail, account_id, post_id from audit.entries where id = $1', [
      entry,
    ]);
    expect(row).toMatchObject({ detail: { a: 1, delegation: id }, account_id: colleague.accountId });
    expect(await now()).toBeDefined();
  }
});

test('it ends at once when it is taken back, when the holder leaves, and when the delegate leaves', async () => {
  const ctx = testCtx(house, { at: '2026-01-05T09:00' });
  const cases = ['taken-back', 'holder-left', 'delegate-left'] as const;
  for (const why of cases) {
    const holder = await anOfficer(ctx, 'processor');
    const colleague = await anOfficer(ctx, 'reception');
    const asked = { ...base, appointmentId: holder.appointmentId, delegateId: colleague.accountId };
    const id = await give(ctx, holder.actor, asked);
    const session = await acting(ctx, colleague.accountId, id);
    expect(await session.now()).toBeDefined();
    await tx(ctx, async (t) => {
      if (why === 'taken-back') await endDelegation(ctx, t, holder.actor, [home], id);
      const ending = why === 'holder-left' ? holder.appointmentId : colleague.appointmentId;
      if (why !== 'taken-back')
        await endAppointmentOn(ctx, t, { id: ending, units: [home], on: '2026-01-05' });
    });
    expect([why, await session.now()]).toEqual([why, undefined]);
  }
});

test('nobody gains by it: oneself, a stranger, another commune, an administrator, a post that signs without a paper', async () => {
  const ctx = testCtx(house, { at: '2026-01-05T09:00' });
  const holder = await anOfficer(ctx, 'processor');
  const chair = await anOfficer(ctx, 'approver');
  const colleague = await anOfficer(ctx, 'reception');
  const admin = await anOfficer(ctx, 'administrator');
  const stranger = await anOfficer(ctx, 'administrator', away);
  const own = { ...base, appointmentId: holder.appointmentId };
  const refused = async (by: Officer, asked: NewDelegation, code: string, units = [home]) =>
    expect(tx(ctx, (t) => delegatePost(ctx, t, by, units, asked))).rejects.toMatchObject({
      code: `access.delegation-${code}`,
    });
  await refused(holder.actor, { ...own, delegateId: holder.accountId }, 'self');
  await refused(admin.actor, { ...own, delegateId: admin.accountId, document: '1/QĐ' }, 'self');
  await refused(colleague.actor, { ...own, delegateId: colleague.accountId }, 'not-own');
  await refused(stranger.actor, { ...own, delegateId: colleague.accountId }, 'no-post', [away]);
  await refused(holder.actor, { ...own, delegateId: stranger.accountId }, 'no-colleague');
  await refused(holder.actor, { ...own, delegateId: admin.accountId }, 'administrator');
  await refused(holder.actor, { ...own, delegateId: colleague.accountId, reason: ' ' }, 'no-reason');
  await refused(admin.actor, { ...own, delegateId: colleague.accountId }, 'no-document');
  const signs = { ...base, appointmentId: chair.appointmentId, delegateId: colleague.accountId };
  await refused(chair.actor, signs, 'no-document');
  await refused(holder.actor, { ...own, delegateId: colleague.accountId, from: '2026-01-04' }, 'past');
  await refused(holder.actor, { ...own, delegateId: colleague.accountId, until: '2026-01-04' }, 'bad-span');
  await refused(holder.actor, { ...own, delegateId: colleague.accountId, until: '2027-01-06' }, 'too-long');
  await give(ctx, chair.actor, { ...signs, document: '12/QĐ-UBND ngày 02/01/2026' });
  await refused(chair.actor, { ...signs, document: '13/QĐ-UBND', from: '2026-01-09' }, 'overlaps');
});

test('an id of somebody else’s delegation or appointment opens no session', async () => {
  const ctx = testCtx(house, { at: '2026-01-05T09:00' });
  const holder = await anOfficer(ctx, 'processor');
  const colleague = await anOfficer(ctx, 'reception');
  const third = await anOfficer(ctx, 'reception');
  const asked = { ...base, appointmentId: holder.appointmentId, delegateId: colleague.accountId };
  const id = await give(ctx, holder.actor, asked);
  await expect(acting(ctx, third.accountId, id)).rejects.toThrow();
  expect((await acting(ctx, third.accountId, holder.appointmentId)).actor).toBeUndefined();
});

const dayOf = (n: number) => addDays('2026-02-02', n);

const people = await Promise.all(
  [0, 1, 2].map(() => anOfficer(testCtx(house, { at: '2026-02-02T09:00' }), 'reception')),
);

test('who held which post on any day is what the appointments say, and no act of today changes yesterday', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ act: fc.constantFrom('appoint', 'end', 'abolish'), who: fc.nat(2), on: fc.nat(6) }),
        {
          maxLength: 8,
        },
      ),
      async (acts) => {
        const ctx = testCtx(house, { at: '2026-02-02T09:00' });
        number += 1;
        const unitId = 100_000 + number;
        const post = {
          title: `Vị trí thử ${number}`,
          unitId,
          officeId: null,
          role: 'processor' as const,
          fields: null,
        };
        const postId = await tx(ctx, (t) => createPost(ctx, t, { ...post, from: dayOf(0) }));
        const open: { id: string; who: number }[] = [];
        /** What an honest book would say: day → who. */
        let book = new Map<number, readonly string[]>();
        for (const [step, { act, who, on }] of acts.entries()) {
          ctx.clock.set(`${dayOf(step)}T09:00`);
          const day = dayOf(Math.max(step, on));
          const accountId = people[who]?.accountId ?? '';
          await tx(ctx, async (t) => {
            if (act === 'appoint')
              open.push({
                id: await appoint(ctx, t, { accountId, postId, units: [unitId], from: day }),
                who,
              });
            const last = open.at(-1);
            if (act === 'end' && last)
              await endAppointmentOn(ctx, t, { id: last.id, units: [unitId], on: day });
            if (act === 'abolish') await abolishPost(ctx, t, { id: postId, units: [unitId], on: day });
          }).catch((error: { kind?: string }) => {
            if (!error.kind) throw error;
          });
          const now = new Map<number, readonly string[]>();
          for (let d = 0; d <= 8; d++)
            now.set(
              d,
              (await staffOn(house.db, [unitId], dayOf(d))).map((row) => row.account_id ?? '-'),
            );
          for (let d = 0; d < step; d++) expect([step, d, now.get(d)]).toEqual([step, d, book.get(d)]);
          book = now;
        }
      },
    ),
    { numRuns: 12 },
  );
});

test('the state of a delegation follows the day', () => {
  const one = { valid_from: '2026-01-05', valid_to: '2026-01-10', ended_at: null };
  expect(delegationState(one, '2026-01-04')).toBe('coming');
  expect(delegationState(one, '2026-01-09')).toBe('running');
  expect(delegationState(one, '2026-01-10')).toBe('over');
  expect(delegationState({ ...one, ended_at: new Date() }, '2026-01-06')).toBe('ended');
});
