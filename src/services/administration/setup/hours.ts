import type { WeekdayHours } from '#engines/calendar';
import { vi } from './vi.ts';

/** The office hours as the setup asks for them: one morning and one afternoon, and perhaps Saturday morning. */
export interface OfficeHours {
  readonly morning: readonly [string, string];
  readonly afternoon: readonly [string, string];
  readonly saturday: boolean;
}

export const usualHours: OfficeHours = {
  morning: ['07:30', '11:30'],
  afternoon: ['13:00', '17:00'],
  saturday: false,
};

/** As the calendar keeps them: 0 Sunday … 6 Saturday. */
export function weekOf({ morning, afternoon, saturday }: OfficeHours): WeekdayHours[] {
  const spans = (weekday: number, of: readonly (readonly [string, string])[]) =>
    of.map(([from, to]) => ({ weekday, from, to }));
  return [
    ...[1, 2, 3, 4, 5].flatMap((weekday) => spans(weekday, [morning, afternoon])),
    ...(saturday ? spans(6, [morning]) : []),
  ];
}

/** "7:30", "07h30" and "7 giờ 30" are the same time; undefined for what is none. */
export function timeFrom(typed: string): string | undefined {
  const [, hour, minute = '0'] =
    /^(\d{1,2})\s*(?:[:.hg]|giờ)?\s*(\d{2})?\s*(?:phút)?$/iu.exec(typed.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

/** In words, for the foot of every page. */
export function hoursInWords({ morning, afternoon, saturday }: OfficeHours): string {
  const span = ([from, to]: readonly [string, string]) => vi.contact.span(clock(from), clock(to));
  const said = vi.contact.said(vi.contact.weekdays, span(morning), span(afternoon));
  return saturday ? `${said}${vi.contact.andSaturday(span(morning))}` : said;
}

function clock(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return vi.contact.clock(hour, minute);
}
