import { createHash, randomBytes } from 'node:crypto';
import { localDate } from '#engines/calendar';
import type { Citizen, Ctx, Db, Officer, Scope, Tx } from '#engines/database';
import type { IdentityLevel } from './identity-level.ts';
import { markSessionLevel } from './identity-level-store.ts';
import { reachOf, unitsOf } from './reach.ts';
import {
  deleteOldSessions,
  endOtherSessions,
  endSession,
  endSessionByToken,
  insertSession,
  listSessions,
  resolveSession,
  touchSession,
} from './session-store.ts';
import { listAppointments } from './store.ts';
import { vi } from './vi.ts';

const minute = 60_000;
const sessionLimits = { idle: 60 * minute, whole: 12 * 60 * minute };
/** Scope and last look are written anew at most this often. */
const freshness = { seen: minute, scope: 5 * minute };

/**
 * Opens a session; the token is returned once and only its hash is kept.
 * @param session.level what the way in has shown, 'counter' when not given; never more than the account's own
 * @param session.appointmentId one of `appointmentsOf`: her own, or a delegation to her
 */
export async function openSession(
  ctx: Ctx,
  tx: Tx,
  session: { accountId: string; appointmentId?: string; device: string; level?: IdentityLevel },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = ctx.now();
  await tx.one(insertSession, {
    token_hash: hashOf(token),
    csrf_key: randomBytes(24).toString('base64url'),
    account_id: session.accountId,
    appointment_id: session.appointmentId ?? null,
    device: session.device.slice(0, 200),
    at: now,
    expires_at: new Date(now.getTime() + sessionLimits.whole),
  });
  await tx.run(markSessionLevel, { token_hash: hashOf(token), level: session.level ?? 'counter' });
  return token;
}

export interface Resolved {
  readonly actor: Citizen | Officer;
  readonly sessionId: string;
  readonly csrfKey: string;
}

/** Who holds this token now; undefined for a session that ended, idled out, or whose account or post ended. */
export async function actorOf(db: Db, token: string, now: Date): Promise<Resolved | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const row = await db.maybe(resolveSession, {
    token_hash: hashOf(token),
    now,
    seen_since: new Date(now.getTime() - sessionLimits.idle),
    today: localDate(now),
  });
  if (!row) return undefined;
  const scope = await freshScope(db, row, now);
  const common = { accountId: row.account_id, personId: row.person_id, name: row.name, scope };
  const actor: Citizen | Officer =
    row.post_id === null || row.unit_id === null
      ? { kind: 'citizen', ...common, level: row.level }
      : {
          kind: 'officer',
          ...common,
          postId: row.post_id,
          postTitle: row.holder === null ? (row.title ?? '') : vi.actingFor(row.title ?? '', row.holder),
          unitId: row.unit_id,
          permissions: new Set(row.permissions),
          ...(row.delegation_id === null ? {} : { delegationId: row.delegation_id }),
        };
  return { actor, sessionId: row.id, csrfKey: row.csrf_key };
}

interface SessionRow {
  readonly id: string;
  readonly last_seen_at: Date;
  readonly scope_units: number[];
  readonly scope_persons: string[];
  readonly scoped_at: Date | null;
  readonly person_id: string;
  readonly former_persons: string[];
  readonly unit_id: number | null;
  readonly fields: string[] | null;
  readonly permissions: string[];
}

async function freshScope(db: Db, row: SessionRow, now: Date): Promise<Scope> {
  const age = (at: Date | null) => (at === null ? Number.POSITIVE_INFINITY : now.getTime() - at.getTime());
  const stale = age(row.scoped_at) > freshness.scope;
  const officer = row.unit_id !== null;
  let units = row.scope_units;
  if (stale) units = row.unit_id === null ? [] : await unitsOf(db, row.unit_id, row.permissions);
  // Asked anew every time: who may act for whom ends at once when it ends.
  const { persons, cases } = officer ? nobody : await reachOf(db, row.person_id, now);
  if (stale || age(row.last_seen_at) > freshness.seen)
    await db.run(touchSession, {
      id: row.id,
      now,
      scope_units: units,
      scope_persons: persons,
      scoped_at: stale ? now : (row.scoped_at ?? now),
    });
  return { units, persons: [...persons, ...(officer ? [] : row.former_persons)], cases, fields: row.fields };
}

const nobody = { persons: [], cases: [] };

/** Ends the session of a token (sign-out); the account's id when there was one. */
export async function closeSession(ctx: Ctx, tx: Tx, token: string): Promise<string | undefined> {
  return (await tx.maybe(endSessionByToken, { token_hash: hashOf(token), now: ctx.now() }))?.account_id;
}

/** The account's open sessions, the latest used first. */
export const sessionsOf = (db: Db, accountId: string, now: Date) =>
  db.many(listSessions, {
    account_id: accountId,
    now,
    seen_since: new Date(now.getTime() - sessionLimits.idle),
  });

/** Ends one session of this account: true when it was open. */
export async function closeSessionById(ctx: Ctx, tx: Tx, accountId: string, id: string): Promise<boolean> {
  return (await tx.run(endSession, { id, account_id: accountId, now: ctx.now() })) === 1;
}

/** After a change of password: everyone else who holds a session of this account is put out. */
export const closeOtherSessions = (ctx: Ctx, tx: Tx, accountId: string, keep: string): Promise<number> =>
  tx.run(endOtherSessions, { account_id: accountId, keep, now: ctx.now() });

/**
 * The posts a person may act in today: her own, then those that colleagues delegated to her, which stand under
 * the delegation's id and say for whom.
 */
export async function appointmentsOf(db: Db, accountId: string, now: Date) {
  const rows = await db.many(listAppointments, { account_id: accountId, today: localDate(now) });
  return rows.map(({ holder, ...row }) => ({
    ...row,
    title: holder === null ? row.title : vi.actingFor(row.title, holder),
    isDelegated: holder !== null,
  }));
}

/**
 * Changes whom the person acts as: the old session ends and a new one with a new token begins, so that no
 * page loaded before acts with rights it was not made for.
 */
export async function switchRole(
  ctx: Ctx,
  tx: Tx,
  change: { token: string; appointmentId: string | undefined; device: string },
): Promise<string | undefined> {
  const accountId = await closeSession(ctx, tx, change.token);
  if (!accountId) return undefined;
  const posts = await appointmentsOf(tx, accountId, ctx.now());
  if (change.appointmentId !== undefined && !posts.some((p) => p.id === change.appointmentId))
    return undefined;
  return openSession(ctx, tx, { accountId, appointmentId: change.appointmentId, device: change.device });
}

/** For a nightly job: who was signed in last year is in the audit, not here. */
export const forgetOldSessions = (tx: Tx, now: Date): Promise<number> =>
  tx.run(deleteOldSessions, { before: new Date(now.getTime() - 30 * 24 * 60 * minute) });

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
