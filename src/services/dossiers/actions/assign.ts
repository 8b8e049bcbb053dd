import { type Case, assign as give, transition } from '#engines/cases';
import { type Ctx, Refusal, tx } from '#engines/database';
import { postIn } from '../posts.ts';
import { vi } from '../vi.ts';
import { atHand, change, type OnDossier, record, requireAct } from './at-hand.ts';
import { dateSet } from './receive-dossier.ts';

/** Gives it to a post of the units one answers for, or back to the unit's queue. */
export async function assignDossier(
  ctx: Ctx,
  input: OnDossier & { readonly postId: string | null },
): Promise<Case> {
  requireAct(ctx, 'assign');
  return tx(ctx, async (open) => {
    const { c } = await atHand(ctx, open, input, 'assign');
    const postId = input.postId ? await postIn(ctx, open, input.postId) : null;
    const given = await give(ctx, open, c, postId, input.expectedVersion);
    await record(open, given, 'assigned');
    return given;
  });
}

/** Takes it oneself. */
export async function claimDossier(ctx: Ctx, input: OnDossier): Promise<Case> {
  const officer = requireAct(ctx, 'assign');
  return assignDossier(ctx, { ...input, postId: officer.postId });
}

/** Sets or moves the date where the source gives no limit; elsewhere the law sets it. */
export async function setDate(
  ctx: Ctx,
  input: OnDossier & { readonly at: Date; readonly reason: string },
): Promise<Case> {
  requireAct(ctx, 'set-date');
  return tx(ctx, async (open) => {
    const { c, d } = await atHand(ctx, open, input, 'set-date');
    if (c.time_limit?.kind !== 'none' && c.time_limit?.kind !== 'set')
      throw new Refusal('conflict', 'dossier.date-is-set', vi.dateIsSet);
    const limit = dateSet(input, ctx.now());
    const dated = await transition(ctx, open, c, {
      verb: 'date-set',
      expectedVersion: input.expectedVersion,
      limit,
      dueAt: c.paused_at ? null : input.at,
      reason: input.reason,
    });
    await change(open, d, { promised_at: input.at });
    await record(open, dated, 'date-set', { dueAt: input.at.toISOString() });
    return dated;
  });
}
