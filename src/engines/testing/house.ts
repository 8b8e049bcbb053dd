import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { asClient, type Db, openDb, withDatabase } from '#engines/database';

export interface TestHouse {
  /** As the program's role. */
  readonly db: Db;
  readonly url: string;
  readonly ownerUrl: string;
  readonly adminUrl: string;
  /** Raw SQL as the owner, to arrange and to look; never a substitute for a declared statement. */
  asOwner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

/** A database of this test file's own, copied from the migrated template and dropped after the file. */
export async function testDb(): Promise<TestHouse> {
  const { at, template } = inject('testHouse');
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  const postgres = withDatabase(at.admin, 'postgres');
  await asClient(postgres, async (client) => {
    await client.query(`create database "${name}" template "${template}" owner langso_owner`);
    await client.query(
      `revoke all on database "${name}" from public; grant connect on database "${name}" to langso_app`,
    );
  });
  const url = withDatabase(at.app, name);
  const ownerUrl = withDatabase(at.owner, name);
  const open = openDb(url, { max: 8 });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  owner.on('error', () => {});
  afterAll(async () => {
    await open.close();
    await owner.end();
    await asClient(postgres, (client) => client.query(`drop database if exists "${name}" with (force)`));
  });
  return {
    db: open.db,
    url,
    ownerUrl,
    adminUrl: withDatabase(at.admin, name),
    asOwner: async (text, values = []) => (await owner.query(text, values)).rows,
  };
}
