import { type Case, transition } from '#engines/cases';
import { type Ctx, Refusal, tx } from '#engines/database';
import { ownFiles } from '../papers.ts';
import { insertResult } from '../store/dossier.ts';
import { vi } from '../vi.ts';
import { atHand, change, needed, type OnDossier, personsOf, record, requireAct } from './at-hand.ts';

export interface NewResult extends OnDossier {
  readonly title: string;
  /** The number on the paper, from the book or from the ministry's system. */
  readonly paperNumber?: string;
  readonly fileId: string;
}

/** Issues the result, a file. The clock is read here: on time or late. Handing it over is another act. */
export async function issueResult(ctx: Ctx, input: NewResult): Promise<Case> {
  const officer = requireAct(ctx, 'issue-result');
  const title = needed(input.title, vi.needsTitle);
  if (!input.fileId) throw new Refusal('invalid', 'dossier.needs-result', vi.needsResult);
  return tx(ctx, async (open) => {
    const { c } = await atHand(ctx, open, input, 'issue-result');
    await ownFiles(ctx, open, officer.accountId, [{ paperId: 'result', fileId: input.fileId }]);
    const decided = await transition(ctx, open, c, {
      to: 'decided',
      verb: 'result-issued',
      expectedVersion: input.expectedVersion,
      assignee: null,
      turn: 'hand-over',
      paper: input.paperNumber,
    });
    await open.one(insertResult, {
      case_id: c.id,
      ...(await personsOf(open, c.id)),
      title,
      number: input.paperNumber?.trim() ?? '',
      file_id: input.fileId,
      at: ctx.now(),
      issued_by: officer.postId,
    });
    await record(open, decided, 'decided', { title });
    return decided;
  });
}

/** To whom the result was given. Being late never stands in the way of it. */
export async function handOverResult(
  ctx: Ctx,
  input: OnDossier & { readonly receiver: string },
): Promise<Case> {
  requireAct(ctx, 'hand-over-result');
  const receiver = needed(input.receiver, vi.needsReceiver);
  return tx(ctx, async (open) => {
    const { c, d } = await atHand(ctx, open, input, 'hand-over-result');
    const given = await transition(ctx, open, c, {
      to: 'handed-over',
      verb: 'handed-over',
      expectedVersion: input.expectedVersion,
      turn: null,
      detail: { receiver },
    });
    await change(open, d, { handed_over_to: receiver, handed_over_at: ctx.now() });
    await record(open, given, 'handed-over');
    return given;
  });
}
