import { ownDaysOf } from '#engines/calendar';
import type { Db } from '#engines/database';
import type { OwnDay } from './timetable.ts';

/** The days that a unit decided for itself, in order. */
export async function ownDays(db: Db, unitId: number): Promise<readonly OwnDay[]> {
  const rows = await ownDaysOf(db, unitId);
  return rows.map(({ date, status, reason, stands_for }) => ({
    id: date,
    date,
    status: status as OwnDay['status'],
    reason,
    ...(stands_for ? { standsFor: stands_for } : {}),
  }));
}
