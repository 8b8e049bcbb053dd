import groups from '../../../data/people/ethnic-groups.json';
import countries from '../../../data/people/nationalities.json';

export type Sex = 'male' | 'female';

/** A person of the register. Reading one in front of an officer is recorded by the layer above (law 8). */
export interface Person {
  readonly id: string;
  readonly unit_id: number;
  readonly village_id: number | null;
  readonly household_id: string | null;
  readonly name: string;
  readonly sex: Sex;
  /** YYYY, YYYY-MM or YYYY-MM-DD */
  readonly birth: string;
  readonly birth_place: string | null;
  /** Twelve digits; null for children and foreigners who have none yet. */
  readonly identity_number: string | null;
  readonly old_identity_number: string | null;
  readonly ethnic_code: string | null;
  readonly nationality: string;
  /** +84… */
  readonly phone: string | null;
  /** What the person is to the head of the household. */
  readonly relation: string | null;
  readonly address: string;
  readonly died_on: string | null;
  readonly smartphone: boolean | null;
  /** What whoever helps the person should know ("nghe kém, gọi con gái"). */
  readonly note: string | null;
  readonly version: number;
}

/**
 * What an officer or an importer writes; the id, when given, is that of the row to change or to create, and
 * the version, when given, the one that was read before: a change by someone else since then is told.
 */
export type PersonInput = Pick<Person, 'unit_id' | 'name' | 'sex' | 'birth'> &
  Partial<Omit<Person, 'unit_id' | 'name' | 'sex' | 'birth'>>;

export interface Household {
  readonly id: string;
  readonly unit_id: number;
  readonly village_id: number | null;
  /** The number in the commune's own book, where it has one. */
  readonly code: string | null;
  readonly address: string;
  readonly head_person_id: string | null;
}

/** What the relative is to the person. */
export type KinKind = 'father' | 'mother' | 'spouse' | 'guardian' | 'child' | 'ward';

export interface Kin {
  readonly kind: KinKind;
  readonly person: Person;
}

export interface EthnicGroup {
  readonly code: string;
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** The 54 groups in the order of their codes, and "Người nước ngoài". */
export const ethnicGroups: readonly EthnicGroup[] = groups.groups;

export interface Nationality {
  /** ISO 3166-1, two letters. */
  readonly code: string;
  readonly name: string;
}

/** Việt Nam first. */
export const nationalities: readonly Nationality[] = countries.countries;
