import type { Db } from '#engines/database';
import { lineageOf } from '#engines/units';

/** The persons someone may act for: herself and the minor children she represents. */
export async function personsOf(_db: Db, personId: string, _now: Date): Promise<string[]> {
  return [personId];
}

/**
 * The unit versions whose matters an officer of this unit answers for: its own and its predecessors'. A post
 * that handles no matters and sees no people (the administrator's) reaches none.
 */
export async function unitsOf(db: Db, unitId: number, permissions: readonly string[]): Promise<number[]> {
  const seesMatters = permissions.some((p) => p.startsWith('dossier.') || p === 'people.see');
  return seesMatters ? lineageOf(db, unitId) : [];
}
