import { accountsOfPersons, closeAllSessions, proofsOf, requirePermission } from '#engines/access';
import { localDate } from '#engines/calendar';
import { as, type Ctx, type Officer, Refusal, type Tx, tx } from '#engines/database';
import {
  changeHead,
  changesOf,
  currentPersonId,
  foundHousehold,
  householdById,
  householdsByCode,
  joinHousehold,
  joinHouseholds,
  keepDeath,
  keepKinship,
  keepPerson,
  kinOf,
  type Mergeable,
  markDifferent,
  membersOf,
  mergePersons,
  mergesOf,
  type Person,
  type PersonInput,
  pairOf,
  parsePartialDate,
  personById,
  personsById,
  personsOfVillage,
  povertyOf,
  proposeDuplicates,
  proposedPairs,
  seeingAll,
  suggestPersons,
  undoMerge,
  villageCounts,
} from '#engines/people';
import { unitsById, villagesOf } from '#engines/units';
import { vi } from './vi.ts';

export const perPage = 50;
export const pairsPerPage = 20;
/** A search gives no more: a longer list is not read, and every look is recorded. */
export const mostFound = 50;
const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

const seer = (ctx: Ctx): Officer => ofCivilStatus(requirePermission(ctx, 'people.see'));

const keeper = (ctx: Ctx): Officer => ofCivilStatus(requirePermission(ctx, 'people.keep'));

/** A post bound to fields of work opens the register only when civil status is among them. */
function ofCivilStatus(officer: Officer): Officer {
  const { fields } = officer.scope;
  if (fields === null || fields.includes('civil-status')) return officer;
  throw new Refusal('denied', 'registers.other-field', vi.otherField);
}

/** True when this officer's pages show the buttons that write. */
export function mayKeep(ctx: Ctx): boolean {
  const { actor } = ctx;
  return (
    actor.kind === 'officer' &&
    actor.permissions.has('people.keep') &&
    (actor.scope.fields === null || actor.scope.fields.includes('civil-status'))
  );
}

const look = (t: Tx, persons: readonly Person[], purpose: string): Promise<void> =>
  persons.length === 0
    ? Promise.resolve()
    : t.look({ persons: [...new Set(persons.map((person) => person.id))], purpose });

/** The villages of the commune by id. */
export const villagesHere = (ctx: Ctx) => villagesOf(ctx.db, seer(ctx).unitId, localDate(ctx.now()));

/** Villages with their figures, and how much waits for a hand. */
export async function overview(ctx: Ctx) {
  const officer = seer(ctx);
  const units = officer.scope.units;
  return tx(ctx, async (t) => {
    const [pair] = await proposedPairs(t, { units, limit: 1, offset: 0 });
    return { counts: await villageCounts(t, units), duplicates: pair?.total ?? 0 };
  });
}

/** One box: a name (with a year of birth or without), a telephone, an identity number, or the number of a household. */
export async function search(ctx: Ctx, text: string) {
  const officer = seer(ctx);
  const units = officer.scope.units;
  return tx(ctx, async (t) => {
    const households = /\d/.test(text) ? await householdsByCode(t, units, text) : [];
    const [, name, year] = /^(.*\S)\s+((?:19|20)\d{2})$/u.exec(text.trim()) ?? [];
    const people =
      name && year
        ? (await suggestPersons(t, { text: name, units, limit: 1000 }))
            .filter((person) => person.birth.startsWith(year))
            .slice(0, mostFound)
        : await suggestPersons(t, { text, units, limit: mostFound });
    await look(t, people, 'look-up-person');
    return { households, people };
  });
}

export async function villagePage(ctx: Ctx, villageId: number | 'none' | null, page: number) {
  const officer = seer(ctx);
  return tx(ctx, async (t) => {
    const people = await personsOfVillage(t, {
      units: officer.scope.units,
      villageId,
      limit: perPage,
      offset: (page - 1) * perPage,
    });
    await look(t, people, 'look-up-person');
    return people;
  });
}

