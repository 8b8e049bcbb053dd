import { localDate } from '#engines/calendar';
import { type Ctx, type Db, Refusal, type Tx } from '#engines/database';
import { fold } from '#engines/search';
import {
  addVillageEdges,
  addVillages,
  closeBody,
  closeVillages,
  findBodyVersions,
  findVillageEdges,
  findVillageLineage,
  findVillagesByName,
  findVillageVersions,
  insertBody,
} from './change-store.ts';
import { forgetUnits } from './known.ts';
import { latest } from './names.ts';
import { canonicalName, inForce, type Unit } from './unit.ts';
import { words } from './vi.ts';

/** Every version of every body of a unit, those that are gone too. */
export const bodyVersionsOf = (db: Db, unitId: number) => db.many(findBodyVersions, { unit_id: unitId });

export interface NewBody {
  readonly unitId: number;
  /** Of the body that is renamed; absent for a new one. */
  readonly replaces?: number;
  readonly name: string;
  readonly shortName: string;
  readonly from: string;
  /** The paper that founds or renames it. */
  readonly act: string;
}

/** Founds a body from a day on, or gives one another name from a day on; what was called otherwise stays so. */
export async function putBody(ctx: Ctx, tx: Tx, body: NewBody): Promise<number> {
  checkDay(ctx, body.from);
  const name = canonicalName(body.name);
  const short = canonicalName(body.shortName) || name;
  if (name.length < 3) throw refuse('invalid', 'no-name', words.change.noName);
  if (body.act.trim() === '') throw refuse('invalid', 'no-act', words.change.noAct);
  const versions = await tx.many(findBodyVersions, { unit_id: body.unitId });
  const before = versions.find((one) => one.id === body.replaces);
  if (body.replaces !== undefined && before?.valid_to !== null)
    throw refuse('missing', 'no-body', words.change.noBody);
  if (versions.some((one) => one !== before && inForce(one, body.from) && fold(one.name) === fold(name)))
    throw refuse('conflict', 'same-name', words.change.sameName(name));
  if (before) await close(tx, before.id, body.unitId, body.from);
  const { id } = await tx.one(insertBody, {
    unit_id: body.unitId,
    code: before?.code ?? codeFor(name, new Set(versions.map((one) => one.code))),
    name,
    short_name: short,
    place: before?.place ?? Math.max(-1, ...versions.map((one) => one.place)) + 1,
    valid_from: body.from,
    legal_act: body.act.normalize('NFC').trim(),
    source: 'quản trị',
  });
  forgetUnits();
  return id;
}

/** Ends a body with a day. */
export async function endBody(
  ctx: Ctx,
  tx: Tx,
  body: { unitId: number; id: number; on: string },
): Promise<void> {
  checkDay(ctx, body.on);
  await close(tx, body.id, body.unitId, body.on);
  forgetUnits();
}

async function close(tx: Tx, id: number, unitId: number, on: string): Promise<void> {
  if ((await tx.run(closeBody, { id, unit_id: unitId, on })) !== 1)
    throw refuse('conflict', 'no-body', words.change.noBody);
}

const codeFor = (name: string, taken: ReadonlySet<string>): string => {
  const plain = fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
  return taken.has(plain) ? `${plain}-${taken.size}` : plain;
};

/** Every version of every village of a unit, with the edges between them. */
export async function villageHistoryOf(db: Db, unitId: number) {
  const [versions, edges] = await Promise.all([
    db.many(findVillageVersions, { unit_id: unitId }),
    db.many(findVillageEdges, { unit_id: unitId }),
  ]);
  return { versions, edges };
}

export interface VillageChange {
  readonly unit: Pick<Unit, 'id' | 'type'>;
  /** None for a village that is new to the register. */
  readonly from: readonly number[];
  readonly to: readonly { readonly name: string; readonly kind: string }[];
  readonly on: string;
  /** The resolution with its clause. */
  readonly clause: string;
}

