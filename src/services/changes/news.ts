import { accountById, requirePermission, rolesOf, staffOn } from '#engines/access';
import { localDate } from '#engines/calendar';
import type { Ctx, Tx } from '#engines/database';
import { notify } from '#engines/messages';
import { lineageOf } from '#engines/units';
import type { Change } from './change.ts';
import { reach } from './open.ts';
import { countWaiting } from './store.ts';
import { vi } from './vi.ts';

/** How many changes wait for this officer's decision; 0 for who may not decide. Her own are not hers to decide. */
async function changesForMe(ctx: Ctx): Promise<number> {
  const { actor } = ctx;
  if (actor.kind !== 'officer' || !actor.permissions.has('changes.approve')) return 0;
  const officer = requirePermission(ctx, 'changes.approve');
  return (await ctx.db.one(countWaiting, await reach(ctx.db, officer))).n;
}

/** The figure beside “Thay đổi” in the officers' menu; nothing is shown where nothing waits. */
export async function changeCounts(ctx: Ctx): Promise<Readonly<Record<string, number>>> {
  const n = await changesForMe(ctx);
  return n > 0 ? { '/can-bo/thay-doi': n } : {};
}

/** Puts a submitted change into the inbox of everybody who may decide on it today, its author excepted. */
export async function tellDeciders(ctx: Ctx, t: Tx, change: Change, reason: string): Promise<void> {
  const deciding = new Set(
    (await rolesOf(t)).filter((one) => one.permissions.includes('changes.approve')).map((one) => one.role),
  );
  const staff = await staffOn(t, await lineageOf(t, change.unit_id), localDate(ctx.now()));
  const accounts = new Set(
    staff.filter((row) => deciding.has(row.role)).flatMap((row) => row.account_id ?? []),
  );
  accounts.delete(change.author_id);
  for (const account of accounts)
    await tell(ctx, t, account, change, {
      title: vi.news.waiting(change.title),
      body: vi.news.waitingBody(change.author_name, reason),
    });
}

/** Tells the author what another person decided about her change. */
export async function tellAuthor(
  ctx: Ctx,
  t: Tx,
  change: Change,
  news: { readonly title: string; readonly body: string },
): Promise<void> {
  const { actor } = ctx;
  if (actor.kind === 'officer' && actor.accountId === change.author_id) return;
  await tell(ctx, t, change.author_id, change, news);
}

async function tell(
  ctx: Ctx,
  t: Tx,
  accountId: string,
  change: Change,
  news: { readonly title: string; readonly body: string },
): Promise<void> {
  const account = await accountById(t, accountId);
  if (!account) return;
  await notify(ctx, t, {
    ...{ personId: account.person_id, accountId, kind: 'change' },
    ...{ ...news, link: `/can-bo/thay-doi/${change.id}` },
  });
}
