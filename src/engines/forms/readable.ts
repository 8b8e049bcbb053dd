import { isFilled, itemsOf } from './condition.ts';
import { formatPartialDate } from './date.ts';
import type { Answers, AnswerValue, Field, FormDefinition } from './form.ts';
import { number, vi } from './vi.ts';
import { pruned, visibleFields, visibleGroups } from './visible.ts';

/** Names for codes that other engines own. */
export interface Words {
  readonly ethnicGroup?: (code: string) => string | undefined;
  readonly nationality?: (code: string) => string | undefined;
  /** Hides an identity number on lists; the whole number when absent. */
  readonly identityNumber?: (value: string) => string;
}

export interface ReadableGroup {
  readonly group: string;
  /** The record of a repeating group. */
  readonly index?: number;
  readonly title: string;
  readonly rows: readonly { readonly field: string; readonly label: string; readonly value: string }[];
}

/** The answers as label and value, only what shows; optional fields left empty are left out. */
export function readable(def: FormDefinition, answers: Answers, words: Words = {}): readonly ReadableGroup[] {
  const kept = pruned(def, answers);
  return visibleGroups(def, kept).flatMap((group) =>
    itemsOf(kept, group).map((values, index) => ({
      group: group.id,
      ...(group.repeat ? { index } : {}),
      title: group.repeat ? vi.itemTitle(group.repeat.item, index + 1) : group.title,
      rows: visibleFields(def, kept, group, values).flatMap((field) => {
        const value = values[field.id];
        return isFilled(value)
          ? [{ field: field.id, label: field.label, value: readableValue(field, value, words) }]
          : [];
      }),
    })),
  );
}

/** The dossier's title line: the values of the headline fields. */
export function headlineOf(def: FormDefinition, answers: Answers, words: Words = {}): string {
  const headlines = new Set(def.groups.flatMap((g) => g.fields.filter((f) => f.headline).map((f) => f.id)));
  return readable(def, answers, words)
    .flatMap((g) => g.rows.filter((r) => headlines.has(r.field)).map((r) => r.value))
    .join(', ');
}

function readableValue(field: Field, value: AnswerValue, words: Words = {}): string {
  const label = (v: AnswerValue) => field.options?.find((o) => o.value === v)?.label ?? String(v);
  if (Array.isArray(value)) return value.map(label).join('; ');
  if (typeof value === 'boolean') return value ? vi.yes : vi.no;
  if (typeof value === 'number') return field.type === 'money' ? `${number(value)} đồng` : number(value);
  const text = String(value);
  switch (field.type) {
    case 'choice':
      return label(text);
    case 'sex':
      return text === 'male' ? vi.male : vi.female;
    case 'date':
    case 'partial-date':
      return formatPartialDate(text);
    case 'ethnic-group':
      return words.ethnicGroup?.(text) ?? text;
    case 'nationality':
      return words.nationality?.(text) ?? text;
    case 'identity-number':
      return words.identityNumber?.(text) ?? text;
    default:
      return text;
  }
}
