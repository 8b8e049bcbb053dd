import { localDate } from '#engines/calendar';
import type { Ctx } from '#engines/database';
import { bodyVersionsOf } from '#engines/units';
import { catalogueOf, nameOfField } from '#services/procedures';

/** Names of offices by their version, and of fields of work by their code, for the staff's screens. */
export async function staffNames(ctx: Ctx, unitId: number) {
  const offices = new Map((await bodyVersionsOf(ctx.db, unitId)).map((body) => [body.id, body.short_name]));
  const fields = new Map<string, string>();
  for (const entry of await catalogueOf(ctx.db, localDate(ctx.now())))
    if (!fields.has(entry.field)) fields.set(entry.field, nameOfField(entry.field) ?? entry.field_name);
  return { offices, fields };
}
