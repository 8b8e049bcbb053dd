import { type Ctx, tx } from '#engines/database';
import { reach } from '../outside/reach.ts';
import { outcomeOf } from './retry.ts';
import { secretsAt, signedHeaders } from './signature.ts';
import { type Claimed, claimDue, endSubscription, forgetDelivered, restReceiver, settle } from './store.ts';

const atOnce = 20;
const atOnceToOne = 4;
/** Longer than a call may take in all, so that no living process loses its claim. */
const claimMs = 30_000;
const keptMs = 30 * 86_400_000;

/**
 * Sends what is due and comes back when nothing is left. May run several times at once, in several processes; each
 * delivery is sent at least once.
 */
export async function deliverWebhooks(ctx: Ctx): Promise<number> {
  const underWay = new Set<Promise<void>>();
  let sent = 0;
  for (;;) {
    const now = ctx.now();
    const until = new Date(now.getTime() + claimMs);
    const claimed = await ctx.db.many(claimDue, {
      at: now,
      until,
      most: atOnce - underWay.size,
      at_once: atOnceToOne,
    });
    sent += claimed.length;
    for (const one of claimed) {
      const call = deliver(ctx, one, until).finally(() => underWay.delete(call));
      underWay.add(call);
    }
    if (underWay.size === 0) return sent;
    // Whoever answers first makes room: a slow receiver holds nobody else up.
    await Promise.race(underWay);
  }
}

async function deliver(ctx: Ctx, one: Claimed, claimedUntil: Date): Promise<void> {
  const body = JSON.stringify(one.body);
  const answer = await reach({
    url: one.url,
    method: 'POST',
    headers: {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      ...signedHeaders(one.event_id, ctx.now(), body, secretsAt(one, ctx.now())),
    },
    body,
    mayLoop: one.sandbox,
  });
  const now = ctx.now();
  const outcome = outcomeOf(answer, one.attempts, one.failures, now, Math.random());
  await tx(ctx, async (t) => {
    const held = await t.maybe(settle, {
      id: one.id,
      claimed_until: claimedUntil,
      state: outcome.kind === 'again' ? 'waiting' : outcome.kind === 'gone' ? 'dropped' : outcome.kind,
      next_at: outcome.kind === 'again' ? outcome.nextAt : now,
      status: outcome.status,
      trouble: 'trouble' in outcome ? outcome.trouble : null,
      at: now,
    });
    if (!held) return;
    if (outcome.kind === 'gone') {
      await t.maybe(endSubscription, { id: one.subscription_id, at: now });
      await t.audit({
        verb: 'clients.subscription-gone',
        subjectKind: 'subscription',
        subjectId: one.subscription_id,
      });
    }
    if (outcome.kind === 'again')
      await t.run(restReceiver, { id: one.subscription_id, until: outcome.restUntil });
    if (outcome.kind === 'delivered') await t.run(restReceiver, { id: one.subscription_id, until: null });
  });
}

/** What was delivered is kept for thirty days, to be sent again when somebody asks. */
export async function forgetDeliveries(ctx: Ctx): Promise<void> {
  await ctx.db.run(forgetDelivered, { before: new Date(ctx.now().getTime() - keptMs) });
}
