/** A date on the wall calendar, 'YYYY-MM-DD'. */
export type CalendarDate = string;

/** Asia/Ho_Chi_Minh has been UTC+7 without summer time since 1975. */
const offset = 7 * 60;
export const minutesPerDay = 24 * 60;

/** The wall clock at an instant, to the minute: '2026-03-02T09:00'. */
export const toLocal = (instant: Date): string => wallOf(minuteOf(instant));

/** The instant of a wall clock reading: '2026-03-02T09:00'. Throws RangeError for a time that does not exist. */
export function fromLocal(local: string): Date {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::\d{2})?$/.exec(local);
  const [, date = '', hour = '', minute = ''] = match ?? [];
  if (!isCalendarDate(date) || Number(hour) > 23 || Number(minute) > 59)
    throw new RangeError(`not a local time: ${local}`);
  return instantOf(dayNumber(date) * minutesPerDay + Number(hour) * 60 + Number(minute));
}

/** The calendar date at an instant. */
export const localDate = (instant: Date): CalendarDate => toLocal(instant).slice(0, 10);

/** True for a date that exists: '2026-02-30' does not. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export const addDays = (date: CalendarDate, n: number): CalendarDate => dateOf(dayNumber(date) + n);

/** 0 Sunday … 6 Saturday. */
export const weekdayOf = (date: CalendarDate): number => (((dayNumber(date) + 4) % 7) + 7) % 7;

/** Minutes since midnight of '07:30'. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Wall-clock minutes since 1970-01-01T00:00; seconds are dropped, as on the printed reception slip. */
export const minuteOf = (instant: Date): number => Math.floor(instant.getTime() / 60_000) + offset;

export const instantOf = (minute: number): Date => new Date((minute - offset) * 60_000);

/** Days since 1970-01-01. */
export const dayNumber = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

export const dateOf = (day: number): CalendarDate => new Date(day * 86_400_000).toISOString().slice(0, 10);

const wallOf = (minute: number) => new Date(minute * 60_000).toISOString().slice(0, 16);
