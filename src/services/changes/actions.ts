import { requirePermission } from '#engines/access';
import { formatDate, isCalendarDate, localDate } from '#engines/calendar';
import { type Ctx, type Officer, Refusal, type Tx, tx } from '#engines/database';
import { type Change, isInForce, mayTakeBack, mayWithdraw } from './change.ts';
import { isEqual, type Json, markOf } from './json.ts';
import { type ChangeKind, kindCalled } from './kinds.ts';
import { merged } from './merge.ts';
import { tellAuthor, tellDeciders } from './news.ts';
import { aboutIn, reach, requireAuthor, uuidOr } from './open.ts';
import { findOwnDraft, insertChange, lockChange, lockSubject, updateContent, updateState } from './store.ts';
import { approvedFrom, picked, trace } from './trace.ts';
import { vi } from './vi.ts';

/**
 * Begins a change of what is in force under a subject, or goes on with the officer's own unfinished draft of it.
 * @param content what to begin with instead: an old version to be used again, a file's.
 */
export async function startChange(
  ctx: Ctx,
  wanted: {
    readonly kind: string;
    readonly subject: string;
    readonly content?: Json;
    readonly reason?: string;
  },
): Promise<string> {
  const kind = kindCalled(wanted.kind);
  const officer = requirePermission(ctx, kind.permission);
  return tx(ctx, (t) => draftIn(ctx, t, officer, kind, wanted));
}

async function draftIn(
  ctx: Ctx,
  t: Tx,
  officer: Officer,
  kind: ChangeKind,
  wanted: { readonly subject: string; readonly content?: Json; readonly reason?: string },
): Promise<string> {
  const { subject, content, reason = '' } = wanted;
  const current = await kind.current(t, subject, officer.unitId);
  if (!current) throw new Refusal('missing', 'changes.no-subject', vi.refusals.noSubject);
  const own = { kind: kind.kind, subject, account: officer.accountId, unit: officer.unitId };
  const open = content === undefined ? await t.maybe(findOwnDraft, own) : undefined;
  if (open) return open.id;
  const { id } = await t.one(insertChange, {
    kind: kind.kind,
    subject,
    title: current.title,
    unit_id: officer.unitId,
    content: content ?? current.content,
    before: current.content,
    base: current.base,
    author_id: officer.accountId,
    author_name: officer.name,
    reason,
    effective_from: null,
    at: ctx.now(),
  });
  await trace(ctx, t, officer, id, 'drafted');
  return id;
}

export interface Rewritten {
  readonly content: Json;
  /** The part that is written over, as it stands now. */
  readonly seen?: Json | undefined;
  readonly expected?: string;
}

/** Writes another content into the draft; `expected` is the mark of what the author saw of the part she changes. */
export async function rewrite(
  ctx: Ctx,
  id: string,
  work: (content: Json, kind: ChangeKind) => Rewritten,
): Promise<void> {
  await onChange(ctx, id, async (t, change, kind, officer) => {
    requirePermission(ctx, kind.permission);
    requireAuthor(change, officer);
    const { content, seen, expected } = work(change.content, kind);
    if (expected && markOf(seen ?? null) !== expected)
      throw new Refusal('conflict', 'changes.stale', vi.refusals.stale);
    if (isEqual(content, change.content)) return;
    await t.run(updateContent, { ...picked(change), content, at: ctx.now() });
    await t.audit({ verb: 'change.edited', subjectKind: 'change', subjectId: change.id });
  });
}

