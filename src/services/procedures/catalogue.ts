import type { Db, Tx } from '#engines/database';
import { buildIndex, type SearchIndex } from '#engines/search';
import { defaultCase, type ProcedureVersion } from './procedure.ts';
import {
  findById,
  findCatalogue,
  findCurrent,
  findDirectFiling,
  findOfficial,
  findRevision,
  findSynonyms,
  insertDirectFiling,
} from './store.ts';

/** A line of the catalogue: what lists and answers of the search show. */
export interface CatalogueEntry
  extends Pick<
    ProcedureVersion,
    'id' | 'code' | 'kind' | 'name' | 'plain_name' | 'field' | 'field_name' | 'route' | 'checked'
  > {
  readonly summary: string;
}

/** The version in force on that day; our own account of it where there is one, the portal's text otherwise. */
export const currentVersion = (db: Db, code: string, onDate: string): Promise<ProcedureVersion | undefined> =>
  db.maybe(findCurrent, { code, on_date: onDate });

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
  const { index, byId } = await indexFor(db, onDate);
  return index.search(query, limit).flatMap((hit) => byId.get(hit.id) ?? []);
}

/** Communes where the demo takes dossiers itself although the national portal is the front door. */
export const directFiling = (db: Db) => db.many(findDirectFiling, {});

export const setDirectFiling = (tx: Tx, unitCode: string, saidBy: string, since: Date): Promise<number> =>
  tx.run(insertDirectFiling, { unit_code: unitCode, said_by: saidBy, since });

interface Indexed {
  readonly revision: number;
  readonly onDate: string;
  readonly entries: readonly CatalogueEntry[];
  readonly byId: ReadonlyMap<string, CatalogueEntry>;
  readonly index: SearchIndex;
}

/** One per database; replaced as soon as the catalogue's revision or the day is another (a cache, nothing more). */
const cached = new WeakMap<Db, Indexed>();

async function indexFor(db: Db, onDate: string): Promise<Indexed> {
  const { revision } = await db.one(findRevision, {});
  const known = cached.get(db);
  if (known?.revision === revision && known.onDate === onDate) return known;
  const rows = await db.many(findCatalogue, { on_date: onDate });
  const synonyms = await db.many(findSynonyms, {});
  const entries = rows
    .map(({ also_called: _, ...row }) => ({ ...row, summary: row.summary ?? '' }))
    .sort((a, b) => rank(a) - rank(b) || a.code.localeCompare(b.code));
  const index = buildIndex(
    rows.map((row) => ({
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
    synonyms.map((row) => row.words),
  );
  const fresh = { revision, onDate, entries, byId: new Map(entries.map((e) => [e.id, e])), index };
  cached.set(db, fresh);
  return fresh;
}

const rank = (entry: Pick<CatalogueEntry, 'kind'>) =>
  ['whole', 'information', 'official'].indexOf(entry.kind);

/** The cases besides the ordinary or chosen one, offered where a date is promised. */
export const otherCases = (version: ProcedureVersion, chosen = defaultCase(version).id) =>
  version.definition.cases.filter((c) => c.id !== chosen).map(({ id, label }) => ({ id, label }));
