import { type Db, Refusal, type Tx } from '#engines/database';
import { faultOfHours, inOrder } from './hours.ts';
import { calendarChanged } from './load.ts';
import { type CalendarDate, isCalendarDate } from './local-time.ts';
import { type CalendarFormat, type Mark, parseCalendar } from './parse.ts';
import { insertDays, insertWeek, insertYear, listDays, listYears, lockCalendar } from './store.ts';
import { vi } from './vi.ts';
import type { DayStatus, WeekdayHours } from './working-calendar.ts';

export interface ImportedCalendar {
  readonly years: readonly number[];
  /** Dates that got a new row. */
  readonly changed: readonly CalendarDate[];
  /** Dates where the file differs but an officer's decision stands. */
  readonly kept: readonly CalendarDate[];
}

interface NewDay {
  readonly date: CalendarDate;
  readonly status: DayStatus | 'ordinary' | 'as-announced';
  readonly reason: string;
  readonly stands_for: CalendarDate | null;
  readonly source: string;
  readonly mark: string;
  readonly checked_by: string | null;
  readonly decided_by: string | null;
}

/**
 * Takes over a calendar file. The file rules the years it names, whole: a day it no longer lists becomes an
 * ordinary day. Days that an officer decided stay. A second import of the same file changes nothing.
 */
export async function importCalendar(
  tx: Tx,
  text: string,
  format: CalendarFormat,
): Promise<ImportedCalendar> {
  const parsed = parseCalendar(text, format);
  await tx.one(lockCalendar, {});
  const knownYears = new Map((await tx.many(listYears, {})).map((y) => [y.year, y]));
  const changed: NewDay[] = [];
  const kept: CalendarDate[] = [];
  for (const fact of parsed.years) {
    const { year, source, mark, checkedBy: checked_by } = fact;
    const known = knownYears.get(year);
    if (known?.source !== source || known.mark !== mark || known.checked_by !== checked_by)
      await tx.one(insertYear, { year, source, mark, checked_by });
    const wanted = new Map<CalendarDate, NewDay>();
    for (const { date, status, reason, standsFor, decidedBy } of parsed.days)
      if (Number(date.slice(0, 4)) === year)
        wanted.set(date, {
          date,
          status,
          reason,
          stands_for: standsFor ?? null,
          source,
          mark,
          checked_by,
          decided_by: decidedBy,
        });
    const stored = await tx.many(listDays, { first: `${year}-01-01`, last: `${year}-12-31`, unit_id: null });
    for (const row of stored) {
      const want = wanted.get(row.date);
      if (row.entered === 'officer') {
        if (want && want.status !== row.status) kept.push(row.date);
        wanted.delete(row.date);
      } else if (!want && row.status !== 'ordinary')
        wanted.set(row.date, ordinaryDay(row.date, source, mark, checked_by));
      else if (want && sameDay(want, row)) wanted.delete(row.date);
    }
    changed.push(...wanted.values());
  }
  await store(tx, changed, 'import', null);
  return { years: parsed.years.map((y) => y.year), changed: changed.map((d) => d.date), kept };
}

/**
 * An officer's decision about one day, by a document: a storm, mourning, the announced days of Tết. With a unit
 * it is that unit's own day and goes before everybody's; `as-announced` takes such a decision back.
 */
export async function decideDay(
  tx: Tx,
  day: {
    readonly unitId?: number | null;
    readonly date: CalendarDate;
    readonly status: DayStatus | 'ordinary' | 'as-announced';
    readonly reason: string;
    readonly standsFor?: CalendarDate | null;
    /** Number of the document. */
    readonly decidedBy: string;
    readonly checkedBy?: string | null;
  },
): Promise<void> {
  if (!day.decidedBy.trim()) throw new Refusal('invalid', 'calendar.needs-document', vi.needsDocument);
  const standsFor = day.status === 'working' ? (day.standsFor ?? null) : null;
  const dates = standsFor ? [day.date, standsFor] : [day.date];
  if (!dates.every(isCalendarDate) || !day.reason.trim())
    throw new Refusal('invalid', 'calendar.bad-day', vi.badDay);
  await tx.one(lockCalendar, {});
  const row: NewDay = {
    date: day.date,
    status: day.status,
    reason: day.reason.normalize('NFC').trim(),
    stands_for: standsFor,
    source: day.decidedBy.trim(),
    mark: 'H',
    checked_by: day.checkedBy ?? null,
    decided_by: day.decidedBy.trim(),
  };
  await store(tx, [row], 'officer', day.unitId ?? null);
}

