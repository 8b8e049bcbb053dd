import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { actorOf, useIdentityProvider } from '#engines/access';
import {
  alone,
  type Ctx,
  type Dispatcher,
  type House,
  type Log,
  machine,
  openHouse,
  startDispatcher,
} from '#engines/database';
import { clamdScanner, openFileStore, type Scanner } from '#engines/files';
import { type RunningJobs, registerJobs, startJobs } from '#engines/jobs';
import { httpGateway, simulatedPhone, useReceiptSecret, useSmsGateway } from '#engines/messages';
import { systemPages } from '#engines/ui';
import { createServer, jsonLog, loadAssets, type Route, type Server } from '#engines/web';
import { useInstallation } from '#services/administration';
import { clientOfToken } from '#services/clients';
import { offlinePage } from '#services/dossiers';
import { backupJobs } from './backup/job.ts';
import { installBaseData } from './base-data.ts';
import type { Config } from './config.ts';
import { openLog } from './log-file.ts';
import { type Operations, openOperations } from './operations/operations.ts';
import { migrationFolders, routes, wireServices } from './parts.ts';
import { root } from './root.ts';
import { sharedSecret, shareFiles } from './sharing.ts';
import { givenUnit, siteSource } from './site.ts';
import { vneidFrom } from './vneid-config.ts';

export interface OpenLangso {
  readonly house: House;
  /** The program acting by itself. */
  readonly ctx: Ctx;
  readonly log: Log;
  readonly operations: Operations;
  close(): Promise<void>;
}

/** Opens the database (starting the embedded one where none is given), migrates it and brings the base data in. */
export async function openLangso(config: Config, tell: (sentence: string) => void): Promise<OpenLangso> {
  fs.mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const logFile = openLog(config.log);
  const log = jsonLog((line) => logFile.write(line));
  openFileStore({ dir: path.join(config.dataDir, 'files'), scanner: scannerAt(config.clamd) });
  const house = await openHouse({
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    directUrl: config.directUrl,
    named: config.namedStatements,
    migrationFolders,
    mayBreak: config.mayBreak,
    onLog: (line) => log.warn({ from: 'postgres' }, line),
    tell,
  });
  const ctx: Ctx = {
    actor: machine('langso'),
    db: house.db,
    now: () => new Date(),
    requestId: randomUUID(),
    log,
  };
  const operations = await openOperations(ctx, {
    dataDir: config.dataDir,
    reserve: config.diskReserve,
    token: config.metricsToken,
  });
  const close = async () => {
    operations.stop();
    await house.close();
    await logFile.close();
  };
  try {
    await alone(house.ownerUrl, async () => {
      await shareFiles(config, ctx);
      await installBaseData(ctx, config.mode, tell);
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { house, ctx, log, operations, close };
}

export interface Running {
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Serves pages and API, and works through events and jobs unless a worker process does.
 * @param more routes beside the program's own (bench)
 */
export async function serveLangso(
  config: Config,
  open: OpenLangso,
  more: readonly Route[] = [],
): Promise<Running> {
  wireServices();
  chooseSmsGateway(config, open);
  useIdentityProvider(vneidFrom(process.env));
  const site = await siteSource(config, open);
  useInstallation({
    mode: config.mode,
    unitCode: givenUnit(config),
    hasVirusScanner: config.clamd !== undefined,
    backups: () => process.env.LANGSO_BACKUP_TO || undefined,
  });
  const { operations } = open;
  const secret = await alone(open.house.ownerUrl, () => sharedSecret(config, open));
  const server: Server = await createServer({
    routes: [...routes, ...more],
    db: open.house.db,
    origin: config.origin,
    mode: config.mode,
    secret,
    log: open.log,
    actorOf: async (token, now) => (await actorOf(open.house.db, token, now))?.actor,
    clientOf: (token, now) => clientOfToken(open.house.db, token, now),
    pages: { ...systemPages, offline: offlinePage },
    site: () => ({ ...site(), alert: operations.alert() }),
    observe: operations.observe,
    refuseWrite: operations.refuseWrite,
    ...(config.proxies ? { proxies: config.proxies } : {}),
    assets: loadAssets(path.join(root, 'build/assets')),
  });
  // The port first: where it is taken nothing has begun that would have to be stopped.
  const port = await server.listen({ host: config.host, port: config.port });
  const work = config.worksHere ? await startWork(config, open) : undefined;
  return {
    address: `http://${config.host}:${port}`,
    async stop() {
      await server.close();
      await work?.stop();
    },
  };
}

/** `/run/clamav/clamd.ctl` or `127.0.0.1:3310`. */
function scannerAt(clamd: string | undefined): Scanner | undefined {
  if (!clamd) return undefined;
  const [, host, port] = /^([^/]+):(\d+)$/.exec(clamd) ?? [];
  return clamdScanner(host && port ? { host, port: Number(port) } : { path: clamd });
}

/** The background half: events to their handlers, jobs on their hour. */
export async function startWork(config: Config, open: OpenLangso): Promise<{ stop(): Promise<void> }> {
  wireServices();
  registerJobs(backupJobs(config, open.house));
  chooseSmsGateway(config, open);
  const dispatcher: Dispatcher = startDispatcher(open.ctx);
  const jobs: RunningJobs = await startJobs(open.ctx, { directUrl: open.house.directUrl });
  return {
    async stop() {
      await jobs.stop();
      await dispatcher.stop();
    },
  };
}

/** The demo's telephones are simulated; elsewhere messages wait until the operator names a gateway. */
function chooseSmsGateway(config: Config, open: OpenLangso): void {
  if (config.mode === 'demo') {
    useSmsGateway(simulatedPhone(open.house.db, open.ctx.now));
    return;
  }
  const { LANGSO_SMS_URL: url, LANGSO_SMS_KEY: key, LANGSO_SMS_SECRET: secret } = process.env;
  if (!url || !key || !secret) return;
  useSmsGateway(httpGateway({ url, key, secret }));
  useReceiptSecret(secret);
}
