import { type Grant, recordView, requireGrant } from '#engines/access';
import { as, type Ctx, Refusal, type Tx, tx } from '#engines/database';
import { cleanNumber } from '../dossier.ts';
import { type Filing, filingOfClient } from '../store/filing.ts';
import { vi } from '../vi.ts';

/**
 * A client reaches one dossier at a time, and only one that it filed itself: its scope then holds that case and the
 * persons in it. Anything else does not exist for it (404), whoever's it is.
 */
export async function reachOn(
  ctx: Ctx,
  typed: string,
  grant: Grant,
): Promise<{ readonly ctx: Ctx; readonly filing: Filing; readonly number: string }> {
  const client = requireGrant(ctx, grant);
  const number = cleanNumber(typed).slice(0, 60);
  const filing = await ctx.db.maybe(filingOfClient, { client_id: client.clientId, number });
  if (!filing) throw new Refusal('missing', 'case.missing', vi.noSuchDossier);
  return { ctx: reachInto(ctx, filing), filing, number };
}

/** Reads and records the look together: no record, no answer (law 8). */
export async function look<T>(
  acting: Ctx,
  filing: Filing,
  purpose: (name: string) => string,
  grant: Grant,
  work: (t: Tx) => Promise<T>,
): Promise<T> {
  return tx(acting, async (t) => {
    const { name } = requireGrant(acting, grant);
    await recordView(t, { persons: filing.persons, purpose: purpose(name), caseId: filing.case_id });
    return work(t);
  });
}

/** The client's own actor with one of its filings in reach; whoever calls has found it under its id. */
export function reachInto(ctx: Ctx, filing: Pick<Filing, 'case_id' | 'persons'>): Ctx {
  if (ctx.actor.kind !== 'client') throw new Error('only a client reaches into what it filed');
  const scope = { units: [], fields: null, persons: filing.persons, cases: [filing.case_id] };
  return as(ctx, { ...ctx.actor, scope });
}
