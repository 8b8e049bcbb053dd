import type { Db } from '#engines/database';
import { combinations, type Meant, neighbour, type Slot } from './asking.ts';
import { distance } from './distance.ts';
import type { Word } from './fold.ts';
import { formsOf, pairOf } from './lexemes.ts';
import { findAlike, findWords } from './texts-store.ts';
import { meantByKeyboard, soundOf } from './typing.ts';

export interface Placed {
  readonly word: Word;
  readonly at: number;
}

/** The corpus's words as far as a question needs them: term → in how many texts. */
export type Known = Map<string, number>;

/** Asks the corpus which of the typed words it has, and which pairs of them. */
export async function knownOf(db: Db, corpus: string, placed: readonly Placed[]): Promise<Known> {
  const asked = new Set<string>();
  placed.forEach(({ word, at }, i) => {
    for (const term of readingsOf(word.folded)) asked.add(term);
    for (const pair of halvesOf(word.folded)) asked.add(pair);
    const next = placed[i + 1];
    if (next && next.at === at + 1) asked.add(pairOf(word.folded, next.word.folded));
  });
  const rows = await db.many(findWords, { corpus, words: [...asked] });
  return new Map(rows.map((row) => [row.word, row.documents]));
}

/** What the words mean as they stand; nothing for a word that the corpus does not have. */
export function slotsAsTyped(placed: readonly Placed[], known: Known): Slot[] {
  return placed.map(({ word, at }) => {
    const terms = [word.folded, otherSpelling(word.folded)];
    return { word, at, meant: meantOf(terms, known) };
  });
}

/**
 * What the words may mean when fingers slipped: one letter too many, too few, changed or swapped, a spelling by ear,
 * leftovers of Telex and VNI, two words run together. Only words that the corpus has; those that its texts have
 * beside the neighbours go first, `most` are kept.
 */
export async function slotsWithSlips(
  db: Db,
  corpus: string,
  slots: readonly Slot[],
  known: Known,
  which: (slot: Slot) => boolean,
  most: number,
): Promise<Slot[]> {
  const open = slots.filter(which);
  const forms = [...new Set(open.flatMap((slot) => formsOf(slot.word.folded, soundOf)))];
  const alike = forms.length > 0 ? await db.many(findAlike, { corpus, forms }) : [];
  const widened = slots.map((slot) => {
    if (!open.includes(slot)) return slot;
    const { folded } = slot.word;
    const mine = new Set(formsOf(folded, soundOf));
    const near = alike.filter((row) => mine.has(row.form) && isNear(folded, row.word));
    for (const row of near) known.set(row.word, row.documents);
    const terms = [folded, ...readingsOf(folded), ...halvesOf(folded), ...near.map((row) => row.word)];
    return { ...slot, meant: meantOf(terms, known) };
  });
  await learnPairs(db, corpus, widened, known);
  return widened.map((slot, i) => {
    if (!open.includes(slots[i] ?? slot)) return slot;
    const support = (meant: Meant) =>
      sureness(slot.word.folded, meant.term) * (1 + bestPair(widened, i, meant, known));
    const ordered = [...slot.meant].sort((a, b) => support(b) - support(a) || b.documents - a.documents);
    return { ...slot, meant: ordered.slice(0, most) };
  });
}

/** Adds the pairs that neighbours may mean to what is known. */
async function learnPairs(db: Db, corpus: string, slots: readonly Slot[], known: Known): Promise<void> {
  const asked = new Set<string>();
  slots.forEach((slot, i) => {
    const next = neighbour(slots, i);
    if (next) for (const pair of combinations(slot, next)) if (!known.has(pair)) asked.add(pair);
  });
  if (asked.size === 0) return;
  for (const row of await db.many(findWords, { corpus, words: [...asked] }))
    known.set(row.word, row.documents);
}

/** In how many texts this meaning stands beside one of a neighbour, as far as that tells (a logarithm). */
function bestPair(slots: readonly Slot[], i: number, meant: Meant, known: Known): number {
  const [before, slot, after] = [i > 0 ? slots[i - 1] : undefined, slots[i], neighbour(slots, i)];
  if (!slot) return 0;
  const only = { ...slot, meant: [meant] };
  const pairs = [
    ...(before && neighbour(slots, i - 1) ? combinations(before, only) : []),
    ...(after ? combinations(only, after) : []),
  ];
  return pairs.reduce((best, pair) => Math.max(best, Math.log2(1 + (known.get(pair) ?? 0))), 0);
}

const meantOf = (terms: readonly string[], known: Known): Meant[] =>
  [...new Set(terms)].flatMap((term) => {
    const documents = known.get(term);
    return documents ? [{ term, documents }] : [];
  });

const isNear = (typed: string, word: string): boolean =>
  distance(typed, word, 1) <= 1 || soundOf(typed) === soundOf(word);

function sureness(typed: string, term: string): number {
  if (typed === term) return 4;
  if (soundOf(typed) === soundOf(term)) return 2;
  return term[0] === typed[0] ? 1.2 : 1;
}

/** Itself, the other spelling of i and y, and what a keyboard may have left. */
const readingsOf = (folded: string): string[] => [folded, otherSpelling(folded), ...meantByKeyboard(folded)];

const otherSpelling = (folded: string): string =>
  folded.endsWith('y')
    ? `${folded.slice(0, -1)}i`
    : folded.endsWith('i')
      ? `${folded.slice(0, -1)}y`
      : folded;

/** “khaisinh” may be two words. */
function halvesOf(folded: string): string[] {
  if (folded.length < 5 || folded.length > 14 || /\d/.test(folded)) return [];
  return Array.from({ length: folded.length - 3 }, (_, i) =>
    pairOf(folded.slice(0, i + 2), folded.slice(i + 2)),
  );
}
