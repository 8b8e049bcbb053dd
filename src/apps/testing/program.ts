import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../root.ts';

/** The whole program as a process of its own, as `./langso` runs it. */
export interface Program {
  readonly child: ChildProcess;
  readonly address: string;
  readonly dataDir: string;
  /** All that it has said. */
  said(): string;
  /** Sends the signal and waits for the end: the exit code, null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface Start {
  readonly clone: string;
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: number;
  /** Words before the command, e.g. `setpriv …`. */
  readonly through?: readonly string[];
}

const running: ChildProcess[] = [];

/** Starts the program of a clone and waits for its address; throws with its own words when it ends instead. */
export async function startProgram(start: Start): Promise<Program> {
  const { child, said } = run(start, ['start', '--port', String(start.port ?? 0), '--data', start.dataDir]);
  const address = () => /đang chạy tại (http:\S+)/.exec(said())?.[1];
  await until(() => address() !== undefined || child.exitCode !== null, 300_000);
  const at = address();
  if (!at) throw new Error(`the program did not start (${child.exitCode}): ${said()}`);
  return {
    ...{ child, address: at, dataDir: start.dataDir, said },
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill(signal);
        await ended;
      }
      return child.exitCode;
    },
  };
}

/** Any command of the program, to its end. */
export async function runProgram(start: Omit<Start, 'dataDir'>, args: readonly string[]) {
  const { child, said } = run(start, args);
  await until(() => child.exitCode !== null || child.signalCode !== null, 180_000);
  return { code: child.exitCode, said: said() };
}

function run(start: Omit<Start, 'dataDir'>, args: readonly string[]) {
  const [command = '', ...before] = [...(start.through ?? []), path.join(start.clone, 'langso')];
  const { DATABASE_URL: _url, DATABASE_DIRECT_URL: _direct, LANGSO_DATA: _data, ...env } = process.env;
  const child = spawn(command, [...before, ...args], {
    cwd: os.tmpdir(),
    env: { ...env, LANGSO_MODE: 'production', ...start.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let words = '';
  const hear = (chunk: Buffer) => {
    words += chunk.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return { child, said: () => words };
}

/** Ends what a failed test left running. */
export async function endPrograms(): Promise<void> {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(10_000)]);
    child.kill('SIGKILL');
  }
}

export async function until(ready: () => boolean | Promise<boolean>, patience = 20_000): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(25)) if (await ready()) return;
}

/**
 * The sources built in a place of their own, so that nobody's build disturbs the test; made once for the same
 * sources. The packages are those installed here.
 */
export function aClone(into?: string): string {
  const kept = path.join(os.tmpdir(), `langso-program-${digest()}`);
  if (!fs.existsSync(path.join(kept, 'build/.stamp'))) build(kept);
  touch(kept);
  if (!into) return kept;
  fs.cpSync(kept, into, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  return into;
}

/** The sources as they were at a commit, built; undefined where git does not know it (a release without history). */
export function aCloneAt(commit: string): string | undefined {
  const kept = path.join(os.tmpdir(), `langso-program-at-${commit.slice(0, 12)}-${place}`);
  if (fs.existsSync(path.join(kept, 'build/.stamp'))) {
    touch(kept);
    return kept;
  }
  const archive = spawnSync('git', ['-C', root, 'archive', commit, ...parts], { maxBuffer: 1e9 });
  if (archive.status !== 0) return undefined;
  build(kept, (half) => {
    const done = spawnSync('tar', ['-x', '-C', half], { input: archive.stdout });
    if (done.status !== 0) throw new Error(String(done.stderr));
  });
  return kept;
}

function takeSources(half: string): void {
  for (const part of parts)
    fs.cpSync(path.join(root, part), path.join(half, part), { recursive: true, preserveTimestamps: true });
}

function build(kept: string, bring = takeSources): void {
  sweep();
  const half = fs.mkdtempSync(`${kept}.`);
  fs.chmodSync(half, 0o755);
  bring(half);
  const packages = path.join(root, 'node_modules');
  fs.mkdirSync(path.join(half, 'node_modules'));
  for (const name of fs.readdirSync(packages))
    if (!name.startsWith('.'))
      fs.symlinkSync(path.join(packages, name), path.join(half, 'node_modules', name));
  const built = spawnSync(process.execPath, ['build.mjs'], { cwd: half, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the program does not build: ${built.stderr}`);
  fs.writeFileSync(path.join(half, 'node_modules/.langso-installed'), 'all');
  fs.writeFileSync(path.join(half, 'build/.stamp'), '');
  try {
    fs.renameSync(half, kept);
  } catch {
    // Another test file was faster.
    fs.rmSync(half, { recursive: true, force: true });
  }
}

const parts = [
  ...['langso', 'package.json', 'package-lock.json', 'build.mjs', 'tsconfig.json', 'data', 'src'],
  'docs/audit',
];

function digest(): string {
  const hash = createHash('sha256').update(root);
  for (const part of parts) {
    const whole = path.join(root, part);
    const within = fs.statSync(whole).isDirectory()
      ? fs.readdirSync(whole, { recursive: true, encoding: 'utf8' }).sort()
      : [''];
    for (const file of within) {
      if (file.includes('.test.') || file.includes('testing')) continue;
      const stat = fs.statSync(path.join(whole, file));
      if (stat.isFile()) hash.update(`${part}/${file} ${stat.size} ${stat.mtimeMs}`);
    }
  }
  return hash.digest('hex').slice(0, 12);
}

/** The packages of a clone are those of this checkout: another one makes its own. */
const place = createHash('sha256').update(root).digest('hex').slice(0, 8);

/** In use now: another test file's sweep leaves it. */
const touch = (kept: string): void => fs.utimesSync(kept, new Date(), new Date());

/** Clones of sources that have changed since. */
function sweep(): void {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const old = path.join(os.tmpdir(), name);
    if (!name.startsWith('langso-program-') || fs.statSync(old).mtimeMs > Date.now() - 3_600_000) continue;
    fs.rmSync(old, { recursive: true, force: true });
  }
}
