import { bigint, bytes, type Column, date, instant, int, nullable, text } from './column.ts';
import type { Db } from './db.ts';
import { rowsOf, type Source, sources } from './seal-rows.ts';
import { sql } from './sql.ts';

/**
 * The sealed audit of some days as lines of JSON, for a check outside this house (docs/audit): seals with their
 * rows' open halves and the digests of the private ones. Seals of version 1 come without rows.
 * @param days first and last day, by the moment of sealing on Vietnam's clock
 */
export async function* auditLines(
  db: Db,
  days: { readonly from: string; readonly to: string },
  about: Readonly<Record<string, unknown>>,
): AsyncGenerator<string> {
  yield JSON.stringify({ langso: 'audit', format: 2, ...days, ...about });
  const counted = { seals: 0, rows: 0 };
  for (const source of sources)
    for (const seal of await db.many(sealsOfDays, { source, from: days.from, to: days.to })) {
      counted.seals += 1;
      const { at, version, count } = seal;
      yield JSON.stringify({
        ...{ seal: source, version, at: at.toISOString(), day: seal.day },
        ...{ from: seal.from_id, to: seal.to_id, count },
        ...{ previous: seal.previous.toString('hex'), hash: seal.hash.toString('hex') },
        ...(seal.marks ? { marks: seal.marks.toString('hex') } : {}),
      });
      if (version === 1) continue;
      for (const row of await rowsOf(db, source, { from: seal.from_id, to: seal.to_id })) {
        counted.rows += 1;
        yield JSON.stringify({ row: row.open, rest: row.rest.toString('hex') });
      }
    }
  yield JSON.stringify({ end: counted });
}

export interface DailySeal {
  readonly day: string;
  readonly source: Source;
  /** How many rows were sealed by the end of that day, and the last of them. */
  readonly to_id: number;
  readonly hash: Buffer;
}

/** The last seal of each day that is over, the latest first: what is published, and what an outsider keeps. */
export const dailySeals = (db: Db, today: string, limit = 62): Promise<DailySeal[]> =>
  db.many(lastOfDay, { today, limit });

const dayOf = `(at at time zone 'Asia/Ho_Chi_Minh')::date`;

const sealsOfDays = sql({
  name: 'audit.seals_of_days',
  params: { source: text, from: date, to: date },
  row: {
    ...{ at: instant, day: date, from_id: bigint, to_id: bigint, count: int },
    ...{ previous: bytes, hash: bytes, version: int, marks: nullable(bytes) },
  },
  text: `
    select at, ${dayOf} as day, from_id, to_id, count, previous, hash, version, marks
    from audit.seals where source = :source and ${dayOf} between :from and :to order by from_id`,
});

const lastOfDay = sql({
  name: 'audit.last_seal_of_days',
  params: { today: date, limit: int },
  row: { day: date, source: text as Column<Source>, to_id: bigint, hash: bytes },
  text: `
    select distinct on (day, source) day, source, to_id, hash
    from (select ${dayOf} as day, source, from_id, to_id, hash from audit.seals) s
    where day < :today
    order by day desc, source, from_id desc
    limit :limit`,
});
