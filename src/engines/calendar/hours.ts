import { vi } from './vi.ts';
import type { WeekdayHours } from './working-calendar.ts';

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

export const inOrder = (hours: readonly WeekdayHours[]): WeekdayHours[] =>
  [...hours].sort((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from));

export interface HoursFault {
  /** 0 Sunday … 6 Saturday; null: the week as a whole. */
  readonly weekday: number | null;
  /** A Vietnamese sentence. */
  readonly message: string;
}

/** What keeps a week from being one: no hours at all, an end before its beginning, hours that overlap. */
export function faultOfHours(hours: readonly WeekdayHours[]): HoursFault | undefined {
  if (hours.length === 0) return { weekday: null, message: vi.hours.none };
  const ordered = inOrder(hours);
  for (const [index, h] of ordered.entries()) {
    const { weekday } = h;
    if (!(Number.isInteger(weekday) && weekday >= 0 && weekday <= 6))
      return { weekday: null, message: vi.badHours };
    const day = vi.weekdays[weekday] ?? '';
    if (!time.test(h.from) || !time.test(h.to)) return { weekday, message: vi.hours.unreadable(day) };
    if (h.from >= h.to) return { weekday, message: vi.hours.backwards(day, h.from, h.to) };
    const before = ordered[index - 1];
    if (before?.weekday === weekday && before.to > h.from)
      return { weekday, message: vi.hours.overlap(day, `${before.from}–${before.to}`, `${h.from}–${h.to}`) };
  }
  return undefined;
}
