import { requireCitizen } from '#engines/access';
import { localDate } from '#engines/calendar';
import { type Ctx, type Db, read } from '#engines/database';
import { personById } from '#engines/people';
import { currentUnit, type Unit, unitById } from '#engines/units';
import { canBeFiled, directFiling, type ProcedureVersion } from '#services/procedures';

/** The commune that answers today for the place where a person is registered. */
export async function communeOf(ctx: Ctx, db: Db, personId: string): Promise<Unit> {
  const person = await personById(db, personId);
  const registered = person && (await unitById(db, person.unit_id));
  if (!registered) throw new Error(`the account's person ${personId} is in no commune`);
  return (await currentUnit(db, registered.code, localDate(ctx.now()))) ?? registered;
}

/**
 * What the law sends to the national portal is filed here only where the commune has direct filing turned
 * on, as the demo does (law 3).
 */
export async function mayBeFiledHere(ctx: Ctx, version: ProcedureVersion): Promise<boolean> {
  if (!canBeFiled(version)) return false;
  if (version.route === 'ours') return true;
  const { personId } = requireCitizen(ctx);
  const commune = await read(ctx, (db) => communeOf(ctx, db, personId));
  return (await directFiling(ctx.db)).some((row) => row.unit_code === commune.code);
}
