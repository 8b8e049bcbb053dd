import { addDays, type CalendarDate, isCalendarDate, localDate } from '#engines/calendar';
import { type Ctx, type Db, type Officer, Refusal, type Tx } from '#engines/database';
import {
  endDelegationNow,
  findDelegation,
  findHeld,
  insertDelegation,
  listColleagues,
  listDelegationsOfAccount,
  listDelegationsOfUnits,
} from './delegations-store.ts';
import { vi } from './vi.ts';

/** Whether a delegation lets anybody act on that day. */
export type DelegationState = 'coming' | 'running' | 'over' | 'ended';

export function delegationState(
  delegation: { readonly valid_from: string; readonly valid_to: string; readonly ended_at: Date | null },
  today: CalendarDate,
): DelegationState {
  if (delegation.ended_at !== null) return 'ended';
  if (delegation.valid_to <= today) return 'over';
  return delegation.valid_from <= today ? 'running' : 'coming';
}

export interface NewDelegation {
  /** Whose post: an appointment in force, or one that begins later. */
  readonly appointmentId: string;
  readonly delegateId: string;
  readonly from: CalendarDate;
  /** The last day on which the colleague acts. */
  readonly until: CalendarDate;
  readonly reason: string;
  /** Number and day of the paper. */
  readonly document: string;
}

/** No absence that a colleague bridges lasts longer; after it the post is filled anew. */
const longestDelegation = 366;

/**
 * Lets a colleague act in a post while its holder is away. The holder does it herself, or the administrator
 * writes down what the holder has decided on paper; a post that signs or leads always needs the paper. Never in
 * one's own favour, never by one who only acts for somebody, one colleague at a time, always with an end.
 * The rights are those of the post on the day: they end with the holder's own, and with the delegate's own post.
 * @param units the unit versions of the officer's own unit
 * @see docs/decisions/0017
 */
export async function delegatePost(
  ctx: Ctx,
  tx: Tx,
  by: Officer,
  units: readonly number[],
  asked: NewDelegation,
): Promise<string> {
  const today = localDate(ctx.now());
  checkSpan(asked, today);
  if (asked.reason.trim() === '') throw refuse('no-reason', vi.delegation.noReason, 'invalid');
  if (by.delegationId !== undefined) throw refuse('onward', vi.delegation.onward, 'denied');
  const held = await tx.maybe(findHeld, { appointment_id: asked.appointmentId, units: [...units], today });
  if (!held) throw refuse('no-post', vi.delegation.noPost, 'missing');
  const isOwn = held.account_id === by.accountId;
  if (!isOwn && !by.permissions.has('admin.accounts'))
    throw refuse('not-own', vi.delegation.notOwn, 'denied');
  if (asked.delegateId === held.account_id || (!isOwn && asked.delegateId === by.accountId))
    throw refuse('self', vi.delegation.self, 'invalid');
  const needsPaper = !isOwn || held.role === 'approver' || held.role === 'leader';
  if (needsPaper && asked.document.trim() === '')
    throw refuse('no-document', vi.delegation.noDocument, 'invalid');
  const colleague = (await colleaguesOf(tx, [held.unit_id], ctx.now())).find(
    (one) => one.account_id === asked.delegateId,
  );
  if (!colleague) throw refuse('no-colleague', vi.delegation.noColleague, 'missing');
  // Who runs the machine reads no dossier (Annex (a) 20 of the notes: technical administrator reading files).
  if (colleague.is_administrator && held.role !== 'administrator')
    throw refuse('administrator', vi.delegation.administrator, 'invalid');
  const until = addDays(asked.until, 1);
  const made = await tx.maybe(insertDelegation, {
    appointment_id: held.appointment_id,
    delegate_id: asked.delegateId,
    reason: asked.reason.normalize('NFC').trim(),
    document: asked.document.normalize('NFC').trim() || null,
    valid_from: asked.from,
    valid_to: held.valid_to !== null && held.valid_to < until ? held.valid_to : until,
    created_by: by.accountId,
    at: ctx.now(),
  });
  if (!made) throw refuse('overlaps', vi.delegation.overlaps, 'conflict');
  return made.id;
}

function checkSpan(asked: NewDelegation, today: CalendarDate): void {
  if (!isCalendarDate(asked.from) || !isCalendarDate(asked.until) || asked.until < asked.from)
    throw refuse('bad-span', vi.delegation.badSpan, 'invalid');
  if (asked.from < today) throw refuse('past', vi.delegation.past, 'invalid');
  if (asked.until >= addDays(asked.from, longestDelegation))
    throw refuse('too-long', vi.delegation.tooLong, 'invalid');
}

/** Ends a delegation at once: by holder, delegate or administrator; acts already done stay. */
export async function endDelegation(
  ctx: Ctx,
  tx: Tx,
  by: Officer,
  units: readonly number[],
  id: string,
): Promise<void> {
  const found = await tx.maybe(findDelegation, { id });
  const isParty = found?.holder_id === by.accountId || found?.delegate_id === by.accountId;
  const mayEnd = by.permissions.has('admin.accounts') && found && units.includes(found.unit_id);
  if (!found || !(isParty || mayEnd)) throw refuse('missing', vi.delegation.missing, 'missing');
  const today = localDate(ctx.now());
  if ((await tx.run(endDelegationNow, { id, by: by.accountId, at: ctx.now(), today })) !== 1)
    throw refuse('over', vi.delegation.over, 'conflict');
}

/** Officers in post today in these units, each with all the posts held. */
export const colleaguesOf = (db: Db, units: readonly number[], now: Date) =>
  db.many(listColleagues, { units: [...units], today: localDate(now) });

/** All delegations of posts of these units, the latest first. */
export const delegationsOf = (db: Db, units: readonly number[]) =>
  db.many(listDelegationsOfUnits, { units: [...units] });

/** Those in which this account is holder or delegate. */
export const delegationsOfAccount = (db: Db, accountId: string) =>
  db.many(listDelegationsOfAccount, { account_id: accountId });

/** One delegation by its id; undefined when there is none. */
export const delegationById = (db: Db, id: string) => db.maybe(findDelegation, { id });

const refuse = (code: string, sentence: string, kind: 'invalid' | 'denied' | 'missing' | 'conflict') =>
  new Refusal(kind, `access.delegation-${code}`, sentence);
