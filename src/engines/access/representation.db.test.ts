import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { as, type Citizen, tx } from '#engines/database';
import { ageOn } from '#engines/people';
import { type TestCtx, testCtx, testDb } from '#engines/testing';
import { createCitizenAccount } from './accounts.ts';
import { reachOf } from './reach.ts';
import { standingOf } from './representation.ts';
import {
  caseFiled,
  confirmMandate,
  endMandate,
  makeMandate,
  mandateById,
  mandatesInForce,
  personNamed,
  useMandate,
} from './representation-acts.ts';
import { actorOf, openSession } from './sessions.ts';
import { recordView, viewsOf } from './views.ts';

const house = await testDb();
const ctx: TestCtx = testCtx(house, { at: '2026-03-02T09:00' });
const now = ctx.now();

let made = 0;
async function aPerson(name: string, more: { birth?: string; died?: string } = {}): Promise<string> {
  const birth = more.birth ?? '1980-01-01';
  const [row] = await house.asOwner(
    `insert into people.persons (unit_id, name, name_key, sex, birth, birth_from, birth_to, identity_number, died_on)
     values (1, $1, $1, 'female', $2::text, $2::date, $2::date, $3, $4) returning id`,
    [name, birth, `0371800${String(++made).padStart(5, '0')}`, more.died ?? null],
  );
  return String(row?.id);
}
async function aCitizen(name: string): Promise<{ actor: Citizen; personId: string }> {
  const personId = await aPerson(name);
  const phone = `0912${String(made).padStart(6, '0')}`;
  const accountId = await tx(ctx, (t) => createCitizenAccount(ctx, t, { personId, name, phone }));
  const scope = { units: [], fields: null, persons: [personId] };
  return { personId, actor: { kind: 'citizen', accountId, personId, name, scope } };
}
const kin = (person: string, relative: string, kind: string) =>
  house.asOwner('insert into people.kinships (person_id, relative_id, kind) values ($1, $2, $3)', [
    person,
    relative,
    kind,
  ]);

const principal = await aCitizen('Bùi Thị Cậy');
const agent = await aCitizen('Lê Văn Thay');
const terms = {
  kind: 'authorisation' as const,
  principal: { id: principal.personId, name: principal.actor.name },
  agent: { id: agent.personId, name: agent.actor.name },
  unitId: 1,
  procedures: ['2.000635'],
  from: now,
  until: new Date('2027-03-01T17:00:00Z'),
  way: 'code' as const,
};
const byPrincipal = as(ctx, principal.actor);
const byAgent = as(ctx, agent.actor);
const authorised = async () => {
  const asked = await tx(byPrincipal, (t) =>
    makeMandate(byPrincipal, t, { ...terms, way: 'paper', paperFileId: randomUUID() }),
  );
  return asked.id;
};
const use = (mandateId: string, procedure = '2.000635', who = byAgent) => {
  const draftId = randomUUID();
  return tx(who, (t) => useMandate(who, t, { mandateId, draftId, procedure })).then(() => draftId);
};

