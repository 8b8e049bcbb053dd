import { holds, itemsOf, lookup, type ValueOf } from './condition.ts';
import { formatPartialDate, latestOf } from './date.ts';
import type { Answers, AnswerValue, Field, FieldError, FormDefinition, Group, GroupAnswers } from './form.ts';
import { type Raw, rawOf } from './raw.ts';
import { type KnownCodes, understand } from './value.ts';
import { vi } from './vi.ts';
import { pruned, prunedItem, visibleGroups } from './visible.ts';

/** What the form engine cannot know by itself: the day, lists of codes, and how a personal number is made. */
export interface Checks extends KnownCodes {
  /** YYYY-MM-DD, for `max: today`. */
  readonly today?: string;
  /** Sentences on a number that contradicts birth or sex: warnings, never refusals (registers have errors). */
  readonly identityNumber?: (
    value: string,
    known: { readonly birth?: string; readonly sex?: string },
  ) => readonly string[];
}

export type FieldWarning = FieldError;

export interface GroupResult {
  /** What was understood; fields with errors and hidden fields are absent. */
  readonly value: GroupAnswers;
  readonly errors: readonly FieldError[];
  readonly warnings: readonly FieldWarning[];
}

export interface FormResult {
  /** Pruned of hidden and unknown fields, in canonical shapes. */
  readonly answers: Answers;
  readonly errors: readonly FieldError[];
  readonly warnings: readonly FieldWarning[];
}

/**
 * Checks one screen as typed. `answers` are those of the other screens; `index` the record of a repeating group.
 */
export function validateGroup(
  def: FormDefinition,
  groupId: string,
  raw: Raw,
  answers: Answers,
  index?: number,
  checks: Checks = {},
): GroupResult {
  const group = def.groups.find((g) => g.id === groupId);
  if (!group) throw new Error(`the form has no group ${groupId}`);
  const typed: Record<string, AnswerValue> = {};
  const wrong = new Map<string, string>();
  for (const field of group.fields) {
    const understood = understand(field, raw[field.id], checks);
    if (understood.kind === 'value') typed[field.id] = understood.value;
    else if (understood.kind === 'error') wrong.set(field.id, understood.message);
  }
  return judge(def, group, typed, wrong, answers, index, checks);
}

/** Checks everything before it is submitted: every visible group, every record, numbers of records. */
export function validateAll(def: FormDefinition, answers: Answers, checks: Checks = {}): FormResult {
  const kept = pruned(def, answers);
  const errors: FieldError[] = [];
  const warnings: FieldWarning[] = [];
  const values: Record<string, GroupAnswers | readonly GroupAnswers[]> = {};
  for (const group of visibleGroups(def, kept)) {
    const items = itemsOf(kept, group);
    const records = group.repeat ? items : [items[0] ?? {}];
    errors.push(...countErrors(group, records.length));
    const results = records.map((record, index) =>
      validateGroup(def, group.id, asTyped(group, record), kept, group.repeat ? index : undefined, checks),
    );
    for (const result of results) {
      errors.push(...result.errors);
      warnings.push(...result.warnings);
    }
    const good = results.map((r) => r.value);
    if (group.repeat) {
      if (good.length > 0) values[group.id] = good;
    } else if (good[0] && Object.keys(good[0]).length > 0) values[group.id] = good[0];
  }
  return { answers: pruned(def, values), errors, warnings };
}

function judge(
  def: FormDefinition,
  group: Group,
  typed: GroupAnswers,
  wrong: ReadonlyMap<string, string>,
  answers: Answers,
  index: number | undefined,
  checks: Checks,
): GroupResult {
  const find = lookup(def, { ...answers, [group.id]: typed }, { group: group.id, values: typed });
  const errors: FieldError[] = [];
  const warnings: FieldWarning[] = [];
  const value: Record<string, AnswerValue> = {};
  const at = (field: Field, message: string): FieldError => ({
    group: group.id,
    ...(index === undefined ? {} : { index }),
    field: field.id,
    message,
  });
  for (const field of group.fields) {
    if (field.when && !holds(field.when, find)) continue;
    const given = typed[field.id];
    const message =
      wrong.get(field.id) ??
      (given === undefined
        ? field.required === false
          ? undefined
          : missing(field)
        : outOfBounds(field, given, find, checks));
    if (message) errors.push(at(field, message));
    else if (given !== undefined) {
      value[field.id] = given;
      for (const sentence of contradictions(field, given, find, checks)) warnings.push(at(field, sentence));
    }
  }
  return { value: prunedItem(def, answers, group, value), errors, warnings };
}

const chosenTypes: ReadonlySet<string> = new Set([
  'choice',
  'choices',
  'yes-no',
  'sex',
  'ethnic-group',
  'nationality',
]);
const missing = (field: Field) =>
  chosenTypes.has(field.type) ? vi.notChosen(field.label) : vi.missing(field.label);

function outOfBounds(field: Field, given: AnswerValue, find: ValueOf, checks: Checks): string | undefined {
  if (typeof given === 'number') {
    if (typeof field.min === 'number' && given < field.min) return vi.tooSmall(field.min);
    if (typeof field.max === 'number' && given > field.max) return vi.tooLarge(field.max);
    return undefined;
  }
  if ((field.type !== 'date' && field.type !== 'partial-date') || typeof given !== 'string') return undefined;
  const min = dateBound(field.min, find, checks);
  const max = dateBound(field.max, find, checks);
  // A partial date is refused only when no day that it may mean fits.
  if (max && given > latestOf(max).slice(0, given.length))
    return field.max === 'today' ? vi.dateFuture : vi.dateAfter(formatPartialDate(max));
  if (min && latestOf(given) < min) return vi.dateBefore(formatPartialDate(min));
  return undefined;
}

function dateBound(bound: number | string | undefined, find: ValueOf, checks: Checks): string | undefined {
  if (typeof bound !== 'string') return undefined;
  if (bound === 'today') return checks.today;
  if (/^\d{4}/.test(bound)) return bound;
  const other = find(bound);
  return typeof other === 'string' ? other : undefined;
}

function contradictions(field: Field, given: AnswerValue, find: ValueOf, checks: Checks): readonly string[] {
  if (field.type !== 'identity-number' || !checks.identityNumber || typeof given !== 'string') return [];
  const text = (id: string | undefined) => {
    const other = id ? find(id) : undefined;
    return typeof other === 'string' ? other : undefined;
  };
  const birth = text(field.agreesWith?.birth);
  const sex = text(field.agreesWith?.sex);
  return checks.identityNumber(given, { ...(birth ? { birth } : {}), ...(sex ? { sex } : {}) });
}

function countErrors(group: Group, count: number): FieldError[] {
  const first = group.fields[0];
  if (!group.repeat || !first) return [];
  const { min, max, item } = group.repeat;
  const message = count < min ? vi.tooFew(item, min) : count > max ? vi.tooMany(item, max) : undefined;
  return message ? [{ group: group.id, field: first.id, message }] : [];
}

const asTyped = (group: Group, record: GroupAnswers): Raw =>
  Object.fromEntries(group.fields.map((field) => [field.id, rawOf(field, record[field.id])]));
