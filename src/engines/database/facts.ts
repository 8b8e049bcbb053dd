import { text } from './column.ts';
import type { Db } from './db.ts';
import { sql } from './sql.ts';
import type { Tx } from './tx.ts';

const findFact = sql({
  name: 'house.find_fact',
  params: { key: text },
  row: { value: text },
  text: `select value from house.facts where key = :key`,
});

const keepFact = sql({
  name: 'house.keep_fact',
  params: { key: text, value: text },
  text: `
    insert into house.facts (key, value) values (:key, :value)
    on conflict (key) do update set value = excluded.value, at = now()`,
});

/** What the program noted about itself under that key. */
export const recall = async (db: Db, key: string): Promise<string | undefined> =>
  (await db.maybe(findFact, { key }))?.value;

/** Notes something about the program itself (never about a person). */
export const remember = async (tx: Tx, key: string, value: string): Promise<void> => {
  await tx.run(keepFact, { key, value });
};
