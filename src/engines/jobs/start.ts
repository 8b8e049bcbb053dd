import { run } from 'graphile-worker';
import pg from 'pg';
import { as, type Ctx, connectionOf, machine } from '#engines/database';
import { allJobs } from './job.ts';
import { localCron } from './local-cron.ts';
import { loggerTo } from './logger.ts';

export interface RunningJobs {
  /** Lets the jobs that have begun end. */
  stop(): Promise<void>;
}

/**
 * Runs the registered jobs. The url is the direct one: the workers LISTEN, which a pgbouncer in transaction
 * mode does not carry.
 */
export async function startJobs(
  ctx: Ctx,
  options: { directUrl: string; concurrency?: number },
): Promise<RunningJobs> {
  const concurrency = options.concurrency ?? 2;
  const pool = new pg.Pool({
    ...connectionOf(options.directUrl),
    max: concurrency + 2,
    application_name: 'langso jobs',
  });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const jobs = allJobs();
  const runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    logger: loggerTo(ctx.log),
    taskList: Object.fromEntries(
      jobs.map((job) => [job.name, (payload: unknown) => job.run(as(ctx, machine(job.name)), payload)]),
    ),
    parsedCronItems: jobs.flatMap((job) => (job.cron ? [localCron(job.name, job.cron)] : [])),
  });
  return {
    async stop() {
      await runner.stop();
      await pool.end();
    },
  };
}
