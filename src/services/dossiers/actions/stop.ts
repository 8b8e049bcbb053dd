import { requireCitizenOr } from '#engines/access';
import { type Case, caseByNumber, pause, resume, transition } from '#engines/cases';
import { type Ctx, Refusal, tx } from '#engines/database';
import { mayWithdraw } from '../dossier.ts';
import { vi } from '../vi.ts';
import { atHand, dossierOf, needed, type OnDossier, record, requireAct, standingOf } from './at-hand.ts';

/** The citizen takes it back; only before a decision (national status 7). */
export async function withdraw(
  ctx: Ctx,
  input: { readonly number: string; readonly reason: string },
): Promise<Case> {
  const owner = requireCitizenOr(ctx, 'dossiers.submit');
  return tx(ctx, async (open) => {
    const { c, d } = await dossierOf(open, await caseByNumber(ctx, open, input.number));
    // A client's scope holds no other dossier than one that it filed itself.
    if (ctx.actor.kind !== 'client' && c.filer_account_id !== owner)
      throw new Refusal('denied', 'dossier.not-your-case', vi.notYourCase);
    if (!mayWithdraw(standingOf(c, d)))
      throw new Refusal('conflict', 'dossier.cannot-withdraw', vi.cannotWithdrawNow);
    const withdrawn = await transition(ctx, open, c, {
      to: 'withdrawn',
      verb: 'withdrawn',
      expectedVersion: c.version,
      reason: input.reason.trim(),
      turn: null,
      assignee: null,
    });
    await record(open, withdrawn, 'withdrawn');
    return withdrawn;
  });
}

/** Form 05: no longer processed, with the reason. */
export async function stopDossier(ctx: Ctx, input: OnDossier & { readonly reason: string }): Promise<Case> {
  requireAct(ctx, 'stop');
  const reason = needed(input.reason, vi.needsReason, 'dossier.needs-reason');
  return tx(ctx, async (open) => {
    const { c } = await atHand(ctx, open, input, 'stop');
    const stopped = await transition(ctx, open, c, {
      to: 'stopped',
      verb: 'stopped',
      expectedVersion: input.expectedVersion,
      reason,
      turn: null,
    });
    await record(open, stopped, 'stopped', { reason });
    return stopped;
  });
}

/** Stops the clock, not the work: needs a reason and a paper (design §4). */
export async function suspend(
  ctx: Ctx,
  input: OnDossier & { readonly reason: string; readonly paper: string },
): Promise<Case> {
  requireAct(ctx, 'suspend');
  return tx(ctx, async (open) => {
    const { c } = await atHand(ctx, open, input, 'suspend');
    const { reason, paper, expectedVersion } = input;
    const suspended = await pause(ctx, open, c, { verb: 'suspended', reason, paper, expectedVersion });
    await record(open, suspended, 'suspended', { reason, paper });
    return suspended;
  });
}

/** Lets the clock go on; the promised date moves and the citizen is told. */
export async function resumeDossier(
  ctx: Ctx,
  input: OnDossier & { readonly reason?: string },
): Promise<Case> {
  requireAct(ctx, 'resume');
  return tx(ctx, async (open) => {
    const { c } = await atHand(ctx, open, input, 'resume');
    const { reason, expectedVersion } = input;
    const resumed = await resume(ctx, open, c, { verb: 'resumed', reason, expectedVersion });
    await record(open, resumed, 'resumed', { dueAt: resumed.due_at?.toISOString() ?? null });
    return resumed;
  });
}
