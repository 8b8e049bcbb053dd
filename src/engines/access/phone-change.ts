import { localDate } from '#engines/calendar';
import { type Ctx, type Db, Refusal, type Tx } from '#engines/database';
import { accountById } from './accounts.ts';
import { type Attempt, issueCode } from './codes.ts';
import { accountsPerPhone, unprovenOn } from './identity-level.ts';
import { vi as levelWords } from './identity-level-vi.ts';
import { changePhoneOf, endReset, holdsPost } from './recovery-store.ts';
import { closeOtherSessions } from './sessions.ts';
import { spend } from './throttle.ts';

/** False for an account of the office: its telephone is a factor of the post, and moves with a second officer. */
export async function movesOwnPhone(ctx: Ctx, db: Db, accountId: string) {
  const account = await accountById(db, accountId);
  if (account?.state !== 'open' || account.user_name !== null) return false;
  return !(await db.one(holdsPost, { account_id: accountId, today: localDate(ctx.now()) })).holds;
}

/**
 * The codes for a change of telephone: one to the new number, one to the old unless a password stands for it. They are
 * bound to the account and let nobody in. Limited for the account as well as for each number.
 * @throws limited with how long to wait, or when the new number has as many unproven accounts as one may have
 */
export async function askPhoneCodes(
  ctx: Ctx,
  tx: Tx,
  asked: {
    accountId: string;
    oldPhone: string | undefined;
    newPhone: string;
    isProven: boolean;
    address: string;
    device: string;
  },
): Promise<{ fresh: Attempt; old: Attempt | undefined }> {
  const { accountId, oldPhone, newPhone, address, device } = asked;
  if (!asked.isProven && (await unprovenOn(tx, newPhone)).length >= accountsPerPhone)
    throw new Refusal('limited', 'access.too-many-accounts', levelWords.tooManyAccounts);
  const hour = 3_600_000;
  await spend(ctx, tx, [{ key: `phone-change ${accountId}`, free: 5, refillMs: hour, longestMs: hour }]);
  const ask = { door: 'citizen', accountId, address, device, send: true } as const;
  return {
    fresh: await issueCode(ctx, tx, { ...ask, phone: newPhone }),
    old: oldPhone === undefined ? undefined : await issueCode(ctx, tx, { ...ask, phone: oldPhone }),
  };
}

/**
 * Moves the account to the number its holder has shown she holds. Every other session ends, and whoever asked for her
 * password to go asks in vain; what is proven of her stays as it was. False when the number is no longer the old one.
 */
export async function changePhone(
  ctx: Ctx,
  tx: Tx,
  change: { accountId: string; oldPhone: string; newPhone: string; keepSession: string },
): Promise<boolean> {
  const { accountId, oldPhone, newPhone, keepSession } = change;
  const moved = await tx.run(changePhoneOf, { id: accountId, old_phone: oldPhone, new_phone: newPhone });
  if (moved !== 1) return false;
  await closeOtherSessions(ctx, tx, accountId, keepSession);
  await tx.run(endReset, { account_id: accountId, at: ctx.now(), reason: 'cancelled' });
  await tx.audit({ verb: 'account.phone-changed', subjectKind: 'account', subjectId: accountId });
  return true;
}
