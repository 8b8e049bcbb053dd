import { bigint, instant, int, nullable, text } from './column.ts';
import type { Db } from './db.ts';
import { poolOf } from './pool.ts';
import { type ResultOf, sql } from './sql.ts';

/** What the operator measures of a database; no row of it names a person. */
export interface DatabaseFigures extends ResultOf<typeof findFigures> {
  /** The pool of this process. */
  readonly pool: { readonly open: number; readonly idle: number; readonly waiting: number };
}

const findFigures = sql({
  name: 'house.find_figures',
  params: { now: instant },
  row: {
    /** The database's own clock: another machine's may differ from ours. */
    database_now: instant,
    bytes: bigint,
    connections: int,
    events_waiting: int,
    events_due_since: nullable(instant),
    events_parked: int,
    unsealed_since: nullable(instant),
    last_act_at: nullable(instant),
  },
  text: `
    select clock_timestamp() as database_now,
      pg_database_size(current_database()) as bytes,
      (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
      (select count(*)::int from outbox.events where done_at is null and parked_at is null) as events_waiting,
      (select min(greatest(at, next_at)) from outbox.events
        where done_at is null and parked_at is null and next_at <= :now) as events_due_since,
      (select count(*)::int from outbox.events where parked_at is not null) as events_parked,
      (select least(
        (select e.at from audit.entries e
          where e.id > coalesce((select max(to_id) from audit.seals where source = 'entries'), 0) order by e.id limit 1),
        (select v.at from audit.views v
          where v.id > coalesce((select max(to_id) from audit.seals where source = 'views'), 0) order by v.id limit 1))
      ) as unsealed_since,
      (select at from audit.entries order by id desc limit 1) as last_act_at`,
});

/** Asked at every scrape: each part is an index probe or a count of what waits, never of what is done. */
export async function databaseFigures(db: Db, now: Date): Promise<DatabaseFigures> {
  const { pool } = poolOf(db);
  const found = await db.one(findFigures, { now });
  return { ...found, pool: { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount } };
}

const findWaiting = sql({
  name: 'outbox.find_waiting',
  row: { id: bigint, at: instant, type: text, attempts: int, next_at: instant, error: nullable(text) },
  text: `
    select id, at, type, attempts, next_at, error from outbox.events
    where done_at is null and parked_at is null order by id limit 200`,
});

/** The events that `events_waiting` counts, oldest first, at most 200. */
export const waitingEvents = (db: Db): Promise<ResultOf<typeof findWaiting>[]> => db.many(findWaiting, {});
