import {
  canonical,
  isEqual,
  isList,
  isRecord,
  type Json,
  type JsonPath,
  type JsonRecord,
  ownOf,
} from './json.ts';

/**
 * One step from the former data to the new. Items of lists are named by what lasts (their id), never by their
 * position: a fee that moved up is the same fee.
 */
export type Edit =
  | {
      readonly kind: 'set';
      readonly path: JsonPath;
      readonly was: Json | undefined;
      readonly becomes: Json | undefined;
    }
  | { readonly kind: 'added' | 'removed'; readonly path: JsonPath; readonly item: Json }
  | {
      readonly kind: 'order';
      readonly path: JsonPath;
      readonly was: readonly string[];
      readonly becomes: readonly string[];
    };

/** Every step from one to the other; none when they are equal. `patched(a, difference(a, b))` equals b. */
export function difference(a: Json | undefined, b: Json | undefined, path: JsonPath = []): readonly Edit[] {
  if (isEqual(a, b)) return [];
  if (isList(a) && isList(b) && isKeyed(a) && isKeyed(b)) return differenceOfLists(a, b, path);
  if (isRecord(a) && isRecord(b))
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      difference(ownOf(a, key), ownOf(b, key), [...path, key]),
    );
  return [{ kind: 'set', path, was: a, becomes: b }];
}

/** The data after the steps. */
export const patched = (root: Json | undefined, edits: readonly Edit[]): Json | undefined =>
  edits.reduce((now, edit) => atPath(now, edit.path, edit), root);

/** What names an item of a list, whatever its position. */
export function keyOf(item: Json): string {
  if (isRecord(item))
    for (const name of ['id', 'value']) if (typeof item[name] === 'string') return item[name];
  return canonical(item);
}

function differenceOfLists(a: readonly Json[], b: readonly Json[], path: JsonPath): readonly Edit[] {
  const before = new Map(a.map((item) => [keyOf(item), item]));
  const after = new Map(b.map((item) => [keyOf(item), item]));
  const removed = [...before].filter(([key]) => !after.has(key)).map(([, item]) => item);
  const added = [...after].filter(([key]) => !before.has(key)).map(([, item]) => item);
  const stayed = [...before].filter(([key]) => after.has(key));
  const arrived = [...stayed.map(([key]) => key), ...added.map(keyOf)];
  const wanted = b.map(keyOf);
  return [
    ...removed.map((item) => ({ kind: 'removed', path, item }) as const),
    ...stayed.flatMap(([key, item]) => difference(item, after.get(key), [...path, key])),
    ...added.map((item) => ({ kind: 'added', path, item }) as const),
    ...(isEqual(arrived, wanted) ? [] : [{ kind: 'order', path, was: arrived, becomes: wanted } as const]),
  ];
}

const isKeyed = (list: readonly Json[]): boolean => new Set(list.map(keyOf)).size === list.length;

function atPath(here: Json | undefined, path: JsonPath, edit: Edit): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return act(here, edit);
  if (isList(here))
    return here.map((item) => (keyOf(item) === key ? (atPath(item, rest, edit) ?? null) : item));
  const record: JsonRecord = isRecord(here) ? here : {};
  const inner = atPath(ownOf(record, key), rest, edit);
  const { [key]: _, ...others } = record;
  return inner === undefined ? others : { ...record, [key]: inner };
}

function act(here: Json | undefined, edit: Edit): Json | undefined {
  if (edit.kind === 'set') return edit.becomes;
  const list = isList(here) ? here : [];
  if (edit.kind === 'order') {
    const places = new Map(edit.becomes.map((key, index) => [key, index]));
    return [...list].sort((x, y) => (places.get(keyOf(x)) ?? 0) - (places.get(keyOf(y)) ?? 0));
  }
  return edit.kind === 'added'
    ? [...list, edit.item]
    : list.filter((item) => keyOf(item) !== keyOf(edit.item));
}
