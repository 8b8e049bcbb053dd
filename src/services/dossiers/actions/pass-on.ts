import { type Case, transition } from '#engines/cases';
import { type Ctx, tx } from '#engines/database';
import { firstWork, stepAfter, stepById, turnOf } from '../dossier.ts';
import { postIn } from '../posts.ts';
import { atHand, type OnDossier, record, requireAct } from './at-hand.ts';

export interface PassOn extends OnDossier {
  /** A step of the pinned version; the next one when absent. */
  readonly step?: string;
  /** The post that is to work on it; the unit's queue when absent. */
  readonly assignee?: string;
  readonly note?: string;
}

/** Hands the dossier to the next step (form 06 records each hand-over); work on it begins with the first. */
export async function passOn(ctx: Ctx, input: PassOn): Promise<Case> {
  requireAct(ctx, 'pass-on');
  return tx(ctx, async (open) => {
    const { c, version } = await atHand(ctx, open, input, 'pass-on');
    const { steps } = version.definition;
    const here = stepById(steps, c.step);
    const begun = c.state === 'processing';
    const next = begun
      ? stepAfter(steps, c.step)
      : here && here.role !== 'reception'
        ? here
        : firstWork(steps);
    const step = stepById(steps, input.step ?? null) ?? next ?? here;
    const assignee = input.assignee ? await postIn(ctx, open, input.assignee) : null;
    const turn = turnOf(step);
    const passed = await transition(ctx, open, c, {
      ...(begun ? {} : { to: 'processing' }),
      verb: 'passed-on',
      expectedVersion: input.expectedVersion,
      step: step?.id ?? null,
      turn,
      assignee,
      ...(turn === 'processing' ? {} : { responsible: c.responsible_post_id }),
      reason: input.note,
    });
    await record(open, passed, 'passed-on');
    return passed;
  });
}
