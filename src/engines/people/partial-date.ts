import type { Parsed } from './name.ts';
import { words } from './vi.ts';

/** A birth date as known: the year only, month and year, or the day. `from` and `to` bound what it may mean. */
export interface PartialDate {
  /** YYYY, YYYY-MM or YYYY-MM-DD */
  readonly text: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Reads 05/01/1980, 5-1-1980, 01/1980, 1980 and the stored forms. Impossible dates are refused with a
 * sentence that names the fault.
 * @param notAfter YYYY-MM-DD; later dates are refused (births lie in the past)
 */
export function parsePartialDate(typed: string, notAfter?: string): Parsed<PartialDate> {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return { ok: false, message: words.dateMissing };
  const parts = readParts(text);
  if (!parts) return { ok: false, message: words.dateShape };
  const [year, month, day] = parts;
  const fault = faultOf(year, month, day);
  if (fault) return { ok: false, message: fault };
  const value = bounds(year, month, day);
  if (notAfter !== undefined && value.from > notAfter) return { ok: false, message: words.dateAhead };
  return { ok: true, value };
}

/** The bounds of a stored partial date; throws when it is none (it was checked when it was stored). */
export function partialDate(stored: string): PartialDate {
  const parsed = parsePartialDate(stored);
  if (!parsed.ok) throw new Error(`not a partial date: ${stored}`);
  return parsed.value;
}

/** "05/01/1980", "tháng 1/1980", "năm 1980". */
export function showPartialDate(stored: string): string {
  const [year = '', month, day] = stored.split('-');
  if (day) return `${day}/${month}/${year}`;
  return month ? words.month(Number(month), Number(year)) : words.year(Number(year));
}

/** Completed years on a day, as the least and the most it can be; null before birth. */
export function ageOn(birth: string, onDate: string): { least: number; most: number } | null {
  const { from, to } = partialDate(birth);
  const most = yearsBetween(from, onDate);
  return most < 0 ? null : { least: Math.max(0, yearsBetween(to, onDate)), most };
}

type Parts = readonly [year: number, month: number | null, day: number | null];

function readParts(text: string): Parts | null {
  const stored = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  const written = /^(?:(?:(\d{1,2})\s*[/.\-\s]\s*)?(\d{1,2})\s*[/.\-\s]\s*)?(\d{4})$/.exec(text);
  const [year, month, day] = stored
    ? [stored[1], stored[2], stored[3]]
    : written
      ? [written[3], written[2], written[1]]
      : [];
  if (year === undefined) return null;
  return [Number(year), month === undefined ? null : Number(month), day === undefined ? null : Number(day)];
}

function faultOf(year: number, month: number | null, day: number | null): string | null {
  if (year < 1850 || year > 2399) return words.yearImpossible(year);
  if (month === null) return null;
  if (month < 1 || month > 12) return words.monthImpossible(month);
  if (day === null) return null;
  if (day < 1) return words.dayZero;
  const last = daysIn(year, month);
  return day > last ? words.dayImpossible(day, month, year, last) : null;
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const two = (n: number): string => String(n).padStart(2, '0');

function bounds(year: number, month: number | null, day: number | null): PartialDate {
  if (month === null) return { text: `${year}`, from: `${year}-01-01`, to: `${year}-12-31` };
  const start = `${year}-${two(month)}`;
  if (day === null) return { text: start, from: `${start}-01`, to: `${start}-${two(daysIn(year, month))}` };
  const date = `${start}-${two(day)}`;
  return { text: date, from: date, to: date };
}

function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
