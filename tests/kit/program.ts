import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export const root = path.dirname(path.dirname(import.meta.dirname));

/** The program as people run it: a process of its own on its own data. */
export interface Program {
  readonly origin: string;
  readonly port: number;
  readonly dataDir: string;
  /** The file that holds the process id, so that a journey may stop the program and start it again. */
  readonly pidFile: string;
}

/** Builds what is stale, as ./langso does. */
export function buildProgram(): void {
  const stamp = path.join(root, 'build/.stamp');
  const isStale =
    !fs.existsSync(stamp) || newestIn(['src', 'data', 'build.mjs']) > fs.statSync(stamp).mtimeMs;
  if (isStale) execFileSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' });
}

/** Data whose path has a blank and letters with marks: a real one may have both. */
export async function newProgram(): Promise<Program> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso hành trình '));
  fs.chmodSync(home, 0o711);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  return { origin, port, dataDir: path.join(home, 'dữ liệu xã'), pidFile: path.join(home, 'pid') };
}

/** Resolves when it says that it serves; the first start fills the demo commune. */
export async function startProgram(program: Program, settings: NodeJS.ProcessEnv = {}): Promise<void> {
  const log = path.join(path.dirname(program.pidFile), 'output.log');
  const out = fs.openSync(log, 'w');
  const child = spawn(
    process.execPath,
    ['build/cli.js', 'start', '--port', String(program.port), '--data', program.dataDir],
    { cwd: root, stdio: ['ignore', out, out], detached: true, env: { ...cleanEnvironment(), ...settings } },
  );
  fs.closeSync(out);
  fs.writeFileSync(program.pidFile, String(child.pid));
  child.unref();
  await until(
    () => fs.readFileSync(log, 'utf8').includes('đang chạy tại'),
    120_000,
    () => `the program did not start:\n${fs.readFileSync(log, 'utf8')}`,
    child,
  );
}

/** A test run that is killed takes its program along: the guard waits for its end and stops what is left. */
export function guardProgram(program: Program): void {
  const watch =
    'while kill -0 "$1" 2>/dev/null; do sleep 2; done; kill "$(cat "$2")" && sleep 10 && rm -rf "$(dirname "$2")"';
  const parts = ['-c', watch, 'guard', String(process.pid), program.pidFile];
  spawn('/bin/sh', parts, { stdio: 'ignore', detached: true }).unref();
}

/** SIGTERM, and it is gone with everything that it had started. */
export async function stopProgram(program: Program): Promise<void> {
  const pid = Number(fs.readFileSync(program.pidFile, 'utf8'));
  // 0 would be this very test's group.
  if (!(pid > 0 && isAlive(pid))) return;
  process.kill(pid, 'SIGTERM');
  await until(
    () => !isAlive(pid),
    30_000,
    () => `process ${pid} did not stop`,
  );
}

/** Processes that still name the data folder: there must be none after a stop. */
export function orphansOf(program: Program): string[] {
  return fs.readdirSync('/proc').flatMap((id) => {
    if (!/^\d+$/.test(id) || Number(id) === process.pid) return [];
    try {
      const line = fs.readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return line.includes(program.dataDir) ? [`${id} ${line}`] : [];
    } catch {
      return [];
    }
  });
}

export function forgetProgram(program: Program): void {
  fs.rmSync(path.dirname(program.pidFile), { recursive: true, force: true });
}

/** Another command of the program on the same data, as an operator runs it while it is stopped. */
export const runCommand = (program: Program, args: readonly string[]): string =>
  execFileSync(process.execPath, ['build/cli.js', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...cleanEnvironment(), LANGSO_DATA: program.dataDir },
  });

/** Nothing of the tester's own settings reaches the program. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = /^(LANGSO_|DATABASE_|PORT$|NODE_OPTIONS$|VITEST)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/** Below 32768, where the system does not give ports to outgoing connections. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const isFree = await new Promise<boolean>((done) => {
      const server = net.createServer();
      server.once('error', () => done(false));
      server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
    });
    if (isFree) return port;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that has ended but was not waited for still has an id.
    return !fs.readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

async function until(
  holds: () => boolean,
  ms: number,
  complaint: () => string,
  child?: ChildProcess,
): Promise<void> {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end || (child && child.exitCode !== null)) throw new Error(complaint());
    await new Promise((later) => setTimeout(later, 100));
  }
}

function newestIn(names: readonly string[]): number {
  return Math.max(
    ...names.map((name) => {
      const full = path.join(root, name);
      const stat = fs.statSync(full);
      if (!stat.isDirectory()) return stat.mtimeMs;
      return newestIn(fs.readdirSync(full).map((child) => path.join(name, child)));
    }),
    0,
  );
}
