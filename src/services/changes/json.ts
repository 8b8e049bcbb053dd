import { createHash } from 'node:crypto';

/** What a change holds: plain data, of the kind's own shape. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

export type JsonRecord = { readonly [key: string]: Json | undefined };

/** Keys and list positions from the root: `['definition', 'fees', '0', 'amount']`. */
export type JsonPath = readonly string[];

export const isRecord = (value: Json | undefined): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The value under a key of the record's own; `toString` is a name like any other. */
export const ownOf = (record: JsonRecord, key: string): Json | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** The value at a path; undefined where there is none. */
export function valueAt(root: Json | undefined, path: JsonPath): Json | undefined {
  let here = root;
  for (const key of path) {
    if (isList(here)) here = /^\d+$/.test(key) ? here[Number(key)] : undefined;
    else if (isRecord(here)) here = ownOf(here, key);
    else return undefined;
  }
  return here;
}

/** The same data with another value at a path; undefined takes the key away. Lists take a position or none. */
export function withValue(root: Json | undefined, path: JsonPath, value: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value ?? null;
  if (isList(root)) {
    const at = Number(key);
    if (rest.length === 0 && value === undefined) return root.filter((_, index) => index !== at);
    const list = [...root];
    list[at] = withValue(root[at], rest, value);
    return list;
  }
  const record = isRecord(root) ? root : {};
  const inner = rest.length === 0 ? value : withValue(ownOf(record, key), rest, value);
  if (inner === undefined) {
    const { [key]: _, ...others } = record;
    return others;
  }
  return { ...record, [key]: inner };
}

/** One spelling for equal data: keys in order, absent and undefined alike. */
export function canonical(value: Json | undefined): string {
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(',')}}`;
}

export const isEqual = (a: Json | undefined, b: Json | undefined): boolean =>
  (a === undefined) === (b === undefined) && canonical(a) === canonical(b);

/** A short mark of data, equal for equal data. */
export const markOf = (value: Json): string =>
  createHash('sha256').update(canonical(value)).digest('hex').slice(0, 24);

/** Typed data as plain data: what JSON keeps of it. */
export const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** Whether a place is that path or within it. */
export const isUnder = (at: JsonPath, path: JsonPath): boolean => path.every((key, i) => at[i] === key);