test('the database and the rule agree on what holds', async () => {
  const dead = await aPerson('Đã Mất', { died: '2026-01-01' });
  const moment = fc.date({ min: new Date('2026-02-01'), max: new Date('2026-04-01'), noInvalidDate: true });
  const maybe = fc.option(moment, { nil: null });
  const given = fc.record({
    from: moment,
    until: moment,
    consented: maybe,
    ended: maybe,
    dies: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(given, moment, async ({ from, until, consented, ended, dies }, at) => {
      fc.pre(from < until);
      const [row] = await house.asOwner(
        `insert into access.mandates (kind, principal_id, agent_id, principal_name, agent_name, unit_id, valid_from,
           valid_until, way, made_by, asked_at, consented_at, ended_at)
         values ('authorisation', $1, $2::uuid, 'A', 'B', 1, $3::timestamptz, $4, 'code', $2::uuid, $3::timestamptz, $5, $6) returning id`,
        [dies ? dead : principal.personId, agent.personId, from, until, consented, ended],
      );
      const id = String(row?.id);
      const mandate = await mandateById(house.db, id);
      const held = await mandatesInForce(house.db, agent.personId, at);
      expect(held.some((one) => one.id === id)).toBe(mandate && standingOf(mandate, at) === 'in-force');
      await house.asOwner('delete from access.mandates where id = $1', [id]);
    }),
    { numRuns: 100 },
  );
});

test('a child is in reach until the day of the eighteenth birthday, a ward without end, the dead never', async () => {
  const mother = await aPerson('Mẹ Của Bốn');
  const birth = '2008-03-02';
  const child = await aPerson('Con Mười Bảy', { birth });
  const leap = await aPerson('Con Ngày Nhuận', { birth: '2008-02-29' });
  const lost = await aPerson('Con Đã Mất', { birth: '2015-01-01', died: '2020-01-01' });
  const ward = await aPerson('Người Được Giám Hộ', { birth: '1960-05-05' });
  for (const one of [child, leap, lost]) await kin(one, mother, 'mother');
  await kin(ward, mother, 'guardian');
  const at = async (day: string) =>
    (await reachOf(house.db, mother, new Date(`${day}T00:00:00+07:00`))).persons;
  expect(new Set(await at('2026-02-28'))).toEqual(new Set([mother, child, leap, ward]));
  expect(new Set(await at('2026-03-01'))).toEqual(new Set([mother, child, ward]));
  expect(new Set(await at('2026-03-02'))).toEqual(new Set([mother, ward]));
  // The same rule as the register's.
  expect(ageOn(birth, '2026-03-01')?.least).toBe(17);
  expect(ageOn('2008-02-29', '2026-02-28')?.least).toBe(17);
});

test('a household of 40 has all its children in one reach, and a new one at once', async () => {
  const father = await aCitizen('Bố Của Cả Nhà');
  for (let n = 0; n < 39; n += 1)
    await kin(await aPerson(`Con Thứ ${n} 🌾`, { birth: '2015-06-01' }), father.personId, 'father');
  const token = await tx(ctx, (t) =>
    openSession(ctx, t, { accountId: father.actor.accountId, device: 'thử' }),
  );
  const persons = async () => (await actorOf(house.db, token, now))?.actor.scope.persons ?? [];
  expect(await persons()).toHaveLength(40);
  const born = await aPerson('Con Vừa Sinh', { birth: '2026-03-01' });
  await kin(born, father.personId, 'father');
  expect(await persons()).toContain(born);
  await house.asOwner(`update people.kinships set valid_to = '2026-03-02' where person_id = $1`, [born]);
  expect(await persons()).toHaveLength(40);
});

test('nothing holds before the code is right, and the sixth guess is not even compared', async () => {
  const asked = await tx(byPrincipal, (t) => makeMandate(byPrincipal, t, terms));
  const guess = asked.code === '000000' ? '000001' : '000000';
  await expect(use(asked.id)).rejects.toMatchObject({ code: 'access.mandate-not-in-force' });
  const answers = [];
  for (let n = 0; n < 5; n += 1)
    answers.push(await tx(byPrincipal, (t) => confirmMandate(byPrincipal, t, { id: asked.id, code: guess })));
  expect(answers).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'over']);
  expect(
    await tx(byPrincipal, (t) => confirmMandate(byPrincipal, t, { id: asked.id, code: asked.code ?? '' })),
  ).toBe('over');
  expect(await mandatesInForce(house.db, agent.personId, now)).toEqual([]);
  const again = await tx(byPrincipal, (t) => makeMandate(byPrincipal, t, terms));
  expect(
    await tx(byPrincipal, (t) => confirmMandate(byPrincipal, t, { id: again.id, code: again.code ?? '' })),
  ).toBe('right');
  expect(
    await tx(byPrincipal, (t) => confirmMandate(byPrincipal, t, { id: again.id, code: again.code ?? '' })),
  ).toBe('over');
  await use(again.id);
  await expect(use(again.id, '1.001193')).rejects.toMatchObject({ kind: 'denied' });
  await expect(use(again.id, '2.000635', byPrincipal)).rejects.toMatchObject({ kind: 'denied' });
  await expect(use("'; drop table access.mandates")).rejects.toMatchObject({ kind: 'denied' });
  // Her telephone is not to be flooded.
  await tx(byPrincipal, (t) => makeMandate(byPrincipal, t, terms));
  await tx(byPrincipal, (t) => makeMandate(byPrincipal, t, terms));
  await expect(tx(byPrincipal, (t) => makeMandate(byPrincipal, t, terms))).rejects.toMatchObject({
    kind: 'limited',
  });
});

