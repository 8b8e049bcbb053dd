import { localDate } from '#engines/calendar';
import type { Db } from '#engines/database';
import { lineageOf } from '#engines/units';
import { fullAge, yearsFrom } from './representation.ts';
import { findReach } from './representation-store.ts';

/**
 * Whom and what someone may see as herself at this moment: herself, her minor children and wards; and of those who
 * authorised her, only the cases she filed for them. One statement, asked at every request: a revocation, a
 * death, an eighteenth birthday or a new kin counts at once.
 */
export async function reachOf(
  db: Db,
  personId: string,
  now: Date,
): Promise<{ persons: string[]; cases: string[] }> {
  const rows = await db.many(findReach, {
    person_id: personId,
    now,
    grown_since: yearsFrom(localDate(now), -fullAge),
  });
  const idsOf = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.id);
  return { persons: [personId, ...idsOf('person')], cases: idsOf('case') };
}

/**
 * The unit versions whose matters an officer of this unit answers for: its own and its predecessors'. A post
 * that handles no matters and sees no people (the administrator's) reaches none.
 */
export async function unitsOf(db: Db, unitId: number, permissions: readonly string[]): Promise<number[]> {
  const seesMatters = permissions.some((p) => p.startsWith('dossier.') || p === 'people.see');
  return seesMatters ? lineageOf(db, unitId) : [];
}
