import type { PoolClient } from 'pg';
import { type Act, actorColumns, insertEntry, insertView, type Look } from './audit.ts';
import type { Actor, Ctx, Scope } from './ctx.ts';
import { type Db, dbOver } from './db.ts';
import { forgetPrimary } from './hosts.ts';
import { handlersOf, insertEvent } from './outbox.ts';
import { poolOf } from './pool.ts';
import { asRefusal } from './trouble.ts';
import { knock } from './wake.ts';
import { passBarrier } from './writing.ts';

/** An open transaction: state, audit row, events and numbers are written with it or not at all. */
export interface Tx extends Db {
  /** The audit row of this act; one action writes one. */
  audit(act: Act): Promise<number>;
  /** Records that the actor sees these people's data (law 8), before the page is answered. */
  look(look: Look): Promise<void>;
  /** Delivered after the commit, at least once, in order per subject. */
  emit(type: string, subject: string, payload: Readonly<Record<string, unknown>>): Promise<void>;
}

/**
 * One act, one transaction (law 5). Personal tables are open to what the actor's scope holds and nothing
 * else (row-level security, the second line). A Refusal thrown inside rolls everything back.
 */
export async function tx<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  passBarrier();
  return inTransaction(ctx, 'begin', work);
}

/** A read-only transaction: the way to read personal tables, and several rows as of one moment. */
export function read<T>(ctx: Ctx, work: (db: Db) => Promise<T>): Promise<T> {
  return inTransaction(ctx, 'begin read only', work);
}

async function inTransaction<T>(ctx: Ctx, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { pool, named } = poolOf(ctx.db);
  const client = await pool.connect().catch((error: unknown) => {
    throw asRefusal(error);
  });
  let broken: Error | undefined;
  const emitted = { events: 0 };
  try {
    await client.query(`${begin}; ${scopeSettings(ctx.actor.scope)}`);
    const result = await work(txOver(ctx, client, named, emitted));
    const end = await client.query('commit');
    // PostgreSQL answers ROLLBACK when a statement had failed and its error was swallowed.
    if (end.command !== 'COMMIT') throw new Error('an error was swallowed inside a transaction');
    if (emitted.events > 0) knock();
    return result;
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e;
    });
    if (begin === 'begin' && isFollower(error)) {
      // The server follows another now: this connection is of no more use, the next one looks for the leader.
      broken = error as Error;
      forgetPrimary();
      throw asRefusal(Object.assign(new Error('this server follows another'), { code: '57P03' }));
    }
    throw asRefusal(error);
  } finally {
    client.release(broken);
  }
}

/** read_only_sql_transaction, in a transaction that was not begun so. */
const isFollower = (error: unknown): boolean => (error as { code?: unknown })?.code === '25006';

function txOver(ctx: Ctx, client: PoolClient, named: boolean, emitted: { events: number }): Tx {
  const db = dbOver(client, { named });
  const traces = () => ({ ...actorColumns(ctx.actor), request_id: ctx.requestId, at: ctx.now() });
  return {
    ...db,
    async audit(act) {
      const { id } = await db.one(insertEntry, {
        ...traces(),
        verb: act.verb,
        subject_kind: act.subjectKind,
        subject_id: act.subjectId,
        detail: { ...act.detail, ...delegationOf(ctx.actor) },
      });
      return id;
    },
    async look({ persons, purpose, caseId = null }) {
      await db.run(insertView, { ...traces(), purpose, case_id: caseId, persons: [...persons] });
    },
    async emit(type, subject, payload) {
      const pending = handlersOf(type);
      await db.one(insertEvent, { type, subject, payload, pending, at: ctx.now() });
      emitted.events += pending.length;
    },
  };
}

/** Whoever acts for a colleague leaves the delegation behind with every act. */
const delegationOf = (actor: Actor) =>
  actor.kind === 'officer' && actor.delegationId ? { delegation: actor.delegationId } : {};

const uuidShape = /^[0-9a-f-]{36}$/;

/** The actor's scope as settings for the row-level policies; only digits, uuids and '*' ever get in. */
function scopeSettings(scope: Scope): string {
  const units = scope.everything ? '*' : scope.units.map((u) => Math.trunc(u)).join(',');
  const persons = scope.persons.filter((p) => uuidShape.test(p)).join(',');
  return `set local langso.units = '${units}'; set local langso.persons = '${persons}'`;
}
