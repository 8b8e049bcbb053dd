import { localDate } from '#engines/calendar';
import { type Ctx, type Db, machine, read } from '#engines/database';
import { dependantsOf } from '#engines/people';
import { lineageOf } from '#engines/units';

/** The persons someone may act for: herself, and the minor children and wards she represents. */
export async function personsOf(db: Db, personId: string, now: Date): Promise<string[]> {
  const wards = await read(asItself(db, now), (inside) => dependantsOf(inside, personId, localDate(now)));
  return [personId, ...wards.map((person) => person.id)];
}

/**
 * The unit versions whose matters an officer of this unit answers for: its own and its predecessors'. A post
 * that handles no matters and sees no people (the administrator's) reaches none.
 */
export async function unitsOf(db: Db, unitId: number, permissions: readonly string[]): Promise<number[]> {
  const seesMatters = permissions.some((p) => p.startsWith('dossier.') || p === 'people.see');
  return seesMatters ? lineageOf(db, unitId) : [];
}

/** Kinship must be read before the person's own scope is known. */
const asItself = (db: Db, now: Date): Ctx => ({
  actor: machine('access.reach'),
  db,
  now: () => now,
  requestId: 'access.reach',
  log: silence,
});

const silence = { info() {}, warn() {}, error() {} };
