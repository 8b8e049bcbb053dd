import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Config } from '../../src/apps/config.ts';
import { type OpenLangso, openLangso } from '../../src/apps/langso.ts';
import { tell } from './measure.ts';

export const benchSecret = 'bench bench bench bench bench bench bench';

/** A database of its own for one bench, with fsync on as in service; gone afterwards. */
export interface Bed {
  readonly dataDir: string;
  /** Runs SQL as the owner while no server holds the data; for arranging only. */
  arrange(work: (owner: pg.Client, open: OpenLangso) => Promise<void>): Promise<void>;
  remove(): void;
}

export function makeBed(name: string): Bed {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), `langso-bench-${name}-`));
  fs.chmodSync(dataDir, 0o711);
  return {
    dataDir,
    async arrange(work) {
      const open = await openLangso(configOf(dataDir), tell);
      const owner = new pg.Client({ connectionString: open.house.ownerUrl });
      await owner.connect();
      try {
        await work(owner, open);
      } finally {
        await owner.end();
        await open.close();
      }
    },
    remove: () =>
      process.env.KEEP_BED ? tell(dataDir) : fs.rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** Without the demo's people, but with its telephones, so that nothing is sent anywhere. */
export const configOf = (dataDir: string, port = 0): Config => ({
  mode: 'demo',
  host: '127.0.0.1',
  port,
  dataDir,
  origin: `http://127.0.0.1:${port}`,
  databaseUrl: undefined,
  directUrl: undefined,
  namedStatements: true,
  unitCode: '14701',
  phone: '0229 000 0000',
  officeAddress: undefined,
  clamd: undefined,
  worksHere: true,
  ...{
    proxies: undefined,
    diskReserve: 0,
    metricsToken: undefined,
    mayBreak: false,
    log: path.join(dataDir, 'langso.log'),
  },
});

export interface Served {
  readonly address: string;
  readonly pid: number;
  readonly postmaster: number;
  readonly appUrl: string;
  stop(): Promise<void>;
}

/** Starts bench/server.ts over the bed, in a process of its own. */
export async function serve(bed: Bed, options: { work: boolean } = { work: true }): Promise<Served> {
  const port = freePort();
  const child = spawn(
    process.execPath,
    [
      path.join(process.env.LANGSO_BENCH_DIR ?? '', 'server.js'),
      bed.dataDir,
      String(port),
      options.work ? 'work' : 'rest',
    ],
    {
      env: { ...process.env, NODE_ENV: 'production', LANGSO_SECRET: benchSecret },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ready = await new Promise<{ postmaster: number; appUrl: string }>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('\n')) resolve(JSON.parse(said));
    });
    child.on('exit', (code) => reject(new Error(`the server under test ended with ${code}`)));
  });
  child.removeAllListeners('exit');
  return {
    ...ready,
    address: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Below the kernel's ephemeral range, and not in use now. */
export function freePort(): number {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    try {
      execFileSync(process.execPath, [
        '-e',
        `require('net').createServer().listen(${port},'127.0.0.1',function(){this.close()}).on('error',()=>process.exit(1))`,
      ]);
      return port;
    } catch {
      // Taken: another one.
    }
  }
}

/** A session token of the right shape, the same each time for the same name, and its hash. */
export function tokenOf(name: string): { token: string; hash: Buffer } {
  const token = createHash('sha256').update(`bench ${name}`).digest('base64url');
  return { token, hash: createHash('sha256').update(token).digest() };
}
