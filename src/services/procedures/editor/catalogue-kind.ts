import type { Db } from '#engines/database';
import {
  type ChangeKind,
  isEqual,
  isRecord,
  type Json,
  linesOf,
  markOf,
  plain,
  valueAt,
} from '#services/changes';
import { changed } from '../import.ts';
import { findElsewhere } from '../store.ts';
import { contentOf, problemsIn } from './content.ts';
import { bringIntoForce, takeBack } from './kinds.ts';
import { procedureEditor } from './sections.ts';
import { listOwn } from './store.ts';
import { vi } from './vi.ts';
import { elsewhereEditor, elsewhereKind, synonymsEditor, synonymsIn, synonymsKind } from './word-kinds.ts';

/** The whole catalogue at once, from a file: our procedures by code, everyday words, answers "not here". */
export const catalogueKind: ChangeKind = {
  kind: 'catalogue',
  title: vi.catalogueKind,
  permission: 'procedures.edit',
  dated: true,
  async current(db) {
    const rows = await db.many(listOwn, { on_date: lastDay });
    const content = await wholeCatalogue(db);
    const earliest = rows
      .map((row) => row.valid_from)
      .sort()
      .at(-1);
    return { title: vi.exchange.subject, content, base: markOf(content), ...(earliest ? { earliest } : {}) };
  },
  check: (content) =>
    changedCodes({}, content).flatMap(([code, one]) =>
      problemsIn(one, code).map((problem) => ({
        at: ['procedures', code, ...problem.at],
        message: `${code}: ${problem.message}`,
      })),
    ),
  editorFor: () => ({ sections: [] }),
  linesOf(before, after) {
    const codes = changedCodes(before, after).flatMap(([code, one, was]) => {
      const title = vi.exchange.procedure(code, String(valueAt(one, ['plain_name']) ?? ''));
      if (was === undefined) return [{ where: [title], was: '', becomes: vi.exchange.addedWhole }];
      return linesOf(procedureEditor, was, one).map((l) => ({ ...l, where: [title, ...l.where] }));
    });
    const words = linesOf(synonymsEditor, part(before, 'groups'), part(after, 'groups'));
    return [...codes, ...words, ...linesOf(elsewhereEditor, part(before, 'places'), part(after, 'places'))];
  },
  async apply(tx, change, now) {
    for (const [code, content] of changedCodes(change.before, change.content))
      await bringIntoForce(tx, code, content, change, now);
    for (const [key, kind] of [
      ['groups', synonymsKind],
      ['places', elsewhereKind],
    ] as const)
      if (!isEqual(part(change.before, key), part(change.content, key))) await kind.apply(tx, change, now);
  },
  async undo(tx, change, now) {
    for (const [code] of changedCodes(change.before, change.content))
      await takeBack(tx, code, change.effectiveFrom, now);
    await changed(tx);
  },
};

const part = (content: Json, key: string): Json => ({ [key]: valueAt(content, [key]) ?? [] });

/** Only what has no end is valid then: the last version of each procedure. */
const lastDay = '9999-12-30';

/** The catalogue as one content: what rules last under each code, everyday words, answers “not here”. */
export async function wholeCatalogue(db: Db) {
  const rows = await db.many(listOwn, { on_date: lastDay });
  const procedures = Object.fromEntries(rows.map((row) => [row.code, contentOf(row)]));
  return { procedures, groups: await synonymsIn(db), places: plain(await db.many(findElsewhere, {})) };
}

/** Codes whose content is new or another, with what it was. */
export function changedCodes(
  before: Json,
  after: Json,
): [code: string, content: Json, was: Json | undefined][] {
  const [was, now] = [valueAt(before, ['procedures']), valueAt(after, ['procedures'])];
  return Object.entries(isRecord(now) ? now : {}).flatMap(([code, content]) => {
    const old = isRecord(was) ? was[code] : undefined;
    return content === undefined || isEqual(old, content)
      ? []
      : [[code, content, old] as [string, Json, Json | undefined]];
  });
}
