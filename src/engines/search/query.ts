import { distance } from './distance.ts';
import { stopPhrases } from './everyday.ts';
import { hasMarks, type Word, wordsOf } from './fold.ts';
import { beginningWith, type Entry, type Lexicon } from './lexicon.ts';
import { meantByKeyboard, soundOf } from './typing.ts';

/** A word of the documents that a typed word may stand for, and how surely (1 is itself). */
export interface Candidate {
  readonly entry: Entry;
  readonly sureness: number;
}

export interface Term {
  readonly word: Word;
  readonly candidates: readonly Candidate[];
}

/** Other words for a part of the query: synonyms, abbreviations, initials. */
export interface Detour {
  /** Index of the first term and of the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly words: readonly Word[];
  readonly sureness: number;
}

export type SynonymBook = ReadonlyMap<string, readonly (readonly Word[][])[]>;

/** Groups of phrases that mean the same, looked up by the folded first word of a phrase. */
export function synonymBook(groups: readonly (readonly string[])[]): SynonymBook {
  const book = new Map<string, Word[][][]>();
  for (const group of groups) {
    const phrases = group.map(wordsOf).filter((p) => p.length > 0);
    for (const phrase of phrases) {
      const key = phrase[0]?.folded ?? '';
      const others = phrases.filter((p) => p !== phrase);
      book.set(key, [...(book.get(key) ?? []), [phrase, ...others]]);
    }
  }
  return book;
}

/** The words of the query that say something; all of them when none does. */
export const tellingWords = (query: string): Word[] => tellingPlaces(query).map(({ word }) => word);

/** The same with their places: words with a silent one between them are no neighbours. */
export function tellingPlaces(query: string): { readonly word: Word; readonly at: number }[] {
  const words = wordsOf(query.slice(0, longestQuery)).slice(0, 24);
  const silent = new Set<number>();
  for (let from = 0; from < words.length; from++)
    for (const phrase of stops)
      if (standsAt(words, phrase, from)) for (let i = 0; i < phrase.length; i++) silent.add(from + i);
  const all = words.map((word, at) => ({ word, at }));
  const telling = all.filter(({ at }) => !silent.has(at));
  return telling.length > 0 ? telling : all;
}

const longestQuery = 400;

/** Which words of the documents a typed word may mean. Only an unknown word is taken for a slip. */
export function candidatesFor(word: Word, isLast: boolean, lexicon: Lexicon): Candidate[] {
  const best = new Map<string, Candidate>();
  const offer = (folded: string, sureness: number) => {
    const entry = lexicon.entries.get(folded);
    if (entry && sureness > (best.get(folded)?.sureness ?? 0)) best.set(folded, { entry, sureness });
  };
  const { folded } = word;
  offer(folded, 1);
  if (best.size === 0 || folded.length === 1) for (const meant of meantByKeyboard(folded)) offer(meant, 0.9);
  for (const alike of lexicon.bySound.get(soundOf(folded)) ?? [])
    if (alike.replaceAll('y', 'i') === folded.replaceAll('y', 'i')) offer(alike, 0.95);
    else if (best.size === 0) offer(alike, 0.8);
  if (isLast)
    for (const longer of beginningWith(lexicon.vocabulary, folded, best.has(folded) ? 12 : 40))
      offer(longer, 0.4 + (0.4 * folded.length) / longer.length);
  const known = best.has(folded);
  if (!known && folded.length >= 3 && !/^\d+$/.test(folded)) {
    const limit = folded.length >= 6 ? 2 : 1;
    for (const other of lexicon.vocabulary) {
      if (other.length < 2 || Math.abs(other.length - folded.length) > limit) continue;
      const slips = distance(folded, other, limit);
      if (slips <= limit) offer(other, (slips === 1 ? 0.65 : 0.4) + (other[0] === folded[0] ? 0.1 : 0));
    }
  }
  return [...best.values()];
}

/** Splits words written together ("khaisinh") that the documents do not know whole. */
export function splitJoined(words: readonly Word[], lexicon: Lexicon): Word[] {
  return words.flatMap((word) => {
    const { folded } = word;
    if (lexicon.entries.has(folded) || folded.length < 5) return [word];
    for (let cut = 2; cut <= folded.length - 2; cut++) {
      const halves = [folded.slice(0, cut), folded.slice(cut)];
      if (halves.every((h) => lexicon.entries.has(h)))
        return halves.map((h) => ({ typed: word.typed, folded: h, marked: h }));
    }
    return [word];
  });
}

/** Every synonym, abbreviation and run of initials in the query, longest first. */
export function detoursIn(words: readonly Word[], book: SynonymBook, lexicon: Lexicon): Detour[] {
  const detours: Detour[] = [];
  words.forEach((word, from) => {
    for (const [phrase, ...others] of book.get(word.folded) ?? [])
      if (phrase && standsAt(words, phrase, from))
        for (const other of others)
          detours.push({ from, to: from + phrase.length, words: other, sureness: 0.85 });
    if (word.folded.length >= 3 && !lexicon.entries.has(word.folded) && !book.has(word.folded))
      for (const run of lexicon.initials.get(word.folded) ?? [])
        detours.push({ from, to: from + 1, words: run, sureness: 0.7 });
  });
  return detours.sort((a, b) => b.to - b.from - (a.to - a.from));
}

const stops = stopPhrases.map(wordsOf);

/** Marks must agree where the person typed any. */
function standsAt(words: readonly Word[], phrase: readonly Word[], from: number): boolean {
  return phrase.every((part, i) => {
    const word = words[from + i];
    return word?.folded === part.folded && (!hasMarks(word) || word.marked === part.marked);
  });
}
