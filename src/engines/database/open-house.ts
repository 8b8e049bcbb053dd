import { type Cluster, joinCluster, startCluster } from './cluster.ts';
import type { Db } from './db.ts';
import { type MigrationFolder, migrate } from './migrate.ts';
import { openDb } from './pool.ts';
import { type Addresses, addressesOf, prepareDatabase } from './setup.ts';

export interface House {
  readonly db: Db;
  /** The program's own address, and the one past any pgbouncer (job workers). */
  readonly url: string;
  readonly directUrl: string;
  readonly ownerUrl: string;
  close(): Promise<void>;
}

/**
 * Opens the house's database: the one at `databaseUrl`, or an embedded PostgreSQL in `dataDir`. Makes roles and
 * database where they are missing, migrates as the owner, and connects as the program's role.
 */
export async function openHouse(options: {
  dataDir: string;
  databaseUrl?: string;
  directUrl?: string;
  /** Prepared statements; off behind a pgbouncer in transaction mode. */
  named?: boolean;
  poolSize?: number;
  migrationFolders: readonly MigrationFolder[];
  /** For commands beside a running server: use its database instead of being refused. */
  join?: boolean;
  onLog?: (line: string) => void;
}): Promise<House> {
  const joined = options.join && !options.databaseUrl ? joinCluster(options.dataDir) : undefined;
  const cluster = options.databaseUrl ? undefined : (joined ?? (await startCluster(options)));
  try {
    const at = cluster ? embedded(cluster) : addressesOf(options.databaseUrl ?? '', options.directUrl);
    await prepareDatabase(at);
    await migrate(at.owner, options.migrationFolders);
    const open = openDb(at.app, { max: options.poolSize, named: options.named });
    return {
      db: open.db,
      url: at.app,
      directUrl: at.appDirect,
      ownerUrl: at.owner,
      async close() {
        await open.close();
        await cluster?.stop();
      },
    };
  } catch (error) {
    await cluster?.stop();
    throw error;
  }
}

export function embedded(cluster: Cluster, database = 'langso'): Addresses {
  const app = cluster.url('langso_app', database);
  return {
    admin: cluster.url('postgres', database),
    owner: cluster.url('langso_owner', database),
    app,
    appDirect: app,
    ownerPassword: cluster.secrets.langso_owner,
    appPassword: cluster.secrets.langso_app,
  };
}
