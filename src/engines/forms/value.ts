import { readDate } from './date.ts';
import type { AnswerValue, Field } from './form.ts';
import { isTypedDate, type RawValue } from './raw.ts';
import { vi } from './vi.ts';

/** What was typed, understood; `empty` when nothing was typed. */
export type Understood =
  | { readonly kind: 'value'; readonly value: AnswerValue }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'empty' };

/** Codes that choices of people's lists may take; without them every code passes. */
export interface KnownCodes {
  readonly ethnicGroups?: ReadonlySet<string>;
  readonly nationalities?: ReadonlySet<string>;
}

const defaultLength = { text: 200, longtext: 2000, name: 100, address: 300, email: 120 } as const;

/** Understands one typed field: NFC, trimmed, in its canonical shape, or a sentence saying what is wrong. */
export function understand(field: Field, raw: RawValue | undefined, codes: KnownCodes = {}): Understood {
  if (field.type === 'date' || field.type === 'partial-date')
    return readDate(field.type, isTypedDate(raw) ? raw : one(raw));
  if (field.type === 'choices') return manyOf(field, Array.isArray(raw) ? raw : [one(raw)]);
  const typed = one(raw);
  if (typed === '') return { kind: 'empty' };
  switch (field.type) {
    case 'name':
      return /^[\p{L}\p{M}][\p{L}\p{M} '’.-]*$/u.test(typed) ? short(field, typed) : error(vi.name);
    case 'text':
    case 'longtext':
    case 'address':
      return short(field, typed);
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(typed) ? short(field, typed) : error(vi.email);
    case 'time':
      return time(typed);
    case 'identity-number':
      return digits(typed, /^(\d{12}|\d{9})$/, vi.identity);
    case 'phone':
      return phone(typed);
    case 'integer':
      return whole(typed, vi.whole);
    case 'money':
      return whole(typed.replace(/\s*(đồng|đ|VNĐ|VND)$/iu, ''), vi.money);
    case 'yes-no':
      return yesNo(typed);
    case 'sex':
      return typed === 'male' || typed === 'female' ? value(typed) : error(vi.sex);
    case 'choice':
      return field.options?.some((o) => o.value === typed) ? value(typed) : error(vi.choice);
    case 'ethnic-group':
      return codes.ethnicGroups && !codes.ethnicGroups.has(typed) ? error(vi.ethnic) : short(field, typed);
    case 'nationality':
      return codes.nationalities && !codes.nationalities.has(typed)
        ? error(vi.nationality)
        : short(field, typed);
  }
}

/** NFC, no control characters, single spaces; lines are kept. */
const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    // Zero-width and control characters come from copying out of other programs.
    .replace(/[\p{Cc}\p{Cf}]/gu, (c) => (c === '\n' ? c : ''))
    .replace(/ ?\n ?/g, '\n')
    .trim();

const one = (raw: RawValue | undefined): string =>
  typeof raw === 'string' ? clean(raw) : Array.isArray(raw) ? clean(String(raw[0] ?? '')) : '';

const value = (v: AnswerValue): Understood => ({ kind: 'value', value: v });
const error = (message: string): Understood => ({ kind: 'error', message });

function short(field: Field, typed: string): Understood {
  const max = field.maxLength ?? (field.type in defaultLength ? defaultLength[field.type as 'text'] : 100);
  const text = field.type === 'longtext' ? typed : typed.replace(/\n+/g, ' ');
  return [...text].length > max ? error(vi.tooLong(field.label, max)) : value(text);
}

function time(typed: string): Understood {
  const parts = /^(\d{1,2})\s*(?:[:hg.]|giờ)\s*(\d{1,2})?\s*(?:phút|p)?$/iu.exec(typed);
  const hour = Number(parts?.[1]);
  const minute = Number(parts?.[2] ?? 0);
  if (!parts || hour > 23 || minute > 59) return error(vi.time);
  return value(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
}

function digits(typed: string, shape: RegExp, message: string): Understood {
  const plain = typed.replace(/[ .-]/g, '');
  return shape.test(plain) ? value(plain) : error(message);
}

function phone(typed: string): Understood {
  const plain = typed.replace(/[ ().-]/g, '').replace(/^(\+|00)84/, '0');
  return /^0\d{9,10}$/.test(plain) ? value(plain) : error(vi.phone);
}

/** Vietnamese writes thousands with a dot; a comma is accepted in the same place. */
function whole(typed: string, message: string): Understood {
  const plain = typed.replace(/[.,\s](?=\d{3}(\D|$))/g, '');
  const n = Number(plain);
  return /^\d+$/.test(plain) && Number.isSafeInteger(n) ? value(n) : error(message);
}

function yesNo(typed: string): Understood {
  if (typed === 'yes' || typed === 'true') return value(true);
  if (typed === 'no' || typed === 'false') return value(false);
  return error(vi.yesNo);
}

function manyOf(field: Field, typed: readonly string[]): Understood {
  const chosen = new Set(typed.filter((v) => v !== ''));
  if (chosen.size === 0) return { kind: 'empty' };
  const known = (field.options ?? []).map((o) => o.value);
  if ([...chosen].some((v) => !known.includes(v))) return error(vi.choice);
  return value(known.filter((v) => chosen.has(v)));
}