/** Hands the draft to the second person: complete, with its reason and its day. */
export async function submit(
  ctx: Ctx,
  id: string,
  said: { readonly reason: string; readonly effectiveFrom: string | undefined },
): Promise<void> {
  await onChange(ctx, id, async (t, change, kind, officer) => {
    requirePermission(ctx, kind.permission);
    requireAuthor(change, officer);
    const current = await kind.current(t, change.subject, change.unit_id);
    if (current?.base !== change.base) throw new Refusal('conflict', 'changes.base-moved', vi.page.moved);
    const problems = await kind.check(change.content, aboutIn(ctx, t, change));
    if (problems.length > 0)
      throw new Refusal('invalid', 'changes.problems', vi.refusals.problems(problems.length));
    if (isEqual(change.content, change.before))
      throw new Refusal('invalid', 'changes.nothing-changed', vi.refusals.nothingChanged);
    if (!said.reason.trim()) throw new Refusal('invalid', 'changes.no-reason', vi.refusals.reason);
    if (said.reason.length > 500) throw new Refusal('invalid', 'changes.long-reason', vi.refusals.longReason);
    const today = localDate(ctx.now());
    const from = kind.dated ? said.effectiveFrom : today;
    if (!from || !isCalendarDate(from)) throw new Refusal('invalid', 'changes.bad-day', vi.refusals.badDay);
    if (from < today) throw new Refusal('invalid', 'changes.past', vi.refusals.past(formatDate(today)));
    if (current.earliest && from < current.earliest)
      throw new Refusal('invalid', 'changes.too-early', vi.refusals.tooEarly(formatDate(current.earliest)));
    const reason = said.reason.trim();
    await move(ctx, t, officer, change, 'submitted', { reason, effective_from: from });
    await tellDeciders(ctx, t, change, reason);
  });
}

/** The second person's yes: the versions are written in this transaction. */
export async function approve(ctx: Ctx, id: string, version: number, words: string): Promise<Change> {
  requirePermission(ctx, 'changes.approve');
  return onChange(ctx, id, async (t, change, kind, officer) => {
    await requireDecision(change, officer, version, words);
    await t.one(lockSubject, { subject: `${change.kind} ${change.subject}` });
    const current = await kind.current(t, change.subject, change.unit_id);
    if (current?.base !== change.base)
      throw new Refusal('conflict', 'changes.base-moved', vi.refusals.baseMoved);
    const problems = await kind.check(change.content, aboutIn(ctx, t, change));
    if (problems[0]) throw new Refusal('invalid', 'changes.problems', problems[0].message);
    const today = localDate(ctx.now());
    const from = kind.dated ? (change.effective_from ?? today) : today;
    if (from < today) throw new Refusal('conflict', 'changes.day-passed', vi.refusals.dayPassed);
    const decided = { effective_from: from, words, ...reviewer(ctx, officer) };
    await kind.apply(
      t,
      approvedFrom({ ...change, effective_from: from, reviewer_name: officer.name }),
      ctx.now(),
    );
    await move(ctx, t, officer, change, 'approved', decided);
    await tellAuthor(ctx, t, change, {
      title: vi.news.approved(change.title),
      body: vi.news.approvedBody(officer.name, formatDate(from), words.trim()),
    });
    await t.emit('change.approved', change.id, { kind: change.kind, subject: change.subject, from });
    return { ...change, state: 'approved', effective_from: from };
  });
}

/** The second person's no, with what should be mended. */
export async function sendBack(ctx: Ctx, id: string, version: number, words: string): Promise<void> {
  requirePermission(ctx, 'changes.approve');
  await onChange(ctx, id, async (t, change, _kind, officer) => {
    await requireDecision(change, officer, version, words);
    if (!words.trim()) throw new Refusal('invalid', 'changes.no-words', vi.refusals.words);
    await move(ctx, t, officer, change, 'returned', { words: words.trim(), ...reviewer(ctx, officer) });
    await tellAuthor(ctx, t, change, {
      title: vi.news.returned(change.title),
      body: vi.news.returnedBody(officer.name, words.trim()),
    });
  });
}

/** The author takes a submitted change back, to go on writing. */
export async function takeBack(ctx: Ctx, id: string): Promise<void> {
  await onChange(ctx, id, async (t, change, _kind, officer) => {
    if (!mayTakeBack(change, officer)) throw notWaiting(change);
    await move(ctx, t, officer, change, 'draft', {}, 'taken-back');
  });
}

