import { fold } from '#engines/search';
import { partialDate } from './partial-date.ts';
import type { Person } from './person.ts';

/** Why two entries may be one person. Codes: the words for a screen are its own. */
export type DuplicateReason =
  | 'same-name'
  | 'same-folded-name'
  | 'similar-name'
  | 'same-birth'
  | 'birth-fits'
  | 'day-month-swapped'
  | 'same-old-number'
  | 'number-transposed'
  | 'number-one-digit'
  | 'same-phone'
  | 'same-village'
  | 'same-household'
  | 'other-number'
  | 'other-sex';

export interface DuplicateScore {
  /** 0–100; from `proposedFrom` on a pair is put before an officer. */
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
}

/** What is compared. */
export type Compared = Pick<
  Person,
  | 'name'
  | 'sex'
  | 'birth'
  | 'identity_number'
  | 'old_identity_number'
  | 'phone'
  | 'village_id'
  | 'household_id'
>;

/** Twins with names alike, of one village and one telephone, stay below it. */
export const proposedFrom = 60;

const weights: Readonly<Record<DuplicateReason, number>> = {
  'same-name': 38,
  'same-folded-name': 33,
  'similar-name': 12,
  'same-birth': 30,
  'birth-fits': 15,
  'day-month-swapped': 20,
  'same-old-number': 45,
  'number-transposed': 30,
  'number-one-digit': 25,
  'same-phone': 12,
  'same-village': 10,
  'same-household': 5,
  // Two whole numbers that have nothing to do with each other are two people, until someone shows the cards.
  'other-number': -45,
  'other-sex': -30,
};

/** How likely two entries are one person, the same whichever is named first. */
export function scoreDuplicate(one: Compared, other: Compared): DuplicateScore {
  const reasons = [
    nameReason(one.name, other.name),
    birthReason(one.birth, other.birth),
    numberReason(one, other),
    one.phone !== null && one.phone === other.phone ? ('same-phone' as const) : undefined,
    one.village_id !== null && one.village_id === other.village_id ? ('same-village' as const) : undefined,
    one.household_id !== null && one.household_id === other.household_id
      ? ('same-household' as const)
      : undefined,
    one.sex !== other.sex ? ('other-sex' as const) : undefined,
  ].filter((reason) => reason !== undefined);
  const sum = reasons.reduce((total, reason) => total + weights[reason], 0);
  return { score: Math.min(100, Math.max(0, sum)), reasons };
}

function nameReason(one: string, other: string): DuplicateReason | undefined {
  if (one.toLocaleLowerCase('vi') === other.toLocaleLowerCase('vi')) return 'same-name';
  const [a, b] = [fold(one), fold(other)];
  if (a === b) return 'same-folded-name';
  return distance(a, b) <= (Math.min(a.length, b.length) > 8 ? 2 : 1) ? 'similar-name' : undefined;
}

function birthReason(one: string, other: string): DuplicateReason | undefined {
  if (one === other) return one.length === 10 ? 'same-birth' : 'birth-fits';
  const [a, b] = [partialDate(one), partialDate(other)];
  if (a.from <= b.to && b.from <= a.to) return 'birth-fits';
  const [year, month, day] = one.split('-');
  return day && `${year}-${day}-${month}` === other ? 'day-month-swapped' : undefined;
}

function numberReason(one: Compared, other: Compared): DuplicateReason | undefined {
  const [olds, others] = [numbersOf(one), numbersOf(other)];
  if (olds.some((number) => others.includes(number))) return 'same-old-number';
  const [a, b] = [one.identity_number, other.identity_number];
  if (a === null || b === null) return undefined;
  const differ = [...a].flatMap((digit, i) => (digit === b[i] ? [] : [i]));
  if (differ.length === 1) return 'number-one-digit';
  const [i = 0, j = 0] = differ;
  if (differ.length === 2 && a[i] === b[j] && a[j] === b[i]) return 'number-transposed';
  return 'other-number';
}

const numbersOf = (one: Compared): string[] =>
  [one.identity_number, one.old_identity_number].filter((number) => number !== null);

/** Letters to change, add, leave out or swap with the neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    const [above = [], before = []] = [rows[i - 1], rows[i - 2]];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
