import { type Ctx, tx } from '#engines/database';
import { settings } from './settings.ts';
import { countContent, deleteLoose, lockContent, looseFiles } from './store.ts';

const day = 86_400_000;

/** Hourly: deletes files that nothing has referred to for a day, half-sent ones included. */
export async function deleteLooseFiles(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now().getTime() - day);
  const loose = await ctx.db.many(looseFiles, { before, max: 500 });
  for (const file of loose) await deleteOne(ctx, file.id, file.sha256);
  return loose.length;
}

async function deleteOne(ctx: Ctx, id: string, sha256: string | null): Promise<void> {
  const { blobs } = settings();
  await tx(ctx, async (t) => {
    if (sha256) await t.one(lockContent, { sha256 });
    const deleted = await t.run(deleteLoose, { id });
    if (deleted === 0 || !sha256) return;
    const { count } = await t.one(countContent, { sha256 });
    if (count === 0) await blobs.remove(sha256);
  });
  await blobs.removePartial(id);
}
