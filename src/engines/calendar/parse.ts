import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { Refusal } from '#engines/database';
import { type CalendarDate, isCalendarDate, weekdayOf } from './local-time.ts';
import { vi } from './vi.ts';
import type { CalendarFacts, DayFact, DayStatus } from './working-calendar.ts';

/** `tsv`: our own form, data/calendar. `json`: lists of days off, worked and undecided under each year. */
export type CalendarFormat = 'tsv' | 'json';

/** How sure the source is: high, medium, low. */
export type Mark = 'H' | 'M' | 'L';

export interface YearFact {
  readonly year: number;
  readonly source: string;
  readonly mark: Mark;
  readonly checkedBy: string | null;
}

export interface SourcedDay extends DayFact {
  readonly decidedBy: string | null;
}

export interface ParsedCalendar {
  readonly years: readonly YearFact[];
  readonly days: readonly SourcedDay[];
}

/** Reads a calendar file; a Refusal names the line at fault. */
export function parseCalendar(text: string, format: CalendarFormat): ParsedCalendar {
  const gathered = new Gathered();
  if (format === 'tsv') readTsv(text.normalize('NFC'), gathered);
  else readJson(text.normalize('NFC'), gathered);
  return gathered.finish();
}

/** What a calendar file alone would make of the days, with the default office hours. */
export const factsOf = (parsed: ParsedCalendar): CalendarFacts => ({
  years: parsed.years.map((y) => y.year),
  days: parsed.days,
  weeks: [],
});

/** Collects lines and refuses the first that contradicts itself or an earlier one. */
class Gathered {
  private readonly years = new Map<number, YearFact>();
  private readonly days = new Map<CalendarDate, { day: SourcedDay; line: number }>();

  year(fact: YearFact, line: number): void {
    if (!Number.isInteger(fact.year) || fact.year < 1900 || fact.year > 2200) fault(line, vi.badYear);
    if (this.years.has(fact.year)) fault(line, vi.yearTwice(fact.year));
    if (!fact.source) fault(line, vi.noSource);
    this.years.set(fact.year, fact);
  }

  day(day: SourcedDay, line: number): void {
    if (!isCalendarDate(day.date)) fault(line, vi.noSuchDate(day.date));
    const earlier = this.days.get(day.date);
    if (earlier) fault(line, vi.dateTwice(day.date, earlier.line));
    if (!day.reason) fault(line, vi.noReason);
    if (day.standsFor && day.status !== 'working') fault(line, vi.standsForOnlyWorked);
    if (day.standsFor && !isCalendarDate(day.standsFor)) fault(line, vi.noSuchDate(day.standsFor));
    this.days.set(day.date, { day, line });
  }

  finish(): ParsedCalendar {
    if (this.years.size === 0) fault(1, vi.noYears);
    for (const { day, line } of this.days.values()) {
      if (!this.years.has(Number(day.date.slice(0, 4)))) fault(line, vi.yearNotListed(day.date));
      const swapped = day.standsFor ? this.days.get(day.standsFor)?.day.status : 'off';
      if (swapped !== 'off') fault(line, vi.swapNotOff(day.standsFor ?? ''));
    }
    return {
      years: [...this.years.values()],
      days: [...this.days.values()].map((d) => d.day).sort((a, b) => a.date.localeCompare(b.date)),
    };
  }
}

const statuses: Readonly<Record<string, DayStatus>> = {
  off: 'off',
  working: 'working',
  undecided: 'undecided',
};
const marks: Readonly<Record<string, Mark>> = { H: 'H', M: 'M', L: 'L' };

function readTsv(text: string, gathered: Gathered): void {
  text.split(/\r?\n/).forEach((content, index) => {
    const line = index + 1;
    if (content.trim() === '' || content.startsWith('#')) return;
    const cells = content.split('\t').map((cell) => (cell.trim() === '-' ? '' : cell.trim()));
    const [kind, key = '', third = '', fourth = '', fifth = '', sixth = ''] = cells;
    if (kind === 'year' && cells.length === 5) {
      const mark = marks[third] ?? fault(line, vi.badMark(third));
      gathered.year({ year: Number(key), mark, checkedBy: fourth || null, source: fifth }, line);
    } else if (kind === 'day' && cells.length === 6) {
      const status = statuses[third] ?? fault(line, vi.badStatus(third));
      const day = { date: key, status, reason: fourth, standsFor: fifth || null, decidedBy: sixth || null };
      gathered.day(day, line);
    } else fault(line, vi.badLine(cells.length));
  });
}

const confidence: Readonly<Record<string, Mark>> = { high: 'H', medium: 'M', provisional: 'M', low: 'L' };
const lists: readonly [string, DayStatus, string][] = [
  ['off', 'off', vi.dayOff],
  ['workday', 'working', vi.workedInExchange],
  ['undecided', 'undecided', vi.dayUnknown],
];

function readJson(text: string, gathered: Gathered): void {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineOf = (node: unknown): number => counter.linePos((node as Node | null)?.range?.[0] ?? 0).line;
  const broken = document.errors[0];
  if (broken) fault(broken.linePos?.[0].line ?? 1, vi.notReadable);
  const years: unknown = document.get('years', true);
  if (!isMap(years)) fault(1, vi.noYears);
  for (const { key, value } of years.items) {
    if (!isMap(value)) fault(lineOf(key), vi.notReadable);
    const line = lineOf(key);
    const year = String(isScalar(key) ? key.value : key);
    const conf = String(value.get('conf') ?? '');
    const mark = confidence[conf] ?? fault(lineOf(value.get('conf', true)) || line, vi.badMark(conf));
    gathered.year(
      { year: Number(year), mark, checkedBy: null, source: String(value.get('src') ?? '') },
      line,
    );
    for (const [name, status, reason] of lists) {
      const list: unknown = value.get(name, true);
      if (list === undefined) continue;
      if (!isSeq(list)) fault(lineOf(list), vi.notReadable);
      for (const item of list.items) {
        const date = String(isScalar(item) ? item.value : '');
        if (date.slice(0, 4) !== year) fault(lineOf(item), vi.notInYear(date, year));
        if (status === 'working' && isCalendarDate(date) && weekdayOf(date) % 6 !== 0)
          fault(lineOf(item), vi.workedOnlyWeekend(date));
        gathered.day({ date, status, reason, standsFor: null, decidedBy: null }, lineOf(item));
      }
    }
  }
}

function fault(line: number, what: string): never {
  throw new Refusal('invalid', 'calendar.line-at-fault', vi.lineAtFault(line, what), { line });
}
