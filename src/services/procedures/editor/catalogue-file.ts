import { formatDate, localDate } from '#engines/calendar';
import { type Ctx, Refusal, tx } from '#engines/database';
import { isEqual, isList, isRecord, type Json, markOf, plain } from '#services/changes';
import { changed, replaceElsewhere, replaceSynonyms } from '../import.ts';
import { nationalCode } from '../procedure.ts';
import { findElsewhere, findSynonyms, insertEnd } from '../store.ts';
import { contentOf, problemsIn, versionFrom } from './content.ts';
import { findOpenVersion, insertOfficersVersion, listOwn, takeOver } from './store.ts';
import { vi } from './vi.ts';
import { placeProblems, placesOf, wordGroups, wordProblems } from './word-kinds.ts';

const format = 'lang-so-catalogue';
const formatVersion = 1;

/** The whole catalogue of a commune as it leaves the house: one file, with a mark that shows whether it is whole. */
export interface CatalogueFile {
  readonly format: typeof format;
  readonly version: number;
  readonly exported: string;
  /** Of `catalogue`, whatever the order of its keys. */
  readonly digest: string;
  readonly catalogue: CatalogueData;
}

export interface CatalogueData {
  /** Our own versions in force and to come, oldest first under each code. */
  readonly procedures: readonly {
    readonly code: string;
    readonly validFrom: string;
    readonly content: Json;
  }[];
  readonly synonyms: readonly (readonly string[])[];
  readonly elsewhere: Json;
}

/** What is in force today and what is agreed to for later, as one file. */
export async function exportCatalogue(ctx: Ctx): Promise<CatalogueFile> {
  const today = localDate(ctx.now());
  const rows = await ctx.db.many(listOwn, { on_date: today });
  const catalogue: CatalogueData = {
    procedures: rows.map((row) => ({ code: row.code, validFrom: row.valid_from, content: contentOf(row) })),
    synonyms: (await ctx.db.many(findSynonyms, {})).map(({ words }) => words),
    elsewhere: plain(await ctx.db.many(findElsewhere, {})),
  };
  return { format, version: formatVersion, exported: today, digest: markOf(plain(catalogue)), catalogue };
}

/**
 * Reads a file of `exportCatalogue`; refuses one that is none, was cut or edited, or holds a procedure that this
 * program could not keep: all of them are named at once.
 */
export function readCatalogueFile(text: string): CatalogueData {
  const file = parsed(text);
  if (!isRecord(file) || file.format !== format)
    throw new Refusal('invalid', 'catalogue.not-ours', vi.exchange.notOurs);
  if (Number(file.version) > formatVersion)
    throw new Refusal('invalid', 'catalogue.newer', vi.exchange.newer(Number(file.version)));
  const data = file.catalogue;
  if (!isRecord(data) || markOf(data) !== file.digest)
    throw new Refusal('invalid', 'catalogue.broken', vi.exchange.broken);
  const catalogue = data as unknown as CatalogueData;
  const faults = [
    ...catalogue.procedures.flatMap(({ code, content }) => {
      const problems =
        nationalCode(code) === code ? problemsIn(content, code) : [{ message: vi.problems.wrong }];
      return problems.length > 0
        ? [vi.exchange.badProcedure(code, problems.map((p) => p.message).join(' '))]
        : [];
    }),
    ...wordProblems(groupsOf(catalogue)).map((p) => p.message),
    ...placeProblems(placesFrom(catalogue)).map((p) => p.message),
  ];
  if (faults.length > 0) throw new Refusal('invalid', 'catalogue.faults', faults.join('\n'));
  return catalogue;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const groupsOf = (data: CatalogueData) => ({ groups: data.synonyms.map((words) => ({ words: [...words] })) });
const placesFrom = (data: CatalogueData) => ({ places: isList(data.elsewhere) ? data.elsewhere : [] });

/** The file laid over a catalogue: its procedures, its words, its places; what it does not name stays. */
export function overlaid(current: Json, data: CatalogueData): Json {
  const now = isRecord(current) && isRecord(current.procedures) ? current.procedures : {};
  // The last version of each code: the earlier ones are past by the day this comes into force.
  const brought = Object.fromEntries(data.procedures.map(({ code, content }) => [code, content]));
  return {
    procedures: { ...now, ...brought },
    ...groupsOf(data),
    ...placesFrom(data),
  };
}

export interface CatalogueImport {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

/**
 * Clones a configured commune: brings every version of the file in at once, all or nothing. Only where no officer
 * has changed the catalogue yet; elsewhere it goes through the screen and a second person. What it brings counts as
 * an officer's: the files that ship do not take it back at the next upgrade.
 */
export async function importCatalogue(ctx: Ctx, text: string): Promise<CatalogueImport> {
  const data = readCatalogueFile(text);
  const codes = [...new Set(data.procedures.map((one) => one.code))];
  return tx(ctx, async (t) => {
    const report = { added: 0, changed: 0, same: 0 };
    const known = new Map<string, { code: string; validFrom: string; content: Json }[]>();
    for (const row of await t.many(listOwn, { on_date: localDate(ctx.now()) }))
      known.set(row.code, [
        ...(known.get(row.code) ?? []),
        { code: row.code, validFrom: row.valid_from, content: contentOf(row) },
      ]);
    const touched: string[] = [];
    const brought = new Set<string>();
    for (const code of codes) {
      const versions = data.procedures.filter((one) => one.code === code);
      if (isEqual(plain(known.get(code) ?? []), plain(versions))) {
        report.same += 1;
        continue;
      }
      report[known.has(code) ? 'changed' : 'added'] += 1;
      for (const version of versions) {
        const open = await t.maybe(findOpenVersion, { code, official: false });
        if (open?.entered === 'officer' && !brought.has(open.id)) touched.push(code);
        const from = open && open.valid_from > version.validFrom ? open.valid_from : version.validFrom;
        const whole = versionFrom(code, from, version.content);
        const by = { approved_by: vi.exchange.byFile, at: ctx.now() };
        const { id } = await t.one(insertOfficersVersion, { ...whole, ...by });
        brought.add(id);
        if (open)
          await t.run(insertEnd, { version_id: open.id, valid_to: from, successor_id: id, at: ctx.now() });
      }
    }
    if (touched.length > 0)
      throw new Refusal('conflict', 'catalogue.officers-work', vi.exchange.officersWork(touched.join(', ')));
    const since = ctx.now();
    if (data.synonyms.length > 0 && (await replaceSynonyms(t, wordGroups(groupsOf(data)))))
      await t.run(takeOver, { what: 'synonyms', since });
    const places = placesOf(placesFrom(data));
    if (places.length > 0 && (await replaceElsewhere(t, places)))
      await t.run(takeOver, { what: 'elsewhere', since });
    await changed(t);
    await t.audit({
      verb: 'catalogue.imported',
      subjectKind: 'catalogue',
      subjectId: 'file',
      detail: report,
    });
    return report;
  });
}

export const exportName = (file: CatalogueFile): string =>
  `danh-muc-thu-tuc-${formatDate(file.exported).replaceAll('/', '-')}.json`;
