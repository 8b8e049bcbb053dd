import { type Ctx, column, sql, type Tx } from '#engines/database';

/** Background or scheduled work. For reacting to what happened there are events; jobs are for time and weight. */
export interface Job<P = unknown> {
  /** Lasting: `database.seal_audit`, `files.sweep_orphans`. */
  readonly name: string;
  /** Minute, hour, day, month, weekday (0 = Sunday), on Vietnam's clock: `30 2 * * *`. */
  readonly cron?: string;
  /** Run again after a failure, at growing distances; so it must not mind being run twice. */
  run(ctx: Ctx, payload: P): Promise<void>;
}

const jobs = new Map<string, Job>();

/** Called by the app for every folder's jobs, before `startJobs`. */
export function registerJobs(list: readonly Job[]): void {
  for (const job of list) jobs.set(job.name, job);
}

export const allJobs = (): readonly Job[] => [...jobs.values()];

/**
 * Asks for a job within the caller's transaction: rolled back with it, run after its commit.
 * A job of the same `key` that has not begun is replaced. Not for hot paths (it wakes the workers by NOTIFY,
 * which makes commits wait for each other): emit an event there.
 */
export async function enqueue(
  tx: Tx,
  name: string,
  payload: Readonly<Record<string, unknown>>,
  when: { runAt?: Date; key?: string } = {},
): Promise<void> {
  if (!jobs.has(name)) throw new Error(`no job is called ${name}`);
  await tx.one(addJob, { name, payload, run_at: when.runAt ?? null, key: when.key ?? null });
}

const addJob = sql({
  name: 'jobs.add_job',
  params: {
    name: column.text,
    payload: column.json<Record<string, unknown>>(),
    run_at: column.nullable(column.instant),
    key: column.nullable(column.text),
  },
  row: { id: column.bigint },
  text: `select id from graphile_worker.add_job(:name, :payload::json, run_at => :run_at, job_key => :key)`,
});
