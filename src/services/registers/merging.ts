import { accountsOfPersons } from '#engines/access';
import { as, type Ctx, Refusal, tx } from '#engines/database';
import {
  type Mergeable,
  markDifferent,
  mergePersons,
  mergesOf,
  pairOf,
  personsById,
  proposeDuplicates,
  proposedPairs,
  seeingAll,
  undoMerge,
} from '#engines/people';
import { audit, isUuid, keeper, look, missing, personHere, seer } from './scope.ts';
import { vi } from './vi.ts';

export const pairsPerPage = 20;

/** The pairs that wait, with both persons. */
export async function duplicatesPage(ctx: Ctx, page: number) {
  const officer = seer(ctx);
  return tx(ctx, async (t) => {
    const pairs = await proposedPairs(t, {
      units: officer.scope.units,
      limit: pairsPerPage,
      offset: (page - 1) * pairsPerPage,
    });
    const people = await personsById(
      t,
      pairs.flatMap((pair) => [pair.low_id, pair.high_id]),
    );
    await look(t, people, 'compare-duplicates');
    const byId = new Map(people.map((person) => [person.id, person]));
    return pairs.flatMap((pair) => {
      const [low, high] = [byId.get(pair.low_id), byId.get(pair.high_id)];
      return low && high ? [{ ...pair, low, high }] : [];
    });
  });
}

export async function findDuplicates(ctx: Ctx): Promise<number> {
  const officer = keeper(ctx);
  return proposeDuplicates(ctx, officer.scope.units);
}

export async function comparePage(ctx: Ctx, one: string, other: string) {
  const officer = seer(ctx);
  return tx(ctx, async (t) => {
    const people = [await personHere(t, officer, one), await personHere(t, officer, other)] as const;
    if (people[0].id === people[1].id) throw new Refusal('conflict', 'registers.merged', vi.alreadyMerged);
    await look(t, people, 'compare-duplicates');
    const accounts = await accountsOfPersons(t, [people[0].id, people[1].id]);
    return { people, pair: await pairOf(t, people[0].id, people[1].id), accounts };
  });
}

export async function merge(
  ctx: Ctx,
  given: {
    winnerId: string;
    loserId: string;
    versions: readonly [number, number];
    fromLoser: readonly Mergeable[];
    reason: string;
  },
): Promise<string> {
  const officer = keeper(ctx);
  await tx(ctx, async (t) => {
    for (const id of [given.winnerId, given.loserId]) {
      const { id: today } = await personHere(t, officer, id);
      if (today !== id) throw new Refusal('conflict', 'registers.merged', vi.alreadyMerged);
    }
  });
  const all = as(ctx, seeingAll(officer));
  return tx(all, async (t) => {
    const id = await mergePersons(all, t, officer, given);
    await t.audit({
      verb: 'person.merged',
      subjectKind: 'person',
      subjectId: given.winnerId,
      detail: { loser: given.loserId, merge: id },
    });
    return id;
  });
}

export async function keepApart(ctx: Ctx, one: string, other: string): Promise<void> {
  const officer = keeper(ctx);
  await tx(ctx, async (t) => {
    const person = await personHere(t, officer, one);
    await personHere(t, officer, other);
    await markDifferent(t, { one, other, unitId: person.unit_id, at: ctx.now(), by: officer.accountId });
    await audit(t, 'person.kept-apart', one);
  });
}

export async function mergesPage(ctx: Ctx) {
  const officer = seer(ctx);
  return tx(ctx, async (t) => {
    const merges = await mergesOf(t, { units: officer.scope.units, limit: 100 });
    const seen = [...new Set(merges.flatMap((one) => [one.winner_id, one.loser_id]))];
    if (seen.length > 0) await t.look({ persons: seen, purpose: 'compare-duplicates' });
    return merges;
  });
}

export async function part(ctx: Ctx, mergeId: string, reason: string): Promise<string> {
  const officer = keeper(ctx);
  if (!isUuid(mergeId)) throw missing();
  const all = as(ctx, seeingAll(officer));
  return tx(all, async (t) => {
    const { winnerId, loserId } = await undoMerge(all, t, officer, { mergeId, reason });
    await t.audit({
      verb: 'person.parted',
      subjectKind: 'person',
      subjectId: winnerId,
      detail: { loser: loserId, merge: mergeId },
    });
    return winnerId;
  });
}
