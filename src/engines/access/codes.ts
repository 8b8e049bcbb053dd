import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Ctx, Db, Tx } from '#engines/database';
import {
  countPasswordTry,
  countTry,
  deleteCode,
  deleteOldCodes,
  findAttempt,
  insertCode,
  passCode,
  spendCode,
} from './codes-store.ts';
import { matches } from './password.ts';
import { spendPrintedCode } from './printed-codes.ts';
import { budgetsOf, giveBack, refuseKnownSpent, refuseSpent, spend, strangers } from './throttle.ts';

const minutes = 60_000;
export const codeMinutes = 5;
const maxTries = 5;

export type Door = 'citizen' | 'officer';

export interface Attempt {
  /** Known only to the browser that asked: of its second half only a hash is kept. The code is good with it alone. */
  readonly id: string;
  /** To be sent at once and kept nowhere; undefined when nothing may be sent (a password not compared yet). */
  readonly code: string | undefined;
}

/** Who asks to come in: whose telephone or name it is, from where, and in which browser. */
export interface Asked {
  readonly door: Door;
  readonly phone: string;
  readonly address: string;
  /** The browser's lasting mark, when it has one. */
  readonly device?: string;
  readonly accountId?: string;
}

/** A citizen's tries count on the telephone they go to, whoever asks: its holder is not to be showered with codes. */
const subjectOf = ({ door, accountId, phone }: Asked): string =>
  `${door} ${(door === 'officer' ? accountId : undefined) ?? phone}`;
const budgetsFor = (db: Pick<Tx, 'one'>, asked: Asked) =>
  budgetsOf(db, { ...asked, subject: subjectOf(asked) });

/**
 * Refuses with how long to wait when too many tries in this name, or from this address, led nowhere; takes
 * nothing. To be asked outside the transaction and before anything costly.
 * @returns whether someone has come in so from this browser or address before
 */
export async function refuseTooMany(ctx: Ctx, asked: Asked): Promise<{ isKnown: boolean }> {
  // A browser that has never come in is a stranger, whatever the address; one that has is asked about.
  if (!asked.device) refuseKnownSpent(ctx, strangers(subjectOf(asked), asked.address));
  const budgets = await budgetsFor(ctx.db, asked);
  await refuseSpent(ctx, budgets);
  return { isKnown: budgets.some((budget) => budget.isOwn) };
}

/**
 * Opens a sign-in attempt with a one-time code, within the budgets. An attempt that sends nothing is counted
 * too: it is how guesses at passwords are limited.
 */
export async function issueCode(ctx: Ctx, tx: Tx, asked: Asked & { send: boolean }): Promise<Attempt> {
  const budgets = await budgetsFor(tx, asked);
  await spend(ctx, tx, budgets);
  const code = asked.send ? String(randomInt(1_000_000)).padStart(6, '0') : undefined;
  return { id: await insert(ctx, tx, asked, { code, keys: budgets.map((budget) => budget.key) }), code };
}

/** An attempt that has nothing left to show: another way in (a passkey) has shown who it is. */
export const passedAttempt = (ctx: Ctx, tx: Tx, asked: Asked): Promise<string> =>
  insert(ctx, tx, asked, { code: undefined, keys: [], passedAt: ctx.now() });

