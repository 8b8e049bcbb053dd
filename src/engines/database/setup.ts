import { createHmac } from 'node:crypto';
import pg from 'pg';
import { forgetPrimary, readAddress, writableAddress } from './hosts.ts';

/** The roles of a house and how to reach its database as each of them. */
export interface Addresses {
  /** As the server's administrator, who makes roles, database and extensions. */
  readonly admin: string;
  readonly owner: string;
  /** As the program: owns nothing, is no superuser. */
  readonly app: string;
  /** As the program, past any pgbouncer. */
  readonly appDirect: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
}

/**
 * The addresses behind a DATABASE_URL. The roles' passwords are derived from the given one, so that every
 * process knows them and none is written down; a URL without a password (peer, trust) gives roles without one.
 * A URL may name several servers (hosts.ts).
 */
export function addressesOf(database: string, direct = database): Addresses {
  const [databaseUrl, directUrl] = [readAddress(database), readAddress(direct)];
  const key = new URL(directUrl).password;
  const derive = (role: string) => (key ? createHmac('sha256', key).update(role).digest('hex') : '');
  const ownerPassword = derive('langso_owner');
  const appPassword = derive('langso_app');
  return {
    admin: directUrl,
    owner: withUser(directUrl, 'langso_owner', ownerPassword),
    app: withUser(databaseUrl, 'langso_app', appPassword),
    appDirect: withUser(directUrl, 'langso_app', appPassword),
    ownerPassword,
    appPassword,
  };
}

function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}

const extensions = ['unaccent', 'pg_trgm', 'btree_gist'];

/** Any number; houses that start at once on one server prepare it one after the other. */
const preparersLock = 7_114_700;

/** Makes the roles, the database and its extensions where they are missing; idempotent. */
export async function prepareDatabase(at: Addresses): Promise<void> {
  await asClient(withDatabase(at.admin, 'postgres'), async (client) => {
    const version = Number((await client.query('show server_version_num')).rows[0].server_version_num);
    if (version < 150_000) throw new Error(oldSentence);
    await client.query('select pg_advisory_lock($1)', [preparersLock]); // Held until this client ends.
    await ensureRole(client, 'langso_owner', at.ownerPassword);
    await ensureRole(client, 'langso_app', at.appPassword);
    await ensureDatabase(client, databaseOf(at.admin));
    await asClient(at.admin, furnish);
  });
}

/** Roles belong to the whole server: other houses on it have the same ones. */
async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const login = password ? `login password ${pg.escapeLiteral(password)}` : 'login';
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (found.rowCount === 0)
    await client.query(`create role ${role} ${login} nosuperuser nocreatedb nocreaterole`);
  else if (password) await client.query(`alter role ${role} ${login}`);
}

async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (found.rowCount !== 0) return;
  // An administrator who is no superuser may only give away to a role whose member he is.
  await client.query('grant langso_owner to current_user').catch(() => {});
  await client.query(
    `create database ${pg.escapeIdentifier(name)} owner langso_owner template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`,
  );
}

async function furnish(client: pg.Client): Promise<void> {
  await client.query('set client_min_messages = warning');
  for (const extension of extensions)
    await client.query(`create extension if not exists ${extension} with schema public`);
  const name = pg.escapeIdentifier(client.database ?? '');
  await client.query(`
    revoke all on database ${name} from public;
    grant connect on database ${name} to langso_app;
    alter database ${name} owner to langso_owner`);
}

const oldSentence =
  'Làng Số cần PostgreSQL 15 trở lên: xin nâng cấp máy chủ của DATABASE_URL. ' +
  '/ Làng Số needs PostgreSQL 15 or newer: upgrade the server of DATABASE_URL.';

const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

export async function asClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const connected = async () => {
    const client = new pg.Client({
      connectionString: await writableAddress(url),
      connectionTimeoutMillis: 10_000,
    });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const again = (error: Error) => {
    if (!new URL(url).searchParams.has('hosts')) throw error;
    // The leader may have changed since it was last looked for.
    forgetPrimary();
    return connected();
  };
  const client = await connected()
    .catch(again)
    .catch((error: Error) => {
      const { hostname, port, pathname } = new URL(url);
      throw Object.assign(
        new Error(
          `Không kết nối được cơ sở dữ liệu ${hostname}:${port || 5432}${pathname}: xin kiểm tra DATABASE_URL và máy chủ PostgreSQL. ` +
            `/ The database ${hostname}:${port || 5432}${pathname} cannot be reached: check DATABASE_URL and the PostgreSQL server. (${error.message})`,
          { cause: error },
        ),
        { code: (error as { code?: string }).code },
      );
    });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Any number but the other two: preparations that only one process may make at a time. */
const preparationsLock = 7_114_702;

/**
 * Does this work while no other process of the house does: several that start at once on one database bring
 * its data in one after the other, and the later ones find it there.
 */
export const alone = <T>(ownerUrl: string, work: () => Promise<T>): Promise<T> =>
  asClient(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [preparationsLock]); // Held until this client ends.
    return work();
  });
