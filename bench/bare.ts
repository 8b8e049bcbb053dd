/**
 * The other side of the comparison: one process with a bare `pg` pool that writes the same rows under the same
 * series' lock, a transaction for each. It asks nothing, checks nothing and answers nobody. A job says whether a
 * statement a table writes them or one for all.
 */
import pg from 'pg';
import { type BareJob, bareRows } from './lib/bare-rows.ts';
import { bareStatement } from './lib/bare-statement.ts';

const [url = '', connections = '10', file = ''] = process.argv.slice(2);
const { readFileSync } = await import('node:fs');
const jobs = JSON.parse(readFileSync(file, 'utf8')) as BareJob[];
const pool = new pg.Pool({ connectionString: url, max: Number(connections) });
// Every connection open and every statement prepared before the clock starts, as in a running server.
const warm = jobs.splice(0, 10 * Number(connections));
await work(warm);
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
const cpu = process.cpuUsage();
const from = performance.now();
await work(jobs);
const used = process.cpuUsage(cpu);
process.stdout.write(
  `${JSON.stringify({ seconds: (performance.now() - from) / 1000, cpu: (used.user + used.system) / 1e6 })}\n`,
);
await pool.end();
process.exit(0);

async function work(list: readonly BareJob[]): Promise<void> {
  let next = 0;
  const hand = async () => {
    for (let job = list[next++]; job; job = list[next++]) {
      const client = await pool.connect();
      try {
        await (job.oneStatement ? bareStatement : bareRows)(client, job);
      } finally {
        client.release();
      }
    }
  };
  await Promise.all(Array.from({ length: Number(connections) }, hand));
}
