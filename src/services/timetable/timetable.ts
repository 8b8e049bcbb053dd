import {
  addDays,
  faultOfHours,
  isCalendarDate,
  type WeekdayHours,
  type WorkingCalendar,
} from '#engines/calendar';
import { isList, isRecord, type Json, type Problem, plain, valueAt } from '#services/changes';
import { vi } from './vi.ts';

/** Weekdays from Monday on, as keys of the hours' content: `d1` … `d6`, `d0`. */
export const weekdayKeys = [1, 2, 3, 4, 5, 6, 0].map((weekday) => ({ weekday, key: `d${weekday}` }));

/** A week's hours as a change holds them: spans by weekday. */
export const contentOfHours = (hours: readonly WeekdayHours[]): Json =>
  Object.fromEntries(
    weekdayKeys.map(({ weekday, key }) => [
      key,
      hours
        .filter((h) => h.weekday === weekday)
        .sort((a, b) => a.from.localeCompare(b.from))
        .map(({ from, to }) => ({ from, to })),
    ]),
  );

export const hoursFrom = (content: Json): WeekdayHours[] =>
  weekdayKeys.flatMap(({ weekday, key }) => {
    const spans = valueAt(content, [key]);
    return (isList(spans) ? spans : []).map((span) => ({
      weekday,
      from: textAt(span, 'from'),
      to: textAt(span, 'to'),
    }));
  });

export function problemsOfHours(content: Json): readonly Problem[] {
  const fault = faultOfHours(hoursFrom(content));
  return fault ? [{ at: [`d${fault.weekday ?? 1}`], message: fault.message }] : [];
}

/** A day that the commune itself decided. */
export interface OwnDay {
  readonly id: string;
  readonly date: string;
  readonly status: 'off' | 'working' | 'undecided' | 'ordinary';
  readonly reason: string;
  readonly standsFor?: string;
}

export const daysFrom = (content: Json): readonly OwnDay[] => {
  const days = valueAt(content, ['days']);
  return (isList(days) ? days : []) as unknown as readonly OwnDay[];
};

export const contentOfDays = (days: readonly OwnDay[]): Json =>
  plain({ days: [...days].sort((a, b) => a.date.localeCompare(b.date)) });

const statuses = ['off', 'working', 'undecided', 'ordinary'];

export function problemsOfDays(content: Json): readonly Problem[] {
  const days = daysFrom(content);
  return days.flatMap((day, index) => {
    const at = (key: string) => ['days', String(index), key];
    const problems: Problem[] = [];
    if (!isCalendarDate(day.date ?? '')) problems.push({ at: at('date'), message: vi.problems.date });
    else if (days.findIndex((other) => other.date === day.date) < index)
      problems.push({ at: at('date'), message: vi.problems.twice });
    if (!statuses.includes(day.status)) problems.push({ at: at('status'), message: vi.problems.status });
    if (!day.reason) problems.push({ at: at('reason'), message: vi.problems.reason });
    if (day.standsFor && day.status !== 'working')
      problems.push({ at: at('standsFor'), message: vi.problems.onlyWorked });
    else if (day.standsFor && !isCalendarDate(day.standsFor))
      problems.push({ at: at('standsFor'), message: vi.problems.date });
    return problems;
  });
}

/** Longer than any Tết: a calendar that closes longer cannot keep its promises. */
const longestRest = 21;

/** The first day of a rest that is too long, within a year from a day on. */
export function endlessRestIn(calendar: WorkingCalendar, from: string): string | undefined {
  let begun: string | undefined;
  let length = 0;
  for (let i = 0; i < 366; i += 1) {
    const date = addDays(from, i);
    if (calendar.statusOf(date).status === 'off') {
      begun ??= date;
      length += 1;
      if (length > longestRest) return begun;
    } else {
      begun = undefined;
      length = 0;
    }
  }
  return undefined;
}

const textAt = (value: Json, key: string): string => {
  const found = isRecord(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
};
