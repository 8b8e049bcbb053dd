import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { asClient } from '../setup.ts';
import { columnList, quoted, type TableShape, tablesOf } from './tables.ts';

/** What a table held, so that a restored one can be compared with it. */
export interface DumpedTable extends TableShape {
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256 of the rows as COPY writes them, in the order in which they lie. */
  readonly sha256: string;
}

export interface Dump {
  /** `owner/name` of each migration with its checksum: what the rows were written for. */
  readonly migrations: Readonly<Record<string, string>>;
  /** `schema.sequence` with the value given last; null = none yet. */
  readonly sequences: Readonly<Record<string, string | null>>;
  readonly tables: readonly DumpedTable[];
}

/** Where a dump goes, piece after piece; each waits until the one before it is done. */
export interface DumpTaker {
  /** Before the first table: what the rows were written for. */
  begin(migrations: Dump['migrations']): Promise<void>;
  table(shape: TableShape, chunks: AsyncIterable<Buffer>): Promise<void>;
}

/**
 * Reads every table of the house as it stood at one moment, while the program goes on writing: one read-only
 * transaction of isolation REPEATABLE READ (PostgreSQL 15, §13.2.2). Memory stays flat whatever the size.
 */
export const dumpDatabase = (ownerUrl: string, taker: DumpTaker): Promise<Dump> =>
  asClient(ownerUrl, async (client) => {
    // Row security is refused rather than obeyed: a backup of some of the rows would be no backup.
    await client.query(
      'begin isolation level repeatable read, read only; set local row_security = off; ' +
        'set local synchronize_seqscans = off; set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0',
    );
    const found = await client.query<{ name: string; checksum: string }>(
      `select owner || '/' || name as name, checksum from house.migrations order by 1`,
    );
    const migrations = Object.fromEntries(found.rows.map((row) => [row.name, row.checksum]));
    await taker.begin(migrations);
    const tables: DumpedTable[] = [];
    for (const shape of await tablesOf(client)) tables.push(await dumpTable(client, shape, taker));
    const sequences = await client.query<{ name: string; last_value: string | null }>(
      `select schemaname || '.' || sequencename as name, last_value::text from pg_sequences
       where sequenceowner = current_user order by 1`,
    );
    await client.query('commit');
    return {
      migrations,
      sequences: Object.fromEntries(sequences.rows.map((row) => [row.name, row.last_value])),
      tables,
    };
  });

/** The tables of a database with their counts and digests, nothing kept: to compare a restored one with. */
export async function fingerprint(ownerUrl: string): Promise<readonly DumpedTable[]> {
  const { tables } = await dumpDatabase(ownerUrl, {
    begin: async () => {},
    async table(_shape, chunks) {
      for await (const _chunk of chunks);
    },
  });
  return tables;
}

async function dumpTable(client: ClientBase, shape: TableShape, taker: DumpTaker): Promise<DumpedTable> {
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  const stream = client.query(copyTo(`copy ${quoted(shape.name)} (${columnList(shape.columns)}) to stdout`));
  async function* watched() {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk);
      rows += newlinesIn(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  await taker.table(shape, watched());
  return { ...shape, rows, bytes, sha256: hash.digest('hex') };
}

/** COPY's text format ends each row with a newline and escapes those within. */
function newlinesIn(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++;
  return count;
}
