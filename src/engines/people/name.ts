import { words } from './vi.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/**
 * A person's name as we keep it: NFC, one space between words. One-word and very long names exist; digits,
 * emoji and other signs are refused with a sentence. A name typed all in capitals is set in ordinary letters.
 */
export function parseName(typed: string): Parsed<string> {
  const name = typed
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[‘’ʼ`´]/gu, "'")
    .trim();
  if (name === '') return { ok: false, message: words.nameMissing };
  if (/\p{Nd}/u.test(name)) return { ok: false, message: words.nameDigits };
  const signs = [...new Set(name.match(/[^\p{L}\p{M} '.-]/gu) ?? [])].join(' ');
  if (signs !== '') return { ok: false, message: words.nameSigns(signs) };
  if (!/\p{L}/u.test(name)) return { ok: false, message: words.nameMissing };
  if ([...name].length > 100) return { ok: false, message: words.nameTooLong };
  return { ok: true, value: name === name.toLocaleUpperCase('vi') ? ordinaryLetters(name) : name };
}

export interface NameParts {
  readonly family: string;
  readonly middle: string;
  readonly given: string;
}

/** The last word is the given name, the first the family name; a one-word name is a given name. */
export function nameParts(name: string): NameParts {
  const all = name.trim().split(/\s+/u);
  const given = all.at(-1) ?? '';
  return { family: all.length > 1 ? (all[0] ?? '') : '', middle: all.slice(1, -1).join(' '), given };
}

/**
 * Sorts people as Vietnamese lists do: given name, then family name, then middle name, each by letters
 * (a ă â … d đ …) and then by tone (ngang huyền hỏi ngã sắc nặng), the same order as the collation
 * vi-x-icu gives to the three parts. Compare the keys byte by byte (COLLATE "C").
 */
export function givenNameKey(name: string): string {
  const { given, family, middle } = nameParts(name);
  return [given, family, middle].map(partKey).join(' ');
}

const letters = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
const tones = '\u0300\u0309\u0303\u0301\u0323';
const rank = new Map(
  [...letters].map((letter, i) => [letter, String.fromCharCode(65 + i + (i < 26 ? 0 : 6))]),
);
const shapes: Record<string, string> = {
  ă: '\u0306',
  â: '\u0302',
  ê: '\u0302',
  ô: '\u0302',
  ơ: '\u031b',
  ư: '\u031b',
};
const shaped = new Map(
  Object.entries(shapes).map(([letter, mark]) => [letter.normalize('NFD')[0] + mark, letter]),
);

function partKey(part: string): string {
  const keys = part
    .split(/[\s-]+/u)
    .filter((w) => w !== '')
    .map(wordKey);
  return `${keys.map((k) => k.letters).join('!')} ${keys.map((k) => k.tone).join('')}`;
}

function wordKey(word: string): { letters: string; tone: string } {
  let key = '';
  let tone = 0;
  for (const cluster of word
    .toLocaleLowerCase('vi')
    .normalize('NFD')
    .match(/\P{M}\p{M}*/gu) ?? []) {
    const [base = '', ...marks] = [...cluster];
    const shape = marks.map((m) => shaped.get(base + m)).find((letter) => letter !== undefined);
    for (const mark of marks) if (tones.includes(mark)) tone = tones.indexOf(mark) + 1;
    if (/\p{L}/u.test(base)) key += rank.get(shape ?? base) ?? base;
  }
  return { letters: key, tone: String(tone) };
}

const ordinaryLetters = (name: string): string =>
  name
    .toLocaleLowerCase('vi')
    .replace(
      /(^|[ '-])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toLocaleUpperCase('vi'),
    )
    .normalize('NFC');
