import { type Due, dueOf, type Limit, loadCalendar } from '#engines/calendar';
import { type Ctx, type Db, Refusal, type Tx } from '#engines/database';
import { type Move, transition } from './acts.ts';
import type { Case } from './case.ts';
import { endPause, insertPause, listPauses, listRunning, listUndated } from './store.ts';
import { vi } from './vi.ts';

/** The due date by the legal clock (design §4) from what is stored; `due_at` is only its cache. */
export async function dueOfCase(db: Db, c: Case): Promise<Due> {
  if (!c.received_at || !c.time_limit) return { kind: 'none' };
  const pauses = await pausesOf(db, c.id);
  if (c.time_limit.kind === 'set') {
    const stood = pauses.reduce((sum, p) => sum + (p.to_at ? p.to_at.getTime() - p.from_at.getTime() : 0), 0);
    return { kind: 'due', at: new Date(Date.parse(c.time_limit.at) + stood), skipped: [] };
  }
  const calendar = await loadCalendar(db, c.unit_id);
  return dueOf(
    c.time_limit,
    c.received_at,
    calendar,
    pauses.map((p) => ({ from: p.from_at, to: p.to_at })),
  );
}

/** What a limit would promise if reception were now. */
export async function dueIfReceived(db: Db, unitId: number, limit: Limit, at: Date): Promise<Due> {
  return dueOf(limit, at, await loadCalendar(db, unitId));
}

export const pausesOf = (db: Db, caseId: string) => db.many(listPauses, { case_id: caseId });

/** Stops the clock at this minute; needs a reason and a paper (design §4). Use `to` to change the state too. */
export async function pause(
  ctx: Ctx,
  tx: Tx,
  c: Case,
  move: Move & { reason: string; paper: string },
): Promise<Case> {
  if (!c.received_at) throw new Refusal('conflict', 'case.clock-not-started', vi.clockNotStarted);
  if (c.paused_at) throw new Refusal('conflict', 'case.already-paused', vi.alreadyPaused);
  if (!move.reason.trim() || !move.paper.trim())
    throw new Refusal('invalid', 'case.pause-needs-paper', vi.pauseNeedsPaper);
  const paused = await transition(ctx, tx, c, { ...move, pausedAt: ctx.now(), dueAt: null });
  await tx.one(insertPause, { case_id: c.id, from_at: ctx.now(), reason: move.reason, paper: move.paper });
  return paused;
}

/** Lets the clock go on from this minute; the due date moves by the time that stood still. */
export async function resume(ctx: Ctx, tx: Tx, c: Case, move: Move): Promise<Case> {
  if (!c.paused_at) throw new Refusal('conflict', 'case.not-paused', vi.notPaused);
  if (move.expectedVersion === c.version) await tx.maybe(endPause, { case_id: c.id, to_at: ctx.now() });
  return transition(ctx, tx, c, { ...move, pausedAt: null, dueAt: await dueAtOf(tx, c) });
}

/** Rebuilds the cache, e.g. after an undecided day has been decided or a day's status corrected. */
export async function recomputeDue(ctx: Ctx, tx: Tx, c: Case): Promise<Case> {
  const dueAt = c.paused_at ? null : await dueAtOf(tx, c);
  if ((dueAt?.getTime() ?? null) === (c.due_at?.getTime() ?? null)) return c;
  return transition(ctx, tx, c, { verb: 'due-recomputed', dueAt, expectedVersion: c.version });
}

/** Cases of a kind that were received while a day on their way was undecided. For the program itself. */
export const undatedCases = (db: Db, kind: string): Promise<Case[]> => db.many(listUndated, { kind });

/**
 * Running cases of a kind, of a unit or of all, whose due date a changed calendar may move; 500 after a case, in
 * the order of their ids. For the program itself.
 */
export const runningCases = (db: Db, kind: string, unitId: number | null, after = noCase): Promise<Case[]> =>
  db.many(listRunning, { kind, unit_id: unitId, after });

const noCase = '00000000-0000-0000-0000-000000000000';

async function dueAtOf(db: Db, c: Case): Promise<Date | null> {
  const due = await dueOfCase(db, c);
  return due.kind === 'due' ? due.at : null;
}
