import type { Db, Tx } from '#engines/database';
import { looserTiers, type Slot, type Span, type Tier, tiersOf } from './asking.ts';
import { abbreviations } from './everyday.ts';
import { formsOf, type HeldText, lexemesOf, pairOf } from './lexemes.ts';
import { type Known, knownOf, slotsAsTyped, slotsWithSlips } from './meaning.ts';
import { detoursIn, type SynonymBook, synonymBook, tellingPlaces } from './query.ts';
import { addWords, deleteTexts, findIds, findTexts, insertSlips, insertTexts } from './texts-store.ts';
import { soundOf } from './typing.ts';

/**
 * Holds texts of a corpus (a lower-case word, `procedures`), replacing those with the same ids. With the caller's
 * transaction or not at all. The texts themselves stay with the caller.
 */
export async function putTexts(tx: Tx, corpus: string, texts: readonly HeldText[]): Promise<void> {
  for (let from = 0; from < texts.length; from += batch) {
    const held = texts.slice(from, from + batch).map((text) => ({ id: text.id, ...lexemesOf(corpus, text) }));
    const counts = new Map<string, number>();
    for (const { terms } of held) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    const ids = held.map((one) => one.id);
    await tx.run(deleteTexts, { corpus, ids });
    await tx.run(insertTexts, {
      corpus,
      ids,
      title_words: held.map((one) => one.titleWords),
      all_words: held.map((one) => one.allWords),
      lexemes: held.map((one) => one.lexemes.join('\n')),
    });
    const words = await tx.many(addWords, {
      corpus,
      words: [...counts.keys()],
      counts: [...counts.values()],
    });
    const slips = words
      .filter((row) => row.is_new)
      .flatMap(({ word }) =>
        word.includes(' ') ? [] : formsOf(word, soundOf).map((form) => ({ form, word })),
      );
    if (slips.length > 0)
      await tx.run(insertSlips, {
        corpus,
        forms: slips.map((slip) => slip.form),
        words: slips.map((slip) => slip.word),
      });
  }
}

const batch = 500;

/** Forgets texts. */
export const removeTexts = (tx: Tx, corpus: string, ids: readonly string[]): Promise<number> =>
  tx.run(deleteTexts, { corpus, ids: [...ids] });

/** The ids of all texts that a corpus holds. */
export const heldTexts = async (db: Db, corpus: string): Promise<string[]> =>
  (await db.many(findIds, { corpus })).map((row) => row.id);

export interface TextQuery {
  readonly corpus: string;
  readonly text: string;
  readonly limit: number;
  /** Groups of phrases that mean the same. */
  readonly synonyms?: readonly (readonly string[])[];
  /** Only texts with every word: none is left out when nothing has all. */
  readonly allWords?: boolean;
  /** How many words a slip of the finger may mean; for measuring only. */
  readonly meanings?: number;
}

/**
 * Ids of the texts that answer a question, best first: its words side by side in a title, then in a title, then in
 * the text. Slips of the finger are read when a word is unknown or when nothing has all words; then words are left
 * out, the commonest first. An empty question finds nothing.
 */
export async function searchTexts(db: Db, query: TextQuery): Promise<readonly string[]> {
  const questions = await questionsFor(db, query);
  for (const ask of query.allWords ? questions.slice(0, 1) : questions) {
    const tiers = await ask();
    if (tiers.length === 0) continue;
    const rows = await db.many(findTexts, {
      corpus: query.corpus,
      tiers: tiers.map((tier) => tier.query),
      titles: tiers.map((tier) => (tier.inTitle ? '1' : '0')),
      most: query.limit,
    });
    if (rows.length > 0) return rows.map((row) => row.id);
  }
  return [];
}

/** The questions in order; the next is asked only when the one before found nothing. Also what a bench compares with. */
export async function questionsFor(db: Db, query: TextQuery): Promise<readonly (() => Promise<Tier[]>)[]> {
  const { corpus, meanings = 10 } = query;
  const placed = tellingPlaces(query.text).slice(0, mostWords);
  if (placed.length === 0) return [];
  const known: Known = await knownOf(db, corpus, placed);
  const typed = slotsAsTyped(placed, known);
  const spans = spansIn(typed, query.synonyms ?? noSynonyms);
  const strict = async (slots: readonly Slot[]) => tiersOf(corpus, slots, pairsIn(known), spans);
  const unknown = (slot: Slot) => slot.meant.length === 0;
  let slots: readonly Slot[] = typed;
  return [
    async () => {
      if (typed.some(unknown)) slots = await slotsWithSlips(db, corpus, typed, known, unknown, meanings);
      return strict(slots);
    },
    async () => {
      slots = await slotsWithSlips(db, corpus, typed, known, () => true, meanings);
      return strict(slots);
    },
    async () => looserTiers(corpus, slots, pairsIn(known)),
  ];
}

const mostWords = 12;
const noSynonyms: readonly (readonly string[])[] = [];

const pairsIn = (known: Known): ReadonlySet<string> =>
  new Set([...known.keys()].filter((term) => term.includes(' ')));

// A cache and nothing more, by the caller's list.
const books = new WeakMap<object, SynonymBook>();

/** Synonyms and abbreviations: the longest that begin at a word. */
function spansIn(slots: readonly Slot[], synonyms: readonly (readonly string[])[]): Span[] {
  let book = books.get(synonyms);
  if (!book) {
    book = synonymBook([...abbreviations, ...synonyms]);
    books.set(synonyms, book);
  }
  const nothing = { entries: new Map(), vocabulary: [], bySound: new Map(), fields: [], initials: new Map() };
  const words = slots.map((slot) => slot.word);
  return detoursIn(words, book, nothing).map(({ from, to, words: other }) => ({
    from,
    to,
    terms: termsOf(other.map((word) => word.folded)),
  }));
}

/** Two words and more are asked for as pairs, so that they stand side by side. */
const termsOf = (words: readonly string[]): string[] =>
  words.length === 1 ? [...words] : words.slice(1).map((word, i) => pairOf(words[i] ?? '', word));
