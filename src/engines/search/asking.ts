import { hasMarks, type Word } from './fold.ts';
import { lexeme, pairOf, type Sign } from './lexemes.ts';

/** A typed word and what it may mean in the corpus, surest first. */
export interface Slot {
  readonly word: Word;
  /** Place in the question as typed: only neighbours there are neighbours. */
  readonly at: number;
  readonly meant: readonly Meant[];
}

export interface Meant {
  readonly term: string;
  readonly documents: number;
}

/** Other words for some of the slots. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly terms: readonly string[];
}

/** A question to the index, as text of a tsquery. */
export interface Tier {
  readonly query: string;
  readonly inTitle: boolean;
}

/**
 * The same question from strict to loose: its words side by side in the title (with the marks that were typed
 * first), all in the title, side by side in the text, all in the text.
 */
export function tiersOf(
  corpus: string,
  slots: readonly Slot[],
  knownPairs: ReadonlySet<string>,
  spans: readonly Span[] = [],
): Tier[] {
  const make = { corpus, slots, knownPairs, spans };
  const isSaidOtherwise = (i: number) => spans.some((span) => span.from <= i && i < span.to);
  const open = slots.map((slot, i) => (slot.meant.length === 0 ? i : -1)).filter((i) => i >= 0);
  if (slots.length === 0 || !open.every(isSaidOtherwise)) return [];
  if (open.length > 0)
    return [
      { query: everyWord(make, '='), inTitle: true },
      { query: everyWord(make, ':'), inTitle: false },
    ];
  const besideTitle = sideBySide(make, '=');
  const besideText = sideBySide(make, ':');
  const anyPair = pairsOf(make, '=');
  const tiers: (Tier | undefined)[] = [
    besideTitle && marksOf(make)
      ? { query: and([besideTitle, marksOf(make) ?? '']), inTitle: true }
      : undefined,
    besideTitle ? { query: besideTitle, inTitle: true } : undefined,
    { query: everyWord(make, '='), inTitle: true },
    besideText && anyPair.length > 0 ? { query: and([besideText, or(anyPair)]), inTitle: false } : undefined,
    besideText ? { query: besideText, inTitle: false } : undefined,
    { query: and([everyWord(make, ':'), wordIn(make, '=', rarestOf(slots))]), inTitle: false },
    { query: everyWord(make, ':'), inTitle: false },
  ];
  const asked = tiers.filter((tier): tier is Tier => tier !== undefined);
  return asked.filter((tier, i) => asked.findIndex((other) => other.query === tier.query) === i);
}

/** What is asked when nothing has all words: without the commonest, then without the next, down to half of them. */
export function looserTiers(corpus: string, slots: readonly Slot[], knownPairs: ReadonlySet<string>): Tier[] {
  const known = slots.filter((slot) => slot.meant.length > 0);
  const rarestFirst = [...known].sort((a, b) => commonness(a) - commonness(b));
  const tiers: Tier[] = [];
  const least = Math.max(1, Math.ceil(slots.length / 2));
  for (let count = known.length === slots.length ? known.length - 1 : known.length; count >= least; count--) {
    const kept = new Set(rarestFirst.slice(0, count));
    const left = known.filter((slot) => kept.has(slot));
    tiers.push(...tiersOf(corpus, left, knownPairs));
  }
  return tiers;
}

interface Make {
  readonly corpus: string;
  readonly slots: readonly Slot[];
  readonly knownPairs: ReadonlySet<string>;
  readonly spans: readonly Span[];
}

/** Every pair of neighbours, and by itself whatever has none; undefined when no text has some pair. */
function sideBySide(make: Make, sign: Sign): string | undefined {
  const { slots } = make;
  const parts: string[] = [];
  for (let i = 0; i < slots.length; i++) {
    const next = neighbour(slots, i);
    const before = i > 0 && neighbour(slots, i - 1);
    if (next) {
      const pairs = pairsAt(make, i);
      if (pairs.length === 0) return undefined;
      parts.push(or(pairs.map((pair) => quoted(lexeme(make.corpus, sign, pair)))));
    } else if (!before) parts.push(wordIn(make, sign, i));
  }
  return and(parts);
}

const pairsOf = (make: Make, sign: Sign): string[] =>
  make.slots.flatMap((_, i) => pairsAt(make, i).map((pair) => quoted(lexeme(make.corpus, sign, pair))));

function pairsAt({ slots, knownPairs }: Make, i: number): string[] {
  const [a, b] = [slots[i], neighbour(slots, i)];
  if (!a || !b) return [];
  return combinations(a, b).filter((pair) => knownPairs.has(pair));
}

/** The neighbour on the right, when it was typed right beside. */
export function neighbour(slots: readonly Slot[], i: number): Slot | undefined {
  const [a, b] = [slots[i], slots[i + 1]];
  return a && b && b.at === a.at + 1 ? b : undefined;
}

/** Every pair that two neighbours may mean. A meaning of two syllables is a pair already. */
export const combinations = (a: Slot, b: Slot): string[] =>
  a.meant.flatMap((left) =>
    b.meant.map((right) => pairOf(left.term.split(' ').at(-1) ?? '', right.term.split(' ')[0] ?? '')),
  );

/** All words, in any order; a span may be said in other words. */
function everyWord(make: Make, sign: Sign): string {
  const parts: string[] = [];
  for (let i = 0; i < make.slots.length; ) {
    const spans = make.spans.filter((span) => span.from === i);
    const to = Math.max(i + 1, ...spans.map((span) => span.to));
    const own = make.slots.slice(i, to);
    const hasAll = own.every((slot) => slot.meant.length > 0);
    const plain = hasAll ? and(own.map((_, k) => wordIn(make, sign, i + k))) : '';
    const others = spans
      .filter((span) => span.to === to)
      .map((span) => and(span.terms.map((term) => quoted(lexeme(make.corpus, sign, term)))));
    parts.push(or([plain, ...others]));
    i = to;
  }
  return and(parts);
}

const wordIn = ({ corpus, slots }: Make, sign: Sign, i: number): string =>
  or((slots[i]?.meant ?? []).map(({ term }) => quoted(lexeme(corpus, sign, term))));

/** The marks that were typed, in the title; undefined when none were. */
function marksOf({ corpus, slots }: Make): string | undefined {
  const marked = slots.filter((slot) => hasMarks(slot.word) && slot.meant[0]?.term === slot.word.folded);
  if (marked.length === 0) return undefined;
  return and(marked.map((slot) => quoted(lexeme(corpus, '"', slot.word.marked))));
}

function rarestOf(slots: readonly Slot[]): number {
  const least = Math.min(...slots.map(commonness));
  return slots.findIndex((slot) => commonness(slot) === least);
}

const commonness = (slot: Slot): number => slot.meant.reduce((sum, m) => sum + m.documents, 0);

/** Lexemes hold letters, digits, marks, blanks and their sign: nothing that a tsquery reads, but be sure. */
const quoted = (text: string): string => `'${text.replace(/['\\]/g, '')}'`;
const and = (parts: readonly string[]): string => joined(parts, ' & ');
const or = (parts: readonly string[]): string => joined(parts, ' | ');
const joined = (parts: readonly string[], by: string): string => {
  const unique = [...new Set(parts.filter((part) => part !== ''))];
  return unique.length > 1 ? `(${unique.join(by)})` : (unique[0] ?? '');
};
