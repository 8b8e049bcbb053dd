import { type Ctx, type Db, type Tx, tx } from '#engines/database';
import { proposedFrom, scoreDuplicate } from './duplicate.ts';
import { decidePair, findCandidates, findPair, listProposals, writeProposals } from './duplicates-store.ts';

/** More pairs than anybody compares by hand in a year; the rest comes when these are decided. */
const mostCandidates = 50_000;
const mostProposals = 2_000;

/**
 * Looks through the people of these units anew and proposes who may be there twice; what officers have decided stays.
 * @returns how many pairs are proposed now
 */
export async function proposeDuplicates(ctx: Ctx, units: readonly number[]): Promise<number> {
  return tx(ctx, async (t) => {
    const candidates = await t.many(findCandidates, { units: [...units], limit: mostCandidates });
    const rows = candidates
      .map(({ low_id, high_id, low, high }) => ({ low_id, high_id, ...scoreDuplicate(low, high) }))
      .filter(({ score }) => score >= proposedFrom)
      .sort((a, b) => b.score - a.score)
      .slice(0, mostProposals);
    await t.run(writeProposals, { units: [...units], rows, at: ctx.now() });
    return rows.length;
  });
}

/** The pairs that wait for an officer, the likeliest first; `total` is that of all pages. */
export const proposedPairs = (db: Db, page: { units: readonly number[]; limit: number; offset: number }) =>
  db.many(listProposals, { units: [...page.units], limit: page.limit, offset: page.offset });

/** What is known of two ids as a pair, whichever is named first. */
export const pairOf = (db: Db, one: string, other: string) => db.maybe(findPair, ordered(one, other));

/** An officer's word: two people. Never proposed again. */
export const markDifferent = (
  t: Tx,
  pair: { one: string; other: string; unitId: number; at: Date; by: string },
): Promise<void> => decide(t, pair, 'different');

export async function decide(
  t: Tx,
  pair: { one: string; other: string; unitId: number; at: Date; by: string | null },
  state: 'proposed' | 'different' | 'merged',
): Promise<void> {
  await t.run(decidePair, {
    ...ordered(pair.one, pair.other),
    unit_id: pair.unitId,
    state,
    at: pair.at,
    by: pair.by,
  });
}

const ordered = (one: string, other: string) =>
  one < other ? { low_id: one, high_id: other } : { low_id: other, high_id: one };
