import type { Db, Tx } from '#engines/database';
import { listDays, listWeeks, listYears } from './store.ts';
import { type WorkingCalendar, workingCalendar } from './working-calendar.ts';

const life = 5_000;
const loaded = new Map<number | null, { readonly until: number; readonly calendar: WorkingCalendar }>();
/** Transactions that changed the calendar read it afresh: what they see may yet be rolled back. */
const changing = new WeakSet<Db>();

/** The working calendar of a unit (null: without days and office hours of its own). Kept for some seconds. */
export async function loadCalendar(db: Db, unitId: number | null): Promise<WorkingCalendar> {
  if (changing.has(db)) return readCalendar(db, unitId);
  const kept = loaded.get(unitId);
  if (kept && kept.until > performance.now()) return kept.calendar;
  const calendar = await readCalendar(db, unitId);
  if (loaded.size > 1_000) loaded.clear();
  loaded.set(unitId, { until: performance.now() + life, calendar });
  return calendar;
}

export function calendarChanged(tx: Tx): void {
  changing.add(tx);
  loaded.clear();
}

async function readCalendar(db: Db, unitId: number | null): Promise<WorkingCalendar> {
  const years = await db.many(listYears, {});
  const days = await db.many(listDays, {
    first: '1900-01-01',
    last: '2200-12-31',
    unit_id: unitId,
  });
  const weeks = await db.many(listWeeks, { unit_id: unitId });
  return workingCalendar({
    years: years.map((y) => y.year),
    days: days.flatMap((d) => {
      if (d.status === 'ordinary') return [];
      const status = d.status === 'off' || d.status === 'working' ? d.status : 'undecided';
      return [{ date: d.date, status, reason: d.reason, standsFor: d.stands_for }];
    }),
    weeks: weeks.map((w) => ({ validFrom: w.valid_from, validTo: w.valid_to, hours: w.hours })),
  });
}
