import { randomUUID } from 'node:crypto';
import { type Ctx, type Db, type Officer, Refusal, type Tx } from '#engines/database';
import { writeChange } from './changes.ts';
import { type Ground, keepPerson, missing, personHere, requireReason } from './keeping.ts';
import {
  countVillages,
  dropHouseholdIfEmpty,
  findHousehold,
  findHouseholdsByCode,
  findVillageList,
  lockHousehold,
  setHead,
} from './keeping-store.ts';
import type { Household, Person } from './person.ts';
import { findPersonsOfHousehold } from './store.ts';
import { words } from './vi.ts';
import { insertHouseholds } from './writes.ts';

/** A household of these units; undefined when there is none. */
export const householdById = (db: Db, id: string, units: readonly number[]): Promise<Household | undefined> =>
  db.maybe(findHousehold, { id, units: [...units] });

/** The households with that number of the commune's book. */
export const householdsByCode = (db: Db, units: readonly number[], code: string): Promise<Household[]> =>
  db.many(findHouseholdsByCode, { units: [...units], code: code.trim() });

/** The living of a village under all its ids (null: of none), household by household, for a list on paper. At most 20,000. */
export const villageList = (db: Db, units: readonly number[], villages: readonly number[] | null) =>
  db.many(findVillageList, { units: [...units], villages: villages && [...villages], limit: 20_000 });

/** How many living people, and households of theirs, each village has; those without a village under null. */
export const villageCounts = (db: Db, units: readonly number[]) =>
  db.many(countVillages, { units: [...units] });

/** Founds a household of these members, the first of whom is its head; whoever was in another leaves it. */
export async function foundHousehold(
  ctx: Ctx,
  t: Tx,
  officer: Officer,
  given: Ground & {
    readonly unitId: number;
    readonly villageId: number | null;
    readonly code: string | null;
    readonly address: string;
    readonly members: readonly string[];
  },
): Promise<string> {
  requireReason(given);
  const [head] = given.members;
  if (head === undefined || !officer.scope.units.includes(given.unitId)) throw missing();
  const id = randomUUID();
  await insertHouseholds(t, [
    {
      id,
      unit_id: given.unitId,
      village_id: given.villageId,
      code: given.code,
      address: given.address,
      head_person_id: head,
    },
  ]);
  for (const member of given.members)
    await joinHousehold(ctx, t, officer, {
      ...given,
      personId: member,
      householdId: id,
      relation: member === head ? words.head : null,
    });
  await writeChange(ctx, t, officer, {
    unitId: given.unitId,
    householdId: id,
    verb: 'household-founded',
    reason: given.reason,
    before: {},
    after: { members: given.members, head, code: given.code, address: given.address },
  });
  return id;
}

/** Moves a person into a household and its village. A household left by its last member is no more. */
export async function joinHousehold(
  ctx: Ctx,
  t: Tx,
  officer: Officer,
  given: Ground & {
    readonly personId: string;
    readonly householdId: string;
    readonly relation: string | null;
  },
): Promise<void> {
  const units = [...officer.scope.units];
  const household = await t.maybe(lockHousehold, { id: given.householdId, units });
  if (!household) throw missing();
  const person = await personHere(t, officer, given.personId);
  const isHead = household.head_person_id === null || household.head_person_id === person.id;
  if (!isHead && isHeadWord(given.relation))
    throw new Refusal('invalid', 'people.second-head', words.secondHead, { field: 'relation' });
  // Who was the head elsewhere is not the head here.
  const kept = !isHead && isHeadWord(person.relation) ? null : person.relation;
  await keepPerson(
    ctx,
    t,
    officer,
    {
      ...person,
      unit_id: household.unit_id,
      village_id: household.village_id,
      household_id: household.id,
      relation: given.relation ?? kept,
    },
    given,
    'household-joined',
  );
  if (household.head_person_id === null) await t.run(setHead, { id: household.id, person_id: person.id });
  if (!person.household_id || person.household_id === household.id) return;
  const left = await t.maybe(lockHousehold, { id: person.household_id, units });
  if (left?.head_person_id === person.id) {
    const members = await t.many(findPersonsOfHousehold, { household_id: left.id });
    const next = members.find((one) => one.died_on === null);
    await t.run(setHead, { id: left.id, person_id: next?.id ?? null });
    if (next) await relate(ctx, t, officer, next, words.head, given);
  }
  await t.run(dropHouseholdIfEmpty, { id: person.household_id });
}

/** Another, living head; the other members' relations are the officer's to correct one by one. */
export async function changeHead(
  ctx: Ctx,
  t: Tx,
  officer: Officer,
  given: Ground & { readonly householdId: string; readonly personId: string },
): Promise<void> {
  requireReason(given);
  const household = await t.maybe(lockHousehold, {
    id: given.householdId,
    units: [...officer.scope.units],
  });
  const person = await personHere(t, officer, given.personId);
  if (!household || person.household_id !== household.id) throw missing();
  if (person.died_on !== null)
    throw new Refusal('invalid', 'people.dead-head', words.deadHead, { field: 'head' });
  const members = await t.many(findPersonsOfHousehold, { household_id: household.id });
  await t.run(setHead, { id: household.id, person_id: person.id });
  for (const one of members)
    if (one.id !== person.id && isHeadWord(one.relation)) await relate(ctx, t, officer, one, null, given);
  if (!isHeadWord(person.relation)) await relate(ctx, t, officer, person, words.head, given);
  await writeChange(ctx, t, officer, {
    unitId: household.unit_id,
    householdId: household.id,
    verb: 'head-changed',
    reason: given.reason,
    before: { head: members.find((one) => one.id === household.head_person_id)?.name ?? null },
    after: { head: person.name },
  });
}

/** Everybody of one household moves into the other: two entries of one house. */
export async function joinHouseholds(
  ctx: Ctx,
  t: Tx,
  officer: Officer,
  given: Ground & { readonly from: string; readonly into: string },
): Promise<void> {
  const units = [...officer.scope.units];
  const from =
    given.from === given.into ? undefined : await t.maybe(lockHousehold, { id: given.from, units });
  if (!from) throw missing();
  const members = await t.many(findPersonsOfHousehold, { household_id: from.id });
  // The head goes last: nobody becomes the head of those who are leaving too.
  const leaving = [...members].sort(
    (a, b) => Number(a.id === from.head_person_id) - Number(b.id === from.head_person_id),
  );
  for (const member of leaving)
    await joinHousehold(ctx, t, officer, {
      ...given,
      personId: member.id,
      householdId: given.into,
      relation: null,
    });
}

/** What a member is to the head, written because the head is another. */
async function relate(
  ctx: Ctx,
  t: Tx,
  officer: Officer,
  person: Person,
  relation: string | null,
  ground: Ground,
): Promise<void> {
  await keepPerson(ctx, t, officer, { ...person, relation }, ground, 'head-changed');
}

const isHeadWord = (relation: string | null): boolean =>
  relation?.normalize('NFC').trim().toLocaleLowerCase('vi') === words.head.toLocaleLowerCase('vi');