/**
 * Renames (one to one), merges (several to one), divides (one to several) or adds villages from a day on. The
 * versions before are closed and stay as they were; edges say what became of them (law 6).
 */
export async function changeVillages(ctx: Ctx, tx: Tx, change: VillageChange): Promise<number[]> {
  const { unit, from, on } = change;
  checkDay(ctx, on);
  const clause = change.clause.normalize('NFC').trim();
  if (clause === '') throw refuse('invalid', 'no-act', words.change.noAct);
  const to = change.to.map((one) => ({ kind: one.kind, name: canonicalName(one.name) }));
  if (to.length === 0 || to.some((one) => one.name === ''))
    throw refuse('invalid', 'no-name', words.change.noName);
  if (from.length > 1 && to.length > 1) throw refuse('invalid', 'two-steps', words.change.twoSteps);
  // A tổ dân phố belongs to a phường; a xã has thôn and xóm.
  const kinds = unit.type === 'phường' ? ['tổ dân phố'] : ['thôn', 'xóm'];
  const wrong = to.find((one) => !kinds.includes(one.kind));
  if (wrong) throw refuse('invalid', 'bad-kind', words.badKind(wrong.kind));
  const versions = await tx.many(findVillageVersions, { unit_id: unit.id });
  const closing = versions.filter((one) => from.includes(one.id) && one.valid_to === null);
  if (closing.length !== new Set(from).size) throw refuse('missing', 'no-village', words.change.noVillage);
  const staying = versions.filter((one) => one.valid_to === null && !closing.includes(one));
  const former = new Set(closing.map((one) => one.former_unit_id));
  const former_unit_id = former.size === 1 ? ([...former][0] ?? null) : null;
  for (const [i, one] of to.entries()) {
    // Two villages of one name live on side by side where they come from different former communes.
    const twin = (other: { name: string }) => fold(other.name) === fold(one.name);
    if (to.slice(0, i).some(twin) || staying.some((s) => twin(s) && s.former_unit_id === former_unit_id))
      throw refuse('conflict', 'same-name', words.change.sameName(one.name));
  }
  if (closing.length > 0) {
    const ids = closing.map((one) => one.id);
    if ((await tx.run(closeVillages, { ids, unit_id: unit.id, on })) !== ids.length)
      throw refuse('conflict', 'no-village', words.change.noVillage);
  }
  const rows = to.map((one) => ({
    ...one,
    unit_id: unit.id,
    former_unit_id,
    valid_from: on,
    source: clause,
  }));
  const made = (await tx.many(addVillages, { rows })).map((row) => row.id);
  const kind = to.length > 1 ? 'part' : from.length === 1 ? 'rename' : 'whole';
  const edges = closing.flatMap((one) => made.map((to_id) => ({ from_id: one.id, to_id, kind, clause })));
  if (edges.length > 0) await tx.run(addVillageEdges, { rows: edges });
  forgetUnits();
  return made;
}

/** A village and all that went into it whole: where its people may still be written down. */
export const villageLineageOf = async (db: Db, id: number): Promise<number[]> =>
  (await db.many(findVillageLineage, { id })).map((row) => row.id);

/** Villages by a name typed with or without marks, with the commune of before, and what each is called on that day. */
export async function suggestVillages(
  db: Db,
  query: string,
  { limit = 8, onDate = latest }: { limit?: number; onDate?: string } = {},
) {
  const asked = fold(query.split(',')[0] ?? '').replace(/^(thon|xom|to dan pho|tdp) /, '');
  return asked.length < 2 ? [] : db.many(findVillagesByName, { query: asked, on_date: onDate, limit });
}

function checkDay(ctx: Ctx, day: string): void {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
    throw refuse('invalid', 'bad-day', words.change.badDay);
  if (day < localDate(ctx.now())) throw refuse('invalid', 'past', words.change.past);
}

const refuse = (kind: 'invalid' | 'missing' | 'conflict', code: string, sentence: string) =>
  new Refusal(kind, `units.${code}`, sentence);
