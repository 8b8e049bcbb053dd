import { column, type Db, type ResultOf, sql } from '#engines/database';

const { bigint, instant, int, nullable, text } = column;

const findFigures = sql({
  name: 'jobs.find_figures',
  params: { now: instant },
  row: { waiting: int, running: int, given_up: int, due_since: nullable(instant) },
  text: `
    select count(*) filter (where run_at <= :now and locked_at is null and attempts < max_attempts)::int as waiting,
      count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where attempts >= max_attempts)::int as given_up,
      min(run_at) filter (where run_at <= :now and locked_at is null and attempts < max_attempts) as due_since
    from graphile_worker.jobs`,
});

/** How many jobs are due, at work, or given up after their last try, and since when the oldest waits. */
export const jobFigures = (db: Db, now: Date): Promise<ResultOf<typeof findFigures>> =>
  db.one(findFigures, { now });

const findUnfinished = sql({
  name: 'jobs.find_unfinished',
  row: {
    id: bigint,
    name: text,
    run_at: instant,
    attempts: int,
    max_attempts: int,
    locked_at: nullable(instant),
    last_error: nullable(text),
  },
  text: `
    select id::bigint as id, task_identifier as name, run_at, attempts::int, max_attempts::int, locked_at, last_error
    from graphile_worker.jobs order by (attempts >= max_attempts) desc, run_at limit 200`,
});

/** The jobs behind the figures, those given up first; at most 200. */
export const unfinishedJobs = (db: Db): Promise<ResultOf<typeof findUnfinished>[]> =>
  db.many(findUnfinished, {});
