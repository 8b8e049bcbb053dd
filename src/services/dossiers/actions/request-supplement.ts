import { type Case, pause, transition } from '#engines/cases';
import { type Ctx, Refusal, tx } from '#engines/database';
import { insertSupplement } from '../store/dossier.ts';
import { vi } from '../vi.ts';
import { atHand, change, needed, type OnDossier, record, requireAct } from './at-hand.ts';

/**
 * Form 02: once, listing everything. Before reception the clock has not started; afterwards it stands still
 * until the papers come.
 */
export async function requestSupplement(
  ctx: Ctx,
  input: OnDossier & { readonly items: readonly string[]; readonly reason: string },
): Promise<Case> {
  const officer = requireAct(ctx, 'request-supplement');
  const reason = needed(input.reason, vi.needsReason, 'dossier.needs-reason');
  const items = input.items.map((item) => item.normalize('NFC').trim()).filter(Boolean);
  if (items.length === 0) throw new Refusal('invalid', 'dossier.needs-items', vi.needsItems);
  return tx(ctx, async (open) => {
    const { c, d } = await atHand(ctx, open, input, 'request-supplement');
    if (d.supplements_asked > 0) throw new Refusal('conflict', 'dossier.supplement-once', vi.supplementOnce);
    const move = {
      to: 'supplement',
      verb: 'supplement-requested',
      expectedVersion: input.expectedVersion,
      reason,
      turn: 'citizen',
      paper: vi.paperOfSupplement(c.number),
      detail: { items },
    };
    const asked =
      c.received_at && !c.paused_at ? await pause(ctx, open, c, move) : await transition(ctx, open, c, move);
    await open.one(insertSupplement, {
      case_id: c.id,
      at: ctx.now(),
      asked_by: officer.postTitle,
      items,
      reason,
    });
    await change(open, d, { supplements_asked: d.supplements_asked + 1 });
    await record(open, asked, 'supplement-requested');
    return asked;
  });
}
