import pg from 'pg';
import { type Db, type DbOptions, dbOver } from './db.ts';
import { connectionOf } from './hosts.ts';

pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => Number(value));
pg.types.setTypeParser(1182 as number, (value: string) =>
  value === '{}' ? [] : value.slice(1, -1).split(','),
);
pg.types.setTypeParser(1016 as number, (value: string) =>
  value === '{}' ? [] : value.slice(1, -1).split(',').map(Number),
);

interface Behind extends DbOptions {
  readonly pool: pg.Pool;
}

const behind = new WeakMap<Db, Behind>();

export interface OpenDb {
  readonly db: Db;
  close(): Promise<void>;
}

/** Opens a pool as the program's own role. */
export function openDb(url: string, options: { max?: number; named?: boolean } = {}): OpenDb {
  const pool = new pg.Pool({
    ...connectionOf(url),
    max: options.max ?? 10,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'langso',
  });
  // An idle connection that breaks is replaced by the pool; the next query tells the person if it cannot be.
  pool.on('error', () => {});
  // Nor may one that breaks between two statements of a transaction end the process: the next statement tells.
  pool.on('connect', (client) => client.on('error', () => {}));
  const named = options.named ?? true;
  const db = dbOver(pool, { named });
  behind.set(db, { pool, named });
  return { db, close: () => pool.end() };
}

export function poolOf(db: Db): Behind {
  const found = behind.get(db);
  if (!found) throw new Error('a transaction cannot be opened inside another: pass the tx on instead');
  return found;
}
