import { randomUUID } from 'node:crypto';
import { type Ctx, type Db, type Officer, Refusal, type Tx } from '#engines/database';
import { fold } from '#engines/search';
import { writeChange } from './changes.ts';
import { decide } from './duplicates.ts';
import {
  closeMerge,
  dropKinships,
  dropPerson,
  findHomes,
  insertMerge,
  type KeptKinship,
  type KeptPerson,
  listMerges,
  lockKinships,
  lockMerge,
  lockPersons,
  moveHeads,
  personOfToday,
  personsOfToday,
  putKinships,
  putPersonBack,
} from './merge-store.ts';
import type { PersonInput } from './person.ts';
import { personFields } from './shown-fields.ts';
import { numberIsTaken } from './store-writes.ts';
import { words } from './vi.ts';
import { upsertPerson } from './writes.ts';

/** Fields that an officer chooses one by one; all others are the winner's own. */
export const mergeable = personFields;
export type Mergeable = (typeof mergeable)[number];

/**
 * Whoever keeps rows that point to a person moves them in the merge's own transaction, and back when it is undone.
 * It sees past the officer's scope: what points to the loser may lie where she may not look.
 */
export interface PersonFollower {
  /** Lasting: it stands in the trace. */
  readonly name: string;
  /**
   * @param only the rows to move back; all when absent
   * @returns the ids of the rows moved
   */
  follow(
    t: Tx,
    move: {
      readonly from: string;
      readonly to: string;
      readonly only?: readonly string[];
      readonly at: Date;
    },
  ): Promise<readonly string[]>;
}

const followers = new Map<string, PersonFollower>();

/** Called by the doors of those who keep such rows. */
export const registerFollower = (follower: PersonFollower): void =>
  void followers.set(follower.name, follower);

/** How long a merge can be undone. */
const undoDays = 30;

/** The last moment at which a merge of that moment can be undone. */
export const partableUntil = (mergedAt: Date): Date => new Date(mergedAt.getTime() + undoDays * 86_400_000);

export interface Merge {
  readonly winnerId: string;
  readonly loserId: string;
  /** The versions that the officer compared. */
  readonly versions: readonly [winner: number, loser: number];
  /** Fields taken from the loser. */
  readonly fromLoser: readonly Mergeable[];
  readonly reason: string;
}

/**
 * Makes two entries one. The loser's id leads to the winner from now on; everything that pointed to it follows, in
 * this transaction. Refuses across communes, a pair that somebody merged or changed meanwhile, and without a reason.
 * @param t opened as `seeingAll` gives it, after the caller has made sure that the officer may see both
 * @returns the id of the trace
 */
