import { type Ctx, type Db, Refusal, type Tx } from '#engines/database';
import { GatewayTrouble, type SmsGateway } from './gateway.ts';
import { plainLetters } from './plain-letters.ts';
import { afterQuiet, isQuiet, minutesOf, type QuietHours } from './quiet-hours.ts';
import {
  claimDeliveries,
  findQuietHours,
  giveUpExpired,
  insertDelivery,
  listTrouble,
  markSent,
  markTrouble,
  noteReceipt,
  requeue,
} from './store.ts';
import { vi } from './vi.ts';

const seconds = 1_000;
/** An outage of an evening is outlived: about six hours in all. */
const backoff = [30, 120, 600, 3_600, 4 * 3_600];
const urgentBackoff = [5, 15, 30, 60, 120];
const lease = 60 * seconds;

let gateway: SmsGateway | undefined;

/** Called once by the app: the real gateway, or the simulated telephone. */
export function useSmsGateway(chosen: SmsGateway): void {
  gateway = chosen;
}

/** What sends the messages; undefined where nobody has named a gateway and they wait. */
export const smsGatewayName = (): string | undefined => gateway?.name;

/** Queues an SMS in this transaction; it leaves after the commit, outside quiet hours unless urgent. */
export async function queueSms(
  ctx: Ctx,
  tx: Tx,
  sms: { to: string; text: string; noticeId?: string; urgent?: boolean; secretFor?: number },
): Promise<string> {
  const now = ctx.now();
  const urgent = sms.urgent ?? false;
  const { id } = await tx.one(insertDelivery, {
    notice_id: sms.noticeId ?? null,
    address: sms.to,
    body: plainLetters(sms.text),
    urgent,
    secret: sms.secretFor !== undefined,
    next_at: urgent ? now : afterQuiet(now, await quietHours(tx)),
    expires_at: sms.secretFor === undefined ? null : new Date(now.getTime() + sms.secretFor * 60 * seconds),
    at: now,
  });
  return id;
}

/** Sends what is due, oldest and most urgent first. The job's work; returns how many left the house. */
export async function deliverDue(ctx: Ctx, only?: readonly string[]): Promise<number> {
  if (!gateway) return 0;
  const now = ctx.now();
  await ctx.db.run(giveUpExpired, { now, problem: vi.tooLate });
  const due = await ctx.db.many(claimDeliveries, {
    now,
    lease_until: new Date(now.getTime() + lease),
    only: only ? [...only] : null,
    waiting_too: !isQuiet(now, await quietHours(ctx.db)),
    limit: 20,
  });
  const results = await Promise.all(due.map((delivery) => deliver(ctx, gateway as SmsGateway, delivery)));
  return results.filter(Boolean).length;
}

/** Right after a commit, for what a person waits for: three seconds at most, the job does the rest. */
export async function deliverNow(ctx: Ctx, id: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, 3 * seconds);
  });
  const sending = deliverDue(ctx, [id]).then(
    () => {},
    () => ctx.log.warn({ delivery: id }, 'a message could not be sent at once; the job will try again'),
  );
  await Promise.race([sending, patience]);
  clearTimeout(timer);
}

interface Claimed {
  readonly id: string;
  readonly address: string;
  readonly body: string;
  readonly urgent: boolean;
  readonly attempts: number;
}

async function deliver(ctx: Ctx, through: SmsGateway, delivery: Claimed): Promise<boolean> {
  try {
    const { providerId } = await through.send({ id: delivery.id, to: delivery.address, text: delivery.body });
    await ctx.db.run(markSent, { id: delivery.id, provider_id: providerId, now: ctx.now() });
    return true;
  } catch (error) {
    if (!(error instanceof GatewayTrouble)) throw error;
    const wait = (delivery.urgent ? urgentBackoff : backoff)[delivery.attempts - 1];
    const state = !error.retry ? 'failed' : wait === undefined ? 'given-up' : 'queued';
    await ctx.db.run(markTrouble, {
      id: delivery.id,
      state,
      problem: error.message,
      next_at: new Date(ctx.now().getTime() + (wait ?? 0) * seconds),
    });
    // Neither number nor text: only our own id (law 13).
    ctx.log.warn(
      { delivery: delivery.id, attempts: delivery.attempts, state },
      `sms gateway: ${error.message}`,
    );
    return false;
  }
}

/** A receipt from the gateway; false when it changed nothing (repeated, late, unknown). */
export async function receiveReceipt(
  ctx: Ctx,
  receipt: { providerId: string; delivered: boolean; reason?: string },
): Promise<boolean> {
  const changed = await ctx.db.run(noteReceipt, {
    provider_id: receipt.providerId,
    state: receipt.delivered ? 'delivered' : 'failed',
    problem: receipt.delivered ? null : (receipt.reason ?? vi.notDelivered).slice(0, 200),
    now: ctx.now(),
  });
  return changed > 0;
}

/** What did not arrive, the latest first, for the administration's screen. */
export const troubledDeliveries = (db: Db, limit = 100) => db.many(listTrouble, { limit });

/** Sends it again from the start; one-time codes are never sent twice. */
export async function retryDelivery(ctx: Ctx, tx: Tx, id: string): Promise<void> {
  if ((await tx.run(requeue, { id, now: ctx.now() })) !== 1)
    throw new Refusal('conflict', 'messages.not-retryable', vi.notRetryable);
}

async function quietHours(db: Db): Promise<QuietHours> {
  const row = await db.maybe(findQuietHours, { channel: 'sms' });
  return row ? { from: minutesOf(row.from_time), to: minutesOf(row.to_time) } : { from: 0, to: 0 };
}
