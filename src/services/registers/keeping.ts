import { accountsOfPersons, closeAllSessions } from '#engines/access';
import { localDate } from '#engines/calendar';
import { type Ctx, type Officer, Refusal, type Tx, tx } from '#engines/database';
import {
  changeHead,
  foundHousehold,
  householdsByCode,
  joinHousehold,
  joinHouseholds,
  keepDeath,
  keepKinship,
  keepPerson,
  type PersonInput,
  parsePartialDate,
  suggestPersons,
} from '#engines/people';
import { audit, isUuid, keeper, missing, personHere } from './scope.ts';
import { vi } from './vi.ts';
import { type VillageHere, villageOf, villagesHere } from './villages.ts';

/** Adds a person to the officer's commune, or corrects one. */
export async function savePerson(
  ctx: Ctx,
  input: Omit<PersonInput, 'unit_id'>,
  ground: { reason: string; paper: string },
) {
  const officer = keeper(ctx);
  const birth = parsePartialDate(input.birth, localDate(ctx.now()));
  if (!birth.ok) throw new Refusal('invalid', 'people.birth', birth.message, { field: 'birth' });
  const villages = await villagesHere(ctx);
  const asked = villageIn(villages, input.village_id ?? null);
  notTooLong(input);
  const old = input.old_identity_number?.replace(/[\s.]/gu, '') || null;
  if (old !== null && !/^(\d{9}|\d{12})$/.test(old))
    throw new Refusal('invalid', 'registers.old-number', vi.oldNumberShape, { field: 'old-number' });
  return tx(ctx, async (t) => {
    const before = input.id ? await personHere(t, officer, input.id) : undefined;
    // Named anew is not moved: who stays where she was keeps the version under which she was written.
    const stays = before && asked !== null && villageOf(villages, before.village_id)?.id === asked;
    const village_id = stays ? before.village_id : asked;
    const kept = await keepPerson(
      ctx,
      t,
      officer,
      { ...input, village_id, old_identity_number: old, unit_id: before?.unit_id ?? officer.unitId },
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
  const villageId = villageIn(await villagesHere(ctx), given.villageId);
  return tx(ctx, async (t) => {
    const person = await personHere(t, officer, given.personId);
    await audit(t, 'person.moved', person.id);
    if (given.code.trim() === '')
      return foundHousehold(ctx, t, officer, {
        unitId: officer.unitId,
        villageId: villageId ?? person.village_id,
        code: null,
        address: person.address,
        members: [person.id],
        reason: given.reason,
        paper: given.paper,
      });
    const household = await householdNumbered(t, officer, { ...given, villageId });
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

/** The village as it is called today; a form opened before its renaming still means it. */
function villageIn(villages: readonly VillageHere[], id: number | null): number | null {
  if (id === null) return null;
  const village = villageOf(villages, id);
  if (!village) throw new Refusal('invalid', 'registers.no-village', vi.villageGone, { field: 'village' });
  return village.id;
}

/** What the boxes take; a program that posts without them is held to the same. */
function notTooLong(input: Omit<PersonInput, 'unit_id'>): void {
  const most = { address: 200, birth_place: 200, relation: 50, note: 300 } as const;
  for (const name of ['address', 'birth_place', 'relation', 'note'] as const)
    if ((input[name] ?? '').length > most[name])
      throw new Refusal('invalid', 'registers.too-long', vi.tooLong(most[name]), {
        field: name === 'birth_place' ? 'birth-place' : name,
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
