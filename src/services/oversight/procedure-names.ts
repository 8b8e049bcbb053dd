import { localDate } from '#engines/calendar';
import type { Ctx, Db } from '#engines/database';
import { catalogueOf } from '#services/procedures';

/** Plain names of the procedures in force, by their code. */
export async function procedureNames(ctx: Ctx, db: Db): Promise<ReadonlyMap<string, string>> {
  return new Map((await catalogueOf(db, localDate(ctx.now()))).map((p) => [p.code, p.plain_name]));
}
