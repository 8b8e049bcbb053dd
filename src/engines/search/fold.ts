/**
 * Text as it is compared: lower case, without marks, đ as d, everything but letters and digits a single space.
 * The same as `search.fold` in SQL; a test holds the two together.
 */
export const fold = (text: string): string => dull(text).trim();

/** A word as typed and as compared. */
export interface Word {
  /** Lower case, composed, as the person wrote it. */
  readonly typed: string;
  readonly folded: string;
  /** Letters with their shape, the tone at the end: hoà and hòa are the same word, má and mà are not. */
  readonly marked: string;
}

/** The words of a text in order. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const piece of text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u))
    for (const folded of fold(piece).split(' '))
      if (folded) words.push({ typed: piece, folded, marked: toneLast(piece) });
  return words;
}

/** True when the person typed marks, and so means exactly this word. */
export const hasMarks = (word: Word): boolean => word.marked !== word.folded;

const dull = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, ' ');

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

function toneLast(word: string): string {
  const apart = word.normalize('NFD');
  return apart.replace(tones, '') + (apart.match(tones) ?? []).join('');
}
