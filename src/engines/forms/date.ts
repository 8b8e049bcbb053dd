import type { TypedDate } from './raw.ts';
import type { Understood } from './value.ts';
import { vi } from './vi.ts';

/** A typed date: three boxes, 'YYYY-MM-DD' (a browser's date field) or 'd/m/yyyy'. Year alone only if partial. */
export function readDate(type: 'date' | 'partial-date', typed: TypedDate | string): Understood {
  const parts = typeof typed === 'string' ? partsOf(typed) : trimmed(typed);
  if (!parts) return { kind: 'error', message: type === 'date' ? vi.dateParts : vi.dateYear };
  const { day, month, year } = parts;
  if (day === '' && month === '' && year === '') return { kind: 'empty' };
  if ([day, month, year].some((p) => !/^\d*$/.test(p))) return { kind: 'error', message: vi.dateParts };
  if (type === 'date' && (day === '' || month === '' || year === ''))
    return { kind: 'error', message: vi.dateParts };
  if (year.length !== 4) return { kind: 'error', message: vi.dateYear };
  if (day !== '' && month === '') return { kind: 'error', message: vi.dateMonthNeeded };
  if (month === '') return found(year);
  if (Number(month) < 1 || Number(month) > 12)
    return { kind: 'error', message: vi.monthImpossible(`${month}/${year}`) };
  if (day === '') return found(`${year}-${two(month)}`);
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month)))
    return { kind: 'error', message: vi.dateImpossible(`${day}/${month}/${year}`) };
  return found(`${year}-${two(month)}-${two(day)}`);
}

/** '1952' → 'năm 1952', '1952-03' → 'tháng 03/1952', '1952-03-05' → '05/03/1952'. */
export function formatPartialDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  if (!month) return vi.year(year);
  return day ? `${day}/${month}/${year}` : vi.month(month, year);
}

/** The last day that a partial date may mean; the first is the date itself as text. */
export function latestOf(date: string): string {
  const [year = '', month, day] = date.split('-');
  if (day) return date;
  if (!month) return `${year}-12-31`;
  return `${year}-${month}-${daysIn(Number(year), Number(month))}`;
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const two = (part: string) => part.padStart(2, '0').slice(-2);
const found = (value: string): Understood => ({ kind: 'value', value });

const trimmed = (d: TypedDate): TypedDate => ({
  day: d.day.normalize('NFC').trim(),
  month: d.month.normalize('NFC').trim(),
  year: d.year.normalize('NFC').trim(),
});

function partsOf(typed: string): TypedDate | undefined {
  if (typed === '') return { day: '', month: '', year: '' };
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(typed);
  if (iso) return { year: iso[1] ?? '', month: iso[2] ?? '', day: iso[3] ?? '' };
  const local = /^(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})$/.exec(typed);
  return local ? { day: local[1] ?? '', month: local[2] ?? '', year: local[3] ?? '' } : undefined;
}
