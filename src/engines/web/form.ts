import type { Form } from './route.ts';

/** A posted form as pages read it: NFC whatever the keyboard sent, line ends as \n. */
export function formOf(entries: Iterable<readonly [string, string]>): Form {
  const list = [...entries].map(([name, value]) => [name.normalize('NFC'), clean(value)] as const);
  return {
    get: (name) => list.find(([n]) => n === name)?.[1].trim() ?? '',
    all: (name) => list.filter(([n]) => n === name).map(([, value]) => value.trim()),
    has: (name) => list.some(([n]) => n === name),
    entries: () => list,
  };
}

export const emptyForm: Form = formOf([]);

/** The first value of each query parameter. */
export function queryOf(raw: unknown): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw && typeof raw === 'object' ? raw : {})) {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (first !== undefined && first !== null) query[name] = clean(String(first)).trim();
  }
  return query;
}

// PostgreSQL refuses U+0000 in text; nobody means to send one.
const clean = (text: string) => text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\u0000', '');
