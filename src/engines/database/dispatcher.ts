import { setTimeout as sleep } from 'node:timers/promises';
import { bigint, instant, int, json, nullable, text, texts } from './column.ts';
import { as, type Ctx, machine } from './ctx.ts';
import type { Db } from './db.ts';
import { type Event, handlerCalled } from './outbox.ts';
import { type ResultOf, sql } from './sql.ts';
import { type Tx, tx } from './tx.ts';
import { onKnock } from './wake.ts';
import { actsRefused } from './writing.ts';

export interface Dispatcher {
  /** Finishes what has begun, then stops. */
  stop(): Promise<void>;
}

/** Tries before an event is parked: the last comes about a quarter of an hour after the first. */
const patience = 10;
/** Another process's events are seen after at most this long. */
const pollEvery = 250;
const subjectsAtOnce = 4;

/**
 * Delivers events: in order per subject and handler, each handler in a transaction that also ticks it off, so
 * that what it writes is written exactly once.
 *
 * It is woken in memory by transactions of its own process and otherwise looks every quarter of a second. It
 * does not use NOTIFY: a NOTIFY inside the emitting transaction holds a lock of the whole database during the
 * commit, so that all submits of a province would wait for each other's disk flush (measured: 2,400 to 6,200
 * commits a second with it, 7,900 to 9,800 without, 16 connections); looking costs one index probe.
 */
export function startDispatcher(ctx: Ctx): Dispatcher {
  let stopped = false;
  let woken = false;
  let wake = () => {};
  const off = onKnock(() => {
    woken = true;
    wake();
  });
  const rest = async () => {
    const timer = new AbortController();
    if (!woken && !stopped)
      await Promise.race([
        sleep(pollEvery, undefined, { signal: timer.signal }).catch(() => {}),
        new Promise<void>((resolve) => {
          wake = resolve;
        }),
      ]);
    timer.abort();
  };
  const loop = async () => {
    while (!stopped) {
      woken = false;
      const delivered = await deliverDue(ctx).catch((error: Error) => {
        ctx.log.warn({ error: error.message }, 'the outbox could not be read; trying again');
        return 0;
      });
      if (delivered === 0) await rest();
    }
  };
  const ended = loop();
  return {
    async stop() {
      stopped = true;
      off();
      wake();
      await ended;
    },
  };
}

/** Delivers what is due now and answers how much it was; again until 0 delivers what deliveries emitted too. */
export async function deliverDue(ctx: Ctx): Promise<number> {
  let delivered = 0;
  for (;;) {
    // No handler could write: waiting is no failure, and must not park anything.
    if (actsRefused()) return delivered;
    const due = await ctx.db.many(findDue, { now: ctx.now() });
    if (due.length === 0) return delivered;
    const bySubject = new Map<string, typeof due>();
    for (const event of due) bySubject.set(event.subject, [...(bySubject.get(event.subject) ?? []), event]);
    const lanes = [...bySubject.values()];
    let progress = 0;
    const walk = async () => {
      for (let lane = lanes.shift(); lane; lane = lanes.shift())
        for (const event of lane) {
          const done = await deliverEvent(ctx, event);
          progress += done;
        }
    };
    await Promise.all(Array.from({ length: subjectsAtOnce }, walk));
    delivered += progress;
    if (progress === 0) return delivered;
  }
}

async function deliverEvent(ctx: Ctx, event: ResultOf<typeof findDue>): Promise<number> {
  let done = 0;
  for (const name of event.pending) {
    const self = as(ctx, machine(name));
    try {
      if (await tx(self, (t) => deliverTo(self, t, event.id, name))) done += 1;
    } catch (error) {
      await recordFailure(self, event, name, error as Error);
    }
  }
  return done;
}

async function deliverTo(ctx: Ctx, t: Tx, id: number, name: string): Promise<boolean> {
  const event = await t.maybe(lockForHandler, { id, handler: name });
  if (!event) return false; // Another process has it, or an earlier event comes first.
  const handler = handlerCalled(name);
  if (!handler) throw new Error(`no handler is called ${name}`);
  await handler.handle(ctx, t, event satisfies Event);
  await t.run(tickOff, { id, handler: name, now: ctx.now() });
  return true;
}

