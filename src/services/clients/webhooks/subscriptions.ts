import { randomUUID } from 'node:crypto';
import { requireGrant } from '#engines/access';
import { type Ctx, Refusal, tx } from '#engines/database';
import { enqueue } from '#engines/jobs';
import { overlapHours } from '../client.ts';
import { urlFault } from '../outside/address.ts';
import { cloudEvent } from './event.ts';
import { newSecret } from './signature.ts';
import {
  endSubscription,
  insertDelivery,
  insertSubscription,
  isSandbox,
  replayOne,
  replaySince,
  rotateSecret,
  type Subscription,
  subscriptionOf,
} from './store.ts';
import { deliverJob } from './tell.ts';
import { vi } from './vi.ts';

const most = 10;
const replayDays = 30;
const replayMost = 1000;
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws Refusal when the address may not be called or there are too many */
export async function subscribe(ctx: Ctx, url: string, types: readonly string[]) {
  const { clientId } = requireGrant(ctx, 'webhooks');
  const sandbox = (await ctx.db.maybe(isSandbox, { id: clientId }))?.sandbox ?? false;
  const fault = urlFault(url, sandbox);
  if (fault) throw new Refusal('invalid', `webhooks.${fault}`, vi.badUrl[fault], { field: 'url' });
  const secret = newSecret();
  const subscription = await tx(ctx, async (t) => {
    const made = await t.maybe(insertSubscription, {
      ...{ client_id: clientId, url, types: [...new Set(types)], secret, at: ctx.now(), most },
    });
    if (!made) throw new Refusal('conflict', 'webhooks.too-many', vi.tooMany(most));
    await t.audit({ verb: 'clients.subscribed', subjectKind: 'subscription', subjectId: made.id });
    return made;
  });
  return { subscription, secret };
}

/** @throws Refusal `missing` when it is not one of this client's that is alive */
export async function ownSubscription(ctx: Ctx, id: string): Promise<Subscription> {
  const { clientId } = requireGrant(ctx, 'webhooks');
  const own = uuidShape.test(id)
    ? await ctx.db.maybe(subscriptionOf, { client_id: clientId, id })
    : undefined;
  if (!own) throw new Refusal('missing', 'webhooks.none', vi.noSubscription);
  return own;
}

export async function unsubscribe(ctx: Ctx, given: string): Promise<void> {
  const { id } = await ownSubscription(ctx, given);
  await tx(ctx, async (t) => {
    await t.maybe(endSubscription, { id, at: ctx.now() });
    await t.audit({ verb: 'clients.unsubscribed', subjectKind: 'subscription', subjectId: id });
  });
}

/** The former secret signs beside the new one for a day, so that the receiver loses nothing. */
export async function rotate(ctx: Ctx, given: string) {
  const { id } = await ownSubscription(ctx, given);
  const secret = newSecret();
  const until = new Date(ctx.now().getTime() + overlapHours * 3_600_000);
  await tx(ctx, async (t) => {
    await t.maybe(rotateSecret, { id, secret, until });
    await t.audit({ verb: 'clients.secret-rotated', subjectKind: 'subscription', subjectId: id });
  });
  return { secret, until };
}

/** Asks for a ping; what came of it stands among the deliveries. */
export async function ping(ctx: Ctx, given: string): Promise<string> {
  const { id } = await ownSubscription(ctx, given);
  const eventId = randomUUID();
  const type = 'ping';
  const body = cloudEvent({ id: eventId, type, at: ctx.now(), data: {} });
  await tx(ctx, async (t) => {
    await t.one(insertDelivery, {
      ...{ subscription_id: id, event_id: eventId, type, case_id: null, body, at: ctx.now() },
    });
    await enqueue(t, deliverJob, {}, { key: deliverJob });
  });
  return eventId;
}

export async function replay(ctx: Ctx, given: string, delivery: number): Promise<void> {
  const { id } = await ownSubscription(ctx, given);
  await tx(ctx, async (t) => {
    const done = Number.isSafeInteger(delivery)
      ? await t.maybe(replayOne, { subscription_id: id, id: delivery, at: ctx.now() })
      : undefined;
    if (!done) throw new Refusal('missing', 'webhooks.no-delivery', vi.noDelivery);
    await enqueue(t, deliverJob, {}, { key: deliverJob });
  });
}

/** @returns how many go out again, at most a thousand */
export async function replayFrom(ctx: Ctx, given: string, since: Date): Promise<number> {
  const { id } = await ownSubscription(ctx, given);
  if (ctx.now().getTime() - since.getTime() > replayDays * 86_400_000)
    throw new Refusal('invalid', 'webhooks.too-old', vi.tooOld(replayDays), { field: 'since' });
  return tx(ctx, async (t) => {
    const again = await t.many(replaySince, {
      ...{ subscription_id: id, since, at: ctx.now(), most: replayMost },
    });
    if (again.length > 0) await enqueue(t, deliverJob, {}, { key: deliverJob });
    return again.length;
  });
}
