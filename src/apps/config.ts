import os from 'node:os';
import path from 'node:path';

export interface Config {
  readonly mode: 'demo' | 'production';
  readonly host: string;
  readonly port: number;
  /** Where the embedded database, the files and the secrets live. */
  readonly dataDir: string;
  /** The address that links, codes and passkeys carry. */
  readonly origin: string;
  /** A PostgreSQL ≥ 15 of the operator's; absent = the embedded one. */
  readonly databaseUrl: string | undefined;
  /** For LISTEN, when databaseUrl points at a pgbouncer. */
  readonly directUrl: string | undefined;
  readonly namedStatements: boolean;
  /** Statistical code of the commune that this program serves. */
  readonly unitCode: string;
  /** What the footer of every page says; the demo's own words when not given. */
  readonly phone: string;
  readonly officeAddress: string | undefined;
  /** clamd's socket path, or `host:port`; files are not scanned without. */
  readonly clamd: string | undefined;
  /** Background work in this process too (default), or left to `worker`. */
  readonly worksHere: boolean;
  /** Addresses of the proxies in front, whose X-Forwarded-For is believed; nobody's when absent. */
  readonly proxies: string | undefined;
  /** Bytes that must stay free: below, nothing new is accepted. 0 = not watched. */
  readonly diskReserve: number;
  /** Who may read /metrics from another machine. */
  readonly metricsToken: string | undefined;
  /** A file's path, `stdout`, or `off`. */
  readonly log: string;
  /** The operator answers for the upgrade himself (`upgrade --yes`). */
  readonly mayBreak: boolean;
}

/** Reads the environment and the command line; refuses what it does not know, in one sentence. */
export function readConfig(root: string, args: readonly string[], env = process.env): Config {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i] ?? '';
    const value = args[i + 1];
    if (!['--port', '--data', '--host'].includes(name) || value === undefined)
      throw new Error(
        `Không hiểu tham số "${name}". Dùng: ./langso start [--port N] [--data THƯ_MỤC] [--host ĐỊA_CHỈ]`,
      );
    given.set(name, value);
  }
  const port = Number(given.get('--port') ?? env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`Cổng "${given.get('--port') ?? env.PORT}" không đúng: cần một số từ 1 đến 65535.`);
  const mode = env.LANGSO_MODE ?? 'demo';
  if (mode !== 'demo' && mode !== 'production')
    throw new Error(`LANGSO_MODE="${mode}" không đúng: chỉ nhận demo hoặc production.`);
  const reserve = Number(env.LANGSO_DISK_RESERVE_MB ?? 256);
  if (!Number.isFinite(reserve) || reserve < 0)
    throw new Error(
      `LANGSO_DISK_RESERVE_MB="${env.LANGSO_DISK_RESERVE_MB}" không đúng: cần một số megabyte, ví dụ 256.`,
    );
  const dataDir = path.resolve(given.get('--data') ?? env.LANGSO_DATA ?? path.join(root, 'langso-data'));
  const host = given.get('--host') ?? env.LANGSO_HOST ?? '127.0.0.1';
  return {
    mode,
    host,
    port,
    dataDir,
    origin: env.LANGSO_ORIGIN ?? `http://${host === '0.0.0.0' ? os.hostname() : host}:${port}`,
    databaseUrl: env.DATABASE_URL || undefined,
    directUrl: env.DATABASE_DIRECT_URL || undefined,
    namedStatements: env.LANGSO_NAMED_STATEMENTS !== 'off',
    unitCode: env.LANGSO_UNIT || '14701',
    phone: env.LANGSO_PHONE || '0229 000 0000',
    officeAddress: env.LANGSO_ADDRESS || undefined,
    clamd: env.LANGSO_CLAMD || undefined,
    worksHere: env.LANGSO_WORKER !== 'separate',
    proxies: env.LANGSO_PROXIES || undefined,
    diskReserve: reserve * 1_048_576,
    metricsToken: env.LANGSO_METRICS_TOKEN || undefined,
    mayBreak: env.LANGSO_UPGRADE === 'yes',
    log: env.LANGSO_LOG || path.join(dataDir, 'langso.log'),
  };
}
