import type { PoolClient } from 'pg';
import { type Act, actorColumns, insertEntry } from './audit.ts';
import type { Ctx, Scope } from './ctx.ts';
import { type Db, dbOver } from './db.ts';
import { handlersOf, insertEvent } from './outbox.ts';
import { poolOf } from './pool.ts';

/** An open transaction: state, audit row, events and numbers are written with it or not at all. */
export interface Tx extends Db {
  /** The audit row of this act; one action writes one. */
  audit(act: Act): Promise<number>;
  /** Delivered after the commit, at least once, in order per subject. */
  emit(type: string, subject: string, payload: Readonly<Record<string, unknown>>): Promise<void>;
}

/**
 * One act, one transaction (law 5). Personal tables are open to what the actor's scope holds and nothing
 * else (row-level security, the second line). A Refusal thrown inside rolls everything back.
 */
export function tx<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(ctx, 'begin', work);
}

/** A read-only transaction: the way to read personal tables, and several rows as of one moment. */
export function read<T>(ctx: Ctx, work: (db: Db) => Promise<T>): Promise<T> {
  return inTransaction(ctx, 'begin read only', work);
}

async function inTransaction<T>(ctx: Ctx, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { pool, named } = poolOf(ctx.db);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`${begin}; ${scopeSettings(ctx.actor.scope)}`);
    const result = await work(txOver(ctx, client, named));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function txOver(ctx: Ctx, client: PoolClient, named: boolean): Tx {
  const db = dbOver(client, { named });
  return {
    ...db,
    async audit(act) {
      const { id } = await db.one(insertEntry, {
        ...actorColumns(ctx.actor),
        verb: act.verb,
        subject_kind: act.subjectKind,
        subject_id: act.subjectId,
        detail: { ...act.detail },
        request_id: ctx.requestId,
        at: ctx.now(),
      });
      return id;
    },
    async emit(type, subject, payload) {
      await db.one(insertEvent, {
        type,
        subject,
        payload,
        pending: handlersOf(type),
        at: ctx.now(),
      });
    },
  };
}

const uuidShape = /^[0-9a-f-]{36}$/;

/** The actor's scope as settings for the row-level policies; only digits, uuids and '*' ever get in. */
function scopeSettings(scope: Scope): string {
  const units = scope.everything ? '*' : scope.units.map((u) => Math.trunc(u)).join(',');
  const persons = scope.persons.filter((p) => uuidShape.test(p)).join(',');
  return `set local langso.units = '${units}'; set local langso.persons = '${persons}'`;
}
