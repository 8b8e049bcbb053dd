import { type Case, transition } from '#engines/cases';
import { type Ctx, tx } from '#engines/database';
import { vi } from '../vi.ts';
import { atHand, change, needed, type OnDossier, record, requireAct } from './at-hand.ts';

/** The step waits for a ministry's system (law 3), e.g. the civil-status database that gives a child its number. */
export async function waitForSystem(ctx: Ctx, input: OnDossier & { readonly system: string }): Promise<Case> {
  requireAct(ctx, 'wait-for-system');
  const system = needed(input.system, vi.needsSystem);
  return tx(ctx, async (open) => {
    const { c, d } = await atHand(ctx, open, input, 'wait-for-system');
    const waiting = await transition(ctx, open, c, {
      verb: 'waiting-for-system',
      expectedVersion: input.expectedVersion,
      turn: 'system',
      reason: system,
    });
    await change(open, d, { waiting_for: system, system_number: null });
    await record(open, waiting, 'waiting-for-system');
    return waiting;
  });
}

/** The number that the ministry's system gave, typed in by the officer. */
export async function recordSystemNumber(
  ctx: Ctx,
  input: OnDossier & { readonly systemNumber: string },
): Promise<Case> {
  requireAct(ctx, 'answer-of-system');
  const number = needed(input.systemNumber, vi.needsNumber);
  return tx(ctx, async (open) => {
    const { c, d } = await atHand(ctx, open, input, 'answer-of-system');
    const answered = await transition(ctx, open, c, {
      verb: 'system-answered',
      expectedVersion: input.expectedVersion,
      turn: 'processing',
      reason: number,
    });
    await change(open, d, { system_number: number });
    await record(open, answered, 'system-answered');
    return answered;
  });
}
