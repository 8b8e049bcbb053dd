import { familyName, namesAfter } from './names.ts';
import type { Random } from './random.ts';

export type Sex = 'male' | 'female';

/** A person of the demo commune; every number is visibly fake (…000001, 0900…). */
export interface DemoPerson {
  readonly key: number;
  readonly household: number;
  readonly village: number;
  readonly name: string;
  readonly sex: Sex;
  /** YYYY-MM-DD, or YYYY for some of the very old. */
  readonly birth: string;
  readonly identity: string | null;
  readonly phone: string | null;
  readonly smartphone: boolean;
  readonly relation: 'head' | 'spouse' | 'child' | 'parent' | 'child-in-law' | 'grandchild';
  readonly ethnic: string;
  father?: number;
  mother?: number;
  spouse?: number;
}

export interface DemoHousehold {
  readonly number: number;
  readonly village: number;
  readonly poverty: 'poor' | 'near-poor' | null;
  readonly people: DemoPerson[];
}

/** What is to be filled: a former commune with its villages, households and people. */
export interface DemoPlace {
  readonly villages: readonly number[];
  readonly households: number;
  readonly people: number;
}

/**
 * Households with plausible ages, kin and names: couples with children, three generations, the old alone.
 * Exactly `place.households` households and `place.people` people come out.
 */
export function fillPlace(random: Random, place: DemoPlace, today: string, first: Counters): DemoHousehold[] {
  const maker = personMaker(random, today, first);
  const result: DemoHousehold[] = [];
  let left = place.people;
  for (let i = 0; i < place.households; i += 1) {
    const households = place.households - i;
    const wanted = Math.max(
      1,
      Math.min(left - (households - 1), Math.round(random.around(left / households, 2.6))),
    );
    const size = households === 1 ? left : wanted;
    const village = place.villages[i % place.villages.length] ?? 0;
    first.household += 1;
    result.push({
      number: first.household,
      village,
      poverty: random.weighted([
        [null, 95.5],
        ['poor', 1.6],
        ['near-poor', 2.9],
      ] as const),
      people: oneHousehold(random, maker, first.household, village, size),
    });
    left -= size;
  }
  return result;
}

export interface Counters {
  household: number;
  person: number;
  phone: number;
}

type Maker = (
  seat: Pick<DemoPerson, 'household' | 'village' | 'relation' | 'sex'> & { family: string; year: number },
) => DemoPerson;

function personMaker(random: Random, today: string, counters: Counters): Maker {
  const thisYear = Number(today.slice(0, 4));
  return ({ family, year, ...seat }) => {
    counters.person += 1;
    const age = thisYear - year;
    const born = Math.min(year, thisYear);
    const month = born === thisYear ? random.int(1, Number(today.slice(5, 7))) : random.int(1, 12);
    const day = born === thisYear && month === Number(today.slice(5, 7)) ? 1 : random.int(1, 28);
    const yearOnly = born < 1955 && random.chance(0.25);
    const smartphone = age >= 13 && random.chance(age < 50 ? 0.93 : age < 65 ? 0.72 : 0.33);
    const hasPhone = smartphone || (age >= 18 && random.chance(0.6));
    if (hasPhone) counters.phone += 1;
    return {
      ...seat,
      key: counters.person,
      name: namesAfter(random, family, seat.sex, born),
      birth: yearOnly
        ? String(born)
        : `${born}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
      identity: age < 6 && random.chance(0.5) ? null : fakeIdentity(seat.sex, born, counters.person),
      phone: hasPhone ? `0900${String(counters.phone).padStart(6, '0')}` : null,
      smartphone,
      ethnic: random.weighted([
        ['01', 985],
        ['02', 6],
        ['04', 9],
      ] as const),
    };
  };
}

/** 037 + century and sex + year + a small running number: the shape is right and nobody can take it for real. */
export function fakeIdentity(sex: Sex, year: number, running: number): string {
  const century = Math.floor(year / 100) - 19;
  const digit = century * 2 + (sex === 'female' ? 1 : 0);
  return `037${digit}${String(year % 100).padStart(2, '0')}${String(running % 1_000_000).padStart(6, '0')}`;
}

function oneHousehold(
  random: Random,
  make: Maker,
  household: number,
  village: number,
  size: number,
): DemoPerson[] {
  const family = familyName(random);
  const at = { household, village };
  const headSex: Sex = random.chance(size === 1 ? 0.35 : 0.78) ? 'male' : 'female';
  const headYear = 2026 - Math.round(size === 1 ? random.around(66, 22) : random.around(47, 30));
  const head = make({
    ...at,
    relation: 'head',
    sex: headSex,
    family,
    year: Math.min(2003, Math.max(1931, headYear)),
  });
  const people = [head];
  const year = Number(head.birth.slice(0, 4));
  if (size === 1) return people;

  const spouse = random.chance(0.88)
    ? make({
        ...at,
        relation: 'spouse',
        sex: headSex === 'male' ? 'female' : 'male',
        family: familyName(random),
        year: year + random.int(-2, 5),
      })
    : undefined;
  if (spouse) {
    spouse.spouse = head.key;
    head.spouse = spouse.key;
    people.push(spouse);
  }
  const father = headSex === 'male' ? head : spouse;
  const mother = headSex === 'female' ? head : spouse;
  const motherYear = mother ? Number(mother.birth.slice(0, 4)) : year;
  if (people.length < size && year > 1955 && random.chance(0.22))
    people.push(...grandparent(random, make, at, head, family, year));

  let childYear = motherYear + random.int(20, 26);
  let elder: DemoPerson | undefined;
  while (people.length < size) {
    if (childYear > 2026) {
      people.push(...grandparent(random, make, at, head, family, year));
      if (people.length > size) people.length = size;
      childYear = 2026 - random.int(0, 3);
      if (people.length >= size) break;
    }
    const grown = elder && 2026 - Number(elder.birth.slice(0, 4)) >= 24;
    if (grown && elder && random.chance(0.6)) {
      const grandchild = make({
        ...at,
        relation: 'grandchild',
        sex: random.chance(0.51) ? 'male' : 'female',
        family,
        year: Math.min(2026, Number(elder.birth.slice(0, 4)) + random.int(22, 27)),
      });
      if (elder.sex === 'male') grandchild.father = elder.key;
      else grandchild.mother = elder.key;
      people.push(grandchild);
      continue;
    }
    const child = make({
      ...at,
      relation: 'child',
      sex: random.chance(0.515) ? 'male' : 'female',
      family: father === head || !father ? family : familyOf(father),
      year: childYear,
    });
    if (father) child.father = father.key;
    if (mother) child.mother = mother.key;
    elder ??= child;
    people.push(child);
    childYear += random.int(2, 6);
  }
  return people;
}

const familyOf = (person: DemoPerson): string => person.name.split(' ')[0] ?? person.name;

function grandparent(
  random: Random,
  make: Maker,
  at: { household: number; village: number },
  head: DemoPerson,
  family: string,
  headYear: number,
): DemoPerson[] {
  const sex: Sex = head.father === undefined && random.chance(0.3) ? 'male' : 'female';
  const parent = make({
    ...at,
    relation: 'parent',
    sex,
    family: sex === 'male' ? family : familyName(random),
    year: Math.max(1928, headYear - random.int(21, 30)),
  });
  if (sex === 'male') head.father = parent.key;
  else head.mother = parent.key;
  return [parent];
}
