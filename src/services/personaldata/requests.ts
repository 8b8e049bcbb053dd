import { allHoldings, recordView, requireAccount, requirePermission } from '#engines/access';
import { addDays, formatDateTime, fromLocal, isCalendarDate, localDate } from '#engines/calendar';
import { type Case, caseByNumber, ownCases, queue, trailOf, transition } from '#engines/cases';
import { as, type Ctx, type Db, Refusal, read, type Tx, tx } from '#engines/database';
import { notify } from '#engines/messages';
import { bundleOf, collect } from './bundle.ts';
import { requestKind, tooShort } from './request.ts';
import { answerRequestRow, extendRequestRow, findRequests, type RequestRow } from './store.ts';
import { vi } from './vi/index.ts';

export interface DataRequest {
  readonly c: Case;
  readonly r: RequestRow;
}

/** Hers, and those about whom she stands for; the newest first. */
export async function myRequests(ctx: Ctx): Promise<DataRequest[]> {
  return read(ctx, async (db) => withRows(db, await ownCases(ctx, db, requestKind.kind)));
}

/** One request within the actor's scope; any other case, and any other number, does not exist. */
export async function openRequest(ctx: Ctx, number: string) {
  return tx(ctx, async (t) => {
    const one = await requestIn(ctx, t, number);
    if (ctx.actor.kind === 'officer')
      await recordView(t, { persons: [one.r.person_id], purpose: 'answer-data-request', caseId: one.c.id });
    return { ...one, trail: await trailOf(t, one.c.id) };
  });
}

/** She no longer asks. */
export async function withdrawRequest(ctx: Ctx, number: string, expectedVersion: number): Promise<void> {
  const self = requireAccount(ctx);
  await tx(ctx, async (t) => {
    const { c } = await requestIn(ctx, t, number);
    if (c.filer_account_id !== self.accountId) throw missing();
    await transition(ctx, t, c, { to: 'withdrawn', verb: 'withdrawn', expectedVersion });
    await t.audit({ verb: 'data-request.withdrawn', subjectKind: 'case', subjectId: c.id });
  });
}

/** The officers' queue: the open ones of her units, the oldest first. */
export async function openRequests(ctx: Ctx): Promise<DataRequest[]> {
  requirePermission(ctx, 'personal-data.answer');
  return read(ctx, async (db) => {
    const found = await queue(ctx, db, { kind: requestKind.kind, name: 'open', states: ['open'] }, 200, null);
    return withRows(db, found.rows);
  });
}

export interface OnRequest {
  readonly number: string;
  readonly expectedVersion: number;
}

/**
 * The answer, in words the person can read. A deletion that is granted deletes, in the same transaction, what no law
 * keeps, and the answer lists the rest with the law.
 */
export async function answerRequest(
  ctx: Ctx,
  on: OnRequest,
  answer: { readonly granted: boolean; readonly words: string },
): Promise<void> {
  requirePermission(ctx, 'personal-data.answer');
  if (tooShort(answer.words)) throw wrong('answer');
  const reach = await reaching(ctx, on.number);
  await tx(reach, async (t) => {
    const { c, r } = await requestIn(reach, t, on.number);
    const deletes = answer.granted && r.right === 'delete';
    const erased = deletes ? await eraseAll(reach, t, r.person_id) : null;
    const words = [
      answer.words.trim(),
      deletes ? vi.requests.erased(erased ?? 0) : '',
      deletes ? keptWords() : '',
    ]
      .filter(Boolean)
      .join('\n\n');
    const verb = answer.granted ? 'answered' : 'refused';
    await transition(ctx, t, c, { to: verb, verb, expectedVersion: on.expectedVersion });
    await t.run(answerRequestRow, { case_id: c.id, answer: words, erased });
    await recordView(t, { persons: [r.person_id], purpose: 'answer-data-request', caseId: c.id });
    await t.audit({
      verb: `data-request.${verb}`,
      subjectKind: 'case',
      subjectId: c.id,
      detail: { right: r.right, erased },
    });
    await tell(
      ctx,
      t,
      c,
      vi.told.answered.title(c.number),
      vi.told.answered.body,
      vi.told.answered.sms(c.number),
    );
  });
}

