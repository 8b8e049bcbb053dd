import { createHmac } from 'node:crypto';
import pg from 'pg';

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
 */
export function addressesOf(databaseUrl: string, directUrl = databaseUrl): Addresses {
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

/** Makes the roles, the database and its extensions where they are missing; idempotent. */
export async function prepareDatabase(at: Addresses): Promise<void> {
  const name = databaseOf(at.admin);
  await asClient(withDatabase(at.admin, 'postgres'), async (client) => {
    await ensureRole(client, 'langso_owner', at.ownerPassword);
    await ensureRole(client, 'langso_app', at.appPassword);
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) {
      await client.query('grant langso_owner to current_user').catch(() => {});
      await client.query(
        `create database ${pg.escapeIdentifier(name)} owner langso_owner template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`,
      );
    }
  });
  await asClient(at.admin, async (client) => {
    await client.query('set client_min_messages = warning');
    for (const extension of extensions)
      await client.query(`create extension if not exists ${extension} with schema public`);
    await client.query(`
      revoke all on database ${pg.escapeIdentifier(name)} from public;
      grant connect on database ${pg.escapeIdentifier(name)} to langso_app;
      alter database ${pg.escapeIdentifier(name)} owner to langso_owner`);
  });
}

/** Roles belong to the whole server: two houses starting at once may both try. */
async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const login = password ? `login password ${pg.escapeLiteral(password)}` : 'login';
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (found.rowCount === 0) {
    try {
      await client.query(`create role ${role} ${login} nosuperuser nocreatedb nocreaterole`);
      return;
    } catch (error) {
      if (!['42710', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
    }
  }
  for (let attempt = 1; ; attempt++) {
    try {
      if (password) await client.query(`alter role ${role} ${login}`);
      return;
    } catch (error) {
      // XX000: "tuple concurrently updated", by another house setting the same password.
      if ((error as { code?: string }).code !== 'XX000' || attempt === 5) throw error;
    }
  }
}

const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

export async function asClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
