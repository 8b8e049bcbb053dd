import { createHash } from 'node:crypto';
import { Refusal, type Tx } from '#engines/database';
import { forgetCurrent } from './catalogue.ts';
import { findOpenVersion, listTakenOver } from './editor/store.ts';
import { allFaults } from './faults.ts';
import { readOfficial } from './official.ts';
import type { Elsewhere } from './procedure.ts';
import { type NewVersion, readElsewhere, readProcedure, readSynonyms, type SourceFile } from './read-file.ts';
import {
  findElsewhere,
  findSynonyms,
  insertElsewhere,
  insertEnd,
  insertSynonyms,
  insertVersion,
  raiseRevision,
  removeElsewhere,
  removeSynonyms,
} from './store.ts';
import { holdTexts } from './texts.ts';
import { vi } from './vi.ts';

export interface ImportReport {
  readonly added: readonly string[];
  readonly replaced: readonly string[];
  readonly unchanged: number;
  /** What officers have changed on screens: files no longer rule it. */
  readonly kept: readonly string[];
}

/**
 * Imports files in our own form: procedures, synonyms from a file called synonyms.yaml, and what others do from
 * elsewhere.yaml. All or nothing with the transaction; the same text twice changes nothing; a fault names the
 * file and the line.
 */
export async function importProcedures(
  tx: Tx,
  files: readonly SourceFile[],
  at: Date,
): Promise<ImportReport> {
  const isSynonyms = (file: SourceFile) => file.name.endsWith('synonyms.yaml');
  const isElsewhere = (file: SourceFile) => file.name.endsWith('elsewhere.yaml');
  const faults: { readonly message: string }[] = [];
  const versions = files
    .filter((f) => !isSynonyms(f) && !isElsewhere(f))
    .flatMap((file) => {
      const version = readOrNote(file, faults);
      return version ? [{ file, version }] : [];
    });
  if (faults.length > 0) throw allFaults('procedures.import', faults);
  for (const [index, { file, version }] of versions.entries())
    if (versions.findIndex((other) => other.version.code === version.code) < index)
      throw new Refusal('invalid', 'procedures.import', vi.fault(file.name, 1, vi.twice(version.code)));
  const groups = files.filter(isSynonyms).flatMap(readSynonyms);
  const others = files.filter(isElsewhere).flatMap(readElsewhere);
  const report = await store(
    tx,
    versions.map((v) => v.version),
    at,
  );
  const ours = (await tx.many(listTakenOver, {})).map(({ what }) => what);
  const bringsWords = groups.length > 0 && !ours.includes('synonyms');
  const bringsPlaces = others.length > 0 && !ours.includes('elsewhere');
  const changedWords = bringsWords && (await replaceSynonyms(tx, groups));
  const changedPlaces = bringsPlaces && (await replaceElsewhere(tx, others));
  if (report.added.length + report.replaced.length > 0 || changedWords || changedPlaces) await changed(tx);
  return report;
}

function readOrNote(file: SourceFile, faults: { readonly message: string }[]): NewVersion | undefined {
  try {
    return readProcedure(file);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    faults.push({ ...error.facts, message: error.message });
    return undefined;
  }
}

/** Imports the national portal's records as catalogue entries of kind `official`. */
export async function importOfficial(tx: Tx, json: unknown, at: Date): Promise<ImportReport> {
  const report = await store(tx, readOfficial(json), at);
  if (report.added.length + report.replaced.length > 0) await changed(tx);
  return report;
}

async function store(tx: Tx, versions: readonly NewVersion[], at: Date): Promise<ImportReport> {
  const added: string[] = [];
  const replaced: string[] = [];
  const kept: string[] = [];
  for (const version of versions) {
    const digest = createHash('sha256').update(JSON.stringify(version)).digest('hex');
    const open = await tx.maybe(findOpenVersion, {
      code: version.code,
      official: version.kind === 'official',
    });
    if (open?.digest === digest) continue;
    if (open?.entered === 'officer') {
      kept.push(version.code);
      continue;
    }
    if (open && version.valid_from < open.valid_from)
      throw new Refusal('invalid', 'procedures.older', vi.olderThanCurrent(version.code, open.valid_from));
    const { id } = await tx.one(insertVersion, { ...version, digest, at });
    if (open)
      await tx.run(insertEnd, { version_id: open.id, valid_to: version.valid_from, successor_id: id, at });
    (open ? replaced : added).push(version.code);
  }
  const touched = added.length + replaced.length + kept.length;
  return { added, replaced, kept, unchanged: versions.length - touched };
}

/** Puts these groups of equal words in the place of all others; false when they are the same. */
export async function replaceSynonyms(tx: Tx, groups: readonly (readonly string[])[]): Promise<boolean> {
  const known = await tx.many(findSynonyms, {});
  if (JSON.stringify(known.map((row) => row.words)) === JSON.stringify(groups)) return false;
  await tx.run(removeSynonyms, {});
  for (const [id, words] of groups.entries()) await tx.run(insertSynonyms, { id, words: [...words] });
  return true;
}

export async function replaceElsewhere(tx: Tx, others: readonly Elsewhere[]): Promise<boolean> {
  const known = await tx.many(findElsewhere, {});
  const sameAs = (row: Elsewhere | undefined, other: Elsewhere) =>
    row !== undefined &&
    (Object.keys(other) as (keyof Elsewhere)[]).every((key) => isSame(row[key], other[key]));
  if (known.length === others.length && others.every((other, index) => sameAs(known[index], other)))
    return false;
  await tx.run(removeElsewhere, {});
  for (const [ordinal, other] of others.entries())
    await tx.run(insertElsewhere, { ...other, words: [...other.words], ordinal });
  return true;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Caches over the catalogue are keyed by its revision. */
export async function changed(tx: Tx): Promise<void> {
  forgetCurrent();
  await holdTexts(tx);
  await tx.one(raiseRevision, {});
}
