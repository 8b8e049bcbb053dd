import { type Case, transition } from '#engines/cases';
import { type Ctx, tx } from '#engines/database';
import { vi } from '../vi.ts';
import { atHand, needed, type OnDossier, record, requireAct } from './at-hand.ts';

/** Form 03: not received, with the reason and what to do instead. */
export async function refuseDossier(ctx: Ctx, input: OnDossier & { readonly reason: string }): Promise<Case> {
  requireAct(ctx, 'refuse');
  const reason = needed(input.reason, vi.needsReason, 'dossier.needs-reason');
  return tx(ctx, async (open) => {
    const { c } = await atHand(ctx, open, input, 'refuse');
    const refused = await transition(ctx, open, c, {
      to: 'refused',
      verb: 'refused',
      expectedVersion: input.expectedVersion,
      reason,
      turn: null,
    });
    await record(open, refused, 'refused', { reason });
    return refused;
  });
}