/** A person's page; the id of an entry that was merged gives the one it was merged into. */
export async function personPage(ctx: Ctx, id: string, purpose = 'look-up-person') {
  const officer = seer(ctx);
  return tx(ctx, async (t) => {
    const person = await personHere(t, officer, id);
    const { units } = officer.scope;
    const household = person.household_id ? await householdById(t, person.household_id, units) : undefined;
    const kin = await kinOf(t, person.id);
    await look(t, [person, ...kin.map((one) => one.person)], purpose);
    const [account] = await accountsOfPersons(t, [person.id]);
    const [unit] = await unitsById(t, [person.unit_id]);
    return {
      person,
      household,
      kin,
      unit,
      account,
      proof: account ? (await proofsOf(t, account.id))[0] : undefined,
      changes: await changesOf(t, { personId: person.id }),
      merges: await mergesOf(t, { units, personId: person.id }),
    };
  });
}

export async function householdPage(ctx: Ctx, id: string) {
  const officer = seer(ctx);
  return tx(ctx, async (t) => {
    const household = isUuid(id) ? await householdById(t, id, officer.scope.units) : undefined;
    if (!household) throw missing();
    const members = (await membersOf(t, id)).filter((one) => officer.scope.units.includes(one.unit_id));
    await look(t, members, 'look-up-person');
    const poverty = await povertyOf(t, id, localDate(ctx.now()));
    return { household, members, poverty, changes: await changesOf(t, { householdId: id }) };
  });
}

/** Adds a person to the officer's commune, or corrects one. */
export async function savePerson(
  ctx: Ctx,
  input: Omit<PersonInput, 'unit_id'>,
  ground: { reason: string; paper: string },
) {
  const officer = keeper(ctx);
  const birth = parsePartialDate(input.birth, localDate(ctx.now()));
  if (!birth.ok) throw new Refusal('invalid', 'people.birth', birth.message, { field: 'birth' });
  await villageHere(ctx, input.village_id ?? null);
  const old = input.old_identity_number?.replace(/[\s.]/gu, '') || null;
  if (old !== null && !/^(\d{9}|\d{12})$/.test(old))
    throw new Refusal('invalid', 'registers.old-number', vi.oldNumberShape, { field: 'old-number' });
  return tx(ctx, async (t) => {
    const before = input.id ? await personHere(t, officer, input.id) : undefined;
    const kept = await keepPerson(
      ctx,
      t,
      officer,
      { ...input, old_identity_number: old, unit_id: before?.unit_id ?? officer.unitId },
      ground,
    );
    await audit(t, before ? 'person.corrected' : 'person.added', kept.id);
    return kept;
  });
}

/** Records a death, which puts her out wherever she is signed in; an empty day takes it back. */
export async function saveDeath(
  ctx: Ctx,
  given: { personId: string; version: number; diedOn: string | null; reason: string; paper: string },
): Promise<void> {
  const officer = keeper(ctx);
  let diedOn: string | null = null;
  if (given.diedOn !== null) {
    const day = parsePartialDate(given.diedOn, localDate(ctx.now()));
    if (!day.ok || day.value.text.length !== 10)
      throw new Refusal('invalid', 'registers.died', day.ok ? vi.dayWhole : day.message, {
        field: 'died_on',
      });
    diedOn = day.value.text;
  }
  await tx(ctx, async (t) => {
    await personHere(t, officer, given.personId);
    await keepDeath(ctx, t, officer, { ...given, diedOn });
    const [account] = diedOn === null ? [] : await accountsOfPersons(t, [given.personId]);
    if (account) await closeAllSessions(ctx, t, account.id);
    await audit(t, diedOn ? 'person.died' : 'person.death-undone', given.personId);
  });
}

