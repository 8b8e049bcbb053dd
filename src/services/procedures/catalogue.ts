import type { Db, Tx } from '#engines/database';
import { buildIndex, fold, type SearchIndex, searchTexts } from '#engines/search';
import type { LifeEvent } from './life-events.ts';
import { defaultCase, type Elsewhere, type ProcedureVersion } from './procedure.ts';
import {
  findById,
  findCatalogue,
  findCurrent,
  findDirectFiling,
  findElsewhere,
  findOfficial,
  findRevision,
  findSynonyms,
  insertDirectFiling,
} from './store.ts';
import { findOpenTexts, textCorpus } from './texts.ts';

/** A line of the catalogue: what lists and answers of the search show. */
export interface CatalogueEntry
  extends Pick<
    ProcedureVersion,
    'id' | 'code' | 'kind' | 'name' | 'plain_name' | 'field' | 'field_name' | 'route' | 'checked'
  > {
  readonly summary: string;
  readonly life_events: readonly LifeEvent[];
}

/** The version in force on that day; our own account of it where there is one, the portal's text otherwise. */
export async function currentVersion(
  db: Db,
  code: string,
  onDate: string,
): Promise<ProcedureVersion | undefined> {
  const key = `${code} ${onDate}`;
  const known = current.get(key);
  if (known && known.until > performance.now()) return known.version;
  const version = await db.maybe(findCurrent, { code, on_date: onDate });
  if (current.size >= 500) current.clear();
  if (version) current.set(key, { until: performance.now() + currentLife, version });
  return version;
}

// A cache and nothing more: another process's import shows here two seconds later, our own at once.
const currentLife = 2_000;
const current = new Map<string, { readonly until: number; readonly version: ProcedureVersion }>();

/** Called by whatever changes the catalogue. */
export const forgetCurrent = (): void => current.clear();

/** The national portal's text in force on that day, structured. */
export const officialVersion = (
  db: Db,
  code: string,
  onDate: string,
): Promise<ProcedureVersion | undefined> => db.maybe(findOfficial, { code, on_date: onDate });

/** One version, whatever the day: a dossier keeps the one that it was submitted under. */
export const versionById = (db: Db, id: string): Promise<ProcedureVersion | undefined> =>
  db.maybe(findById, { id });

/** Every procedure in force, ours first. */
export const catalogueOf = async (db: Db, onDate: string): Promise<readonly CatalogueEntry[]> =>
  (await indexFor(db, onDate)).entries;

/** Procedures for a question in everyday words, best first. */
export async function searchProcedures(
  db: Db,
  query: string,
  onDate: string,
  limit = 20,
): Promise<readonly CatalogueEntry[]> {
  return (await answersTo(db, query, onDate, limit)).procedures;
}

export interface Found {
  readonly procedures: readonly CatalogueEntry[];
  /** What is meant as likely as the first procedure, and done by another authority. */
  readonly elsewhere: readonly Elsewhere[];
}

/** Procedures for a question in everyday words, and where to go when the commune is the wrong door. */
export async function answersTo(db: Db, query: string, onDate: string, limit = 20): Promise<Found> {
  const { index, byId, places } = await indexFor(db, onDate);
  const hits = index.search(query, limit + places.size);
  const best = hits[0]?.score ?? 0;
  const asked = ` ${fold(query)} `;
  const named = (place: Elsewhere) => place.words.some((words) => asked.includes(` ${fold(words)} `));
  const elsewhere = hits.flatMap((hit) => {
    const place = places.get(hit.id);
    // Nobody is sent to another door on a likeness: one of its names must stand in the question.
    return place && hit.score >= best * asLikely && named(place) ? [place] : [];
  });
  // Beside a place to go, only what is nearly as close: the rest shares a word by chance.
  const least = elsewhere.some((place) => place.id === hits[0]?.id) ? best * nearly : 0;
  const procedures = hits.flatMap((hit) => (hit.score >= least ? (byId.get(hit.id) ?? []) : []));
  return { procedures: procedures.slice(0, limit), elsewhere: elsewhere.slice(0, 2) };
}

/**
 * Further procedures whose whole text, the portal's included, has all words of the question. Texts are long and say
 * many things in passing: a few, and nothing that is shown already.
 */