/** Gives a draft up, or takes an approved change back before its day. */
export async function withdraw(ctx: Ctx, id: string): Promise<void> {
  await onChange(ctx, id, async (t, change, kind, officer) => {
    const today = localDate(ctx.now());
    if (isInForce(change, today)) throw new Refusal('conflict', 'changes.in-force', vi.refusals.inForce);
    if (!mayWithdraw(change, officer, today))
      throw new Refusal('denied', 'changes.not-withdrawable', vi.refusals.notWithdrawable);
    if (change.state === 'approved') {
      await t.one(lockSubject, { subject: `${change.kind} ${change.subject}` });
      if (!kind.undo) throw new Refusal('conflict', 'changes.not-withdrawable', vi.refusals.notWithdrawable);
      await kind.undo(t, approvedFrom(change), ctx.now());
    }
    await move(ctx, t, officer, change, 'withdrawn', {});
    await tellAuthor(ctx, t, change, {
      title: vi.news.withdrawn(change.title),
      body: vi.news.withdrawnBody(officer.name),
    });
  });
}

/** What is in force now becomes what the draft is compared with; what its author changed stays as she wrote it. */
export async function rebase(ctx: Ctx, id: string): Promise<void> {
  await onChange(ctx, id, async (t, change, kind, officer) => {
    requireAuthor(change, officer);
    const current = await kind.current(t, change.subject, change.unit_id);
    if (!current) throw new Refusal('missing', 'changes.no-subject', vi.refusals.noSubject);
    const content = merged(change.before, change.content, current.content);
    const { title, base } = current;
    await t.run(updateContent, {
      id: change.id,
      title,
      base,
      before: current.content,
      content,
      at: ctx.now(),
    });
    await trace(ctx, t, officer, change.id, 'rebased');
  });
}

async function onChange<T>(
  ctx: Ctx,
  id: string,
  work: (t: Tx, change: Change, kind: ChangeKind, officer: Officer) => Promise<T>,
): Promise<T> {
  const officer = requirePermission(ctx, 'changes.see');
  return tx(ctx, async (t) => {
    const change = await t.maybe(lockChange, { id: uuidOr(id), ...(await reach(t, officer)) });
    if (!change) throw new Refusal('missing', 'changes.missing', vi.refusals.missing);
    return work(t, change, kindCalled(change.kind), officer);
  });
}

type Decided = Partial<
  Pick<Change, 'reason' | 'effective_from' | 'words' | 'reviewer_id' | 'reviewer_name' | 'decided_at'>
>;

async function move(
  ctx: Ctx,
  t: Tx,
  officer: Officer,
  change: Change,
  state: Change['state'],
  decided: Decided,
  verb: string = state,
): Promise<void> {
  await t.run(updateState, {
    id: change.id,
    state,
    reason: change.reason,
    effective_from: change.effective_from,
    reviewer_id: change.reviewer_id,
    reviewer_name: change.reviewer_name,
    words: change.words,
    decided_at: change.decided_at,
    ...decided,
    at: ctx.now(),
  });
  await trace(ctx, t, officer, change.id, verb, decided.words ?? '', {
    kind: change.kind,
    subject: change.subject,
  });
}

async function requireDecision(
  change: Change,
  officer: Officer,
  version: number,
  words: string,
): Promise<void> {
  if (words.length > 1000) throw new Refusal('invalid', 'changes.long-words', vi.refusals.longWords);
  if (change.state !== 'submitted') throw notWaiting(change);
  if (change.author_id === officer.accountId)
    throw new Refusal('denied', 'changes.own-change', vi.refusals.ownChange);
  if (change.version !== version)
    throw new Refusal('conflict', 'changes.moved-on', vi.refusals.movedOnReading);
}

const notWaiting = (change: Change) =>
  new Refusal(
    'conflict',
    'changes.not-waiting',
    vi.refusals.notWaiting((vi.states[change.state] ?? '').toLowerCase(), change.reviewer_name ?? ''),
  );

const reviewer = (ctx: Ctx, officer: Officer) => ({
  reviewer_id: officer.accountId,
  reviewer_name: officer.name,
  decided_at: ctx.now(),
});