/** Into the household with that number, or into one of her own when the number is empty. */
export async function moveHousehold(
  ctx: Ctx,
  given: {
    personId: string;
    code: string;
    villageId: number | null;
    relation: string;
    reason: string;
    paper: string;
  },
): Promise<string> {
  const officer = keeper(ctx);
  await villageHere(ctx, given.villageId);
  return tx(ctx, async (t) => {
    const person = await personHere(t, officer, given.personId);
    await audit(t, 'person.moved', person.id);
    if (given.code.trim() === '')
      return foundHousehold(ctx, t, officer, {
        unitId: officer.unitId,
        villageId: given.villageId ?? person.village_id,
        code: null,
        address: person.address,
        members: [person.id],
        reason: given.reason,
        paper: given.paper,
      });
    const household = await householdNumbered(t, officer, given);
    await joinHousehold(ctx, t, officer, {
      ...given,
      householdId: household.id,
      relation: given.relation || null,
    });
    return household.id;
  });
}

export async function setHouseholdHead(
  ctx: Ctx,
  given: { householdId: string; personId: string; reason: string },
): Promise<void> {
  const officer = keeper(ctx);
  await tx(ctx, async (t) => {
    if (!isUuid(given.householdId) || !isUuid(given.personId)) throw missing();
    await changeHead(ctx, t, officer, given);
    await audit(t, 'household.head-changed', given.householdId);
  });
}

export async function mergeHouseholds(
  ctx: Ctx,
  given: { from: string; code: string; reason: string; paper: string },
): Promise<string> {
  const officer = keeper(ctx);
  return tx(ctx, async (t) => {
    if (!isUuid(given.from)) throw missing();
    const into = await householdNumbered(t, officer, given);
    await joinHouseholds(ctx, t, officer, { ...given, into: into.id });
    await audit(t, 'household.joined', into.id);
    return into.id;
  });
}

/** The relative is named by identity number: two of one name are not told apart by it. */
export async function saveKin(
  ctx: Ctx,
  given: {
    personId: string;
    relative: string;
    kind: string;
    end: boolean;
    reason: string;
    paper: string;
  },
): Promise<void> {
  const officer = keeper(ctx);
  const kind = (['father', 'mother', 'spouse', 'guardian'] as const).find((one) => one === given.kind);
  if (!kind) throw new Refusal('invalid', 'registers.kind', vi.noKind, { field: 'kind' });
  await tx(ctx, async (t) => {
    const person = await personHere(t, officer, given.personId);
    const found = isUuid(given.relative)
      ? [await personHere(t, officer, given.relative)]
      : await suggestPersons(t, { text: given.relative, units: officer.scope.units, limit: 2 });
    const [relative] = found;
    if (!relative || found.length > 1)
      throw new Refusal('invalid', 'registers.relative', vi.noRelative, { field: 'relative' });
    await keepKinship(ctx, t, officer, {
      person: person.id,
      relative: relative.id,
      kind,
      reason: given.reason,
      paper: given.paper,
      ...(given.end ? { endedOn: localDate(ctx.now()) } : {}),
    });
    await audit(t, given.end ? 'kinship.ended' : 'kinship.added', person.id);
  });
}

/** The pairs that wait, with both persons. */
export async function duplicatesPage(ctx: Ctx, page: number) {
  const officer = seer(ctx);
  return tx(ctx, async (t) => {
    const pairs = await proposedPairs(t, {
      units: officer.scope.units,
      limit: pairsPerPage,
      offset: (page - 1) * pairsPerPage,
    });
    const people = await personsById(
      t,
      pairs.flatMap((pair) => [pair.low_id, pair.high_id]),
    );
    await look(t, people, 'compare-duplicates');
    const byId = new Map(people.map((person) => [person.id, person]));
    return pairs.flatMap((pair) => {
      const [low, high] = [byId.get(pair.low_id), byId.get(pair.high_id)];
      return low && high ? [{ ...pair, low, high }] : [];
    });
  });
}

export async function findDuplicates(ctx: Ctx): Promise<number> {
  const officer = keeper(ctx);
  return proposeDuplicates(ctx, officer.scope.units);
}

