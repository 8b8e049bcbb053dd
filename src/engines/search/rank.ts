import { abbreviations } from './everyday.ts';
import { hasMarks, type Word } from './fold.ts';
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
      const words = splitJoined(tellingWords(query), lexicon);
      const terms = words.map((word, i) => ({
        word,
        candidates: candidatesFor(word, i === words.length - 1, lexicon),
      }));
      const detours = detoursIn(words, book, lexicon);
      const reachable = documentsOf(terms, detours, lexicon);
      const phrase = words.map((w) => w.folded).join(' ');
      const weights = terms.map((t) => weightOf(t));
      const hits: Hit[] = [];
      for (const document of reachable) {
        const found = scoreOf(document, terms, detours, weights, lexicon);
        if (found.score <= 0) continue;
        const whole = lexicon.fields[document]?.includes(phrase) ? 1.5 : 1;
        hits.push({ id: documents[document]?.id ?? '', score: found.score * whole, matched: found.matched });
      }
      hits.sort((a, b) => b.score - a.score || a.id.localeCompare(b.id));
      const least = (hits[0]?.score ?? 0) * worthShowing;
      return hits.filter((h) => h.score >= least).slice(0, limit);
    },
  };
}

/** Hits far below the best are noise. */
const worthShowing = 0.08;
const saturation = 1.2;
const otherMarks = 0.45;
const noMarks = 0.9;
const neighbours = 0.6;
const nearby = 0.2;

interface Match {
  readonly score: number;
  readonly places: readonly number[];
}
const nothing: Match = { score: 0, places: [] };

function scoreOf(
  document: number,
  terms: readonly Term[],
  detours: readonly Detour[],
  weights: readonly number[],
  lexicon: Lexicon,
): { score: number; matched: string[] } {
  const matches = terms.map((term) => bestMatch(term, document));
  for (let i = 0; i + 1 < matches.length; i++) {
    const [a = nothing, b = nothing] = [matches[i], matches[i + 1]];
    const bonus = closeness(a.places, b.places) * Math.min(a.score, b.score);
    if (bonus > 0) {
      matches[i] = { ...a, score: a.score + bonus };
      matches[i + 1] = { ...b, score: b.score + bonus };
    }
  }
  for (const detour of detours) {
    const score = detourScore(detour, document, lexicon);
    const span = matches.slice(detour.from, detour.to);
    if (score <= span.reduce((sum, m) => sum + m.score, 0)) continue;
    for (let i = detour.from; i < detour.to; i++)
      matches[i] = { score: score / span.length, places: matches[i]?.places ?? [] };
  }
  const total = weights.reduce((a, b) => a + b, 0);
  const covered = matches.reduce((sum, m, i) => sum + (m.score > 0 ? (weights[i] ?? 0) : 0), 0) / total;
  const sum = matches.reduce((a, m) => a + m.score, 0);
  const matched = terms.filter((_, i) => (matches[i]?.score ?? 0) > 0).map((t) => t.word.typed);
  return { score: sum * (0.3 + 0.7 * covered * covered), matched: [...new Set(matched)] };
}

function bestMatch(term: Term, document: number): Match {
  let score = 0;
  const places: number[] = [];
  for (const { entry, sureness } of term.candidates) {
    const posting = entry.postings.get(document);
    if (!posting) continue;
    score = Math.max(score, sureness * relevance(entry, posting) * agreement(term.word, posting));
    places.push(...posting.places);
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
  let best = 0;
  for (const x of a)
    for (const y of b) {
      if (y === x + 1) return neighbours;
      if (y !== x && Math.abs(y - x) <= 3) best = nearby;
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
