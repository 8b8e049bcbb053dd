import type { Db } from '#engines/database';
import type { CalendarDate } from './local-time.ts';
import { listWeeks } from './store.ts';
import { defaultOfficeHours, type OfficeWeek } from './working-calendar.ts';

export interface KnownWeek extends OfficeWeek {
  readonly source: string;
  /** Set by the unit itself, not everybody's and not the program's. */
  readonly own: boolean;
}

/** The office hours that were set last for a unit, in force or to come; the program's when nobody set any. */
export async function weekOf(db: Db, unitId: number, onDate?: CalendarDate): Promise<KnownWeek> {
  const weeks = await db.many(listWeeks, { unit_id: unitId });
  const row = onDate
    ? weeks.find((w) => w.valid_from <= onDate && (w.valid_to === null || onDate <= w.valid_to))
    : weeks[0];
  if (!row)
    return { validFrom: '1900-01-01', validTo: null, hours: defaultOfficeHours, source: '', own: false };
  const { valid_from: validFrom, valid_to: validTo, hours, source, unit_id } = row;
  return { validFrom, validTo, hours, source, own: unit_id !== null };
}