export async function comparePage(ctx: Ctx, one: string, other: string) {
  const officer = seer(ctx);
  return tx(ctx, async (t) => {
    const people = [await personHere(t, officer, one), await personHere(t, officer, other)] as const;
    if (people[0].id === people[1].id) throw new Refusal('conflict', 'registers.merged', vi.alreadyMerged);
    await look(t, people, 'compare-duplicates');
    const accounts = await accountsOfPersons(t, [people[0].id, people[1].id]);
    return { people, pair: await pairOf(t, people[0].id, people[1].id), accounts };
  });
}

export async function merge(
  ctx: Ctx,
  given: {
    winnerId: string;
    loserId: string;
    versions: readonly [number, number];
    fromLoser: readonly Mergeable[];
    reason: string;
  },
): Promise<string> {
  const officer = keeper(ctx);
  await tx(ctx, async (t) => {
    for (const id of [given.winnerId, given.loserId]) {
      const { id: today } = await personHere(t, officer, id);
      if (today !== id) throw new Refusal('conflict', 'registers.merged', vi.alreadyMerged);
    }
  });
  const all = as(ctx, seeingAll(officer));
  return tx(all, async (t) => {
    const id = await mergePersons(all, t, officer, given);
    await t.audit({
      verb: 'person.merged',
      subjectKind: 'person',
      subjectId: given.winnerId,
      detail: { loser: given.loserId, merge: id },
    });
    return id;
  });
}

export async function keepApart(ctx: Ctx, one: string, other: string): Promise<void> {
  const officer = keeper(ctx);
  await tx(ctx, async (t) => {
    const person = await personHere(t, officer, one);
    await personHere(t, officer, other);
    await markDifferent(t, { one, other, unitId: person.unit_id, at: ctx.now(), by: officer.accountId });
    await audit(t, 'person.kept-apart', one);
  });
}

export async function mergesPage(ctx: Ctx) {
  const officer = seer(ctx);
  return tx(ctx, async (t) => {
    const merges = await mergesOf(t, { units: officer.scope.units, limit: 100 });
    const seen = [...new Set(merges.flatMap((one) => [one.winner_id, one.loser_id]))];
    if (seen.length > 0) await t.look({ persons: seen, purpose: 'compare-duplicates' });
    return merges;
  });
}

export async function part(ctx: Ctx, mergeId: string, reason: string): Promise<string> {
  const officer = keeper(ctx);
  if (!isUuid(mergeId)) throw missing();
  const all = as(ctx, seeingAll(officer));
  return tx(all, async (t) => {
    const { winnerId, loserId } = await undoMerge(all, t, officer, { mergeId, reason });
    await t.audit({
      verb: 'person.parted',
      subjectKind: 'person',
      subjectId: winnerId,
      detail: { loser: loserId, merge: mergeId },
    });
    return winnerId;
  });
}

/** Former communes gave the same numbers: of several the one in the village named, or nobody is moved. */
async function householdNumbered(
  t: Tx,
  officer: Officer,
  asked: { code: string; villageId?: number | null; from?: string },
) {
  const all = (await householdsByCode(t, officer.scope.units, asked.code)).filter(
    (one) => one.id !== asked.from,
  );
  const [household, ...more] =
    all.length > 1 && asked.villageId != null ? all.filter((one) => one.village_id === asked.villageId) : all;
  if (household && more.length === 0) return household;
  throw all.length > 1
    ? new Refusal('invalid', 'registers.several-households', vi.severalHouseholds, { field: 'code' })
    : new Refusal('invalid', 'registers.no-household', vi.noHousehold, { field: 'code' });
}

async function villageHere(ctx: Ctx, id: number | null): Promise<void> {
  if (id !== null && !(await villagesHere(ctx)).some((village) => village.id === id)) throw missing();
}

async function personHere(t: Tx, officer: Officer, id: string): Promise<Person> {
  const person = isUuid(id) ? await personById(t, await currentPersonId(t, id)) : undefined;
  if (!person || !officer.scope.units.includes(person.unit_id)) throw missing();
  return person;
}

const audit = (t: Tx, verb: string, id: string): Promise<number> =>
  t.audit({ verb, subjectKind: verb.split('.')[0] ?? 'person', subjectId: id });
const missing = () => new Refusal('missing', 'registers.not-here', vi.notHere);
