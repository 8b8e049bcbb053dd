import type { Db } from '#engines/database';
import { fold } from '#engines/search';
import { parseIdentityNumber } from './identity-number.ts';
import { currentPersonId } from './merge.ts';
import { ageOn } from './partial-date.ts';
import type { Kin, KinKind, Person } from './person.ts';
import { parsePhone } from './phone.ts';
import {
  findKin,
  findPersonByIdentity,
  findPersons,
  findPersonsOfHousehold,
  findPersonsOfVillage,
  findPoverty,
  searchAlike,
  searchByIdentity,
  searchByName,
  searchByPhone,
} from './store.ts';

export { changesOf } from './changes.ts';
export type { DuplicateReason } from './duplicate.ts';
export { markDifferent, pairOf, proposeDuplicates, proposedPairs } from './duplicates.ts';
export {
  changeHead,
  foundHousehold,
  householdById,
  householdsByCode,
  joinHousehold,
  joinHouseholds,
  villageCounts,
  villageList,
} from './households.ts';
export {
  checkIdentityNumber,
  type IdentityNumber,
  maskIdentity,
} from './identity-number.ts';
export { decoded } from './import/decode.ts';
export { importPeople, peopleTemplate } from './import/import-people.ts';
export { keepDeath, keepKinship, keepPerson } from './keeping.ts';
export {
  currentPersonId,
  type Mergeable,
  mergeable,
  mergePersons,
  mergesOf,
  type PersonFollower,
  partableUntil,
  registerFollower,
  seeingAll,
  undoMerge,
} from './merge.ts';
export { type Parsed, parseName } from './name.ts';
export { ageOn, type PartialDate, parsePartialDate, showPartialDate } from './partial-date.ts';
export {
  type EthnicGroup,
  ethnicGroups,
  type Household,
  type Kin,
  type KinKind,
  type Nationality,
  nationalities,
  type Person,
  type PersonInput,
  type Sex,
} from './person.ts';
export { nationalPhone, showPhone } from './phone.ts';
export { recordFor } from './record.ts';
export {
  insertHouseholds,
  insertKinships,
  insertPeople,
  recordDeath,
  setPoverty,
  upsertPerson,
} from './writes.ts';

/** A person found by a search, with the name of the village to tell two of one name apart. */
export type FoundPerson = Person & { readonly village_name: string | null };

/**
 * One person; undefined when there is none or the reader may not see her. The id of an entry that was merged gives
 * the person it was merged into. Read inside `read` or `tx`.
 */
export async function personById(db: Db, id: string): Promise<Person | undefined> {
  const [person] = await db.many(findPersons, { ids: [id] });
  if (person) return person;
  const today = await currentPersonId(db, id);
  return today === id ? undefined : (await db.many(findPersons, { ids: [today] }))[0];
}

/** Several persons in the order of given names. */
export const personsById = (db: Db, ids: readonly string[]): Promise<Person[]> =>
  db.many(findPersons, { ids: [...ids] });

/** The person with that twelve-digit number, within what the reader may see. */
export async function findByIdentity(db: Db, typed: string): Promise<Person | undefined> {
  const number = parseIdentityNumber(typed);
  return number.ok ? db.maybe(findPersonByIdentity, { number: number.value.number }) : undefined;
}

export interface PersonQuery {
  readonly text?: string;
  readonly phone?: string;
  readonly identity?: string;
  /** Unit versions searched: the lineage of the officer's unit. */
  readonly units: readonly number[];
  readonly limit?: number;
}

/** Looks persons up by name (no marks and typos allowed), whole telephone number or whole identity number. */
export async function searchPersons(db: Db, query: PersonQuery): Promise<FoundPerson[]> {
  const units = [...query.units];
  const limit = query.limit ?? 20;
  if (query.identity !== undefined) {
    const number = parseIdentityNumber(query.identity);
    return number.ok ? db.many(searchByIdentity, { units, number: number.value.number, limit }) : [];
  }
  if (query.phone !== undefined) {
    const phone = parsePhone(query.phone);
    return phone.ok ? db.many(searchByPhone, { units, phone: phone.value, limit }) : [];
  }
  const written = (query.text ?? '').normalize('NFC').trim().toLocaleLowerCase('vi');
  const folded = fold(written);
  if (folded.length < 2) return [];
  const exact = await db.many(searchByName, { units, query: folded, written, limit });
  const rows = exact.length > 0 ? exact : await db.many(searchAlike, { units, query: folded, limit });
  return rows.map(({ likeness: _, ...person }) => person);
}

/** One box for everything: digits are a telephone or identity number, the rest is a name. */
export function suggestPersons(
  db: Db,
  query: { readonly text: string; readonly units: readonly number[]; readonly limit?: number },
): Promise<FoundPerson[]> {
  const limit = query.limit ?? 8;
  const digits = query.text.replace(/[\s.+()-]/gu, '');
  if (!/^\d{9,12}$/.test(digits)) return searchPersons(db, { text: query.text, units: query.units, limit });
  return parsePhone(query.text).ok
    ? searchPersons(db, { phone: query.text, units: query.units, limit })
    : searchPersons(db, { identity: digits, units: query.units, limit });
}

/** Living and dead relatives the reader may see: parents, spouse, guardian, children, wards. */
export async function kinOf(db: Db, personId: string): Promise<Kin[]> {
  const rows = await db.many(findKin, { person_id: personId });
  return rows.map(({ kind, ...person }) => ({ kind: kind as KinKind, person }));
}

/**
 * Whom a person stands for on a day: living children under 18 and wards. Ask as the machine: the answer is
 * what the person's own scope is made of.
 */
export async function dependantsOf(db: Db, personId: string, onDate: string): Promise<Person[]> {
  const kin = await kinOf(db, personId);
  return kin
    .filter(({ kind, person }) => {
      if (person.died_on !== null) return false;
      return kind === 'ward' || (kind === 'child' && (ageOn(person.birth, onDate)?.least ?? 0) < 18);
    })
    .map(({ person }) => person);
}

/** The living of a village under all its ids, of none ('none') or of the units (null), page by page in the order of given names. */
export const personsOfVillage = (
  db: Db,
  page: {
    units: readonly number[];
    villageId: readonly number[] | 'none' | null;
    limit: number;
    offset: number;
  },
): Promise<Person[]> =>
  db.many(findPersonsOfVillage, {
    units: [...page.units],
    villages: page.villageId === 'none' || page.villageId === null ? null : [...page.villageId],
    is_placeless: page.villageId === 'none',
    limit: page.limit,
    offset: page.offset,
  });

/** The members of a household, oldest first. */
export const membersOf = (db: Db, householdId: string): Promise<Person[]> =>
  db.many(findPersonsOfHousehold, { household_id: householdId });

/** "poor" or "near-poor" on that day, with the decision; undefined for neither. */
export const povertyOf = (db: Db, householdId: string, onDate: string) =>
  db.maybe(findPoverty, { household_id: householdId, on_date: onDate });
