import Value from 'typebox/value';
import { checkDefinition, type FormDefinition } from '#engines/forms';
import { isList, isRecord, type Json, type JsonPath, type Problem, plain, valueAt } from '#services/changes';
import type { Definition, Kind, ProcedureRoute, ProcedureVersion } from '../procedure.ts';
import { type NewVersion, problemsOf } from '../read-file.ts';
import { type ProcedureFile, procedureFile } from '../schema.ts';
import { vi } from './vi.ts';

/** What officers change of a procedure: everything but its code and its days. */
export interface Content {
  readonly name: string;
  readonly plain_name: string;
  readonly kind: Kind;
  readonly field: string;
  readonly field_name: string;
  readonly route: ProcedureRoute;
  readonly source: string;
  readonly checked: 'checked' | 'unchecked';
  readonly definition: Definition;
}

export const contentOf = (version: Omit<NewVersion, 'code' | 'valid_from'>): Json => {
  const { name, plain_name, kind, field, field_name, route, source, checked, definition } = version;
  const { official: _, ...ours } = definition;
  return plain({ name, plain_name, kind, field, field_name, route, source, checked, definition: ours });
};

/** The content as a version of the catalogue; only after `problemsIn` found nothing. */
export const versionFrom = (code: string, validFrom: string, content: Json): NewVersion => ({
  ...(content as unknown as Content),
  code,
  valid_from: validFrom,
});

/** A draft as the pages of the catalogue take it. What is missing in it is empty. */
export function versionOfDraft(code: string, validFrom: string, content: Json): ProcedureVersion {
  const { definition = {}, ...rest } = content as unknown as { definition?: Partial<Definition> } & Content;
  const texts = { summary: '', who: [], when: [], alsoCalled: [], where: [], notes: [] };
  const lists = {
    cases: [],
    papers: [],
    notNeeded: [],
    steps: [],
    fees: [],
    bases: [],
    sources: [],
    unchecked: [],
  };
  const empty = { ...texts, ...lists, form: { groups: [] }, result: { name: '' } };
  const whole = { ...empty, ...definition } as Definition;
  return { ...rest, id: noId, code, valid_from: validFrom, valid_to: null, definition: whole };
}

const noId = '00000000-0000-0000-0000-000000000000';

export const formOf = (content: Json): FormDefinition => {
  const groups = valueAt(content, ['definition', 'form', 'groups']);
  return { groups: isList(groups) ? groups : [] } as unknown as FormDefinition;
};

/** The content in the words of our own files (camelCase), for the one schema that rules both. */
export function fileFrom(code: string, validFrom: string, content: Json): Json {
  const { definition, plain_name, field_name, ...head } = isRecord(content) ? content : {};
  const { form, cases, official: _, ...rest } = isRecord(definition) ? definition : {};
  const groups = isRecord(form) ? form.groups : undefined;
  return plain({
    code,
    validFrom,
    ...head,
    plainName: plain_name,
    fieldName: field_name,
    ...rest,
    cases: isList(cases) ? cases.map(withWrittenLimit) : [],
    ...(isList(groups) && groups.length > 0 ? { form: { groups } } : {}),
  });
}

const written: Readonly<Record<string, string>> = {
  'working-days': 'workingDays',
  'working-hours': 'workingHours',
  'calendar-days': 'calendarDays',
};

function withWrittenLimit(one: Json): Json {
  if (!isRecord(one) || !isRecord(one.limit)) return one;
  const { kind, n } = one.limit;
  const unit = written[String(kind)];
  return { ...one, limit: unit ? { [unit]: n } : kind };
}

/** Everything that keeps a content from being a version, each at its place, in Vietnamese. */
export function problemsIn(content: Json, code: string): readonly Problem[] {
  const file = fileFrom(code, '2000-01-01', content);
  const shape = shapeProblems(file);
  // What refers to something is asked only of data of the right shape.
  if (shape.length > 0) return shape;
  const form = formOf(content);
  return [
    ...checkDefinition(form).map((message) => ({
      at: placeIn(form, message),
      message: named(form, message),
    })),
    ...[...problemsOf(file as unknown as ProcedureFile, form)].map(([path, message]) => ({
      at: contentPath(path),
      message: vi.sentence(named(form, message)),
    })),
  ];
}

function shapeProblems(file: Json): readonly Problem[] {
  const found = new Map<string, Problem>();
  const add = (path: JsonPath, message: string) => {
    const at = contentPath(path);
    const inside = [...found.keys()].some((known) => known.startsWith(`${at.join('.')}.`));
    if (!inside && !found.has(at.join('.'))) found.set(at.join('.'), { at, message });
  };
  for (const error of Value.Errors(procedureFile, file)) {
    const path = error.instancePath.split('/').slice(1);
    const params = error.params as { readonly requiredProperties?: readonly string[] };
    if (error.keyword === 'required')
      for (const key of params.requiredProperties ?? []) add([...path, key], vi.problems.missing);
    else if (error.keyword === 'minItems') add(path, vi.problems.tooFew);
    else if (error.keyword !== 'additionalProperties') add(path, vi.problems.wrong);
  }
  return [...found.values()];
}

const heads: Readonly<Record<string, string>> = { plainName: 'plain_name', fieldName: 'field_name' };
const topLevel = ['name', 'plain_name', 'kind', 'field', 'field_name', 'route', 'source', 'checked'];

/** A place in the file as a place in the content. */
function contentPath(path: JsonPath): JsonPath {
  const [first = '', ...rest] = path;
  const key = heads[first] ?? first;
  return topLevel.includes(key) ? [key, ...rest] : ['definition', ...path];
}

/** The form engine names a question or a group by its code: where it stands. */
function placeIn(form: FormDefinition, message: string): JsonPath {
  const root = ['definition', 'form', 'groups'];
  const [, what, id] = /^(Nhóm|Câu hỏi|Các điều kiện đi vòng tròn:) “?([a-z0-9-]+)/u.exec(message) ?? [];
  for (const [g, group] of form.groups.entries()) {
    if (what === 'Nhóm' && group.id === id)
      return [...root, String(g), ...(/điều kiện/u.test(message) ? ['when'] : [])];
    const f = group.fields.findIndex((field) => field.id === id);
    if (f >= 0)
      return [...root, String(g), 'fields', String(f), ...(/điều kiện/u.test(message) ? ['when'] : [])];
  }
  return root;
}

/** Codes in a sentence become what people read on the form. */
function named(form: FormDefinition, message: string): string {
  const names = new Map<string, string>();
  for (const group of form.groups) {
    names.set(group.id, group.title);
    for (const field of group.fields) names.set(field.id, field.label);
  }
  const quoted = message.replace(/“([a-z0-9-]+)”/gu, (whole, id: string) =>
    names.has(id) ? `“${names.get(id)}”` : whole,
  );
  return quoted.startsWith('Các điều kiện đi vòng tròn')
    ? quoted.replace(/([a-z0-9]+(?:-[a-z0-9]+)*)(?= →|\.$)/gu, (id) =>
        names.has(id) ? `“${names.get(id)}”` : id,
      )
    : quoted;
}
