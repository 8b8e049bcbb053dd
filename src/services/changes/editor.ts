import type { VNode } from 'preact';
import type { Form } from '#engines/web';
import { isList, type Json, type JsonPath, valueAt, withValue } from './json.ts';
import { vi } from './vi.ts';

/**
 * How a kind of change is edited on screens, as data: sections with fields, and lists of records within them.
 * One description draws the forms, reads them and names the differences in words.
 */
export interface Editor {
  readonly sections: readonly Section[];
}

export interface Section extends RecordShape {
  /** Stands in addresses: `phi`. */
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  /** Where its record stands in the content. */
  readonly at: JsonPath;
}

export interface RecordShape {
  readonly fields: readonly FieldShape[];
  readonly lists?: readonly ListShape[];
}

export interface FieldShape {
  /** Key in the record; `thereafter.from` is a key of a record within. */
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly widget: Widget;
}

export interface ListShape {
  readonly key: string;
  readonly title: string;
  /** What one item is called: “giấy tờ”. */
  readonly one: string;
  readonly lead?: string;
  readonly item: RecordShape;
  titleOf(item: Json, content: Json): string;
  noteOf?(item: Json, content: Json): string;
  /** A new item, with an id of its own. */
  blank(content: Json): Json;
}

/** The box of a value. What cannot be understood is kept as typed: the check names it at its field. */
export interface Widget {
  draw(box: Box): VNode;
  read(form: Form, box: Pick<Box, 'name' | 'value' | 'content' | 'path'>): Json | undefined;
  words(value: Json, content: Json): string;
}

export interface Box {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  readonly optional: boolean;
  readonly value: Json | undefined;
  readonly content: Json;
  /** Of the record that the field belongs to. */
  readonly path: JsonPath;
}

/** Something that stops a change, at the place in the content where it is mended. */
export interface Problem {
  readonly at: JsonPath;
  readonly message: string;
}

/** A record on a screen of its own: a section, or an item of a list at any depth. */
export interface Node {
  readonly section: Section;
  readonly shape: RecordShape;
  /** In the content. */
  readonly path: JsonPath;
  /** `phi.fees.0.reductions.1` */
  readonly address: string;
  readonly title: string;
  /** From the section down to the record before this one. */
  readonly above: readonly { readonly title: string; readonly address: string }[];
}

/** The record that an address names; undefined when there is none. */
export function nodeAt(editor: Editor, content: Json, address: string): Node | undefined {
  const [id = '', ...steps] = address.split('.');
  const section = editor.sections.find((s) => s.id === id);
  if (!section || steps.length % 2 === 1) return undefined;
  let node: Node = {
    section,
    shape: section,
    path: section.at,
    address: id,
    title: section.title,
    above: [],
  };
  for (let i = 0; i < steps.length; i += 2) {
    const [key = '', index = ''] = steps.slice(i, i + 2);
    const list = node.shape.lists?.find((l) => l.key === key);
    const path = [...node.path, key, index];
    const item = valueAt(content, path);
    if (!list || !/^\d+$/.test(index) || item === undefined) return undefined;
    node = {
      section,
      shape: list.item,
      path,
      address: `${node.address}.${key}.${index}`,
      title: list.titleOf(item, content) || unnamed(list),
      above: [...node.above, { title: node.title, address: node.address }],
    };
  }
  return node;
}

/** What an item is called that has no words of its own yet: “Câu hỏi mới”. */
export const unnamed = ({ one }: ListShape): string =>
  `${one.charAt(0).toUpperCase()}${one.slice(1)} ${vi.fresh}`;

/** The screen where a place of the content is mended: the deepest record that holds it. */
export function addressOf(editor: Editor, at: JsonPath): string | undefined {
  const section = editor.sections
    .filter((s) => s.at.every((key, i) => at[i] === key) && holds(s, at.slice(s.at.length)))
    .sort((a, b) => b.at.length - a.at.length)[0];
  if (!section) return undefined;
  let shape: RecordShape = section;
  let address = section.id;
  let rest = at.slice(section.at.length);
  for (;;) {
    const list: ListShape | undefined = shape.lists?.find((l) => l.key === rest[0]);
    if (!list || rest[1] === undefined) return address;
    address = `${address}.${list.key}.${rest[1]}`;
    shape = list.item;
    rest = rest.slice(2);
  }
}

/** Where a place of the content stands, in words: “Tờ khai › Người yêu cầu › Số điện thoại › Câu hỏi”. */
export function placeWords(editor: Editor, content: Json, at: JsonPath): string {
  const address = addressOf(editor, at);
  const node = address === undefined ? undefined : nodeAt(editor, content, address);
  if (!node) return '';
  const rest = at.slice(node.path.length);
  const field = node.shape.fields.find((f) =>
    keysOf(f).every((key, i) => rest[i] === undefined || rest[i] === key),
  );
  const list = node.shape.lists?.find((l) => l.key === rest[0]);
  const last = rest.length === 0 ? undefined : (field?.label ?? list?.title);
  const steps = [...node.above.map((step) => step.title), node.title, ...(last ? [last] : [])];
  return steps.filter((step, i) => step !== steps[i - 1]).join(' › ');
}

const holds = (shape: RecordShape, rest: JsonPath): boolean =>
  rest.length === 0 ||
  shape.fields.some((field) => keysOf(field)[0] === rest[0]) ||
  (shape.lists ?? []).some((list) => list.key === rest[0]);

export const keysOf = (field: FieldShape): JsonPath => field.key.split('.');

/** The content after the fields of a record's form were read. */
export function afterForm(node: Node, content: Json, form: Form): Json {
  return node.shape.fields.reduce((now, field) => {
    const path = [...node.path, ...keysOf(field)];
    const value = valueAt(now, path);
    const read = field.widget.read(form, { name: boxName(field), value, content: now, path: node.path });
    return withoutEmpty(withValue(now, path, read), path.slice(0, -1), node.path.length);
  }, content);
}

/** A record within a record that lost its last value goes away. */
function withoutEmpty(content: Json, path: JsonPath, depth: number): Json {
  if (path.length <= depth) return content;
  const record = valueAt(content, path);
  const isEmpty = typeof record === 'object' && record !== null && Object.keys(record).length === 0;
  return isEmpty ? withValue(content, path, undefined) : content;
}

export const boxName = (field: FieldShape): string => `o-${field.key.replaceAll('.', '-')}`;

export type ListAct = 'add' | 'remove' | 'up' | 'down';

/** The content after an item was added, taken away or moved; where there is nothing to do, unchanged. */
export function afterListAct(node: Node, content: Json, key: string, act: ListAct, index: number): Json {
  const shape = node.shape.lists?.find((l) => l.key === key);
  if (!shape) return content;
  const path = [...node.path, key];
  const found = valueAt(content, path);
  const list = isList(found) ? [...found] : [];
  if (act === 'add') return withValue(content, path, [...list, shape.blank(content)]);
  const item = list[index];
  if (item === undefined) return content;
  list.splice(index, 1);
  if (act !== 'remove') list.splice(Math.max(0, index + (act === 'up' ? -1 : 1)), 0, item);
  return withValue(content, path, list);
}

/** A name in lower-case letters without marks, not taken yet: `giay-khai-sinh-2`. */
export function freshId(taken: readonly string[], base: string): string {
  if (!taken.includes(base)) return base;
  for (let n = 2; ; n += 1) if (!taken.includes(`${base}-${n}`)) return `${base}-${n}`;
}
