import { difference, type Edit, keyOf } from './difference.ts';
import { type Editor, type FieldShape, keysOf, type ListShape, type RecordShape } from './editor.ts';
import { isList, isRecord, type Json, type JsonPath, valueAt } from './json.ts';
import { vi } from './vi.ts';

/** One difference as a person reads it. */
export interface Line {
  /** From the section inwards: “Phí, lệ phí › Phí bản sao › Mức thu”. */
  readonly where: readonly string[];
  readonly was: string;
  readonly becomes: string;
}

/** Every difference in words; none when the two are equal. */
export function linesOf(editor: Editor, before: Json, after: Json): readonly Line[] {
  return difference(before, after).flatMap((edit) => lineOf(editor, before, after, edit));
}

function lineOf(editor: Editor, before: Json, after: Json, edit: Edit): Line[] {
  const place = placeOf(editor, edit.path, before, after);
  if (edit.kind === 'order') {
    const names = (keys: readonly string[], content: Json) =>
      keys.map((key) => nameOf(place, key, edit.path, content, before)).join(', ');
    return [
      {
        where: [...place.where, vi.lines.order],
        was: names(edit.was, after),
        becomes: names(edit.becomes, after),
      },
    ];
  }
  if (edit.kind === 'set')
    return [
      { where: place.where, was: said(place, edit.was, before), becomes: said(place, edit.becomes, after) },
    ];
  const isAdded = edit.kind === 'added';
  const text = itemWords(place.list, edit.item, isAdded ? after : before);
  return [{ where: place.where, was: isAdded ? '' : text, becomes: isAdded ? text : '' }];
}

interface Place {
  readonly where: readonly string[];
  readonly field: FieldShape | undefined;
  readonly list: ListShape | undefined;
}

/** Walks an edit's path through the description of the editor. */
function placeOf(editor: Editor, path: JsonPath, before: Json, after: Json): Place {
  const section = editor.sections
    .filter((s) => s.at.every((key, i) => path[i] === key) && knows(s, path[s.at.length]))
    .sort((a, b) => b.at.length - a.at.length)[0];
  if (!section) return { where: [vi.lines.other, path.join(' › ')], field: undefined, list: undefined };
  const where: string[] = [section.title];
  let shape: RecordShape = section;
  let rest = path.slice(section.at.length);
  let [old, now] = [valueAt(before, section.at), valueAt(after, section.at)];
  while (rest.length > 0) {
    const list: ListShape | undefined = shape.lists?.find((l) => l.key === rest[0]);
    if (!list) break;
    if (list.title !== section.title) where.push(list.title);
    const [key, itemKey] = rest;
    [old, now] = [itemIn(old, key, itemKey), itemIn(now, key, itemKey)];
    if (itemKey === undefined) return { where, field: undefined, list };
    const item = now ?? old;
    if (item !== undefined) where.push(list.titleOf(item, now === undefined ? before : after) || list.one);
    shape = list.item;
    rest = rest.slice(2);
  }
  const field = shape.fields.find((f) =>
    keysOf(f).every((key, i) => rest[i] === undefined || rest[i] === key),
  );
  if (field) where.push(field.label);
  else if (rest.length > 0) where.push(rest.join(' › '));
  return { where, field: field && keysOf(field).length <= rest.length ? field : undefined, list: undefined };
}

const knows = (shape: RecordShape, key: string | undefined): boolean =>
  key === undefined ||
  shape.fields.some((field) => keysOf(field)[0] === key) ||
  (shape.lists ?? []).some((list) => list.key === key);

function itemIn(
  record: Json | undefined,
  key: string | undefined,
  itemKey: string | undefined,
): Json | undefined {
  const list = isRecord(record) && key !== undefined ? record[key] : undefined;
  return isList(list) ? list.find((item) => keyOf(item) === itemKey) : undefined;
}

function nameOf(place: Place, key: string, path: JsonPath, content: Json, before: Json): string {
  for (const root of [content, before]) {
    const list = keyedAt(root, path);
    const item = isList(list) ? list.find((one) => keyOf(one) === key) : undefined;
    if (item !== undefined) return itemWords(place.list, item, root);
  }
  return key;
}

/** Like valueAt, but items of lists go by their keys. */
function keyedAt(root: Json, path: JsonPath): Json | undefined {
  let here: Json | undefined = root;
  for (const key of path)
    here = isList(here) ? here.find((item) => keyOf(item) === key) : isRecord(here) ? here[key] : undefined;
  return here;
}

function said(place: Place, value: Json | undefined, content: Json): string {
  if (value === undefined) return '';
  if (place.field) return place.field.widget.words(value, content);
  if (place.list && isList(value))
    return value.map((item) => itemWords(place.list, item, content)).join('; ');
  return rawWords(value);
}

const itemWords = (list: ListShape | undefined, item: Json, content: Json): string => {
  if (!list) return rawWords(item);
  const note = list.noteOf?.(item, content);
  const title = list.titleOf(item, content) || list.one;
  return note ? `${title} (${note})` : title;
};

/** Data that no screen describes, still readable. */
function rawWords(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? vi.yes : vi.no;
  if (isList(value)) return value.map(rawWords).join('; ');
  if (isRecord(value))
    return Object.entries(value)
      .flatMap(([key, inner]) => (inner === undefined ? [] : [`${key}: ${rawWords(inner)}`]))
      .join(', ');
  return String(value);
}