/** Once, with a reason, and at most as long again as the law first gave. */
export async function extendRequest(
  ctx: Ctx,
  on: OnRequest,
  extension: { readonly until: string; readonly reason: string },
): Promise<void> {
  requirePermission(ctx, 'personal-data.answer');
  if (tooShort(extension.reason)) throw wrong('reason');
  await tx(ctx, async (t) => {
    const { c, r } = await requestIn(ctx, t, on.number);
    const today = localDate(ctx.now());
    const until = extension.until;
    if (!isCalendarDate(until) || until <= today) throw wrong('until');
    const span = c.due_at && c.received_at ? c.due_at.getTime() - c.received_at.getTime() : null;
    if (c.due_at && until <= localDate(c.due_at)) throw wrong('until');
    if (c.due_at && span !== null && until > addDays(localDate(c.due_at), Math.ceil(span / 86_400_000)))
      throw wrong('until');
    const first = c.due_at === null;
    if (!first && (await t.run(extendRequestRow, { case_id: c.id, reason: extension.reason.trim() })) !== 1)
      throw new Refusal('conflict', 'personal-data.extended', vi.requests.extendedAlready);
    const dueAt = fromLocal(`${until}T17:00`);
    await transition(ctx, t, c, {
      verb: first ? 'date-set' : 'extended',
      expectedVersion: on.expectedVersion,
      reason: extension.reason.trim(),
      limit: { kind: 'set', at: dueAt.toISOString() },
      dueAt,
    });
    await recordView(t, { persons: [r.person_id], purpose: 'answer-data-request', caseId: c.id });
    await t.audit({ verb: 'data-request.extended', subjectKind: 'case', subjectId: c.id, detail: { until } });
    const { title, body, sms } = vi.told.extended;
    await tell(
      ctx,
      t,
      c,
      title(c.number),
      body(formatDateTime(dueAt), extension.reason.trim()),
      sms(c.number),
    );
  });
}

/** What the officer hands over for somebody who cannot download it herself. */
export async function bundleFor(ctx: Ctx, number: string): Promise<Buffer> {
  requirePermission(ctx, 'personal-data.answer');
  const reach = await reaching(ctx, number);
  return tx(reach, async (t) => {
    const { c, r } = await requestIn(reach, t, number);
    if (r.right !== 'access' && r.right !== 'portability') throw missing();
    await recordView(t, { persons: [r.person_id], purpose: 'data-export', caseId: c.id });
    await t.audit({ verb: 'personal-data.exported', subjectKind: 'case', subjectId: c.id });
    return bundleOf(reach, await collect(reach, t, r.person_id), c.subject_name);
  });
}

/** The officer with the person of this one request in reach, for collecting and deleting behind the doors. */
async function reaching(ctx: Ctx, number: string): Promise<Ctx> {
  const officer = requirePermission(ctx, 'personal-data.answer');
  const { r } = await read(ctx, (db) => requestIn(ctx, db, number));
  return as(ctx, { ...officer, scope: { ...officer.scope, persons: [r.person_id] } });
}

/** What a deletion would delete, and what the law keeps and why. */
export const deletionPlan = () =>
  allHoldings().map(({ key, title, keptBecause }) => ({ key, title, keptBecause }));

async function eraseAll(ctx: Ctx, t: Tx, personId: string): Promise<number> {
  let erased = 0;
  for (const holding of allHoldings())
    if (holding.keptBecause === undefined && holding.erase) erased += await holding.erase(ctx, t, personId);
  return erased;
}

const keptWords = (): string =>
  [
    vi.requests.keptList,
    ...deletionPlan().flatMap((one) => (one.keptBecause ? [`${one.title}: ${one.keptBecause}`] : [])),
  ].join('\n');

async function tell(ctx: Ctx, t: Tx, c: Case, title: string, body: string, sms: string): Promise<void> {
  if (!c.filer_person_id) return;
  const link = `/toi/yeu-cau/${c.number}`;
  await notify(ctx, t, {
    personId: c.filer_person_id,
    accountId: c.filer_account_id,
    kind: 'account',
    title,
    body,
    sms,
    phone: c.filer_phone || undefined,
    link,
  });
}

async function requestIn(ctx: Ctx, db: Db, number: string): Promise<DataRequest> {
  const c = await caseByNumber(ctx, db, number.trim().toUpperCase());
  const [found] = await withRows(db, [c]);
  if (!found) throw missing();
  return found;
}

async function withRows(db: Db, cases: readonly Case[]): Promise<DataRequest[]> {
  const rows = await db.many(findRequests, { cases: cases.map((c) => c.id) });
  const byCase = new Map(rows.map((row) => [row.case_id, row]));
  return cases.flatMap((c) => {
    const r = byCase.get(c.id);
    return r ? [{ c, r }] : [];
  });
}

const missing = () => new Refusal('missing', 'personal-data.missing', vi.requests.missing);
export const wrong = (what: keyof typeof vi.requests.mistakes) =>
  new Refusal('invalid', `personal-data.${what}`, vi.requests.mistakes[what], { field: what });
