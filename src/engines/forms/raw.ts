import type { AnswerValue, Field, Group } from './form.ts';

/** A date as typed into its three boxes. */
export interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** A field as typed, before it is understood; what a form with mistakes is shown again with. */
export type RawValue = string | readonly string[] | TypedDate;
export type Raw = Readonly<Record<string, RawValue>>;

/** What `readGroup` needs of a posted form. */
export interface PostedForm {
  get(name: string): string;
  all(name: string): readonly string[];
  has(name: string): boolean;
}

/** The names of a date's three boxes in a form. */
const dateBoxes = (id: string) => ({ day: `${id}-day`, month: `${id}-month`, year: `${id}-year` });

/** Reads the fields of one group from a posted form; dates from three boxes or one field. */
export function readGroup(group: Group, form: PostedForm): Raw {
  const raw: Record<string, RawValue> = {};
  for (const field of group.fields) raw[field.id] = readField(field, form);
  return raw;
}

function readField(field: Field, form: PostedForm): RawValue {
  if (field.type === 'choices') return form.all(field.id).filter((v) => v !== '');
  if (field.type === 'date' || field.type === 'partial-date') {
    const names = dateBoxes(field.id);
    if (form.has(names.year) || form.has(names.day) || form.has(names.month))
      return { day: form.get(names.day), month: form.get(names.month), year: form.get(names.year) };
  }
  return form.get(field.id);
}

/** An answer as it would have been typed, to fill the form in with. */
export function rawOf(field: Field, value: AnswerValue | undefined): RawValue {
  if (field.type === 'date' || field.type === 'partial-date') {
    const [year = '', month = '', day = ''] = String(value ?? '').split('-');
    return { day: unpadded(day), month: unpadded(month), year };
  }
  if (field.type === 'choices') return Array.isArray(value) ? value : [];
  if (field.type === 'yes-no') return value === undefined ? '' : value ? 'yes' : 'no';
  return value === undefined ? '' : String(value);
}

const unpadded = (part: string) => part.replace(/^0+(?=\d)/, '');
export const isTypedDate = (raw: RawValue | undefined): raw is TypedDate =>
  typeof raw === 'object' && !Array.isArray(raw);