export async function mentioning(
  db: Db,
  query: string,
  onDate: string,
  shown: readonly CatalogueEntry[],
): Promise<readonly CatalogueEntry[]> {
  const { byCode, codeOfText, synonyms } = await indexFor(db, onDate);
  const limit = shown.length + mostMentioned;
  const asked = { corpus: textCorpus, text: query, limit, synonyms, allWords: true };
  const codes = (await searchTexts(db, asked)).map((id) => codeOfText.get(id) ?? '');
  const known = new Set(['', ...shown.map((entry) => entry.code)]);
  const fresh = [...new Set(codes)].filter((code) => !known.has(code)).slice(0, mostMentioned);
  return fresh.flatMap((code) => byCode.get(code) ?? []);
}

const mostMentioned = 6;

/** Of a list, what answers a question in everyday words, best first. */
export async function searchWithin(
  db: Db,
  query: string,
  onDate: string,
  list: readonly CatalogueEntry[],
): Promise<readonly CatalogueEntry[]> {
  const { index, byId } = await indexFor(db, onDate);
  const within = new Set(list.map((entry) => entry.id));
  return index
    .search(query, Number.POSITIVE_INFINITY)
    .flatMap((hit) => (within.has(hit.id) ? (byId.get(hit.id) ?? []) : []));
}

const asLikely = 0.9;
const nearly = 0.45;

/** Communes where the demo takes dossiers itself although the national portal is the front door. */
export const directFiling = (db: Db) => db.many(findDirectFiling, {});

export const setDirectFiling = (tx: Tx, unitCode: string, saidBy: string, since: Date): Promise<number> =>
  tx.run(insertDirectFiling, { unit_code: unitCode, said_by: saidBy, since });

interface Indexed {
  readonly revision: number;
  readonly onDate: string;
  readonly entries: readonly CatalogueEntry[];
  readonly byId: ReadonlyMap<string, CatalogueEntry>;
  readonly byCode: ReadonlyMap<string, CatalogueEntry>;
  /** Whole texts are held by version. */
  readonly codeOfText: ReadonlyMap<string, string>;
  readonly synonyms: readonly (readonly string[])[];
  readonly places: ReadonlyMap<string, Elsewhere>;
  readonly index: SearchIndex;
}

/** Replaced as soon as the catalogue's revision or the day is another (a cache, nothing more). */
let cached: Indexed | undefined;

async function indexFor(db: Db, onDate: string): Promise<Indexed> {
  const { revision } = await db.one(findRevision, {});
  if (cached?.revision === revision && cached.onDate === onDate) return cached;
  const rows = await db.many(findCatalogue, { on_date: onDate });
  const synonyms = await db.many(findSynonyms, {});
  const others = await db.many(findElsewhere, {});
  const entries = rows
    .map(({ also_called: _, ...row }) => ({
      ...row,
      summary: row.summary ?? '',
      life_events: row.life_events ?? [],
    }))
    .sort((a, b) => rank(a) - rank(b) || a.code.localeCompare(b.code));
  const documents = [
    ...rows.map((row) => ({
      id: row.id,
      fields: [
        { text: row.code, weight: 10 },
        { text: row.plain_name, weight: row.kind === 'official' ? 3 : 8 },
        ...(row.also_called ?? []).map((words) => ({ text: words, weight: 7 })),
        { text: row.name, weight: 4 },
        { text: row.field_name, weight: 1 },
        { text: row.kind === 'official' ? '' : (row.summary ?? ''), weight: 1.5 },
      ],
    })),
    ...others.map((row) => ({
      id: row.id,
      fields: [row.title, ...row.words].map((words) => ({ text: words, weight: 7 })),
    })),
  ];
  const groups = synonyms.map((row) => row.words);
  const index = buildIndex(documents, groups);
  const byId = new Map(entries.map((e) => [e.id, e]));
  const places = new Map(others.map((o) => [o.id, o]));
  const byCode = new Map(entries.map((e) => [e.code, e]));
  const texts = await db.many(findOpenTexts, {});
  const codeOfText = new Map(texts.map((row) => [row.id, row.code]));
  const fresh = { revision, onDate, entries, byId, byCode, codeOfText, places, index, synonyms: groups };
  cached = fresh;
  return fresh;
}

const rank = (entry: Pick<CatalogueEntry, 'kind'>) =>
  ['whole', 'prepared', 'information', 'official'].indexOf(entry.kind);

/** The cases besides the ordinary or chosen one, offered where a date is promised. */
export const otherCases = (version: ProcedureVersion, chosen = defaultCase(version).id) =>
  version.definition.cases.filter((c) => c.id !== chosen).map(({ id, label }) => ({ id, label }));
