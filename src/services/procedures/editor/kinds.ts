import { type Db, Refusal, type Tx } from '#engines/database';
import { fold } from '#engines/search';
import {
  type Approved,
  type ChangeKind,
  type Editor,
  freshId,
  isEqual,
  isList,
  isRecord,
  type Json,
  line,
  linesOf,
  markOf,
  oneALine,
  oneOf,
  type Problem,
  plain,
  sentences,
  valueAt,
} from '#services/changes';
import { changed, replaceElsewhere, replaceSynonyms } from '../import.ts';
import type { Elsewhere } from '../procedure.ts';
import { findElsewhere, findOfficial, findSynonyms, insertEnd } from '../store.ts';
import { contentOf, problemsIn, versionFrom } from './content.ts';
import { procedureEditor } from './sections.ts';
import { findLatest, insertOfficersVersion, insertWithdrawal, listOwn, takeOver } from './store.ts';
import { vi } from './vi.ts';

/** A procedure by its code. Drafted from the version that rules last, or from the portal's text where there is none. */
export const procedureKind: ChangeKind = {
  kind: 'procedure',
  title: vi.kind,
  permission: 'procedures.edit',
  dated: true,
  async current(db, code) {
    const latest = await db.maybe(findLatest, { code });
    if (latest)
      return {
        title: `${latest.plain_name} (${code})`,
        content: contentOf(latest),
        base: latest.id,
        earliest: latest.valid_from,
      };
    const official = await db.maybe(findOfficial, { code, on_date: '9999-12-31' });
    if (!official) return undefined;
    const { name, plain_name, field, field_name, route, source, definition } = official;
    const empty = { summary: '', who: [], when: [], alsoCalled: [], where: [], papers: [], notNeeded: [] };
    const content = plain({
      ...{ name, plain_name, field, field_name, route, source, kind: 'information', checked: 'unchecked' },
      definition: {
        ...{ ...empty, form: { groups: [] }, steps: [], fees: [], notes: [], bases: [], unchecked: [] },
        ...{ cases: definition.cases, result: definition.result, sources: definition.sources },
      },
    });
    return { title: `${plain_name} (${code})`, content, base: `official ${official.id}` };
  },
  check: (content, { subject }) => problemsIn(content, subject),
  editorFor: () => procedureEditor,
  apply: (tx, change, now) => bringIntoForce(tx, change.subject, change.content, change, now),
  async undo(tx, change, now) {
    await takeBack(tx, change.subject, change.effectiveFrom, now);
    await changed(tx);
  },
  linksOf: (id, code) => [
    { href: `/can-bo/thu-tuc/nhap/${id}/xem-thu`, label: vi.preview.page, icon: 'eye' },
    { href: `/can-bo/thu-tuc/nhap/${id}/to-khai`, label: vi.preview.form, icon: 'forms' },
    { href: `/can-bo/thu-tuc/nhap/${id}/van-ban`, label: vi.raw.title, icon: 'code', forAuthor: true },
    { href: `/can-bo/thu-tuc/${code}`, label: vi.versions.title, icon: 'history' },
  ],
};

/** Writes the version and ends the one before it on the same day. */
async function bringIntoForce(
  tx: Tx,
  code: string,
  content: Json,
  change: Pick<Approved, 'effectiveFrom' | 'approvedBy'>,
  now: Date,
): Promise<void> {
  const before = await tx.maybe(findLatest, { code });
  if (before && before.valid_from > change.effectiveFrom)
    throw new Refusal('conflict', 'procedures.older', vi.problems.wrong);
  const version = versionFrom(code, change.effectiveFrom, content);
  const { id } = await tx.one(insertOfficersVersion, {
    ...version,
    approved_by: change.approvedBy,
    at: now,
  });
  if (before)
    await tx.run(insertEnd, {
      ...{ version_id: before.id, valid_to: change.effectiveFrom, successor_id: id, at: now },
    });
  await changed(tx);
}

async function takeBack(tx: Tx, code: string, from: string, now: Date): Promise<void> {
  const latest = await tx.maybe(findLatest, { code });
  if (latest?.entered !== 'officer' || latest.valid_from !== from)
    throw new Refusal('conflict', 'procedures.not-last', vi.problems.notLast);
  await tx.run(insertWithdrawal, { version_id: latest.id, at: now });
}

