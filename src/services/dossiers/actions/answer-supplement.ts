import { requireCitizenOr } from '#engines/access';
import { type Case, caseByNumber, resume, transition } from '#engines/cases';
import { type Ctx, Refusal, type Tx, tx } from '#engines/database';
import { ownFiles } from '../papers.ts';
import { answerSupplementRow, insertAttachments } from '../store/dossier.ts';
import { vi } from '../vi.ts';
import { atHand, type OnDossier, personsOf, record, requireAct } from './at-hand.ts';

export interface SupplementAnswer {
  readonly number: string;
  readonly words: string;
  readonly files: readonly { readonly paperId: string; readonly fileId: string }[];
}

/** The citizen sends what was asked for; a clock that stood still goes on from this minute. */
export async function answerSupplement(ctx: Ctx, input: SupplementAnswer): Promise<Case> {
  const owner = requireCitizenOr(ctx, 'dossiers.answer');
  const words = input.words.normalize('NFC').trim();
  return tx(ctx, async (open) => {
    const c = await caseByNumber(ctx, open, input.number);
    if (c.state !== 'supplement' || c.facet3 !== 'citizen')
      throw new Refusal('conflict', 'dossier.no-supplement', vi.noSupplementAsked);
    const files = await ownFiles(ctx, open, owner, input.files);
    if (files.length === 0 && !words) throw new Refusal('invalid', 'dossier.needs-answer', vi.needsAnswer);
    if (files.length > 0) {
      await open.many(insertAttachments, {
        case_id: c.id,
        ...(await personsOf(open, c.id)),
        paper_ids: files.map((f) => f.paperId),
        file_ids: files.map((f) => f.fileId),
        names: files.map((f) => f.name),
        at: ctx.now(),
      });
    }
    const answered = await goOn(ctx, open, c, words, 'supplement-answered', c.version);
    await record(open, answered, 'supplement-answered');
    return answered;
  });
}

/** An officer ends the wait, e.g. because the papers came to the counter or will not come. */
export async function closeSupplement(
  ctx: Ctx,
  input: OnDossier & { readonly reason: string },
): Promise<Case> {
  requireAct(ctx, 'close-supplement');
  return tx(ctx, async (open) => {
    const { c } = await atHand(ctx, open, input, 'close-supplement');
    const closed = await goOn(ctx, open, c, input.reason, 'supplement-closed', input.expectedVersion);
    await record(open, closed, 'supplement-closed');
    return closed;
  });
}

/** Before reception it waits for the officer in its status; afterwards it is received again and the clock goes on. */
async function goOn(ctx: Ctx, open: Tx, c: Case, words: string, verb: string, expectedVersion: number) {
  await open.maybe(answerSupplementRow, { case_id: c.id, at: ctx.now(), answer: words });
  if (!c.received_at)
    return transition(ctx, open, c, { verb, expectedVersion, reason: words, turn: 'reception' });
  const move = { to: 'received', verb, expectedVersion, reason: words, turn: 'processing' };
  return c.paused_at ? resume(ctx, open, c, move) : transition(ctx, open, c, move);
}