async function recordFailure(ctx: Ctx, event: { id: number; attempts: number }, name: string, error: Error) {
  const attempts = event.attempts + 1;
  const wait = Math.min(2 ** attempts, 3600) * 1000;
  const facts = { event: event.id, handler: name, attempts, error: error.message };
  const parked = attempts >= patience;
  if (parked) ctx.log.error(facts, 'an event was parked');
  else ctx.log.warn(facts, 'an event will be delivered again');
  await ctx.db.run(noteFailure, {
    id: event.id,
    attempts,
    error: `${name}: ${error.message}`.slice(0, 500),
    next_at: new Date(ctx.now().getTime() + wait),
    parked_at: parked ? ctx.now() : null,
  });
}

/** Forgets what was delivered long ago; the cases' trails and the audit keep what matters. */
export const sweepEvents = (t: Tx, before: Date): Promise<number> => t.run(deleteDelivered, { before });

/** Events that wait for a person: they failed too often. Nothing is ever dropped. */
export const parkedEvents = (db: Db): Promise<ResultOf<typeof findParked>[]> => db.many(findParked, {});

/** Gives a parked event its tries again. False when it is not parked. */
export const retryEvent = async (t: Tx, id: number): Promise<boolean> => (await t.run(unpark, { id })) === 1;

/**
 * An event is due while one of its handlers has no earlier event of the same subject still before it: a parked
 * event holds back only its own failing handler, for its own subject. No event is put off for more than an hour:
 * one that seems to be was written before the clock was set back, and is due.
 */
const findDue = sql({
  name: 'outbox.find_due',
  params: { now: instant },
  row: { id: bigint, subject: text, pending: texts, attempts: int },
  text: `
    select e.id, e.subject, e.pending, e.attempts
    from outbox.events e
    where e.done_at is null and e.parked_at is null and (e.next_at <= :now or e.next_at > :now + interval '2 hours')
      and not e.pending <@ array(
        select unnest(b.pending) from outbox.events b
        where b.subject = e.subject and b.id < e.id and b.done_at is null and (b.parked_at is not null or b.next_at > :now and b.next_at <= :now + interval '2 hours'))
    order by e.id limit 200`,
});

const lockForHandler = sql({
  name: 'outbox.lock_for_handler',
  params: { id: bigint, handler: text },
  row: { id: bigint, type: text, subject: text, payload: json<unknown>(), at: instant },
  text: `
    select e.id, e.type, e.subject, e.payload, e.at
    from outbox.events e
    where e.id = :id and :handler = any(e.pending) and e.done_at is null and e.parked_at is null
      and not exists (
        select from outbox.events b
        where b.subject = e.subject and b.id < e.id and b.done_at is null and :handler = any(b.pending))
    for update of e skip locked`,
});

const tickOff = sql({
  name: 'outbox.tick_off',
  params: { id: bigint, handler: text, now: instant },
  text: `
    update outbox.events set pending = array_remove(pending, :handler),
      done_at = case when cardinality(array_remove(pending, :handler)) = 0 then :now end
    where id = :id`,
});

const noteFailure = sql({
  name: 'outbox.note_failure',
  params: { id: bigint, attempts: int, error: text, next_at: instant, parked_at: nullable(instant) },
  text: `
    update outbox.events set attempts = :attempts, error = :error, next_at = :next_at, parked_at = :parked_at
    where id = :id and done_at is null and attempts < :attempts`,
});

const findParked = sql({
  name: 'outbox.find_parked',
  row: {
    id: bigint,
    at: instant,
    type: text,
    subject: text,
    pending: texts,
    attempts: int,
    error: nullable(text),
    parked_at: nullable(instant),
    waiting: int,
    /** Which unit it is about, where the event itself says so. */
    unit: nullable(text),
  },
  text: `
    select e.id, e.at, e.type, e.subject, e.pending, e.attempts, e.error, e.parked_at, e.payload->>'unitId' as unit,
           (select count(*)::int from outbox.events b
             where b.subject = e.subject and b.id > e.id and b.done_at is null and b.pending && e.pending) as waiting
    from outbox.events e where e.parked_at is not null order by e.parked_at, e.id limit 500`,
});

const unpark = sql({
  name: 'outbox.unpark',
  params: { id: bigint },
  text: `update outbox.events set parked_at = null, attempts = 0, next_at = to_timestamp(0) where id = :id and parked_at is not null`,
});

const deleteDelivered = sql({
  name: 'outbox.delete_delivered',
  params: { before: instant },
  text: `delete from outbox.events where done_at < :before`,
});
