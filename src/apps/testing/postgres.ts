import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const bin = '/usr/lib/postgresql/15/bin';
/** Debian's PostgreSQL, with what an operator has and the embedded one lacks (pg_basebackup, psql). */
export const hasPostgres = fs.existsSync(`${bin}/pg_basebackup`);

const password = 'mat khau cua may chu';
const running: ChildProcess[] = [];

/** A server of the operator's own, reached over TCP on this machine. */
export interface Postgres {
  readonly dir: string;
  readonly port: number;
  /** Of the server's administrator. */
  readonly url: string;
  start(): Promise<void>;
  /** SIGINT: as `pg_ctl stop -m fast`; SIGKILL to the postmaster and all that it started. */
  end(signal: 'SIGINT' | 'SIGKILL'): Promise<void>;
}

const root = process.getuid?.() === 0;
/** The user who runs PostgreSQL: it refuses root. */
export function asPostgres(): { uid?: number; gid?: number } {
  if (!root) return {};
  const line =
    fs
      .readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((l) => l.startsWith('postgres:')) ?? '';
  return { uid: Number(line.split(':')[2]), gid: Number(line.split(':')[3]) };
}

const asOperator = (command: string, args: readonly string[]) => {
  const done = spawnSync(command, [...args], {
    ...asPostgres(),
    cwd: '/',
    env: { PATH: `${bin}:/usr/sbin:${process.env.PATH}`, LC_ALL: 'C.UTF-8', PGPASSWORD: password },
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`${command}: ${done.stderr || done.error?.message}`);
  return done;
};

/** A command of PostgreSQL as the operator gives it on the server's machine; what it answers. */
export const run = (command: string, args: readonly string[]): string =>
  asOperator(`${bin}/${command}`, args).stdout;

/** A script of deploy/ as the same user; what it says to the operator. */
export const runShell = (file: string, args: readonly string[]): string =>
  asOperator('sh', [file, ...args]).stderr;

/** Makes one and starts it. */
export async function aPostgres(home: string, name: string, settings: string[] = []): Promise<Postgres> {
  const dir = path.join(home, name);
  const pwfile = path.join(home, `${name}.pw`);
  fs.writeFileSync(pwfile, password);
  own(home);
  own(pwfile);
  run('initdb', [
    ...['-D', dir, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${pwfile}`, '-E', 'UTF8'],
    ...['--locale=C.UTF-8', '--no-sync'],
  ]);
  fs.appendFileSync(path.join(dir, 'pg_hba.conf'), 'host replication postgres 127.0.0.1/32 scram-sha-256\n');
  fs.appendFileSync(path.join(dir, 'postgresql.conf'), `${settings.join('\n')}\n`);
  const server = at(dir, await freePort());
  await server.start();
  return server;
}

/** The place of a second one on another port, empty as yet. */
export async function otherPostgres(home: string, name: string): Promise<Postgres> {
  return at(path.join(home, name), await freePort());
}

function at(dir: string, port: number): Postgres {
  let child: ChildProcess;
  return {
    ...{ dir, port, url: `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres` },
    async start() {
      const flags = ['-D', dir, '-p', String(port), '-k', dir, '-c', 'listen_addresses=127.0.0.1'];
      child = spawn(`${bin}/postgres`, flags, {
        ...asPostgres(),
        ...{ cwd: '/', env: { LC_ALL: 'C.UTF-8' }, stdio: ['ignore', 'ignore', 'pipe'] },
      });
      running.push(child);
      let said = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        said = (said + chunk).slice(-4_000);
      });
      for (let waited = 0; !/ready to accept (read-only )?connections/.test(said); waited += 50) {
        if (child.exitCode !== null || waited > 30_000) throw new Error(`postgres did not start: ${said}`);
        await sleep(50);
      }
    },
    async end(signal) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const pid = child.pid ?? 0;
      const children = signal === 'SIGKILL' && pid > 0 ? childrenOf(pid) : [];
      child.kill(signal);
      for (const one of children)
        try {
          process.kill(one, 'SIGKILL');
        } catch {
          // It went with its parent.
        }
      await ended;
    },
  };
}

const childrenOf = (pid: number): number[] =>
  fs
    .readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .map(Number)
    .filter((child) => child > 0);

const own = (file: string): void => {
  const { uid, gid } = asPostgres();
  if (uid !== undefined && gid !== undefined) fs.chownSync(file, uid, gid);
};

/** Ends what a failed test left running. */
export async function endPostgres(): Promise<void> {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGQUIT');
    await Promise.race([ended, sleep(5_000)]);
    child.kill('SIGKILL');
  }
}

/** Below the range from which the kernel lends ports to connections. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await new Promise<boolean>((resolve) => {
      const server = net.createServer().once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new Error('no port is free');
}
