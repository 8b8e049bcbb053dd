import type { Due } from '#engines/calendar';
import { type CaseLimit, dueIfReceived, transition } from '#engines/cases';
import { type Ctx, Refusal, tx } from '#engines/database';
import { caseById, limitOf, type ProcedureVersion } from '#services/procedures';
import { firstWork } from '../dossier.ts';
import { answerSupplementRow } from '../store/dossier.ts';
import { vi } from '../vi.ts';
import { atHand, change, needed, type OnDossier, record, requireAct } from './at-hand.ts';

export interface Reception extends OnDossier {
  /** The case the officer finds it to be; the one chosen at submission when absent. */
  readonly caseChoice?: string;
  /** Only where the source gives no limit: the date she promises, and why. */
  readonly setDate?: { readonly at: Date; readonly reason: string };
}

export interface Received {
  readonly number: string;
  /** What form 01 promises; `undecided` says why no date can be promised yet. */
  readonly due: Due;
}

/** Valid reception: the clock starts here, and a date is promised if the calendar allows one (law 4). */
export async function receiveDossier(ctx: Ctx, input: Reception): Promise<Received> {
  requireAct(ctx, 'receive');
  return tx(ctx, async (open) => {
    const { c, d, version } = await atHand(ctx, open, input, 'receive');
    const choice = input.caseChoice && caseById(version, input.caseChoice) ? input.caseChoice : d.case_choice;
    const limit = limitFor(version, choice, input, ctx.now());
    const due: Due =
      limit.kind === 'set'
        ? { kind: 'due', at: new Date(limit.at), skipped: [] }
        : await dueIfReceived(open, c.unit_id, limit, ctx.now());
    const received = await transition(ctx, open, c, {
      to: 'received',
      verb: 'received',
      expectedVersion: input.expectedVersion,
      receivedAt: ctx.now(),
      limit,
      dueAt: due.kind === 'due' ? due.at : null,
      step:
        version.definition.steps.find((s) => s.role === 'reception')?.id ??
        firstWork(version.definition.steps)?.id,
      turn: 'reception',
      reason: input.setDate?.reason || (due.kind === 'undecided' ? due.reason : undefined),
    });
    if (c.state === 'supplement')
      await open.maybe(answerSupplementRow, { case_id: c.id, at: ctx.now(), answer: '' });
    await change(open, d, { case_choice: choice, promised_at: due.kind === 'due' ? due.at : null });
    await record(open, received, 'received', {
      dueAt: due.kind === 'due' ? due.at.toISOString() : null,
      why: due.kind === 'undecided' ? due.reason : null,
    });
    return { number: c.number, due };
  });
}

/** The limit of the case, or the date that an officer must set where the source gives none. */
function limitFor(version: ProcedureVersion, choice: string, input: Reception, now: Date): CaseLimit {
  const limit = limitOf(version, choice);
  if (limit.kind !== 'none') {
    if (input.setDate) throw new Refusal('conflict', 'dossier.date-is-set', vi.dateIsSet);
    return limit;
  }
  if (!input.setDate) throw new Refusal('invalid', 'dossier.needs-date', vi.needsDate);
  return dateSet(input.setDate, now);
}

export function dateSet(date: { at: Date; reason: string }, now: Date): CaseLimit {
  needed(date.reason, vi.needsReason, 'dossier.needs-reason');
  if (!(date.at > now)) throw new Refusal('invalid', 'dossier.date-has-passed', vi.dateHasPassed);
  return { kind: 'set', at: date.at.toISOString() };
}
