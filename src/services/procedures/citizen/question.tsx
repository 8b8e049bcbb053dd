import type { VNode } from 'preact';
import type { Field, Raw, RawValue, TypedDate } from '#engines/forms';
import { ethnicGroups, nationalities } from '#engines/people';
import { Checkboxes, DateBoxes, Radios, SelectField, TextArea, TextField } from '#engines/ui';
import { vi } from './vi.ts';

export interface Asked {
  readonly field: Field;
  /** Its name in the posted form where several forms are on one page; the field's id otherwise. */
  readonly name?: string;
  readonly raw: Raw;
  readonly error?: string;
  readonly warning?: string;
  /** The value shown comes from the register and she has not confirmed it yet. */
  readonly fromRecord?: boolean;
  /** Her last answers have made it necessary. */
  readonly isNew?: boolean;
}

/** One question of the form, as the box that its type needs. */
export function Question({ field, name = field.id, raw, error, warning, fromRecord, isNew }: Asked): VNode {
  const hint = [field.help, fromRecord && vi.question.fromRecord].filter(Boolean).join(' ') || undefined;
  const common = {
    name,
    label: field.label,
    hint,
    error,
    warning: warning ?? (isNew ? vi.question.newQuestion : undefined),
    optional: field.required === false,
  };
  const value = textOf(raw[field.id]);
  switch (field.type) {
    case 'longtext':
      return <TextArea {...common} value={value} maxLength={field.maxLength} />;
    case 'address':
      // Village, commune and province do not fit one line of a phone.
      return <TextArea {...common} value={value} rows={2} maxLength={field.maxLength} />;
    case 'date':
    case 'partial-date':
      return <DateBoxes {...common} {...dateOf(raw[field.id])} />;
    case 'choice':
      return (field.options?.length ?? 0) > 7 ? (
        <SelectField {...common} options={optionsOf(field)} value={value} />
      ) : (
        <Radios {...common} options={optionsOf(field)} value={value} />
      );
    case 'choices':
      return <Checkboxes {...common} options={optionsOf(field)} values={listOf(raw[field.id])} />;
    case 'yes-no':
      return <Radios {...common} options={yesNo} value={value} inline />;
    case 'sex':
      return <Radios {...common} options={sexes} value={value} inline />;
    case 'ethnic-group':
      return <SelectField {...common} options={coded(ethnicGroups)} value={value} />;
    case 'nationality':
      return <SelectField {...common} options={coded(nationalities)} value={value} />;
    case 'identity-number':
      return <TextField {...common} value={value} inputMode="numeric" width="medium" />;
    case 'integer':
      return <TextField {...common} value={value} inputMode="numeric" width="short" />;
    case 'money':
      return (
        <TextField {...common} value={value} inputMode="numeric" width="medium" suffix={vi.question.money} />
      );
    case 'phone':
      return <TextField {...common} value={value} type="tel" inputMode="tel" width="medium" />;
    case 'email':
      return <TextField {...common} value={value} type="email" inputMode="email" />;
    case 'time':
      return <TextField {...common} value={value} width="short" />;
    default:
      return <TextField {...common} value={value} />;
  }
}

const optionsOf = (field: Field) =>
  (field.options ?? []).map(({ value, label, help }) => ({ value, label, hint: help }));

const coded = (list: readonly { readonly code: string; readonly name: string }[]) =>
  list.map(({ code, name }) => ({ value: code, label: name }));

const yesNo = [
  { value: 'yes', label: vi.question.yes },
  { value: 'no', label: vi.question.no },
];
const sexes = [
  { value: 'male', label: vi.question.male },
  { value: 'female', label: vi.question.female },
];

const textOf = (raw: RawValue | undefined): string => (typeof raw === 'string' ? raw : '');
const listOf = (raw: RawValue | undefined): readonly string[] => (Array.isArray(raw) ? raw : []);
const dateOf = (raw: RawValue | undefined): Partial<TypedDate> =>
  raw && typeof raw === 'object' && 'year' in raw ? raw : {};
