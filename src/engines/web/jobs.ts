import type { Ctx } from '#engines/database';
import { keptForMs } from './keep.ts';
import { forgetAnsweredPosts, forgetKeptForms } from './store.ts';

/** Hourly: forgets kept forms after their 15 minutes and one-time keys after a week. */
export async function forgetOldPosts(ctx: Ctx): Promise<void> {
  const now = ctx.now().getTime();
  await ctx.db.run(forgetKeptForms, { before: new Date(now - keptForMs) });
  await ctx.db.run(forgetAnsweredPosts, { before: new Date(now - 7 * 86_400_000) });
}
