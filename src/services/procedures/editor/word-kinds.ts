import type { Db } from '#engines/database';
import { fold } from '#engines/search';
import {
  type ChangeKind,
  type Editor,
  freshId,
  isList,
  isRecord,
  type Json,
  line,
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
import { findElsewhere, findSynonyms } from '../store.ts';
import { takeOver } from './store.ts';
import { vi } from './vi.ts';

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

export const synonymsIn = async (db: Db): Promise<Json> =>
  (await db.many(findSynonyms, {})).map(({ words }) => ({ words }));

export const wordGroups = (content: Json): string[][] => {
  const groups = valueAt(content, ['groups']);
  return (isList(groups) ? groups : []).map((group) => wordsIn(group));
};

const wordsIn = (group: Json): string[] => {
  const words = isRecord(group) ? group.words : undefined;
  return isList(words) ? words.map(String) : [];
};

/** Longer than this is a sentence, and nobody types it into the box of a search. */
const longestWord = 60;

export function wordProblems(content: Json): readonly Problem[] {
  const homes = new Map<string, number>();
  return wordGroups(content).flatMap((words, index) => {
    const at = ['groups', String(index), 'words'];
    const elsewhere = words.find((word) => (homes.get(fold(word)) ?? index) !== index);
    for (const word of words) homes.set(fold(word), index);
    if (words.length < 2) return [{ at, message: vi.problems.notTwo }];
    if (words.some((word) => word.length > longestWord || !/[\p{L}\p{N}]/u.test(word)))
      return [{ at, message: vi.problems.noWord(longestWord) }];
    return elsewhere ? [{ at, message: vi.problems.twiceWord(elsewhere) }] : [];
  });
}

export const synonymsEditor: Editor = {
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

export const elsewhereEditor: Editor = {
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
