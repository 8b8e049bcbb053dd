import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { as, type Officer, tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import { scoreDuplicate } from './duplicate.ts';
import {
  changesOf,
  insertHouseholds,
  insertKinships,
  insertPeople,
  keepDeath,
  type Mergeable,
  markDifferent,
  mergeable,
  mergePersons,
  mergesOf,
  type PersonInput,
  personById,
  proposeDuplicates,
  proposedPairs,
  seeingAll,
  undoMerge,
} from './index.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const home = 1001;
const permissions = new Set(['people.see', 'people.keep']);
const officerOf = (unitId: number): Officer => ({
  kind: 'officer',
  accountId: randomUUID(),
  personId: randomUUID(),
  postId: randomUUID(),
  name: 'Nguyễn Thị Hạnh',
  postTitle: 'Công chức Tư pháp – Hộ tịch',
  unitId,
  permissions,
  scope: { units: [unitId], fields: null, persons: [] },
});
const keeper = officerOf(home);
const merging = as(ctx, seeingAll(keeper));

let counter = 0;
const someone = (given: Partial<PersonInput> = {}): PersonInput & { id: string } => ({
  unit_id: home,
  name: 'Đinh Thị Hoà',
  sex: 'female',
  birth: '1985-04-09',
  village_id: 7,
  ...given,
  id: randomUUID(),
});
async function aPair(one: Partial<PersonInput> = {}, other: Partial<PersonInput> = {}) {
  counter += 1;
  const n = String(counter).padStart(6, '0');
  const [a, b] = [
    someone({ identity_number: `037185${n}`, ...one }),
    someone({ name: 'Đinh Thị Hòa', phone: `+84912${n}`, birth: '1985', ...other }),
  ];
  await tx(ctx, (t) => insertPeople(t, [a, b]));
  return [a.id, b.id] as const;
}
const merge = (
  winnerId: string,
  loserId: string,
  more: { fromLoser?: Mergeable[]; officer?: Officer } = {},
) =>
  tx(merging, (t) =>
    mergePersons(merging, t, more.officer ?? keeper, {
      winnerId,
      loserId,
      versions: [1, 1],
      fromLoser: more.fromLoser ?? ['phone'],
      reason: 'Đối chiếu thẻ căn cước',
    }),
  );
const undo = (mergeId: string, at = merging) =>
  tx(at, (t) => undoMerge(at, t, keeper, { mergeId, reason: 'Hai người khác nhau' }));
const everything = async () =>
  JSON.stringify([
    await house.asOwner(
      `select (to_jsonb(p) - 'version' - 'updated_at') as p from people.persons p order by id`,
    ),
    await house.asOwner('select * from people.kinships order by 1, 2, 3'),
    await house.asOwner('select * from people.households order by id'),
    await house.asOwner('select * from people.search order by 1'),
  ]);

const names = fc.constantFrom(
  'Đinh Thị Hoà',
  'Đinh Thị Hòa',
  'Dinh Thi Hoa',
  'Trần Văn An',
  'Y',
  'Đinh Thị Hao',
);
const digits = fc.option(fc.constantFrom('037185000012', '037185000021', '037185000013', '036085000999'), {
  nil: null,
});
const entry = fc.record({
  name: names,
  sex: fc.constantFrom('male' as const, 'female' as const),
  birth: fc.constantFrom('1985', '1985-04', '1985-04-09', '1985-09-04', '1970-01-01'),
  identity_number: digits,
  old_identity_number: fc.option(fc.constantFrom('161234567', '161234568'), { nil: null }),
  phone: fc.option(fc.constantFrom('+84912000001', '+84912000002'), { nil: null }),
  village_id: fc.option(fc.constantFrom(1, 2), { nil: null }),
  household_id: fc.constant(null),
});

test('a score is the same whichever of the two is named first, and lies between 0 and 100', () => {
  fc.assert(
    fc.property(entry, entry, (one, other) => {
      const there = scoreDuplicate(one, other);
      expect(there).toEqual(scoreDuplicate(other, one));
      expect(there.score).toBeGreaterThanOrEqual(0);
      expect(there.score).toBeLessThanOrEqual(100);
    }),
  );
});

test('one person written twice is proposed with the reasons, two people with two numbers are not', async () => {
  const [a, b] = await aPair({ phone: '+84912999001' }, { phone: '+84912999001' });
  const twins = [
    someone({ name: 'Lê Văn An', birth: '2001-01-01', identity_number: '037201000001' }),
    someone({ name: 'Lê Văn An', birth: '2001-01-01', identity_number: '037201009999' }),
  ];
  const swapped = [
    someone({ name: 'Vũ Đức Minh', birth: '1990-03-04', identity_number: '037090000012' }),
    someone({ name: 'Vu Duc Minh', birth: '1990-03-04', identity_number: '037090000021' }),
  ];
  await tx(ctx, (t) => insertPeople(t, [...twins, ...swapped]));
  await proposeDuplicates(ctx, [home]);
  const found = await tx(ctx, (t) => proposedPairs(t, { units: [home], limit: 50, offset: 0 }));
  const keys = found.map((pair) => [pair.low_id, pair.high_id].sort().join());
  expect(keys).toContain([a, b].sort().join());
  expect(keys).toContain(
    swapped
      .map((p) => p.id)
      .sort()
      .join(),
  );
  expect(keys).not.toContain(
    twins
      .map((p) => p.id)
      .sort()
      .join(),
  );
  const ours = found.find((pair) => [pair.low_id, pair.high_id].includes(a));
  expect(ours?.reasons).toEqual(expect.arrayContaining(['same-folded-name', 'birth-fits', 'same-phone']));
  await tx(ctx, (t) =>
    markDifferent(t, { one: b, other: a, unitId: home, at: ctx.now(), by: keeper.accountId }),
  );
  await proposeDuplicates(ctx, [home]);
  const again = await tx(ctx, (t) => proposedPairs(t, { units: [home], limit: 50, offset: 0 }));
  expect(again.map((pair) => [pair.low_id, pair.high_id].sort().join())).not.toContain([a, b].sort().join());
});

test('a merge takes the chosen fields, kin and headship, the old id leads on, and an undoing is the identity', async () => {
  const [a, b] = await aPair();
  const [child] = await tx(ctx, (t) => insertPeople(t, [someone({ name: 'Lê Bé', birth: '2020-01-01' })]));
  await tx(ctx, (t) =>
    insertKinships(t, [
      { person: child ?? '', relative: b, kind: 'mother' },
      { person: child ?? '', relative: a, kind: 'mother' },
    ]),
  );
  const household = randomUUID();
  await tx(ctx, (t) => insertHouseholds(t, [{ id: household, unit_id: home, head_person_id: b }]));
  await fc.assert(
    fc.asyncProperty(fc.subarray([...mergeable]), fc.boolean(), async (fromLoser, turned) => {
      const [winner, loser] = turned ? [b, a] : [a, b];
      await house.asOwner('update people.persons set version = 1');
      const before = await everything();
      const whole = await tx(ctx, (t) => personById(t, loser));
      const id = await merge(winner, loser, { fromLoser });
      const one = await tx(ctx, (t) => personById(t, loser));
      expect(one?.id).toBe(winner);
      for (const field of fromLoser) expect(one?.[field]).toEqual(whole?.[field]);
      expect(
        await house.asOwner('select relative_id from people.kinships where person_id = $1', [child]),
      ).toEqual([{ relative_id: winner }]);
      const [head] = await house.asOwner('select head_person_id from people.households where id = $1', [
        household,
      ]);
      expect(head).toEqual({ head_person_id: winner });
      await undo(id);
      expect(await everything()).toBe(before);
      await expect(undo(id)).rejects.toMatchObject({ code: 'people.undone' });
    }),
    { numRuns: 12 },
  );
});

test('two officers merge one pair at once, in either direction: one wins, the other is told', async () => {
  const [a, b] = await aPair();
  const both = await Promise.allSettled([merge(a, b), merge(b, a)]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = both.find((one) => one.status === 'rejected');
  expect(lost?.status === 'rejected' && lost.reason).toMatchObject({ kind: 'conflict' });
  expect(await tx(ctx, (t) => mergesOf(t, { units: [home], personId: a }))).toHaveLength(1);
});

test('what was corrected after the merge stays when it is undone, and after 30 days it is too late', async () => {
  const [a, b] = await aPair();
  const id = await merge(a, b);
  await house.asOwner(
    `update people.persons set phone = '+84912888888', version = version + 1 where id = $1`,
    [a],
  );
  await undo(id);
  expect(await tx(ctx, (t) => personById(t, a))).toMatchObject({ phone: '+84912888888' });
  const [c, d] = await aPair();
  const second = await merge(c, d);
  const late = { ...merging, now: testCtx(house, { at: '2026-04-02T09:00' }).now };
  await expect(undo(second, late)).rejects.toMatchObject({ code: 'people.undo-late' });
});

test('kin who was merged into another meanwhile stays kin when the two are parted', async () => {
  const [a, b] = await aPair();
  const [child, twice] = await aPair({ birth: '2020-01-01' }, { birth: '2020' });
  await tx(ctx, (t) => insertKinships(t, [{ person: child, relative: b, kind: 'mother' }]));
  const mothers = await merge(a, b);
  await merge(twice, child);
  await undo(mothers);
  expect(
    await house.asOwner('select person_id, relative_id from people.kinships where relative_id = any($1)', [
      [a, b],
    ]),
  ).toEqual([{ person_id: twice, relative_id: b }]);
});

test('an officer of another commune merges nothing, and two communes are never merged', async () => {
  const [a, b] = await aPair();
  await expect(merge(a, b, { officer: officerOf(1002) })).rejects.toMatchObject({ kind: 'denied' });
  const [c, d] = await aPair({}, { unit_id: 1002 });
  await expect(merge(c, d)).rejects.toMatchObject({ code: 'people.other-commune' });
  expect((await tx(ctx, (t) => personById(t, d)))?.id).toBe(d);
});

test('a death recorded wrongly is taken back, and the trace says who and why', async () => {
  const [a] = await aPair();
  const here = as(ctx, keeper);
  const ground = { reason: 'Nhầm người cùng tên', paper: '12/BB-UBND' };
  await tx(here, (t) =>
    keepDeath(here, t, keeper, { personId: a, version: 1, diedOn: '2026-01-02', ...ground }),
  );
  await tx(here, (t) => keepDeath(here, t, keeper, { personId: a, version: 2, diedOn: null, ...ground }));
  expect((await tx(here, (t) => personById(t, a)))?.died_on).toBeNull();
  const changes = await tx(here, (t) => changesOf(t, { personId: a }));
  expect(changes.map((change) => [change.verb, change.by_name, change.paper])).toEqual([
    ['death-undone', 'Nguyễn Thị Hạnh', '12/BB-UBND'],
    ['died', 'Nguyễn Thị Hạnh', '12/BB-UBND'],
  ]);
});
