import { type Case, recomputeDue, undatedCases } from '#engines/cases';
import { as, type Ctx, machine, tx } from '#engines/database';
import { change, dossierOf, record } from './at-hand.ts';

/**
 * Promises what could not be promised at reception, once the gazette has decided the day that stood in the
 * way. Nightly, one transaction a dossier; what is still undecided waits for another night.
 */
export async function dateTheUndated(given: Ctx): Promise<number> {
  const ctx = as(given, machine('dossiers.date_the_undated'));
  let dated = 0;
  for (const c of await undatedCases(ctx.db, 'dossier')) if (await promise(ctx, c)) dated++;
  return dated;
}

const promise = (ctx: Ctx, c: Case): Promise<boolean> =>
  tx(ctx, async (open) => {
    const promised = await recomputeDue(ctx, open, c);
    if (!promised.due_at) return false;
    const { d } = await dossierOf(open, promised);
    await change(open, d, { promised_at: promised.due_at });
    await record(open, promised, 'date-set', { dueAt: promised.due_at.toISOString() });
    return true;
  });
