import { requirePermission } from '#engines/access';
import { type Ctx, tx } from '#engines/database';
import { changeVillages, endBody, putBody, unitById } from '#engines/units';
import { properName, properPaper } from '../proper-name.ts';

/** Founds or renames an office of the administrator's own commune, from a day on. */
export async function saveBody(
  ctx: Ctx,
  given: { replaces: number | undefined; name: string; shortName: string; act: string; from: string },
): Promise<void> {
  const self = requirePermission(ctx, 'admin.accounts');
  await tx(ctx, async (t) => {
    const { replaces, ...body } = given;
    const id = await putBody(ctx, t, {
      ...{ name: properName(body.name, 160), shortName: properName(body.shortName, 80) },
      ...{ act: properPaper(body.act), from: body.from, unitId: self.unitId },
      ...(replaces === undefined ? {} : { replaces }),
    });
    const detail = { replaces: replaces ?? null, from: given.from };
    await t.audit({ verb: 'unit.body-put', subjectKind: 'body', subjectId: String(id), detail });
  });
}

/** Ends an office of the administrator's own commune with a day. */
export async function closeBody(ctx: Ctx, id: number, on: string): Promise<void> {
  const self = requirePermission(ctx, 'admin.accounts');
  await tx(ctx, async (t) => {
    await endBody(ctx, t, { unitId: self.unitId, id, on });
    await t.audit({ verb: 'unit.body-ended', subjectKind: 'body', subjectId: String(id), detail: { on } });
  });
}

/** Renames, merges, divides or adds villages of the administrator's own commune. */
export async function saveVillages(
  ctx: Ctx,
  given: { from: readonly number[]; kind: string; names: readonly string[]; on: string; clause: string },
): Promise<void> {
  const self = requirePermission(ctx, 'admin.accounts');
  const unit = await unitById(ctx.db, self.unitId);
  if (!unit) throw new Error(`the administrator's unit ${self.unitId} is unknown`);
  await tx(ctx, async (t) => {
    const to = given.names.map((name) => ({
      kind: given.kind,
      name: withoutKind(properName(name, 60), given.kind),
    }));
    const { from, on } = given;
    const clause = properPaper(given.clause);
    const made = await changeVillages(ctx, t, { unit, from, to, on, clause });
    await t.audit({
      ...{ verb: 'unit.villages-changed', subjectKind: 'unit', subjectId: unit.code },
      detail: { from: [...from], to: made, on },
    });
  });
}

/** "thôn Đông" typed under the kind thôn is the name Đông: the book writes the kind before the name itself. */
const withoutKind = (name: string, kind: string): string =>
  kind !== '' && name.toLowerCase().startsWith(`${kind} `) ? name.slice(kind.length + 1).trim() : name;
