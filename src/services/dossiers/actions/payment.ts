import { type Case, transition } from '#engines/cases';
import { type Ctx, tx } from '#engines/database';
import { vi } from '../vi.ts';
import { atHand, needed, type OnDossier, record, requireAct } from './at-hand.ts';

/** National status 6. The invoice is the money engine's; this says only that the dossier waits for it. */
export async function requestPayment(
  ctx: Ctx,
  input: OnDossier & { readonly reason: string },
): Promise<Case> {
  requireAct(ctx, 'request-payment');
  const reason = needed(input.reason, vi.needsReason, 'dossier.needs-reason');
  return tx(ctx, async (open) => {
    const { c } = await atHand(ctx, open, input, 'request-payment');
    const asked = await transition(ctx, open, c, {
      to: 'awaiting-payment',
      verb: 'payment-requested',
      expectedVersion: input.expectedVersion,
      reason,
      turn: 'citizen',
    });
    await record(open, asked, 'payment-requested', { reason });
    return asked;
  });
}

export async function confirmPayment(
  ctx: Ctx,
  input: OnDossier & { readonly paper?: string },
): Promise<Case> {
  requireAct(ctx, 'confirm-payment');
  return tx(ctx, async (open) => {
    const { c } = await atHand(ctx, open, input, 'confirm-payment');
    const paid = await transition(ctx, open, c, {
      to: 'processing',
      verb: 'paid',
      expectedVersion: input.expectedVersion,
      paper: input.paper,
      turn: 'processing',
    });
    await record(open, paid, 'paid');
    return paid;
  });
}
