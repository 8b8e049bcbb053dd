import { addDays, type CalendarDate, minutesOf, weekdayOf } from './local-time.ts';
import { vi } from './vi.ts';

export type DayStatus = 'working' | 'off' | 'undecided';

/** From opening to closing, local time. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

export interface WorkingCalendar {
  statusOf(date: CalendarDate): { readonly status: DayStatus; readonly reason?: string };
  /** Office hours of that day in order; empty unless it is a working day. */
  hoursOf(date: CalendarDate): readonly Hours[];
}

/** A day that is not what its weekday says, or that is not announced yet. */
export interface DayFact {
  readonly date: CalendarDate;
  readonly status: DayStatus;
  readonly reason: string;
  /** The day off that a swap day is worked for: it keeps that day's hours. */
  readonly standsFor?: CalendarDate | null;
}

/** Office hours of one weekday: 0 Sunday … 6 Saturday. */
export interface WeekdayHours extends Hours {
  readonly weekday: number;
}

/** An office's week while it is valid (both dates included). */
export interface OfficeWeek {
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly hours: readonly WeekdayHours[];
}

export interface CalendarFacts {
  /** Years whose days off are known; a date in any other year is undecided. */
  readonly years: readonly number[];
  readonly days: readonly DayFact[];
  /** The first week that is valid on a date rules it. Without one, `defaultOfficeHours` do. */
  readonly weeks: readonly OfficeWeek[];
}

/** Monday to Friday 07:30–11:30 and 13:00–17:00, until a unit sets its own. */
export const defaultOfficeHours: readonly WeekdayHours[] = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, from: '07:30', to: '11:30' },
  { weekday, from: '13:00', to: '17:00' },
]);

const monday = 1;

/** The calendar that these facts make. A weekday with office hours is a working day unless a fact says otherwise. */
export function workingCalendar(facts: CalendarFacts): WorkingCalendar {
  const years = new Set(facts.years.map(String));
  const days = new Map(facts.days.map((day) => [day.date, day]));
  const onWeekday = (weekday: number, date: CalendarDate): readonly Hours[] => {
    const week = facts.weeks.find((w) => w.validFrom <= date && (w.validTo === null || date <= w.validTo));
    return (week?.hours ?? defaultOfficeHours)
      .filter((h) => h.weekday === weekday)
      .sort((a, b) => minutesOf(a.from) - minutesOf(b.from));
  };
  const statusOf: WorkingCalendar['statusOf'] = (date) => {
    const fact = days.get(date);
    if (fact) return { status: fact.status, reason: fact.reason };
    const year = date.slice(0, 4);
    if (!years.has(year)) return { status: 'undecided', reason: vi.yearUnknown(year) };
    if (onWeekday(weekdayOf(date), date).length > 0) return { status: 'working' };
    return { status: 'off', reason: vi.weekdays[weekdayOf(date)] };
  };
  return {
    statusOf,
    hoursOf(date) {
      if (statusOf(date).status !== 'working') return [];
      const fact = days.get(date);
      if (!fact) return onWeekday(weekdayOf(date), date);
      if (fact.standsFor) return onWeekday(weekdayOf(fact.standsFor), date);
      const weekend = weekdayOf(date) % 6 === 0;
      return onWeekday(weekend ? monday : weekdayOf(date), date);
    },
  };
}

/** The first working day after a date, or the undecided day that hides it. */
export function nextWorkingDay(
  date: CalendarDate,
  calendar: WorkingCalendar,
): { readonly date: CalendarDate; readonly status: 'working' | 'undecided' } {
  for (let next = addDays(date, 1); ; next = addDays(next, 1)) {
    const { status } = calendar.statusOf(next);
    if (status !== 'off') return { date: next, status };
  }
}
