import { abbreviations } from './everyday.ts';
import { fold, hasMarks, type Word } from './fold.ts';
import { buildLexicon, type Entry, type Lexicon, type Posting, type Searchable } from './lexicon.ts';
import {
  candidatesFor,
  type Detour,
  detoursIn,
  splitJoined,
  synonymBook,
  type Term,
  tellingWords,
} from './query.ts';

export interface Hit {
  readonly id: string;
  /** Comparable within one answer only. */
  readonly score: number;
  /** The typed words that were found, as typed. */
  readonly matched: readonly string[];
}

export interface SearchIndex {
  /** Best first. An empty query finds nothing. */
  search(query: string, limit?: number): Hit[];
}

/**
 * An in-memory index for a list of hundreds (procedures, villages). Finds everyday Vietnamese with or without
 * marks, with slips of the keyboard, abbreviations and the synonyms given: groups of phrases that mean the same.
 */
export function buildIndex(
  documents: readonly Searchable[],
  synonyms: readonly (readonly string[])[] = [],
): SearchIndex {
  const lexicon = buildLexicon(documents);
  const book = synonymBook([...abbreviations, ...synonyms]);
  return {
    search(query, limit = 20) {
      const words = onceEach(splitJoined(tellingWords(query), lexicon));
      const terms = words.map((word, i) => ({
        word,
        candidates: candidatesFor(word, i === words.length - 1, lexicon),
      }));
      const detours = detoursIn(words, book, lexicon);
      const weights = terms.map(weightOf);
      const read = [...documentsOf(terms, detours, lexicon)].map((document) => ({
        document,
        matches: literalMatches(terms, document),
      }));
      const ceilings = detours.map((d) => ceilingOf(d, terms, read));
      const phrases = [words.map((w) => w.folded).join(' '), fold(query)];
      const hits = read.flatMap(({ document, matches }) => {
        takeDetours(matches, detours, ceilings, document, lexicon);
        const { score, matched } = sumUp(matches, terms, weights);
        if (score <= 0) return [];
        const whole = wholeness(lexicon.fields[document] ?? [], phrases);
        return [{ id: documents[document]?.id ?? '', score: score * whole, matched }];
      });
      hits.sort((a, b) => b.score - a.score || a.id.localeCompare(b.id));
      const least = (hits[0]?.score ?? 0) * worthShowing;
      return hits.filter((h) => h.score >= least).slice(0, limit);
    },
  };
}

/** Hits far below the best are noise. */
const worthShowing = 0.08;
const saturation = 4;
const otherMarks = 0.45;
const noMarks = 0.9;
const neighbours = 0.6;
const nearby = 0.2;

interface Match {
  readonly score: number;
  readonly places: readonly number[];
}
const nothing: Match = { score: 0, places: [] };

/** What each term finds in a document by itself, more where neighbours of the query are neighbours there. */
function literalMatches(terms: readonly Term[], document: number): Match[] {
  const matches = terms.map((term) => bestMatch(term, document));
  for (let i = 0; i + 1 < matches.length; i++) {
    const [a = nothing, b = nothing] = [matches[i], matches[i + 1]];
    if (a.score === 0 || b.score === 0) continue;
    const bonus = closeness(a.places, b.places) * Math.min(a.score, b.score);
    if (bonus === 0) continue;
    matches[i] = { ...a, score: a.score + bonus };
    matches[i + 1] = { ...b, score: b.score + bonus };
  }
  return matches;
}

/** A word said twice asks for nothing more. */
const onceEach = (words: readonly Word[]): Word[] =>
  words.filter((word, i) => words.findIndex((other) => other.marked === word.marked) === i);

const sumOf = (matches: readonly Match[]): number => matches.reduce((sum, m) => sum + m.score, 0);

/** One rare word must not beat the words themselves (“chết” for “khai tử”), where some document has these side by side. */
function ceilingOf(
  detour: Detour,
  terms: readonly Term[],
  read: readonly { readonly matches: readonly Match[] }[],
): number {
  if (detour.words.length > 1) return Number.POSITIVE_INFINITY;
  const known = terms.slice(detour.from, detour.to).every((t) => t.candidates.some((c) => c.sureness === 1));
  if (!known) return Number.POSITIVE_INFINITY;
  let best = 0;
  for (const { matches } of read) {
    const span = matches.slice(detour.from, detour.to);
    const together = span.every((m, i) => {
      const next = span[i + 1];
      return m.score > 0 && (!next || closeness(m.places, next.places) === neighbours);
    });
    if (together) best = Math.max(best, sumOf(span));
  }
  return best > 0 ? best * detour.sureness : Number.POSITIVE_INFINITY;
}