export async function mergePersons(ctx: Ctx, t: Tx, officer: Officer, merge: Merge): Promise<string> {
  if (merge.reason.trim() === '') throw invalid('reason', words.reasonMissing);
  if (merge.winnerId === merge.loserId) throw invalid('loser', words.mergeSelf);
  const ids = [merge.winnerId, merge.loserId];
  const rows = await t.many(lockPersons, { ids });
  const winner = rows.find((row) => row.id === merge.winnerId);
  const loser = rows.find((row) => row.id === merge.loserId);
  if (!winner || !loser) throw new Refusal('conflict', 'people.merged-meanwhile', words.mergedMeanwhile);
  if (winner.version !== merge.versions[0] || loser.version !== merge.versions[1])
    throw new Refusal('conflict', 'people.changed-meanwhile', words.changedMeanwhile);
  if (!ids.every((id) => officer.scope.units.includes(rows.find((row) => row.id === id)?.unit_id ?? -1)))
    throw new Refusal('denied', 'people.other-commune', words.mergeAcross);
  const kinships = await t.many(lockKinships, { ids });
  const headed = await t.many(moveHeads, { from: loser.id, to: winner.id, only: null });
  const moved: Record<string, readonly string[]> = {};
  for (const follower of followers.values())
    moved[follower.name] = await follower.follow(t, { from: loser.id, to: winner.id, at: ctx.now() });
  await t.run(dropKinships, { ids });
  await t.run(dropPerson, { id: loser.id });
  await t.run(putKinships, { rows: renamed(kinships, loser.id, winner.id) });
  const chosen = Object.fromEntries(merge.fromLoser.map((field) => [field, loser.whole[field]]));
  await upsertPerson(t, { ...inputOf(winner.whole), ...chosen, version: winner.version });
  const [after] = await t.many(lockPersons, { ids: [winner.id] });
  if (!after) throw new Error('the person who was merged into is gone');
  const id = randomUUID();
  await t.run(insertMerge, {
    id,
    unit_id: winner.unit_id,
    winner_id: winner.id,
    loser_id: loser.id,
    at: ctx.now(),
    by_name: officer.name,
    by_title: officer.postTitle,
    reason: merge.reason.trim(),
    winner_before: winner.whole,
    winner_after: after.whole,
    loser: loser.whole,
    kinships,
    headed: headed.map((row) => row.id),
    moved,
  });
  await decide(t, pairFor(ctx, officer, merge, winner.unit_id), 'merged');
  await writeChange(ctx, t, officer, {
    unitId: winner.unit_id,
    personId: winner.id,
    verb: 'merged',
    reason: merge.reason,
    before: winner.whole,
    after: after.whole,
  });
  await t.emit('person.merged', winner.id, { merge: id, winner: winner.id, loser: loser.id });
  return id;
}

/**
 * Parts two who were merged: the loser comes back under the old id with all that had followed, and a field of the
 * winner that nobody has changed since is as it was. Refuses after `undoDays`, a second time, and while the winner has
 * itself been merged.
 */
export async function undoMerge(
  ctx: Ctx,
  t: Tx,
  officer: Officer,
  undo: { readonly mergeId: string; readonly reason: string },
): Promise<{ winnerId: string; loserId: string }> {
  if (undo.reason.trim() === '') throw invalid('reason', words.reasonMissing);
  const trace = await t.maybe(lockMerge, { id: undo.mergeId });
  if (!trace || !officer.scope.units.includes(trace.unit_id))
    throw new Refusal('missing', 'people.no-merge', words.noMerge);
  if (trace.undone_at) throw new Refusal('conflict', 'people.undone', words.undoneAlready);
  if (ctx.now() > partableUntil(trace.at))
    throw new Refusal('conflict', 'people.undo-late', words.undoLate(undoDays));
  const [winner] = await t.many(lockPersons, { ids: [trace.winner_id] });
  if (!winner) throw new Refusal('conflict', 'people.winner-merged', words.winnerMerged);
  const now = await t.many(lockKinships, { ids: [trace.winner_id] });
  const back = Object.fromEntries(
    mergeable
      .filter((field) => same(winner.whole[field], trace.winner_after[field]))
      .map((field) => [field, trace.winner_before[field]]),
  );
  // A household that its last member has left since is no more.
  const homes = (await t.many(findHomes, { ids: homesOf(back.household_id, trace.loser.household_id) })).map(
    (home) => home.id,
  );
  const homeOf = (id: unknown) => (typeof id === 'string' && homes.includes(id) ? id : null);
  if ('household_id' in back) back.household_id = homeOf(back.household_id);
  await upsertPerson(t, { ...inputOf(winner.whole), ...back, version: winner.version });
  const { taken } = await t.one(numberIsTaken, { number: trace.loser.identity_number, id: trace.loser.id });
  if (taken) throw new Refusal('conflict', 'people.undo-number', words.undoNumber);
  await t.one(putPersonBack, {
    whole: {
      ...trace.loser,
      household_id: homeOf(trace.loser.household_id),
      version: trace.loser.version + 1,
    },
    folded: fold(trace.loser.name),
  });
  // From here on the old id leads to itself again.
  await t.run(closeMerge, { id: trace.id, at: ctx.now(), by: officer.name, reason: undo.reason.trim() });
  // Kin recorded since the merge stays with the winner; the rest is as it was.
  const kin = await kinOfToday(t, trace.kinships);
  const merged = renamed(kin, trace.loser_id, trace.winner_id).map(keyOf);
  await t.run(dropKinships, { ids: [trace.winner_id] });
  await t.run(putKinships, {
    rows: [...kin, ...now.filter((row) => !merged.includes(keyOf(row)))],
  });
  await t.many(moveHeads, { from: trace.winner_id, to: trace.loser_id, only: trace.headed });
  for (const [name, only] of Object.entries(trace.moved))
    await followers.get(name)?.follow(t, { from: trace.winner_id, to: trace.loser_id, only, at: ctx.now() });
  await decide(
    t,
    pairFor(ctx, officer, { winnerId: trace.winner_id, loserId: trace.loser_id }, trace.unit_id),
    'different',
  );
  await writeChange(ctx, t, officer, {
    unitId: trace.unit_id,
    personId: trace.winner_id,
    verb: 'parted',
    reason: undo.reason,
    before: winner.whole,
    after: { ...winner.whole, ...back },
  });
  await t.emit('person.parted', trace.winner_id, {
    merge: trace.id,
    winner: trace.winner_id,
    loser: trace.loser_id,
  });
  return { winnerId: trace.winner_id, loserId: trace.loser_id };
}

