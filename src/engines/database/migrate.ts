import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { ClientBase } from 'pg';
import { grants } from './grants.ts';
import { asClient } from './setup.ts';

/** The migrations of one engine or service; the order of the list is the order of the doors. */
export interface MigrationFolder {
  readonly owner: string;
  readonly dir: string;
  /** The files to apply, by name; all of them when absent. A restore first goes as far as the backup was. */
  readonly only?: ReadonlySet<string>;
  /** Run after the files, as the owner and every time: for a library that brings its own schema. */
  readonly install?: (ownerUrl: string) => Promise<void>;
}

export interface Applied {
  readonly owner: string;
  readonly name: string;
}

/** Any number; two runners on one database wait for each other by it. */
const runnersLock = 7_114_701;

/**
 * Brings the database up to date as its owner: forward only, every file in its own transaction, each recorded
 * with its checksum. A file that was edited after it had been applied is refused, because no two databases
 * would be alike any more.
 */
export const migrate = (ownerUrl: string, folders: readonly MigrationFolder[]): Promise<Applied[]> =>
  asClient(ownerUrl, (client) => migrateOver(client, ownerUrl, folders));

async function migrateOver(
  client: ClientBase,
  ownerUrl: string,
  folders: readonly MigrationFolder[],
): Promise<Applied[]> {
  await client.query('select pg_advisory_lock($1)', [runnersLock]);
  try {
    await client.query(`
      create schema if not exists house;
      create table if not exists house.migrations (
        owner text not null,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now(),
        primary key (owner, name)
      );
      comment on table house.migrations is 'read-only for the program'`);
    const known = await client.query<{ owner: string; name: string; checksum: string }>(
      'select owner, name, checksum from house.migrations',
    );
    const checksums = new Map(known.rows.map((row) => [`${row.owner}/${row.name}`, row.checksum]));
    const applied: Applied[] = [];
    for (const folder of folders) {
      for (const name of filesOf(folder.dir)) {
        if (folder.only && !folder.only.has(name)) continue;
        const text = fs.readFileSync(path.join(folder.dir, name), 'utf8');
        const checksum = createHash('sha256').update(text).digest('hex');
        const before = checksums.get(`${folder.owner}/${name}`);
        if (before === checksum) continue;
        if (before !== undefined) throw new Error(editedSentence(folder.owner, name));
        await apply(client, folder.owner, name, text, checksum);
        applied.push({ owner: folder.owner, name });
      }
      await folder.install?.(ownerUrl);
    }
    await client.query(grants);
    return applied;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [runnersLock]);
  }
}

/** The migrations of a folder in their order. */
export function filesOf(dir: string): string[] {
  if (!fs.existsSync(dir)) return [];
  const names = fs.readdirSync(dir).filter((name) => name.endsWith('.sql'));
  const odd = names.find((name) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(name));
  if (odd) throw new Error(`a migration is called NNNN_sentence.sql: ${path.join(dir, odd)}`);
  return names.sort();
}

async function apply(client: ClientBase, owner: string, name: string, text: string, checksum: string) {
  try {
    await client.query(`begin; set local lock_timeout = '10s'; set local client_min_messages = warning`);
    await client.query(text);
    await client.query('insert into house.migrations (owner, name, checksum) values ($1, $2, $3)', [
      owner,
      name,
      checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${owner}/${name}: ${(error as Error).message}${lineOf(text, error)}`, {
      cause: error,
    });
  }
}

function lineOf(text: string, error: unknown): string {
  const position = Number((error as { position?: string }).position);
  return position > 0 ? ` (line ${text.slice(0, position).split('\n').length})` : '';
}

const editedSentence = (owner: string, name: string) =>
  `Tệp ${owner}/migrations/${name} đã bị sửa sau khi áp dụng: xin trả lại nguyên văn và viết thay đổi thành tệp mới. ` +
  `/ ${owner}/migrations/${name} was edited after it had been applied: restore it and write the change as a new file.`;
