import { type Case, recomputeDue, runningCases } from '#engines/cases';
import { as, type Ctx, machine, tx } from '#engines/database';
import { change, dossierOf, record } from './at-hand.ts';

/**
 * After the calendar or the hours changed: counts every running dossier anew, of a unit or of all. Whose date
 * moves is told so; what an undecided day now hides waits for the nightly job. One transaction a dossier, so that
 * running it twice changes nothing more.
 */
export async function redateRunning(given: Ctx, unitId: number | null): Promise<number> {
  const ctx = as(given, machine('dossiers.redate'));
  let moved = 0;
  for (let page = await runningCases(ctx.db, 'dossier', unitId); page.length > 0; ) {
    for (const c of page) if (await redate(ctx, c)) moved += 1;
    page = await runningCases(ctx.db, 'dossier', unitId, page.at(-1)?.id);
  }
  return moved;
}

const redate = (ctx: Ctx, c: Case): Promise<boolean> =>
  tx(ctx, async (open) => {
    const counted = await recomputeDue(ctx, open, c);
    if (counted === c) return false;
    const { d } = await dossierOf(open, counted);
    await change(open, d, { promised_at: counted.due_at });
    await record(open, counted, 'redated', { dueAt: counted.due_at?.toISOString() ?? '' });
    return true;
  });
