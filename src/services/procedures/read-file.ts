import Value from 'typebox/value';
import { type Document, isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import type { Limit } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { type Condition, checkCondition, checkDefinition, type FormDefinition } from '#engines/forms';
import { type Definition, decidedHere, type Elsewhere, type Kind, type ProcedureRoute } from './procedure.ts';
import { type ElsewhereFile, elsewhereFile, type ProcedureFile, procedureFile } from './schema.ts';
import { vi } from './vi.ts';

/** A file of data/procedures: its name is told when a line of it is at fault. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** A version as a file tells it, before it has an id. */
export interface NewVersion {
  readonly code: string;
  readonly kind: Kind;
  readonly name: string;
  readonly plain_name: string;
  readonly field: string;
  readonly field_name: string;
  readonly route: ProcedureRoute;
  readonly valid_from: string;
  readonly source: string;
  readonly checked: 'checked' | 'unchecked';
  readonly definition: Definition;
}

/** Reads one procedure file; a fault names the file and the line. */
export function readProcedure(file: SourceFile): NewVersion {
  const { data, fault } = parse(file);
  const wrong = Value.Errors(procedureFile, data)[0];
  if (wrong) throw fault(wrong.instancePath.split('/').slice(1), vi.shape(wrong.instancePath, wrong.message));
  const read = data as ProcedureFile;
  const form = (read.form ?? { groups: [] }) as unknown as FormDefinition;
  for (const problem of checkDefinition(form)) throw fault(['form'], problem);
  for (const [path, problem] of problemsOf(read, form)) throw fault(path, problem);
  return {
    code: read.code,
    kind: read.kind,
    name: read.name,
    plain_name: read.plainName,
    field: read.field,
    field_name: read.fieldName,
    route: read.route,
    valid_from: read.validFrom,
    source: read.source,
    checked: read.checked,
    definition: definitionOf(read, form),
  };
}

/** Reads synonyms.yaml: a list of groups of equal words. */
export function readSynonyms(file: SourceFile): readonly (readonly string[])[] {
  const { data, fault } = parse(file);
  if (!Array.isArray(data)) throw fault([], vi.synonymsShape);
  return data.map((group: unknown, index) => {
    if (!Array.isArray(group) || group.length < 2 || !group.every((word) => typeof word === 'string'))
      throw fault([String(index)], vi.synonymsShape);
    return group.map((word: string) => word.normalize('NFC'));
  });
}

/** Reads elsewhere.yaml: what other authorities do, and where. */
export function readElsewhere(file: SourceFile): readonly Elsewhere[] {
  const { data, fault } = parse(file);
  const wrong = Value.Errors(elsewhereFile, data)[0];
  if (wrong) throw fault(wrong.instancePath.split('/').slice(1), vi.shape(wrong.instancePath, wrong.message));
  const read = data as ElsewhereFile;
  const ids = read.map((entry) => entry.id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0) throw fault([String(twice), 'id'], vi.twice(ids[twice] ?? ''));
  return read.map(({ where, ...entry }) => ({ ...entry, place_to_go: where }));
}

function definitionOf(read: ProcedureFile, form: FormDefinition): Definition {
  return {
    summary: read.summary,
    who: read.who,
    when: read.when,
    alsoCalled: read.alsoCalled,
    lifeEvents: read.lifeEvents,
    where: read.where,
    cases: read.cases.map((c) => ({ ...c, when: conditionOf(c.when), limit: limitFrom(c.limit) })),
    papers: read.papers.map((p) => ({ ...p, when: conditionOf(p.when) })),
    notNeeded: read.notNeeded,
    form,
    steps: read.steps ?? [],
    fees: read.fees.map((f) => ({
      ...f,
      when: conditionOf(f.when),
      exemptions: (f.exemptions ?? []).map((e) => ({ ...e, when: conditionOf(e.when) })),
      reductions: f.reductions ?? [],
    })),
    result: read.result,
    notes: read.notes,
    bases: read.bases,
    sources: read.sources,
    unchecked: read.unchecked,
  };
}

/** What the schema cannot say: references, one ordinary case, conditions on real questions. */
export function* problemsOf(read: ProcedureFile, form: FormDefinition): Generator<[string[], string]> {
  if (read.kind !== 'information' && form.groups.length === 0) yield [['kind'], vi.wholeNeedsForm];
  if (read.kind === 'prepared' && read.steps?.length) yield [['steps'], vi.preparedHasNoSteps];
  if (read.kind === 'prepared' && decidedHere(read.route)) yield [['route'], vi.preparedIsDecidedElsewhere];
  if (read.cases.filter((c) => c.default).length !== 1) yield [['cases'], vi.oneDefaultCase];
  const cases = new Set(read.cases.map((c) => c.id));
  for (const name of ['cases', 'papers', 'steps', 'fees'] as const) {
    const ids = (read[name] ?? []).map((entry) => entry.id);
    const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
    if (twice >= 0) yield [[name, String(twice), 'id'], vi.twice(ids[twice] ?? '')];
  }
  const conditioned = [
    ...read.cases.map((c, i) => [['cases', String(i), 'when'], c.when] as const),
    ...read.papers.map((p, i) => [['papers', String(i), 'when'], p.when] as const),
    ...read.fees.map((f, i) => [['fees', String(i), 'when'], f.when] as const),
    ...read.fees.flatMap((f, i) =>
      (f.exemptions ?? []).map((e, j) => [['fees', String(i), 'exemptions', String(j)], e.when] as const),
    ),
  ];
  for (const [path, when] of conditioned)
    for (const problem of checkCondition(form, path[0] ?? '', conditionOf(when))) yield [[...path], problem];
  const fields = new Set(form.groups.flatMap((g) => g.fields.map((f) => f.id)));
  for (const [index, fee] of read.fees.entries()) {
    const path = ['fees', String(index)];
    const named = [...(fee.cases ?? []), ...(fee.exemptions ?? []).flatMap((e) => e.cases ?? [])];
    for (const id of named) if (!cases.has(id)) yield [path, vi.unknownCase(id)];
    if (fee.copiesFrom && !fields.has(fee.copiesFrom))
      yield [[...path, 'copiesFrom'], vi.unknownField(fee.copiesFrom)];
    for (const e of fee.exemptions ?? []) if (!e.when && !e.cases) yield [path, vi.exemptionOfNobody(e.id)];
  }
}

function limitFrom(written: ProcedureFile['cases'][number]['limit']): Limit {
  if (written === 'same-day' || written === 'none') return { kind: written };
  if ('workingDays' in written) return { kind: 'working-days', n: written.workingDays };
  if ('workingHours' in written) return { kind: 'working-hours', n: written.workingHours };
  return { kind: 'calendar-days', n: written.calendarDays };
}

const conditionOf = (when: object | undefined) => when as Condition | undefined;

function parse(file: SourceFile) {
  const lines = new LineCounter();
  const doc = parseDocument(file.text.normalize('NFC'), { lineCounter: lines });
  const refusal = (line: number, message: string) =>
    new Refusal('invalid', 'procedures.import', vi.fault(file.name, line, message), {
      file: file.name,
      line,
    });
  const broken = doc.errors[0];
  if (broken) throw refusal(lines.linePos(broken.pos[0]).line, broken.message.split('\n')[0] ?? '');
  return {
    data: camelKeys(doc.toJS()),
    fault: (path: readonly string[], message: string) => refusal(lineAt(doc, lines, path), message),
  };
}

/** The line of the deepest node on the path that the file has. */
function lineAt(doc: Document, lines: LineCounter, path: readonly string[]): number {
  for (let length = path.length; length > 0; length--) {
    const keys = path.slice(0, length).map((key) => (/^\d+$/.test(key) ? Number(key) : kebab(key)));
    const node = doc.getIn(keys, true);
    const key = keyNode(doc, keys);
    const start = (key ?? (isNode(node) ? node : undefined))?.range?.[0];
    if (start !== undefined) return lines.linePos(start).line;
  }
  return 1;
}

function keyNode(doc: Document, path: readonly (string | number)[]): Node | undefined {
  const parent = path.length > 1 ? doc.getIn(path.slice(0, -1), true) : doc.contents;
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isNode(item.key) && String(item.key) === path.at(-1));
  return isNode(pair?.key) ? pair.key : undefined;
}

function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camel(key), camelKeys(inner)]));
}

const camel = (key: string) => key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const kebab = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