test('the represented case is in reach while it holds, and not a minute longer: ended, lapsed, or by a death', async () => {
  const cases = async (at = now) => (await reachOf(house.db, agent.personId, at)).cases;
  const filed = async () => {
    const id = await authorised();
    const draftId = await use(id);
    const caseId = randomUUID();
    await tx(byAgent, (t) => caseFiled(byAgent, t, { draftId, caseId, number: 'H1', title: 'Bản sao' }));
    return { id, caseId };
  };
  const one = await filed();
  expect(await cases()).toEqual([one.caseId]);
  await tx(byPrincipal, (t) => endMandate(byPrincipal, t, { id: one.id, reason: 'principal' }));
  expect(await cases()).toEqual([]);
  const two = await filed();
  expect(await cases(new Date('2027-03-01T16:59:59Z'))).toEqual([two.caseId]);
  expect(await cases(new Date('2027-03-01T17:00:00Z'))).toEqual([]);
  await house.asOwner(`update people.persons set died_on = '2026-03-02' where id = $1`, [principal.personId]);
  expect(await cases()).toEqual([]);
  await expect(use(two.id)).rejects.toMatchObject({ code: 'access.mandate-not-in-force' });
  await house.asOwner('update people.persons set died_on = null where id = $1', [principal.personId]);
});

test('a consent to be helped is used for one draft, also when two are begun at once', async () => {
  const { id } = await tx(byAgent, (t) =>
    makeMandate(byAgent, t, { ...terms, kind: 'assistance', way: 'mark', witness: 'Trưởng thôn' }),
  );
  const tried = await Promise.allSettled([use(id), use(id), use(id)]);
  expect(tried.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  await expect(
    tx(byAgent, (t) => makeMandate(byAgent, t, { ...terms, kind: 'assistance', way: 'mark' })),
  ).rejects.toMatchObject({ code: 'access.mandate-needs-witness' });
});

test('a person is found by number and name together only, and not by trying all day', async () => {
  const number = `0371800${String(++made).padStart(5, '0')}`;
  const found = await aPerson('Hoàng Thị Tìm');
  await house.asOwner('update people.persons set identity_number = $2 where id = $1', [found, number]);
  const find = (name: string, as = byAgent) => tx(as, (t) => personNamed(as, t, { number, name }));
  expect((await find('HOÀNG  THỊ TÌM'))?.id ?? (await find('hoàng thị tìm'))?.id).toBe(found);
  expect(await find('Hoàng Thị')).toBeUndefined();
  for (let n = 0; n < 30; n += 1) await find('Ai Đó').catch(() => undefined);
  await expect(find('Hoàng Thị Tìm')).rejects.toMatchObject({ kind: 'limited' });
});

test('who looked names the representative while she was one', async () => {
  const id = await authorised();
  await tx(byAgent, (t) => recordView(t, { persons: [principal.personId], purpose: 'fill-form' }));
  const [view] = await viewsOf(house.db, principal.personId, { exceptAccount: principal.actor.accountId });
  expect(view).toMatchObject({ agent: { kind: 'authorisation', name: 'Lê Văn Thay' }, purpose: 'fill-form' });
  await tx(byPrincipal, (t) => endMandate(byPrincipal, t, { id, reason: 'principal' }));
});
