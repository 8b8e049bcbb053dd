import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import {
  type Addresses,
  addressesOf,
  asClient,
  embedded,
  migrate,
  prepareDatabase,
  startCluster,
  withDatabase,
} from '#engines/database';
import { allMigrationFolders } from './folders.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testHouse: { at: Addresses; template: string; broken: string[] };
  }
}

/**
 * One cluster for the whole run (or the server of DATABASE_URL) and in it one migrated template, of which
 * every test file gets a copy.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `langso_test_${process.pid}`;
  const server = process.env.DATABASE_URL
    ? { at: addressesOf(withDatabase(process.env.DATABASE_URL, template)), stop: async () => {} }
    : await ownCluster(template);
  await prepareDatabase(server.at);
  const broken: string[] = [];
  for (const folder of allMigrationFolders()) {
    try {
      await migrate(server.at.owner, [folder]);
    } catch (error) {
      broken.push((error as Error).message);
      process.stderr.write(`\n${(error as Error).message}\n`);
    }
  }
  project.provide('testHouse', { at: server.at, template, broken });
  return async () => {
    await asClient(withDatabase(server.at.admin, 'postgres'), async (client) => {
      const left = await client.query<{ datname: string }>(
        'select datname from pg_database where datname like $1',
        [`${template}%`],
      );
      for (const { datname } of left.rows) await client.query(`drop database "${datname}" with (force)`);
    });
    await server.stop();
  };
}

async function ownCluster(template: string) {
  sweepOldRuns();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-test-'));
  fs.chmodSync(dataDir, 0o711);
  const cluster = await startCluster({
    dataDir,
    // A test's data may be lost with the machine.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '80' },
  });
  return {
    at: embedded(cluster, template),
    async stop() {
      await cluster.stop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a killed run left behind. */
function sweepOldRuns(): void {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const old = path.join(os.tmpdir(), name);
    if (name.startsWith('langso-test-') && fs.statSync(old).mtimeMs < Date.now() - 6 * 3_600_000)
      fs.rmSync(old, { recursive: true, force: true });
  }
}