/** A unit's week from a date on (unit null: everybody's who has none of her own). The newest row valid on a date rules. */
export async function setOfficeHours(
  tx: Tx,
  week: {
    readonly unitId: number | null;
    readonly validFrom: CalendarDate;
    readonly validTo?: CalendarDate | null;
    readonly hours: readonly WeekdayHours[];
    readonly source: string;
  },
): Promise<void> {
  const { validFrom, validTo = null } = week;
  const ordered = inOrder(week.hours);
  const datesHold = isCalendarDate(validFrom) && (validTo === null || validTo >= validFrom);
  if (faultOfHours(week.hours) || !datesHold) throw new Refusal('invalid', 'calendar.bad-hours', vi.badHours);
  await tx.one(lockCalendar, {});
  await tx.one(insertWeek, {
    unit_id: week.unitId,
    valid_from: validFrom,
    valid_to: validTo,
    hours: ordered.map(({ weekday, from, to }) => ({ weekday, from, to })),
    source: week.source,
  });
  calendarChanged(tx);
  await tx.emit('calendar.changed', 'calendar', { unitId: week.unitId, from: validFrom });
}

export interface StoredDay {
  /** Whose day it is; null: everybody's. */
  readonly unit_id: number | null;
  readonly date: CalendarDate;
  readonly status: string;
  readonly reason: string;
  readonly stands_for: CalendarDate | null;
  readonly source: string;
  readonly mark: string;
  /** Null is shown as "chưa đối chiếu". */
  readonly checked_by: string | null;
  readonly decided_by: string | null;
}

/** The days of a year that are not ordinary, with their sources, as they rule a unit (null: everybody). */
export async function daysOf(db: Db, year: number, unitId: number | null = null): Promise<StoredDay[]> {
  const rows = await db.many(listDays, { first: `${year}-01-01`, last: `${year}-12-31`, unit_id: unitId });
  return rows.filter((row) => row.status !== 'ordinary');
}

/** The days that a unit decided for itself, in every year. */
export async function ownDaysOf(db: Db, unitId: number): Promise<StoredDay[]> {
  const rows = await db.many(listDays, { first: '1900-01-01', last: '2200-12-31', unit_id: unitId });
  return rows.filter((row) => row.unit_id === unitId);
}

async function store(
  tx: Tx,
  days: readonly NewDay[],
  entered: 'import' | 'officer',
  unitId: number | null,
): Promise<void> {
  calendarChanged(tx);
  if (days.length === 0) return;
  await tx.many(insertDays, {
    dates: days.map((d) => d.date),
    statuses: days.map((d) => d.status),
    reasons: days.map((d) => d.reason),
    stands_for: days.map((d) => d.stands_for ?? ''),
    sources: days.map((d) => d.source),
    marks: days.map((d) => d.mark),
    checked_by: days.map((d) => d.checked_by ?? ''),
    decided_by: days.map((d) => d.decided_by ?? ''),
    entered,
    unit_id: unitId,
  });
  await tx.emit('calendar.changed', 'calendar', { unitId, dates: days.map((d) => d.date) });
}

const ordinaryDay = (date: CalendarDate, source: string, mark: Mark, checked_by: string | null): NewDay => ({
  date,
  status: 'ordinary',
  reason: vi.ordinaryDay,
  stands_for: null,
  source,
  mark,
  checked_by,
  decided_by: null,
});

type Comparable = Omit<NewDay, 'status'> & { readonly status: string };

const sameDay = (a: Comparable, b: Comparable): boolean =>
  a.status === b.status &&
  a.reason === b.reason &&
  a.stands_for === b.stands_for &&
  a.source === b.source &&
  a.mark === b.mark &&
  a.checked_by === b.checked_by &&
  a.decided_by === b.decided_by;
