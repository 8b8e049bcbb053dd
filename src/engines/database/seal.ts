import { setTimeout as sleep } from 'node:timers/promises';
import { bigint, bytes, instant, int, nullable, text } from './column.ts';
import type { Ctx } from './ctx.ts';
import type { Db } from './db.ts';
import { markLength, type RowChange, rowsTouched } from './seal-marks.ts';
import { digest, digestOfOld, rowsOf, type Source, sources } from './seal-rows.ts';
import { sql } from './sql.ts';
import { tx } from './tx.ts';

const perSeal = 5_000;
const firstLink = Buffer.alloc(32);

/**
 * Seals what the audit holds so far into the hash chain and answers how many rows it sealed. A row's id is
 * taken before its transaction commits, so a smaller id may still appear: ids are sealed up to the highest
 * one taken, once every transaction that was writing to the table at that moment has ended. When one takes
 * longer than `patience`, the next run seals. Ids that a rollback wasted are gaps inside a seal.
 */
export async function sealAudit(ctx: Ctx, patience = 3_000): Promise<number> {
  let sealed = 0;
  for (const source of sources) {
    const table = `audit.${source}`;
    const { top } = await ctx.db.one(highestId[source], {});
    if (!(await settled(ctx.db, table, patience))) continue;
    for (;;) {
      const count = await tx(ctx, async (t) => {
        const last = await t.maybe(lastSeal, { source });
        const from = (last?.to_id ?? 0) + 1;
        if (from > top) return -1;
        const to = Math.min(top, from + perSeal - 1);
        const previous = last?.hash ?? firstLink;
        const next = await digest(t, source, { from, to, previous });
        await t.run(insertSeal, {
          ...{ at: ctx.now(), source, from_id: from, to_id: to },
          ...{ count: next.count, previous, hash: next.hash, marks: next.marks },
        });
        return next.count;
      });
      if (count < 0) break;
      sealed += count;
    }
  }
  return sealed;
}

/** Whether every transaction that was writing to the table just now has ended. */
async function settled(db: Db, table: string, patience: number): Promise<boolean> {
  const holders = async () => (await db.many(findWriters, { table })).map((row) => row.writer);
  const first = await holders();
  let left = first;
  for (let waited = 0; left.length > 0; waited += 50) {
    if (waited >= patience) return false;
    await sleep(50);
    const now = new Set(await holders());
    left = first.filter((writer) => now.has(writer));
  }
  return true;
}

export interface AuditFinding {
  readonly source: string;
  readonly from: number;
  readonly to: number;
  /** `broken-chain`: a seal is missing or was changed; `changed-rows`: rows differ from what was sealed. */
  readonly kind: 'broken-chain' | 'changed-rows';
  /** Which rows, as far as the marks tell; empty for seals of version 1. */
  readonly rows?: readonly RowChange[];
}

/** Recomputes the whole chain; an empty list means that nothing sealed was changed, added or removed. */
export async function verifyAudit(db: Db): Promise<AuditFinding[]> {
  const findings: AuditFinding[] = [];
  for (const source of sources) {
    let previous: Buffer = firstLink;
    let expected = 1;
    for (const seal of await db.many(allSeals, { source })) {
      const at = { source, from: seal.from_id, to: seal.to_id };
      if (seal.from_id !== expected || !seal.previous.equals(previous))
        findings.push({ ...at, kind: 'broken-chain' });
      const found = await (seal.version === 1 ? digestOfOld : digest)(db, source, {
        ...at,
        previous: seal.previous,
      });
      if (found.count !== seal.count || !found.hash.equals(seal.hash)) {
        const rows = seal.marks ? rowsTouched(seal.marks, await marksIn(db, source, at)) : [];
        findings.push({ ...at, kind: 'changed-rows', rows });
      }
      previous = seal.hash;
      expected = seal.to_id + 1;
    }
  }
  return findings;
}

async function marksIn(db: Db, source: Source, range: { from: number; to: number }) {
  const rows = await rowsOf(db, source, range);
  return rows.map((row) => ({ id: row.id, mark: row.digest.subarray(0, markLength) }));
}

const highestOf = (source: Source) =>
  sql({
    name: `audit.highest_${source}`,
    row: { top: bigint },
    text: `select case when is_called then last_value else 0 end as top from audit.${source}_id_seq`,
  });
const highestId = { entries: highestOf('entries'), views: highestOf('views') };

/** A writer locks the table before it takes an id, and holds that lock to its end. */
const findWriters = sql({
  name: 'audit.find_writers',
  params: { table: text },
  row: { writer: text },
  text: `
    select virtualtransaction as writer from pg_locks
    where locktype = 'relation' and mode = 'RowExclusiveLock' and granted
      and database = (select oid from pg_database where datname = current_database())
      and relation = :table::regclass`,
});

const lastSeal = sql({
  name: 'audit.last_seal',
  params: { source: text },
  row: { to_id: bigint, hash: bytes },
  text: `select to_id, hash from audit.seals where source = :source order by from_id desc limit 1`,
});

const insertSeal = sql({
  name: 'audit.insert_seal',
  params: {
    ...{ at: instant, source: text, from_id: bigint, to_id: bigint },
    ...{ count: int, previous: bytes, hash: bytes, marks: bytes },
  },
  text: `
    insert into audit.seals (at, source, from_id, to_id, count, previous, hash, version, marks)
    values (:at, :source, :from_id, :to_id, :count, :previous, :hash, 2, :marks)`,
});

const allSeals = sql({
  name: 'audit.all_seals',
  params: { source: text },
  row: {
    ...{ from_id: bigint, to_id: bigint, count: int, previous: bytes, hash: bytes },
    ...{ version: int, marks: nullable(bytes) },
  },
  text: `select from_id, to_id, count, previous, hash, version, marks from audit.seals where source = :source order by from_id`,
});
