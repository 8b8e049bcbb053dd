import { requireCitizen } from '#engines/access';
import { localDate } from '#engines/calendar';
import { type Ctx, type Db, read } from '#engines/database';
import { type Person, personById } from '#engines/people';
import { currentUnit, type Unit, unitById } from '#engines/units';
import { canBeFiled, directFiling, type ProcedureVersion } from '#services/procedures';

/** A person and the commune that answers today for the place where she is registered. */
export async function registeredAt(
  ctx: Ctx,
  db: Db,
  personId: string,
): Promise<{ person: Person; unit: Unit }> {
  const person = await personById(db, personId);
  const registered = person && (await unitById(db, person.unit_id));
  if (!registered) throw new Error(`the account's person ${personId} is in no commune`);
  const unit = (await currentUnit(db, registered.code, localDate(ctx.now()))) ?? registered;
  return { person, unit };
}

/**
 * What the law sends to the national portal is filed here only where the commune has direct filing turned
 * on, as the demo does (law 3).
 */
export async function mayBeFiledHere(ctx: Ctx, version: ProcedureVersion): Promise<boolean> {
  if (!canBeFiled(version)) return false;
  if (version.route === 'ours') return true;
  const { personId } = requireCitizen(ctx);
  const { unit } = await read(ctx, (db) => registeredAt(ctx, db, personId));
  return (await directFiling(ctx.db)).some((row) => row.unit_code === unit.code);
}
