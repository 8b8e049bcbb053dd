import { type Case, transition } from '#engines/cases';
import { type Ctx, Refusal, tx } from '#engines/database';
import { approvalStep, stepAfter, workBefore } from '../dossier.ts';
import { postIn } from '../posts.ts';
import { vi } from '../vi.ts';
import { atHand, change, needed, type OnDossier, record, requireAct } from './at-hand.ts';

/** The processing officer lays her proposal before the approver. */
export async function propose(
  ctx: Ctx,
  input: OnDossier & { readonly proposal: string; readonly assignee?: string },
): Promise<Case> {
  const officer = requireAct(ctx, 'propose');
  const proposal = needed(input.proposal, vi.needsWords);
  return tx(ctx, async (open) => {
    const { c, d, version } = await atHand(ctx, open, input, 'propose');
    const step = approvalStep(version.definition.steps, c.step);
    if (!step) throw new Refusal('conflict', 'dossier.no-approval-step', vi.needsApproverStep);
    const proposed = await transition(ctx, open, c, {
      verb: 'proposed',
      expectedVersion: input.expectedVersion,
      step: step.id,
      turn: 'approval',
      assignee: input.assignee ? await postIn(ctx, open, input.assignee) : null,
      responsible: c.responsible_post_id ?? officer.postId,
      reason: proposal,
    });
    await change(open, d, { proposal, proposed_by: officer.postId });
    await record(open, proposed, 'proposed');
    return proposed;
  });
}

/** The competent person agrees. From here the citizen can no longer withdraw; the result is still to be issued. */
export async function approve(ctx: Ctx, input: OnDossier & { readonly note?: string }): Promise<Case> {
  const officer = requireAct(ctx, 'approve');
  return tx(ctx, async (open) => {
    const { c, d, version } = await atHand(ctx, open, input, 'approve');
    const approved = await transition(ctx, open, c, {
      verb: 'approved',
      expectedVersion: input.expectedVersion,
      step: stepAfter(version.definition.steps, c.step)?.id ?? c.step,
      turn: 'issuing',
      assignee: d.proposed_by,
      responsible: c.responsible_post_id,
      reason: input.note,
    });
    await change(open, d, { approved_at: ctx.now(), approved_by: officer.postId });
    await record(open, approved, 'approved');
    return approved;
  });
}

/** Back to whoever proposed it, with the reason. */
export async function returnDossier(ctx: Ctx, input: OnDossier & { readonly reason: string }): Promise<Case> {
  requireAct(ctx, 'return');
  const reason = needed(input.reason, vi.needsReason, 'dossier.needs-reason');
  return tx(ctx, async (open) => {
    const { c, d, version } = await atHand(ctx, open, input, 'return');
    const returned = await transition(ctx, open, c, {
      verb: 'returned',
      expectedVersion: input.expectedVersion,
      step: workBefore(version.definition.steps, c.step)?.id ?? c.step,
      turn: 'processing',
      assignee: d.proposed_by,
      reason,
    });
    await change(open, d, { proposal: null, proposed_by: null });
    await record(open, returned, 'returned');
    return returned;
  });
}