/** The merges of these units, or those of one person, the latest first. */
export const mergesOf = (db: Db, of: { units: readonly number[]; personId?: string; limit?: number }) =>
  db.many(listMerges, { units: [...of.units], person_id: of.personId ?? null, limit: of.limit ?? 50 });

/** Who bears that id today: itself, or the person it was merged into. */
export const currentPersonId = async (db: Db, id: string): Promise<string> =>
  (await db.one(personOfToday, { id })).id;

/** The officer with the program's sight, for the rows of others that follow; every trace still names her. */
export const seeingAll = (officer: Officer): Officer => ({
  ...officer,
  scope: { ...officer.scope, everything: true },
});

/** What `upsertPerson` takes, of a whole row. */
const inputOf = (whole: KeptPerson): PersonInput => {
  const { id, unit_id } = whole;
  return {
    id,
    unit_id,
    ...(Object.fromEntries(mergeable.map((field) => [field, whole[field]])) as Omit<
      PersonInput,
      'id' | 'unit_id'
    >),
  };
};

const renamed = (rows: readonly KeptKinship[], from: string, to: string): KeptKinship[] =>
  rows
    .map((row) => ({
      ...row,
      person_id: row.person_id === from ? to : row.person_id,
      relative_id: row.relative_id === from ? to : row.relative_id,
    }))
    .filter((row) => row.person_id !== row.relative_id);

/** Whoever was merged into another meanwhile is kin as that other. */
async function kinOfToday(t: Tx, rows: readonly KeptKinship[]): Promise<KeptKinship[]> {
  const ids = [...new Set(rows.flatMap((row) => [row.person_id, row.relative_id]))];
  const today = new Map((await t.many(personsOfToday, { ids })).map((one) => [one.former, one.today]));
  const of = (id: string): string => today.get(id) ?? id;
  return rows.map((row) => ({ ...row, person_id: of(row.person_id), relative_id: of(row.relative_id) }));
}

const homesOf = (...ids: unknown[]): string[] => ids.filter((id) => typeof id === 'string');
const keyOf = (row: KeptKinship): string => `${row.person_id} ${row.relative_id} ${row.kind}`;
const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const pairFor = (
  ctx: Ctx,
  officer: Officer,
  pair: { winnerId: string; loserId: string },
  unitId: number,
) => ({ one: pair.winnerId, other: pair.loserId, unitId, at: ctx.now(), by: officer.accountId });
const invalid = (field: string, message: string) =>
  new Refusal('invalid', `people.${field}`, message, { field });