/** Everyday words of equal meaning: one content for all groups. */
export const synonymsKind: ChangeKind = {
  kind: 'synonyms',
  title: vi.synonymsKind,
  permission: 'procedures.edit',
  dated: false,
  async current(db) {
    const content = { groups: await synonymsIn(db) };
    return { title: vi.synonyms.title2, content, base: markOf(content) };
  },
  check: wordProblems,
  editorFor: () => synonymsEditor,
  async apply(tx, { content }, now) {
    await replaceSynonyms(tx, wordGroups(content));
    await tx.run(takeOver, { what: 'synonyms', since: now });
    await changed(tx);
  },
  linksOf: () => [{ href: '/can-bo/thu-tuc/tu-dong-nghia', label: vi.synonyms.title, icon: 'list-search' }],
};

const synonymsIn = async (db: Db): Promise<Json> =>
  (await db.many(findSynonyms, {})).map(({ words }) => ({ words }));

export const wordGroups = (content: Json): string[][] => {
  const groups = valueAt(content, ['groups']);
  return (isList(groups) ? groups : []).map((group) => wordsIn(group));
};

const wordsIn = (group: Json): string[] => {
  const words = isRecord(group) ? group.words : undefined;
  return isList(words) ? words.map(String) : [];
};

export function wordProblems(content: Json): readonly Problem[] {
  const homes = new Map<string, number>();
  return wordGroups(content).flatMap((words, index) => {
    const at = ['groups', String(index), 'words'];
    const elsewhere = words.find((word) => (homes.get(fold(word)) ?? index) !== index);
    for (const word of words) homes.set(fold(word), index);
    if (words.length < 2) return [{ at, message: vi.problems.notTwo }];
    return elsewhere ? [{ at, message: vi.problems.twiceWord(elsewhere) }] : [];
  });
}

const synonymsEditor: Editor = {
  sections: [
    {
      id: 'tu',
      title: vi.synonyms.title2,
      at: [],
      fields: [],
      lists: [
        {
          key: 'groups',
          title: vi.lists.groupsOfWords,
          one: vi.lists.oneGroupOfWords,
          titleOf: (item) => wordsIn(item).join(', '),
          blank: () => ({ words: [] }),
          item: {
            fields: [{ key: 'words', label: vi.fields.words, hint: vi.fields.wordsHint, widget: oneALine }],
          },
        },
      ],
    },
  ],
};

/** What people ask the commune for and others do. */
export const elsewhereKind: ChangeKind = {
  kind: 'elsewhere',
  title: vi.elsewhereKind,
  permission: 'procedures.edit',
  dated: false,
  async current(db) {
    const content = { places: plain(await db.many(findElsewhere, {})) };
    return { title: vi.synonyms.title3, content, base: markOf(content) };
  },
  check: placeProblems,
  editorFor: () => elsewhereEditor,
  async apply(tx, { content }, now) {
    await replaceElsewhere(tx, placesOf(content));
    await tx.run(takeOver, { what: 'elsewhere', since: now });
    await changed(tx);
  },
};

export const placesOf = (content: Json): readonly Elsewhere[] => {
  const places = valueAt(content, ['places']);
  return (isList(places) ? places : []) as unknown as readonly Elsewhere[];
};

export function placeProblems(content: Json): readonly Problem[] {
  const keys = ['title', 'words', 'place_to_go', 'how', 'source', 'checked'] as const;
  return placesOf(content).flatMap((place, index) =>
    keys
      .filter((key) => !place[key] || place[key].length === 0)
      .map((key) => ({ at: ['places', String(index), key], message: vi.problems.missing })),
  );
}

const elsewhereEditor: Editor = {
  sections: [
    {
      id: 'noi-khac',
      title: vi.synonyms.title3,
      at: [],
      fields: [],
      lists: [
        {
          key: 'places',
          title: vi.lists.places,
          one: vi.lists.onePlace,
          titleOf: (item) => String(valueAt(item, ['title']) ?? ''),
          noteOf: (item) => String(valueAt(item, ['place_to_go']) ?? ''),
          blank: (content) => ({
            id: freshId(
              placesOf(content).map((place) => place.id),
              'viec',
            ),
            words: [],
            checked: 'unchecked',
          }),
          item: {
            fields: [
              { key: 'title', label: vi.fields.place, widget: line },
              { key: 'words', label: vi.fields.places, hint: vi.fields.aLine, widget: oneALine },
              { key: 'place_to_go', label: vi.fields.go, widget: sentences },
              { key: 'how', label: vi.fields.how, widget: sentences },
              { key: 'source', label: vi.fields.source, widget: line },
              { key: 'checked', label: vi.fields.checked, widget: oneOf(vi.checked) },
            ],
          },
        },
      ],
    },
  ],
};

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
