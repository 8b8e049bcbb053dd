import { bigint, text } from './column.ts';
import { sql } from './sql.ts';
import type { Tx } from './tx.ts';

const takeNext = sql({
  name: 'numbers.take_next',
  params: { key: text },
  row: { value: bigint },
  text: `
    insert into numbers.series as s (key, next) values (:key, 2)
    on conflict (key) do update set next = s.next + 1
    returning next - 1 as value`,
});

/**
 * The next number of a series: gapless and unique, because the series' row stays locked until the
 * transaction ends and a rollback gives the number back. Take it as the last statement.
 * @param series `dossier/H42.37.14/261123`, `outgoing/QĐ/2026/…`
 */
export async function takeNumber(tx: Tx, series: string): Promise<number> {
  return (await tx.one(takeNext, { key: series })).value;
}
