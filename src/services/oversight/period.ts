import { addDays, type CalendarDate, isCalendarDate } from '#engines/calendar';

export const periods = ['tuan', 'thang', 'quy', 'nam'] as const;
export type PeriodName = (typeof periods)[number];

/** From the first day to before the day after the last. */
export interface Period {
  readonly name: PeriodName | 'khac';
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

export const startOf = (date: CalendarDate): Date => new Date(`${date}T00:00:00+07:00`);

/** The running week, month, quarter or year; or any span of days, as reports need. */
export function periodIn(query: Readonly<Record<string, string>>, today: CalendarDate): Period {
  const { ky = '', tu = '', den = '' } = query;
  if (isCalendarDate(tu) && isCalendarDate(den) && tu < den) return { name: 'khac', from: tu, until: den };
  return running(periods.find((p) => p === ky) ?? 'thang', today);
}

export function running(name: PeriodName, today: CalendarDate): Period {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const first = (y: number, m: number) =>
    `${y + Math.floor((m - 1) / 12)}-${String(((m - 1) % 12) + 1).padStart(2, '0')}-01`;
  if (name === 'nam') return { name, from: first(year, 1), until: first(year + 1, 1) };
  if (name === 'thang') return { name, from: first(year, month), until: first(year, month + 1) };
  if (name === 'quy') {
    const start = month - ((month - 1) % 3);
    return { name, from: first(year, start), until: first(year, start + 3) };
  }
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  const monday = addDays(today, -((weekday + 6) % 7));
  return { name, from: monday, until: addDays(monday, 7) };
}