async function insert(
  ctx: Ctx,
  tx: Tx,
  asked: Asked,
  made: { code: string | undefined; keys: string[]; passedAt?: Date },
): Promise<string> {
  const now = ctx.now();
  const key = randomBytes(16).toString('base64url');
  const { id } = await tx.one(insertCode, {
    door: asked.door,
    phone: asked.phone,
    account_id: asked.accountId ?? null,
    address: asked.address,
    code_hash: made.code === undefined ? null : markOf(key, made.code),
    key_hash: digest(key),
    throttle_keys: made.keys,
    at: now,
    expires_at: new Date(now.getTime() + (made.passedAt ? 2 : 1) * codeMinutes * minutes),
    passed_at: made.passedAt ?? null,
  });
  return `${id}.${key}`;
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
  const held = halvesOf(given.id);
  if (!held) return { kind: 'over' };
  const { id, key_hash } = held;
  const attempt = await tx.maybe(countTry, { id, key_hash, door: given.door, now, max_tries: maxTries });
  if (!attempt) return { kind: 'over' };
  const typed = given.code.replace(/\D/g, '');
  const isRight =
    isMark(attempt.code_hash, markOf(held.key, typed)) ||
    (given.door === 'officer' && (await spendPrintedCode(ctx, tx, attempt.account_id, typed)));
  if (!isRight)
    return attempt.tries < maxTries
      ? { kind: 'wrong', triesLeft: maxTries - attempt.tries }
      : { kind: 'over' };
  const expires_at = new Date(now.getTime() + 2 * codeMinutes * minutes);
  if ((await tx.run(passCode, { id, now, expires_at })) !== 1) return { kind: 'over' };
  return { kind: 'right', phone: attempt.phone, accountId: attempt.account_id ?? undefined };
}

/** An attempt that is still open: its code not yet given, or passed and not yet a session. */
export async function attemptOf(
  ctx: Ctx,
  db: Db,
  door: Door,
  id: string,
): Promise<{ phone: string; accountId: string | undefined; passed: boolean } | undefined> {
  const held = halvesOf(id);
  if (!held) return undefined;
  const { id: rowId, key_hash } = held;
  const row = await db.maybe(findAttempt, { id: rowId, key_hash, door, now: ctx.now(), max_tries: maxTries });
  return row && { phone: row.phone, accountId: row.account_id ?? undefined, passed: row.passed };
}

/** Compares the second factor, at most five times an attempt. Never throws for a wrong password. */
export async function checkPassword(
  ctx: Ctx,
  tx: Tx,
  given: { id: string; password: string; hash: string | null },
): Promise<CodeAnswer['kind']> {
  const held = halvesOf(given.id);
  if (!held) return 'over';
  const { id, key_hash } = held;
  const tried = await tx.maybe(countPasswordTry, { id, key_hash, now: ctx.now(), max_tries: maxTries });
  if (!tried) return 'over';
  if (await matches(given.password, given.hash)) return 'right';
  return tried.tries < maxTries ? 'wrong' : 'over';
}

/** Ends an attempt by turning it into a session: true exactly once. It counts as a try no longer. */
export async function spendAttempt(ctx: Ctx, tx: Tx, id: string): Promise<boolean> {
  const held = halvesOf(id);
  const spent = held && (await tx.maybe(spendCode, { id: held.id, key_hash: held.key_hash, now: ctx.now() }));
  if (spent) await giveBack(tx, spent.throttle_keys);
  return Boolean(spent);
}

/** Takes back an attempt that was counted in advance and turned out right. */
export async function withdrawAttempt(tx: Tx, id: string): Promise<void> {
  const held = halvesOf(id);
  const gone = held && (await tx.maybe(deleteCode, { id: held.id, key_hash: held.key_hash }));
  if (gone) await giveBack(tx, gone.throttle_keys);
}

/** For a nightly job: what is older than a quarter tells nothing about today's limits. */
export const forgetOldCodes = (tx: Tx, now: Date): Promise<number> =>
  tx.run(deleteOldCodes, { before: new Date(now.getTime() - 90 * 24 * 60 * minutes) });

/**
 * A million codes are tried in no time by whoever stole the table, however slow the hash: so the mark depends on
 * a key that only the browser has. It costs nothing, and a flood of wrong codes burns no processor.
 */
const markOf = (key: string, code: string): string =>
  createHmac('sha256', key).update(code).digest('base64url');

const isMark = (kept: string | null, found: string): boolean =>
  kept !== null && kept.length === found.length && timingSafeEqual(Buffer.from(kept), Buffer.from(found));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function halvesOf(given: string): { id: string; key: string; key_hash: Buffer } | undefined {
  const [, id, key] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{22})$/.exec(given) ?? [];
  return id && key ? { id, key, key_hash: digest(key) } : undefined;
}
