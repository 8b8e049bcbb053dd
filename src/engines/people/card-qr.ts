import { type Parsed, parseName } from './name.ts';
import { parsePartialDate } from './partial-date.ts';
import { words } from './vi.ts';

/** What the QR of an identity card says. Never logged. */
export interface CardQr {
  readonly identityNumber: string;
  readonly oldIdentityNumber: string | null;
  readonly name: string;
  readonly birth: string;
  readonly sex: 'male' | 'female';
  /** As printed: the address at the time of issue, often with names of units that are no more. */
  readonly address: string;
  readonly issuedOn: string | null;
}

/**
 * Reads `number|old number|name|ddMMyyyy|Nam/Nữ|address|ddMMyyyy`, seven fields or more: the card of 2024
 * adds fields at the end, which are ignored.
 */
export function parseCardQr(scanned: string): Parsed<CardQr> {
  const unread = { ok: false, message: words.cardUnread } as const;
  const fields = scanned
    .normalize('NFC')
    .replace(/^\uFEFF/, '')
    .trim()
    .split('|')
    .map((field) => field.trim());
  if (fields.length < 7) return unread;
  const [
    identityNumber = '',
    old = '',
    typedName = '',
    birthDigits = '',
    sexWord = '',
    address = '',
    issued = '',
  ] = fields;
  const name = parseName(typedName);
  const birth = dateOf(birthDigits);
  const sex = sexWord === 'Nam' ? 'male' : sexWord === 'Nữ' ? 'female' : null;
  if (!/^\d{12}$/.test(identityNumber) || !name.ok || birth === null || sex === null) return unread;
  const value: CardQr = {
    identityNumber,
    oldIdentityNumber: /^\d{9}(\d{3})?$/.test(old) ? old : null,
    name: name.value,
    birth,
    sex,
    address,
    issuedOn: dateOf(issued),
  };
  return { ok: true, value };
}

/** Cards of people whose birthday is not known print zeros for day and month. */
function dateOf(digits: string): string | null {
  const match = /^(\d{2})(\d{2})(\d{4})$/.exec(digits);
  if (!match) return null;
  const [, day = '', month = '', year = ''] = match;
  const text = [year, month, day].filter((part) => Number(part) > 0).join('-');
  const parsed = parsePartialDate(text);
  return parsed.ok ? parsed.value.text : null;
}
