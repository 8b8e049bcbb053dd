import oldProvinces from '../../../data/people/birth-provinces.json';
import type { Parsed } from './name.ts';
import { words } from './vi.ts';

export interface IdentityNumber {
  readonly number: string;
  /** personal: 12 digits; old: the 9 digits of before, history only since 01/01/2025. */
  readonly kind: 'personal' | 'old';
}

const provinceNames = new Map(oldProvinces.provinces.map(({ code, name }) => [code, name]));

/** Reads a typed number: spaces and dots are dropped, leading zeros kept (it is a string, always). */
export function parseIdentityNumber(typed: string): Parsed<IdentityNumber> {
  const number = typed.normalize('NFKC').replace(/[\s.-]/gu, '');
  if (/^\d{12}$/.test(number)) return { ok: true, value: { number, kind: 'personal' } };
  if (/^\d{9}$/.test(number)) return { ok: true, value: { number, kind: 'old' } };
  return { ok: false, message: words.numberShape };
}

/**
 * What in a number contradicts the declared birth year and sex: sentences, warnings only, because registers
 * have errors (NĐ 137/2015). The first three digits are read with the table of the 63 provinces of before
 * 01/07/2025, never with today's. Children and foreigners without a number have nothing to check.
 */
export function checkIdentityNumber(
  typed: string,
  declared: { readonly birth?: string | null; readonly sex?: string | null } = {},
): string[] {
  if (typed.trim() === '') return [];
  const parsed = parseIdentityNumber(typed);
  if (!parsed.ok) return [parsed.message];
  if (parsed.value.kind === 'old') return [words.numberOld];
  const says = readIdentityNumber(parsed.value.number);
  const warnings: string[] = [];
  if (says.province === null) warnings.push(words.numberPlace(parsed.value.number.slice(0, 3)));
  const year = declared.birth?.match(/^\d{4}/)?.[0];
  if (year && year !== says.year) warnings.push(words.numberYear(says.year, year));
  if ((declared.sex === 'male' || declared.sex === 'female') && declared.sex !== says.sex)
    warnings.push(words.numberSex(says.sex === 'male' ? words.men : words.women));
  return warnings;
}

/** What the twelve digits say: province of birth registration (old table), sex, birth year. */
export function readIdentityNumber(number: string): {
  province: string | null;
  sex: 'male' | 'female';
  year: string;
} {
  const century = Number(number[3]);
  return {
    province: provinceNames.get(number.slice(0, 3)) ?? null,
    sex: century % 2 === 0 ? 'male' : 'female',
    year: `${19 + Math.floor(century / 2)}${number.slice(4, 6)}`,
  };
}

/** 037•••••0012: what a screen shows unless there is a reason to show it all. */
export function maskIdentity(number: string | null): string {
  if (!number) return '';
  const tail = number.length >= 12 ? 4 : 3;
  const head = number.length >= 12 ? 3 : 0;
  const hidden = Math.max(0, number.length - head - tail);
  return number.slice(0, head) + '•'.repeat(hidden) + number.slice(head + hidden);
}
