import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, findBinaries } from './binaries.ts';
import { isProcess, lockHouse } from './house-lock.ts';
import { keepRunning } from './lifeline.ts';
import { type RunAs, whoRuns } from './run-as.ts';

export interface Cluster {
  /** The address of a database for a role of the secrets file. */
  url(role: 'postgres' | 'langso_owner' | 'langso_app', database: string): string;
  readonly secrets: Secrets;
  /** The server's own process (tests kill it). */
  serverPid(): number | undefined;
  stop(): Promise<void>;
}

export interface Secrets {
  readonly postgres: string;
  readonly langso_owner: string;
  readonly langso_app: string;
}

/** What a commune's server of 1 GB can spare: 250 MB idle for everything (docs: bars that always hold). */
const settings = {
  listen_addresses: '',
  shared_buffers: '64MB',
  max_connections: '40',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  effective_cache_size: '256MB',
  jit: 'off',
  max_worker_processes: '2',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  max_wal_senders: '2',
  autovacuum_max_workers: '1',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  log_min_messages: 'warning',
  // A log never holds what a person wrote (law 13): no statement text, no DETAIL with values.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  timezone: 'UTC',
};

/**
 * Starts the embedded PostgreSQL of a data directory, making it first where there is none, and keeps it
 * running until `stop()`. It is not reachable over the network: a socket in a private directory, and scram
 * passwords from a file that only we can read.
 */
export async function startCluster(options: {
  dataDir: string;
  /** Overrides, for tests (`fsync: 'off'`). */
  settings?: Readonly<Record<string, string>>;
  onLog?: (line: string) => void;
}): Promise<Cluster> {
  const home = path.resolve(options.dataDir);
  const fresh = fs.mkdirSync(home, { recursive: true, mode: 0o711 });
  if (fresh) fs.chmodSync(home, 0o711);
  const unlock = lockHouse(home);
  try {
    const pgdata = path.join(home, 'postgres');
    const runAs = whoRuns(home, pgdata);
    const versionFile = path.join(pgdata, 'PG_VERSION');
    const major = fs.existsSync(versionFile) ? Number(fs.readFileSync(versionFile, 'utf8')) : undefined;
    const binaries = await findBinaries(runAs, home, major);
    const secrets = readSecrets(home, major !== undefined);
    if (major === undefined) initialise(binaries, runAs, pgdata, secrets);
    const socket = socketDirectory(pgdata, runAs);
    const flags = { ...settings, ...options.settings, unix_socket_directories: `"${socket}"` };
    const server = await keepRunning(binaries, runAs, pgdata, flags, options.onLog ?? (() => {}), () =>
      stopOrphan(pgdata),
    );
    return {
      secrets,
      url: addressAt(socket, secrets),
      serverPid: () => postmasterOf(pgdata),
      async stop() {
        await server.stop();
        if (socket !== pgdata) fs.rmSync(socket, { recursive: true, force: true });
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * The cluster that another process of the house is running on this data directory, for commands beside the
 * server (`./langso accounts`); undefined when none is. Stopping it is left to that process.
 */
export function joinCluster(dataDir: string): Cluster | undefined {
  const home = path.resolve(dataDir);
  const pgdata = path.join(home, 'postgres');
  if (postmasterOf(pgdata) === undefined) return undefined;
  const secrets = readSecrets(home, true);
  // The fifth line of postmaster.pid is the socket's directory.
  const socket = fs.readFileSync(path.join(pgdata, 'postmaster.pid'), 'utf8').split('\n')[4] || pgdata;
  return {
    secrets,
    url: addressAt(socket, secrets),
    serverPid: () => postmasterOf(pgdata),
    stop: async () => {},
  };
}

const addressAt =
  (socket: string, secrets: Secrets): Cluster['url'] =>
  (role, database) =>
    `postgresql://${role}:${secrets[role]}@localhost/${database}?host=${encodeURIComponent(socket)}`;

function readSecrets(home: string, mustExist: boolean): Secrets {
  const file = path.join(home, 'secrets.json');
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8'));
  if (mustExist)
    throw new Error(
      `Thiếu tệp mật khẩu ${file}: xin khôi phục tệp này từ bản sao lưu. / The secrets file ${file} is missing: restore it from a backup.`,
    );
  const word = () => randomBytes(24).toString('hex');
  const secrets: Secrets = { postgres: word(), langso_owner: word(), langso_app: word() };
  fs.writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

/** Made under another name and renamed, so that a start killed half-way is simply done again. */
function initialise(binaries: Binaries, runAs: RunAs, pgdata: string, secrets: Secrets): void {
  const half = `${pgdata}.making`;
  const password = `${pgdata}.password`;
  fs.rmSync(half, { recursive: true, force: true });
  fs.rmSync(pgdata, { recursive: true, force: true });
  fs.mkdirSync(half, { mode: 0o700 });
  fs.writeFileSync(password, secrets.postgres, { mode: 0o600 });
  try {
    for (const made of [half, password]) fs.chownSync(made, runAs.owner.uid, runAs.owner.gid);
    const [file, args] = runAs.command(binaries.initdb, [
      ...['-D', half, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${password}`],
      ...['-E', 'UTF8', '--locale=C.UTF-8', '--data-checksums', '--no-sync', '--no-instructions'],
    ]);
    const made = spawnSync(file, args, { ...runAs.spawn, encoding: 'utf8' });
    if (made.status !== 0)
      throw new Error(`initdb: ${made.error?.message ?? ''} ${made.stderr ?? ''}`.trim());
    spawnSync('sync', ['-f', half]);
    fs.renameSync(half, pgdata);
  } finally {
    fs.rmSync(password, { force: true });
  }
}

function socketDirectory(pgdata: string, runAs: RunAs): string {
  // sockaddr_un holds 107 bytes, of which the socket's own name takes 15.
  if (Buffer.byteLength(pgdata) <= 90 && !pgdata.includes('"')) return pgdata;
  const name = createHash('sha256').update(pgdata).digest('hex').slice(0, 16);
  const wanted = path.join('/tmp', `langso-${name}`);
  fs.rmSync(wanted, { recursive: true, force: true });
  const made = fs.existsSync(wanted) ? fs.mkdtempSync(path.join(os.tmpdir(), 'langso-')) : wanted;
  fs.mkdirSync(made, { recursive: true, mode: 0o700 });
  fs.chownSync(made, runAs.owner.uid, runAs.owner.gid);
  return made;
}

function postmasterOf(pgdata: string): number | undefined {
  try {
    const pid = Number(fs.readFileSync(path.join(pgdata, 'postmaster.pid'), 'utf8').split('\n')[0]);
    // A server works inside its data directory: the proof that this process is the one.
    return isProcess(pid) && fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(pgdata)
      ? pid
      : undefined;
  } catch {
    return undefined;
  }
}

async function stopOrphan(pgdata: string): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    const pid = postmasterOf(pgdata);
    if (!pid) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < patience && isProcess(pid); waited += 50) await sleep(50);
  }
}
