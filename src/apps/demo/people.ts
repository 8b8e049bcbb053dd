import { createHash } from 'node:crypto';
import type { Tx } from '#engines/database';
import { insertHouseholds, insertKinships, insertPeople, setPoverty } from '#engines/people';
import type { Unit, Village } from '#engines/units';
import { type Role, withCast } from './cast.ts';
import { type DemoHousehold, type DemoPerson, fillPlace } from './households.ts';
import { seeded } from './random.ts';

/**
 * The former communes of the demo. Yên Hòa's figures are the report's ("hơn 2.300 hộ", "trên 7.500 nhân
 * khẩu", 70 % with a smartphone); the two others are invented.
 */
const places = [
  { former: 'Yên Hòa', households: 2_317, people: 7_562 },
  { former: 'Yên Thịnh', households: 2_140, people: 7_035 },
  { former: 'Khánh Dương', households: 1_986, people: 6_418 },
];

/** As an officer would write them into the register. */
const relationWords: Readonly<Record<DemoPerson['relation'], string>> = {
  head: 'Chủ hộ',
  spouse: 'Vợ, chồng',
  child: 'Con',
  parent: 'Cha, mẹ',
  'child-in-law': 'Con dâu, con rể',
  grandchild: 'Cháu',
};

export interface DemoCommune {
  readonly households: readonly DemoHousehold[];
  /** Those whom the README names, by the key of the person. */
  readonly cast: ReadonlyMap<number, Role>;
}

/** Who lives in the demo commune. The same villages and day give the same people, with the same ids. */
export function inventCommune(villages: readonly Village[], today: string): DemoCommune {
  const random = seeded(14_701);
  const counters = { household: 0, person: 0, phone: 0 };
  const all = places.flatMap((place) => {
    const here = villages.filter((v) => v.former_name === place.former).map((v) => v.id);
    return fillPlace(random, { ...place, villages: here }, today, counters);
  });
  const { households, keys } = withCast(all);
  return { households, cast: keys };
}

/** Writes them into the people's register. */
export async function writePeople(t: Tx, unit: Unit, commune: DemoCommune): Promise<void> {
  const { households } = commune;
  const everyone = households.flatMap((h) => h.people);
  await insertHouseholds(
    t,
    households.map((h) => ({
      id: householdId(h.number),
      unit_id: unit.id,
      village_id: h.village,
      code: `YM-${String(h.number).padStart(5, '0')}`,
      address: `Số nhà ${1 + (h.number % 180)}`,
      head_person_id: h.people[0] ? personId(h.people[0].key) : null,
    })),
  );
  await insertPeople(
    t,
    everyone.map((p) => ({
      id: personId(p.key),
      unit_id: unit.id,
      village_id: p.village,
      household_id: householdId(p.household),
      name: p.name,
      sex: p.sex,
      birth: p.birth,
      identity_number: p.identity,
      ethnic_code: p.ethnic,
      phone: p.phone === null ? null : `+84${p.phone.slice(1)}`,
      relation: relationWords[p.relation],
      smartphone: p.smartphone,
    })),
  );
  await insertKinships(t, everyone.flatMap(kinOf));
  for (const h of households)
    if (h.poverty)
      await setPoverty(t, { householdId: householdId(h.number), status: h.poverty, from: '2026-01-01' });
  await t.audit({
    verb: 'demo.people-filled',
    subjectKind: 'unit',
    subjectId: unit.code,
    detail: { households: households.length, people: everyone.length },
  });
}

export const personId = (key: number): string => idFrom(`demo person ${key}`);
const householdId = (number: number): string => idFrom(`demo household ${number}`);

function idFrom(name: string): string {
  const h = createHash('sha256').update(name).digest('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

function kinOf(person: DemoPerson) {
  const kin: { person: string; relative: string; kind: 'father' | 'mother' | 'spouse' }[] = [];
  const of = personId(person.key);
  if (person.father) kin.push({ person: of, relative: personId(person.father), kind: 'father' });
  if (person.mother) kin.push({ person: of, relative: personId(person.mother), kind: 'mother' });
  if (person.spouse && person.spouse > person.key)
    kin.push({ person: of, relative: personId(person.spouse), kind: 'spouse' });
  return kin;
}
