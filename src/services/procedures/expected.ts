import { type Due, dueOf, fromLocal, loadCalendar, localDate, toLocal } from '#engines/calendar';
import type { Db } from '#engines/database';
import { currentUnit } from '#engines/units';
import { directFiling } from './catalogue.ts';
import { type Case, caseById, decidedHere, defaultCase, type ProcedureVersion } from './procedure.ts';

export interface Expected {
  readonly chosen: Case;
  readonly received: Date;
  readonly due: Due;
  /** Whose hours were counted: the commune's own, or those that all offices of the State keep. */
  readonly hours: 'commune' | 'common';
}

/** `2026-03-02T09:00` in Vietnam's time; null when it is no moment of the calendar. */
export function momentOf(typed: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(typed)) return null;
  try {
    return fromLocal(typed);
  } catch {
    return null;
  }
}

/** "Bao giờ có kết quả?": when a dossier validly received at that moment would be due. */
export async function expectedFor(
  db: Db,
  version: ProcedureVersion,
  received: Date,
  caseId: string | undefined,
): Promise<Expected> {
  const chosen = (caseId && caseById(version, caseId)) || defaultCase(version);
  // What the police or a ministry decides does not wait for the commune's own days off.
  const unit = decidedHere(version.route) ? await servedUnit(db, localDate(received)) : null;
  const due = dueOf(chosen.limit, received, await loadCalendar(db, unit));
  return { chosen, received, due, hours: unit === null ? 'common' : 'commune' };
}

/**
 * The commune that takes dossiers with this program: its own days and hours count. Null where several do, or none:
 * then everybody's calendar does.
 */
async function servedUnit(db: Db, onDate: string): Promise<number | null> {
  const served = await directFiling(db);
  const [only] = served;
  return served.length === 1 && only ? ((await currentUnit(db, only.unit_code, onDate))?.id ?? null) : null;
}

/** `2026-03-04T17:00+07:00` */
export const localIso = (at: Date): string => `${toLocal(at)}+07:00`;
