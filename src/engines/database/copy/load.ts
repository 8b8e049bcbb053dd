import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg, { type ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type MigrationFolder, migrate } from '../migrate.ts';
import { type Addresses, asClient, prepareDatabase } from '../setup.ts';
import { type Dump, fingerprint } from './dump.ts';
import { columnList, quoted, type TableShape, tablesOf } from './tables.ts';

/** One table's rows as `dumpDatabase` gave them. */
export interface LoadedTable extends TableShape {
  readonly chunks: AsyncIterable<Buffer>;
}

/**
 * Writes a dump into a database that holds no house yet: migrates as far as the dump was, takes the rows in
 * one transaction, reads every table back to compare counts and digests, and migrates the rest of the way.
 * Throws a sentence where a house is already there, where the dump comes from a newer program, or where a
 * table differs.
 * @param whole what the dump said at its end, known once the tables are through
 */
export async function loadDatabase(
  at: Addresses,
  folders: readonly MigrationFolder[],
  migrations: Dump['migrations'],
  tables: AsyncIterable<LoadedTable>,
  whole: () => Dump,
): Promise<void> {
  await prepareDatabase(at);
  const before = await schemasOf(at.owner);
  if (before.includes('house')) throw new Error(occupiedSentence);
  try {
    await load(at, folders, migrations, tables, whole);
  } catch (error) {
    await takeAway(at.owner, before);
    throw error;
  }
}

async function load(
  at: Addresses,
  folders: readonly MigrationFolder[],
  migrations: Dump['migrations'],
  tables: AsyncIterable<LoadedTable>,
  whole: () => Dump,
): Promise<void> {
  const applied = await migrate(at.owner, asFarAs(folders, migrations));
  refuseStrange(
    migrations,
    applied.map(({ owner, name }) => `${owner}/${name}`),
  );
  await asClient(at.owner, async (client) => {
    await refuseEdited(client, migrations);
    await client.query('begin');
    await client.query('set local client_min_messages = warning; set local statement_timeout = 0');
    const known = await tablesOf(client);
    const keys = await dropForeignKeys(client);
    await client.query(`truncate ${known.map(({ name }) => quoted(name)).join(', ')}`);
    for await (const table of tables) await loadTable(client, table);
    for (const [name, value] of Object.entries(whole().sequences))
      if (value !== null) await client.query('select setval($1::regclass, $2)', [quoted(name), value]);
    for (const key of keys) await client.query(key.make);
    await client.query('commit');
    await client.query('analyze');
  });
  await compare(at.owner, whole());
  await migrate(at.owner, folders);
}

async function loadTable(client: ClientBase, table: LoadedTable): Promise<void> {
  const into = client.query(copyFrom(`copy ${quoted(table.name)} (${columnList(table.columns)}) from stdin`));
  await pipeline(Readable.from(table.chunks, { objectMode: false }), into);
}

async function compare(ownerUrl: string, whole: Dump): Promise<void> {
  const there = new Map((await fingerprint(ownerUrl)).map((table) => [table.name, table]));
  for (const { name, rows, sha256 } of whole.tables) {
    const found = there.get(name);
    if (found?.rows !== rows || found.sha256 !== sha256) throw new Error(differsSentence(name));
  }
}

const schemasOf = (ownerUrl: string): Promise<string[]> =>
  asClient(ownerUrl, async (client) => {
    const found = await client.query<{ name: string }>('select nspname::text as name from pg_namespace');
    return found.rows.map(({ name }) => name);
  });

/** Half a house is none: the next try finds the place as empty as this one did. */
async function takeAway(ownerUrl: string, before: readonly string[]): Promise<void> {
  const made = (await schemasOf(ownerUrl)).filter((name) => !before.includes(name));
  await asClient(ownerUrl, async (client) => {
    for (const name of made) await client.query(`drop schema ${pg.escapeIdentifier(name)} cascade`);
  });
}

/** Foreign keys are made again over the whole at the end: the tables may come in any order. */
async function dropForeignKeys(client: ClientBase): Promise<{ make: string }[]> {
  const found = await client.query<{ table: string; name: string; definition: string }>(`
    select c.conrelid::regclass::text as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_class t on t.oid = c.conrelid
    where c.contype = 'f' and c.conparentid = 0
      and t.relowner = (select oid from pg_roles where rolname = current_user)`);
  for (const { table, name } of found.rows)
    await client.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`);
  return found.rows.map(({ table, name, definition }) => ({
    make: `alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${definition}`,
  }));
}

function asFarAs(folders: readonly MigrationFolder[], migrations: Dump['migrations']): MigrationFolder[] {
  return folders.map((folder) => ({
    ...folder,
    only: new Set(
      Object.keys(migrations)
        .filter((whole) => whole.startsWith(`${folder.owner}/`))
        .map((whole) => whole.slice(folder.owner.length + 1)),
    ),
  }));
}

function refuseStrange(migrations: Dump['migrations'], applied: readonly string[]): void {
  const here = new Set(applied);
  const strange = Object.keys(migrations).find((name) => !here.has(name));
  if (strange) throw new Error(newerSentence(strange));
}

async function refuseEdited(client: ClientBase, migrations: Dump['migrations']): Promise<void> {
  const found = await client.query<{ name: string; checksum: string }>(
    `select owner || '/' || name as name, checksum from house.migrations`,
  );
  const edited = found.rows.find(({ name, checksum }) => (migrations[name] ?? checksum) !== checksum);
  if (edited) throw new Error(newerSentence(edited.name));
}

const occupiedSentence =
  'Cơ sở dữ liệu này đã có dữ liệu của Làng Số. Khôi phục không ghi đè: xin chọn một nơi mới, trống. ' +
  '/ This database already holds a Làng Số. A restore never overwrites: choose a new, empty place.';

const newerSentence = (name: string) =>
  `Bản sao lưu do một phiên bản Làng Số khác ghi (${name}). Xin cài đúng phiên bản đó hoặc mới hơn rồi khôi phục lại. ` +
  `/ The backup was written by another version of Làng Số (${name}): install that version or a newer one and restore again.`;

const differsSentence = (table: string) =>
  `Đã khôi phục nhưng bảng ${table} không khớp với bản sao lưu: xin không dùng nơi này. ` +
  `/ Restored, but the table ${table} differs from the backup: do not use this place.`;
