import { type Cluster, joinCluster, startCluster } from './cluster.ts';
import type { Db } from './db.ts';
import { type MigrationFolder, migrate } from './migrate.ts';
import { type MigrationState, migrationState, refuseBreaking, refuseNewer } from './migration-state.ts';
import { openDb } from './pool.ts';
import { keepSafetyCopy } from './safety-copy.ts';
import { type Addresses, addressesOf, asClient, prepareDatabase } from './setup.ts';

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
  /** The operator has a copy of his own: upgrade without making one, breaking migrations included. */
  mayBreak?: boolean;
  onLog?: (line: string) => void;
  /** Hears what takes long, in a sentence for the operator. */
  tell?: (sentence: string) => void;
}): Promise<House> {
  const joined = options.join && !options.databaseUrl ? joinCluster(options.dataDir) : undefined;
  let cluster = options.databaseUrl ? undefined : (joined ?? (await startCluster(options)));
  try {
    const address = () =>
      cluster ? embedded(cluster) : addressesOf(options.databaseUrl ?? '', options.directUrl);
    let at = address();
    await prepareDatabase(at);
    const upgrade = options.join ? undefined : await upgradeAhead(at.owner, options.migrationFolders);
    if (upgrade && !options.mayBreak) {
      if (cluster) {
        options.tell?.('Đang giữ một bản dữ liệu trước khi nâng cấp…');
        await cluster.stop();
        cluster = undefined;
        const place = keepSafetyCopy(options.dataDir, new Date());
        cluster = await startCluster(options);
        at = address();
        options.tell?.(`Bản dữ liệu trước khi nâng cấp ở ${place}. Quay lui: ./langso undo-upgrade`);
      } else if (!(await hasFreshBackup(at.owner))) refuseBreaking(upgrade);
    }
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

/** The upgrade that a database already in use is about to make; undefined when there is none. */
async function upgradeAhead(
  ownerUrl: string,
  folders: readonly MigrationFolder[],
): Promise<MigrationState | undefined> {
  if (folders.length === 0) return undefined;
  const state = await migrationState(ownerUrl, folders);
  refuseNewer(state);
  return state.applied > 0 && state.pending.length > 0 ? state : undefined;
}

/** A backup of the last day was noted (docs/operations.md). */
const hasFreshBackup = (ownerUrl: string): Promise<boolean> =>
  asClient(ownerUrl, async (client) => {
    const found = await client.query(
      `select 1 from house.facts where key = 'backup.last' and at > now() - interval '1 day'`,
    );
    return found.rowCount === 1;
  }).catch(() => false);

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
