import { randomInt } from 'node:crypto';
import { type Ctx, type Db, Refusal, type Tx } from '#engines/database';
import {
  countCodes,
  countPasswordTry,
  countTry,
  deleteCode,
  deleteOldCodes,
  findAttempt,
  insertCode,
  passCode,
  spendCode,
} from './codes-store.ts';
import { hashCode, matches } from './password.ts';
import { spendPrintedCode } from './printed-codes.ts';
import { vi } from './vi.ts';

const minutes = 60_000;
export const codeMinutes = 5;
const maxTries = 5;
/** A commune's counter and its public wifi are one address, so this one is wide. */
const limits = { perAddressHour: 60, perPairHour: 5, strangersHour: 5, strangersDay: 10 };

export type Door = 'citizen' | 'officer';

export interface Attempt {
  /** Known only to the browser that asked; the code is good with it alone. */
  readonly id: string;
  /** To be sent at once and kept nowhere; undefined when nothing may be sent (wrong password, unknown number). */
  readonly code: string | undefined;
}

/**
 * Opens a sign-in attempt with a one-time code, within the limits. An attempt that sends nothing is counted
 * too: it is how guesses at passwords and numbers are limited.
 */
export async function issueCode(
  ctx: Ctx,
  tx: Tx,
  asked: { door: Door; phone: string; address: string; accountId?: string; send: boolean },
): Promise<Attempt> {
  const now = ctx.now();
  await refuseTooMany(tx, asked.phone, asked.address, now);
  const code = asked.send ? String(randomInt(1_000_000)).padStart(6, '0') : undefined;
  const { id } = await tx.one(insertCode, {
    door: asked.door,
    phone: asked.phone,
    account_id: asked.accountId ?? null,
    address: asked.address,
    code_hash: code === undefined ? null : await hashCode(code),
    at: now,
    expires_at: new Date(now.getTime() + codeMinutes * minutes),
  });
  return { id, code };
}

async function refuseTooMany(db: Db, phone: string, address: string, now: Date): Promise<void> {
  const made = await db.one(countCodes, {
    phone,
    address,
    hour_ago: new Date(now.getTime() - 60 * minutes),
    day_ago: new Date(now.getTime() - 24 * 60 * minutes),
  });
  if (made.from_address >= limits.perAddressHour)
    throw new Refusal('limited', 'access.too-many-from-here', vi.tooManyFromHere);
  const byStrangers = made.strangers >= limits.strangersHour || made.strangers_today >= limits.strangersDay;
  if (made.from_pair >= limits.perPairHour || (made.known === 0 && byStrangers))
    throw new Refusal('limited', 'access.too-many-codes', vi.tooManyCodes);
}

export type CodeAnswer =
  | { readonly kind: 'right'; readonly phone: string; readonly accountId: string | undefined }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** Expired, used, tried too often, or never issued: a new one is needed. */
  | { readonly kind: 'over' };

/** Never throws for a wrong code: the transaction must commit, or the try would not count. */
export async function checkCode(
  ctx: Ctx,
  tx: Tx,
  given: { door: Door; id: string; code: string },
): Promise<CodeAnswer> {
  const now = ctx.now();
  if (!isUuid(given.id)) return { kind: 'over' };
  const attempt = await tx.maybe(countTry, { id: given.id, door: given.door, now, max_tries: maxTries });
  if (!attempt) return { kind: 'over' };
  const typed = given.code.replace(/\D/g, '');
  const isRight =
    (await matches(typed, attempt.code_hash)) ||
    (given.door === 'officer' && (await spendPrintedCode(ctx, tx, attempt.account_id, typed)));
  if (!isRight)
    return attempt.tries < maxTries
      ? { kind: 'wrong', triesLeft: maxTries - attempt.tries }
      : { kind: 'over' };
  const expires_at = new Date(now.getTime() + 10 * minutes);
  if ((await tx.run(passCode, { id: given.id, now, expires_at })) !== 1) return { kind: 'over' };
  return { kind: 'right', phone: attempt.phone, accountId: attempt.account_id ?? undefined };
}

/** An attempt that is still open: its code not yet given, or passed and not yet a session. */
export async function attemptOf(
  ctx: Ctx,
  db: Db,
  door: Door,
  id: string,
): Promise<{ phone: string; accountId: string | undefined; passed: boolean } | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db.maybe(findAttempt, { id, door, now: ctx.now() });
  return row && { phone: row.phone, accountId: row.account_id ?? undefined, passed: row.passed };
}

/** Compares the second factor, at most five times an attempt. Never throws for a wrong password. */
export async function checkPassword(
  ctx: Ctx,
  tx: Tx,
  given: { id: string; password: string; hash: string | null },
): Promise<CodeAnswer['kind']> {
  if (!isUuid(given.id)) return 'over';
  const tried = await tx.maybe(countPasswordTry, { id: given.id, now: ctx.now(), max_tries: maxTries });
  if (!tried) return 'over';
  if (await matches(given.password, given.hash)) return 'right';
  return tried.tries < maxTries ? 'wrong' : 'over';
}

/** Ends an attempt by turning it into a session: true exactly once. */
export async function spendAttempt(ctx: Ctx, tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(spendCode, { id, now: ctx.now() })) === 1;
}

/** Takes back an attempt that was counted in advance and turned out right. */
export const withdrawAttempt = async (tx: Tx, id: string): Promise<void> => {
  await tx.run(deleteCode, { id });
};

/** For a nightly job: what is older than a quarter tells nothing about today's limits. */
export const forgetOldCodes = (tx: Tx, now: Date): Promise<number> =>
  tx.run(deleteOldCodes, { before: new Date(now.getTime() - 90 * 24 * 60 * minutes) });

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
