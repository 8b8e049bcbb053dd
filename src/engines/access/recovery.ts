import { localDate } from '#engines/calendar';
import { type Ctx, type Db, Refusal, type Tx } from '#engines/database';
import { accountById, setPassword } from './accounts.ts';
import { endSessionsOf } from './identity-level-store.ts';
import { requirePermission } from './permissions.ts';
import { phoneFrom } from './phone.ts';
import {
  decideRecovery,
  endReset,
  findReset,
  forgetEveryPasskey,
  holdsPost,
  insertRecovery,
  insertReset,
  listDueResets,
  listWaiting,
  lockWaiting,
  movePhoneOf,
  resetAccount,
} from './recovery-store.ts';
import { vi } from './vi-recovery.ts';

/** How the officer made sure of the person: the card itself, VNeID on her screen, or known to a witness. */
export type IdentityCheck = 'card' | 'vneid' | 'known';

/** Whoever has somebody's telephone must wait this long for her password, and she is told at once. */
export const resetHours = 48;

/**
 * A lost telephone, at the counter: the account moves to the new number; sessions, passkeys and a citizen's
 * password end with the old one. An officer's own account waits for a second officer.
 * @returns what happened, and the old number to tell
 */
export async function recoverAccount(
  ctx: Ctx,
  tx: Tx,
  recovery: { accountId: string; newPhone: string; checked: IdentityCheck },
): Promise<{ state: 'done' | 'waiting'; oldPhone: string; newPhone: string }> {
  const officer = requirePermission(ctx, 'accounts.recover');
  const account = await accountById(tx, recovery.accountId);
  if (account?.state !== 'open') throw new Refusal('missing', 'access.no-account', vi.noAccount);
  if (account.id === officer.accountId) throw new Refusal('denied', 'access.recover-self', vi.notOneself);
  const newPhone = phoneFrom(recovery.newPhone);
  const { holds } = await tx.one(holdsPost, { account_id: account.id, today: localDate(ctx.now()) });
  const isOfficer = holds || account.user_name !== null;
  const state = isOfficer ? 'waiting' : 'done';
  const made = await tx.maybe(insertRecovery, {
    account_id: account.id,
    unit_id: officer.unitId,
    old_phone: account.phone,
    new_phone: newPhone,
    checked: recovery.checked,
    by: officer.accountId,
    at: ctx.now(),
    state,
  });
  if (!made) throw new Refusal('conflict', 'access.recovery-waiting', vi.waitingAlready);
  if (state === 'done') await move(ctx, tx, account.id, newPhone);
  await tx.audit({ verb: `account.recovery-${state}`, subjectKind: 'account', subjectId: account.id });
  return { state, oldPhone: account.phone, newPhone };
}

/** Those of officers that wait for a second one. */
export const waitingRecoveries = (db: Db, units: readonly number[]) =>
  db.many(listWaiting, { units: [...units] });

/** The second officer's word; neither who asked nor whose account it is may give it, only take it back. */
export async function decideOnRecovery(
  ctx: Ctx,
  tx: Tx,
  decision: { id: string; units: readonly number[]; granted: boolean },
) {
  const officer = requirePermission(ctx, 'accounts.recover');
  const waiting = await tx.maybe(lockWaiting, { id: decision.id, units: [...decision.units] });
  if (!waiting) throw new Refusal('missing', 'access.no-recovery', vi.noRecovery);
  const involved = [waiting.asked_by, waiting.account_id].includes(officer.accountId);
  if (decision.granted && involved) throw new Refusal('denied', 'access.second-officer', vi.secondOfficer);
  const state = decision.granted ? 'done' : 'refused';
  await tx.run(decideRecovery, { id: waiting.id, state, by: officer.accountId, at: ctx.now() });
  if (decision.granted) await move(ctx, tx, waiting.account_id, waiting.new_phone);
  await tx.audit({
    verb: `account.recovery-${state}`,
    subjectKind: 'account',
    subjectId: waiting.account_id,
  });
  return waiting;
}

async function move(ctx: Ctx, tx: Tx, accountId: string, phone: string): Promise<void> {
  if ((await tx.run(resetAccount, { id: accountId, phone })) === 0)
    await tx.run(movePhoneOf, { id: accountId, phone });
  await tx.run(endSessionsOf, { account_id: accountId, now: ctx.now() });
  await tx.run(forgetEveryPasskey, { account_id: accountId });
  await tx.run(endReset, { account_id: accountId, at: ctx.now(), reason: 'done' });
}

/** Asks for a forgotten password to be taken away; false when one is asked already. Officers go to an administrator. */
export async function askPasswordReset(ctx: Ctx, tx: Tx, accountId: string): Promise<boolean> {
  const account = await accountById(tx, accountId);
  if (account?.state !== 'open' || account.password_hash === null || account.user_name !== null) return false;
  const at = ctx.now();
  const due_at = new Date(at.getTime() + resetHours * 3_600_000);
  const asked = (await tx.run(insertReset, { account_id: accountId, at, due_at })) === 1;
  if (asked) await tx.audit({ verb: 'account.reset-asked', subjectKind: 'account', subjectId: accountId });
  return asked;
}

/** The one that is asked and not yet over. */
export const openReset = (db: Db, accountId: string) => db.maybe(findReset, { account_id: accountId });

/** She who still knows her password says that it was not she. */
export async function cancelReset(ctx: Ctx, tx: Tx, accountId: string): Promise<void> {
  if ((await tx.run(endReset, { account_id: accountId, at: ctx.now(), reason: 'cancelled' })) === 1)
    await tx.audit({ verb: 'account.reset-cancelled', subjectKind: 'account', subjectId: accountId });
}

export const dueResets = (db: Db, now: Date) => db.many(listDueResets, { now });

/** The waiting is over: the password goes, with every session that was opened with it. */
export async function finishReset(ctx: Ctx, tx: Tx, accountId: string): Promise<boolean> {
  if ((await tx.run(endReset, { account_id: accountId, at: ctx.now(), reason: 'done' })) !== 1) return false;
  await setPassword(tx, accountId, null);
  await tx.run(endSessionsOf, { account_id: accountId, now: ctx.now() });
  await tx.audit({ verb: 'account.password-reset', subjectKind: 'account', subjectId: accountId });
  return true;
}