function takeDetours(
  matches: Match[],
  detours: readonly Detour[],
  ceilings: readonly number[],
  document: number,
  lexicon: Lexicon,
): void {
  detours.forEach((detour, index) => {
    const score = Math.min(
      detourScore(detour, document, lexicon),
      ceilings[index] ?? Number.POSITIVE_INFINITY,
    );
    const span = matches.slice(detour.from, detour.to);
    if (score <= sumOf(span)) return;
    span.forEach((match, i) => {
      matches[detour.from + i] = { score: score / span.length, places: match.places };
    });
  });
}

function sumUp(matches: readonly Match[], terms: readonly Term[], weights: readonly number[]) {
  const total = weights.reduce((a, b) => a + b, 0);
  const found = matches.reduce((sum, m, i) => sum + (m.score > 0 ? (weights[i] ?? 0) : 0), 0) / total;
  const matched = terms.filter((_, i) => (matches[i]?.score ?? 0) > 0).map((t) => t.word.typed);
  return { score: sumOf(matches) * (0.3 + 0.7 * found * found), matched: [...new Set(matched)] };
}

/** A field that is the question itself, or holds it word for word. */
function wholeness(fields: readonly string[], phrases: readonly string[]): number {
  if (fields.some((f) => phrases.includes(f))) return 1.5;
  const [telling = '', asked = ''] = phrases;
  if (asked !== telling && fields.some((f) => ` ${f} `.includes(` ${asked} `))) return 1.2;
  return 1;
}

function bestMatch(term: Term, document: number): Match {
  let score = 0;
  let places: readonly number[] = [];
  for (const { entry, sureness } of term.candidates) {
    const posting = entry.postings.get(document);
    if (!posting) continue;
    score = Math.max(score, sureness * relevance(entry, posting) * agreement(term.word, posting));
    places = places.length === 0 ? posting.places : [...places, ...posting.places];
  }
  return { score, places };
}

const relevance = (entry: Entry, posting: Posting): number =>
  (entry.rarity * posting.weight) / (saturation + posting.weight);

/** Marks typed and found win over marks left out, and these over marks that differ. */
function agreement(word: Word, posting: Posting): number {
  if (!hasMarks(word)) return noMarks;
  return posting.marked.includes(word.marked) ? 1 : otherMarks;
}

function closeness(a: readonly number[], b: readonly number[]): number {
  const there = new Set(b);
  let best = 0;
  for (const x of a) {
    if (there.has(x + 1)) return neighbours;
    if (there.has(x + 2) || there.has(x + 3) || there.has(x - 1) || there.has(x - 2)) best = nearby;
  }
  return best;
}

/** All words of the detour must be there; together they count in full. */
function detourScore(detour: Detour, document: number, lexicon: Lexicon): number {
  let score = 0;
  let together = 0;
  let before: Posting | undefined;
  for (const word of detour.words) {
    const entry = lexicon.entries.get(word.folded);
    const posting = entry?.postings.get(document);
    if (!entry || !posting) return 0;
    score += relevance(entry, posting) * agreement(word, posting);
    if (before && closeness(before.places, posting.places) === neighbours) together++;
    before = posting;
  }
  const pairs = detour.words.length - 1;
  const whole = pairs === 0 ? 1 : 0.3 + 0.7 * (together / pairs);
  return detour.sureness * score * whole * (1 + (pairs > 0 ? neighbours * (together / pairs) : 0));
}

/** How much of the question a word is; an unknown word counts as an ordinary one. */
const weightOf = (term: Term): number =>
  term.candidates.length === 0
    ? 1
    : Math.max(...term.candidates.map((c) => c.entry.rarity * c.sureness), 0.2);

function documentsOf(terms: readonly Term[], detours: readonly Detour[], lexicon: Lexicon): Set<number> {
  const found = new Set<number>();
  for (const term of terms)
    for (const { entry } of term.candidates)
      for (const document of entry.postings.keys()) found.add(document);
  for (const detour of detours) {
    const rarest = detour.words
      .map((w) => lexicon.entries.get(w.folded)?.postings)
      .sort((a, b) => (a?.size ?? 0) - (b?.size ?? 0))[0];
    for (const document of rarest?.keys() ?? []) found.add(document);
  }
  return found;
}
