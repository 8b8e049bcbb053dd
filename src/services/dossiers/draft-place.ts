import { requireCitizen } from '#engines/access';
import { localDate } from '#engines/calendar';
import { type Ctx, type Db, Refusal, read } from '#engines/database';
import { type Person, personById } from '#engines/people';
import { currentUnit, type Unit, unitById } from '#engines/units';
import { settingsOf } from '#services/administration';
import { canBeFiled, directFiling, type ProcedureVersion } from '#services/procedures';
import { vi } from './citizen/vi.ts';

/**
 * A person and the commune that answers today for the place where she is registered. Whoever has shown no more than a
 * telephone is nobody of the register: the commune that this program serves answers for her.
 */
export async function registeredAt(
  ctx: Ctx,
  db: Db,
  personId: string,
): Promise<{ person: Person | undefined; unit: Unit }> {
  const person = await personById(db, personId);
  const today = localDate(ctx.now());
  if (!person) return { person, unit: await servedUnit(db, today) };
  const registered = await unitById(db, person.unit_id);
  if (!registered) throw new Error(`the account's person ${personId} is in no commune`);
  return { person, unit: (await currentUnit(db, registered.code, today)) ?? registered };
}

async function servedUnit(db: Db, today: string): Promise<Unit> {
  const direct = await directFiling(db);
  const code = (await settingsOf(db))?.unit_code ?? (direct.length === 1 ? direct[0]?.unit_code : undefined);
  const unit = code === undefined ? undefined : await currentUnit(db, code, today);
  if (!unit) throw new Refusal('denied', 'draft.no-commune', vi.refusals.noCommune);
  return unit;
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
