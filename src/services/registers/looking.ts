import { accountsOfPersons, proofsOf } from '#engines/access';
import { localDate } from '#engines/calendar';
import { type Ctx, tx } from '#engines/database';
import {
  changesOf,
  householdById,
  householdsByCode,
  kinOf,
  membersOf,
  mergesOf,
  personsOfVillage,
  povertyOf,
  proposedPairs,
  suggestPersons,
  villageCounts,
  villageList,
} from '#engines/people';
import { unitsById } from '#engines/units';
import { isUuid, look, missing, personHere, seer } from './scope.ts';
import { villageOf, villagesHere } from './villages.ts';

export const perPage = 50;

/** A search gives no more: a longer list is not read, and every look is recorded. */
export const mostFound = 50;

/** Villages with their figures, and how much waits for a hand. */
export async function overview(ctx: Ctx) {
  const officer = seer(ctx);
  const units = officer.scope.units;
  const villages = await villagesHere(ctx);
  return tx(ctx, async (t) => {
    const [pair] = await proposedPairs(t, { units, limit: 1, offset: 0 });
    const counts = new Map<
      number | null,
      { village_id: number | null; people: number; households: number }
    >();
    for (const one of await villageCounts(t, units)) {
      const village_id = villageOf(villages, one.village_id)?.id ?? null;
      const { people = 0, households = 0 } = counts.get(village_id) ?? {};
      counts.set(village_id, {
        village_id,
        people: people + one.people,
        households: households + one.households,
      });
    }
    return { counts: [...counts.values()], duplicates: pair?.total ?? 0 };
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
  const ids = typeof villageId === 'number' ? await idsHere(ctx, villageId) : villageId;
  return tx(ctx, async (t) => {
    const people = await personsOfVillage(t, {
      units: officer.scope.units,
      villageId: ids,
      limit: perPage,
      offset: (page - 1) * perPage,
    });
    await look(t, people, 'look-up-person');
    return people;
  });
}

/** Everybody of a village for a list on paper or a spreadsheet; each of them reads that it was made, and by whom. */
export async function villagePeople(ctx: Ctx, villageId: number | null) {
  const officer = seer(ctx);
  const ids = villageId === null ? null : await idsHere(ctx, villageId);
  return tx(ctx, async (t) => {
    const people = await villageList(t, officer.scope.units, ids);
    await look(t, people, 'list-village');
    await t.audit({
      verb: 'person.listed',
      subjectKind: 'village',
      subjectId: String(villageId ?? '-'),
      detail: { people: people.length },
    });
    return people;
  });
}

async function idsHere(ctx: Ctx, id: number): Promise<readonly number[]> {
  const village = villageOf(await villagesHere(ctx), id);
  if (!village) throw missing();
  return village.ids;
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
