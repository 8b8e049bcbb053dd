import { type Word, wordsOf } from './fold.ts';
import { soundOf } from './typing.ts';

/** A document to be found: fields with their weight (a title 4, its everyday name 4, its text 1). */
export interface Searchable {
  readonly id: string;
  readonly fields: readonly { readonly text: string; readonly weight: number }[];
}

/** Where a word stands in one document. Places of different fields never neighbour each other. */
export interface Posting {
  readonly document: number;
  /** Occurrences weighed by field and by the field's length (BM25F). */
  weight: number;
  readonly places: number[];
  /** The same places with the marks that stand there. */
  readonly marked: string[];
}

export interface Entry {
  readonly folded: string;
  readonly postings: Map<number, Posting>;
  /** How telling the word is: words of few documents tell more. */
  rarity: number;
}

export interface Lexicon {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Sorted, for prefixes. */
  readonly vocabulary: readonly string[];
  readonly bySound: ReadonlyMap<string, readonly string[]>;
  /** The folded words of each field of each document, to notice a field that is the query itself. */
  readonly fields: readonly (readonly string[])[];
  /** Initials of three to five neighbouring words ("hkd"), with the words. */
  readonly initials: ReadonlyMap<string, readonly Word[][]>;
}

const lengthMatters = 0.6;
const gapBetweenFields = 100;

/** Reads the documents once; searching only looks up. */
export function buildLexicon(documents: readonly Searchable[]): Lexicon {
  const read = documents.map((d) => d.fields.map((f) => ({ weight: f.weight, words: wordsOf(f.text) })));
  const averages = averageLengths(read.map((fields) => fields.map((f) => f.words.length)));
  const entries = new Map<string, Entry>();
  const initials = new Map<string, Word[][]>();
  read.forEach((fields, document) => {
    let place = 0;
    for (const [index, { weight, words }] of fields.entries()) {
      const length = words.length / (averages[index] ?? 1);
      const share = weight / (1 - lengthMatters + lengthMatters * length);
      for (const word of words) note(entries, word, document, place++, share);
      if (weight > 1) noteInitials(initials, words);
      place += gapBetweenFields;
    }
  });
  for (const entry of entries.values()) {
    const found = entry.postings.size;
    entry.rarity = Math.log(1 + (documents.length - found + 0.5) / (found + 0.5));
  }
  const vocabulary = [...entries.keys()].sort();
  const bySound = new Map<string, string[]>();
  for (const word of vocabulary) bySound.set(soundOf(word), [...(bySound.get(soundOf(word)) ?? []), word]);
  const texts = read.map((fields) => fields.map((f) => f.words.map((w) => w.folded).join(' ')));
  return { entries, vocabulary, bySound, fields: texts, initials };
}

/** A title is long among titles, a text among texts; empty fields do not count. */
function averageLengths(lengths: readonly (readonly number[])[]): number[] {
  const fields = Math.max(0, ...lengths.map((l) => l.length));
  return Array.from({ length: fields }, (_, index) => {
    const filled = lengths.map((l) => l[index] ?? 0).filter((n) => n > 0);
    return filled.reduce((a, b) => a + b, 0) / Math.max(1, filled.length) || 1;
  });
}

/** The words that begin with a prefix. */
export function beginningWith(vocabulary: readonly string[], prefix: string, limit: number): string[] {
  let low = 0;
  let high = vocabulary.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((vocabulary[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let i = low; i < vocabulary.length && found.length < limit; i++) {
    const word = vocabulary[i] ?? '';
    if (!word.startsWith(prefix)) break;
    found.push(word);
  }
  return found;
}

function note(entries: Map<string, Entry>, word: Word, document: number, place: number, share: number): void {
  let entry = entries.get(word.folded);
  if (!entry) {
    entry = { folded: word.folded, postings: new Map(), rarity: 0 };
    entries.set(word.folded, entry);
  }
  const posting = entry.postings.get(document);
  if (posting) {
    posting.weight += share;
    posting.places.push(place);
    posting.marked.push(word.marked);
  } else entry.postings.set(document, { document, weight: share, places: [place], marked: [word.marked] });
}

function noteInitials(initials: Map<string, Word[][]>, words: readonly Word[]): void {
  for (let from = 0; from < words.length; from++)
    for (let length = 3; length <= 5 && from + length <= words.length; length++) {
      const run = words.slice(from, from + length);
      const key = run.map((w) => w.folded[0]).join('');
      const known = initials.get(key) ?? [];
      const phrase = run.map((w) => w.folded).join(' ');
      if (known.length < 4 && !known.some((k) => k.map((w) => w.folded).join(' ') === phrase))
        initials.set(key, [...known, run]);
    }
}
