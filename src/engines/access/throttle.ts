import { createHash } from 'node:crypto';
import { type Ctx, Refusal, type Tx } from '#engines/database';
import {
  findThrottles,
  forgetDevices,
  forgetThrottles,
  isKnownHere,
  lockThrottles,
  rememberDevice,
  setThrottles,
  tameThrottles,
  writeThrottle,
} from './throttle-store.ts';
import { vi } from './throttle-vi.ts';

const minute = 60_000;

/**
 * A budget of tries that lead nowhere. A few are free; then each has to wait longer, never for good, and with
 * time they are forgiven: whoever hammers slows down only tries that look like hers.
 */
export interface Budget {
  readonly key: string;
  /** Of someone who has come in from here before. */
  readonly isOwn?: boolean;
  readonly free: number;
  /** One failure is forgiven after so long. */
  readonly refillMs: number;
  readonly longestMs: number;
}

interface Spent {
  readonly failures: number;
  readonly lastAt: number;
}

/** Failures left after time has drained them; a clock that went back forgives nothing. */
export const drained = (spent: Spent, budget: Budget, now: number): number =>
  Math.max(0, spent.failures - Math.max(0, now - spent.lastAt) / budget.refillMs);

/** Milliseconds until the next try is allowed: none while free ones are left, then one minute, two, four… */
export function waitOf(spent: Spent, budget: Budget, now: number): number {
  const over = Math.floor(drained(spent, budget, now)) - budget.free;
  if (over < 0) return 0;
  const delay = Math.min(budget.longestMs, minute * 2 ** Math.min(over, 20));
  return Math.max(0, Math.min(delay, spent.lastAt + delay - now));
}

/** Tries by strangers: per telephone or officer, and per address (a commune's wifi is one, so that one is wide). */
export const strangers = (subject: string, address: string): Budget[] => [
  { key: `subject ${subject}`, free: 5, refillMs: 60 * minute, longestMs: 60 * minute },
  { key: `address ${networkOf(address)}`, free: 60, refillMs: minute, longestMs: 10 * minute },
];

/** Tries by a browser, or from a place, that has signed in to this account before: nobody else uses them up. */
const owners = (subject: string, browser: string): Budget[] => [
  {
    key: `own ${subject} ${hashOf(browser)}`,
    free: 5,
    refillMs: 10 * minute,
    longestMs: 15 * minute,
    isOwn: true,
  },
];

/**
 * Takes one try from every budget, or refuses with how long to wait. Refused tries are not counted: they would
 * lengthen the wait of the honest.
 */
export async function spend(ctx: Ctx, tx: Tx, budgets: readonly Budget[]): Promise<void> {
  const now = ctx.now();
  const rows = await tx.many(lockThrottles, { keys: budgets.map((budget) => budget.key), now });
  for (const budget of budgets) {
    const spent = spentIn(rows, budget.key);
    refuseWhile(waitOf(spent, budget, now.getTime()));
    const failures = drained(spent, budget, now.getTime()) + 1;
    await tx.run(writeThrottle, { key: budget.key, failures, now });
  }
}

/**
 * Refuses without asking the database where this process has just seen a stranger's budget spent: what a flood
 * on one name costs.
 */
export function refuseKnownSpent(ctx: Ctx, budgets: readonly Budget[]): void {
  for (const { key } of budgets) refuseWhile(rememberedWait(key, ctx.now().getTime()));
}

/**
 * Refuses where a budget is spent, and takes nothing: asked outside the transaction, before a password is hashed
 * or a row is locked, so that a flood of refused tries costs a look at most.
 */
export async function refuseSpent(ctx: Ctx, budgets: readonly Budget[]): Promise<void> {
  const now = ctx.now();
  refuseKnownSpent(ctx, budgets);
  const keys = budgets.map((budget) => budget.key);
  let rows = await ctx.db.many(findThrottles, { keys });
  // The clock was set back: what lies in the future counts from now on, so that nobody waits for it to come.
  if (rows.some((row) => row.last_at.getTime() > now.getTime() + minute)) {
    await ctx.db.run(tameThrottles, { keys, now });
    rows = await ctx.db.many(findThrottles, { keys });
  }
  for (const budget of budgets) {
    const wait = waitOf(spentIn(rows, budget.key), budget, now.getTime());
    if (wait > 0) remember(budget.key, now.getTime() + wait);
    refuseWhile(wait);
  }
}

/** Gives back what a try took that led somewhere after all. */
export const giveBack = async (tx: Tx, keys: readonly string[]): Promise<void> => {
  for (const key of keys) known.delete(key);
  if (keys.length > 0) await tx.run(setThrottles, { keys: [...keys], by: -1 });
};

/** Who tries: the owner's budget for a browser or place that has come in before, the strangers' otherwise. */
export async function budgetsOf(
  db: Pick<Tx, 'one'>,
  asked: { subject: string; phone: string; address: string; device?: string },
): Promise<Budget[]> {
  const { subject, phone, address, device = '' } = asked;
  const found = await db.one(isKnownHere, { device: digest(device), name: phone, address });
  if (found.by_device) return owners(subject, device);
  return found.by_address ? owners(subject, address) : strangers(subject, address);
}

/** This browser has come in to the account: it keeps a budget of its own from now on. */
export const knowDevice = async (ctx: Ctx, tx: Tx, device: string, accountId: string): Promise<void> => {
  if (device !== '')
    await tx.run(rememberDevice, { token_hash: digest(device), account_id: accountId, now: ctx.now() });
};

/** For a nightly job: what has drained away long ago, and browsers not seen for a year. */
export async function forgetOldThrottles(tx: Tx, now: Date): Promise<void> {
  const before = (days: number) => ({ before: new Date(now.getTime() - days * 24 * 60 * minute) });
  await tx.run(forgetThrottles, before(14));
  await tx.run(forgetDevices, before(365));
}

const spentIn = (rows: readonly { key: string; failures: number; last_at: Date }[], key: string): Spent => {
  const row = rows.find((r) => r.key === key);
  return { failures: row?.failures ?? 0, lastAt: row?.last_at.getTime() ?? 0 };
};

// Until when a key has to wait, so that a flood on it asks the database nothing. A cache: losing it opens nothing.
const known = new Map<string, number>();
const mostKnown = 10_000;

function remember(key: string, until: number): void {
  if (known.size >= mostKnown) known.clear();
  known.set(key, until);
}

function rememberedWait(key: string, now: number): number {
  const until = known.get(key);
  if (until === undefined) return 0;
  // Longer than any delay there is: the clock was set back.
  if (until <= now || until - now > 60 * minute) known.delete(key);
  return known.has(key) ? until - now : 0;
}

function refuseWhile(wait: number): void {
  if (wait <= 0) return;
  const minutes = Math.ceil(wait / minute);
  throw new Refusal('limited', 'access.too-many-codes', vi.wait(minutes), { minutes });
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const hashOf = (text: string): string => digest(text).toString('base64url').slice(0, 22);

/** An IPv6 subscriber has a /64 to himself: its addresses are one. */
const networkOf = (address: string): string =>
  address.includes(':') && !address.startsWith('::ffff:')
    ? address.split(':').slice(0, 4).join(':')
    : address;
