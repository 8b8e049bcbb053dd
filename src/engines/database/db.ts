import type { ClientBase, Pool, QueryConfig } from 'pg';
import type { Columns, RowOf } from './column.ts';
import type { Statement } from './sql.ts';
import { asRefusal } from './trouble.ts';

/** Runs declared statements. There is no way to run undeclared SQL text through it. */
export interface Db {
  many<P extends Columns, R extends Columns>(
    statement: Statement<P, R>,
    params: RowOf<P>,
  ): Promise<RowOf<R>[]>;
  /** Exactly one row; anything else is a fault. */
  one<P extends Columns, R extends Columns>(statement: Statement<P, R>, params: RowOf<P>): Promise<RowOf<R>>;
  maybe<P extends Columns, R extends Columns>(
    statement: Statement<P, R>,
    params: RowOf<P>,
  ): Promise<RowOf<R> | undefined>;
  /** The number of rows touched. */
  run<P extends Columns, R extends Columns>(statement: Statement<P, R>, params: RowOf<P>): Promise<number>;
}

export interface DbOptions {
  /** Named (prepared) statements; off behind a pgbouncer in transaction mode. */
  readonly named: boolean;
}

export function dbOver(queryable: ClientBase | Pool, options: DbOptions): Db {
  const query = (statement: Statement<Columns, Columns>, params: Record<string, unknown>) => {
    const values = statement.order.map((name) => encode(statement.params[name]?.pg ?? 'text', params[name]));
    const config: QueryConfig = { text: statement.text, values };
    if (options.named) config.name = statement.name;
    return queryable.query(config).catch((error: unknown) => {
      throw asRefusal(error);
    });
  };
  const rowsOf = async (statement: unknown, params: unknown) =>
    (await query(statement as Statement<Columns, Columns>, params as Record<string, unknown>)).rows;
  return {
    many: (statement, params) => rowsOf(statement, params),
    async one(statement, params) {
      const rows = await rowsOf(statement, params);
      if (rows.length !== 1) throw new Error(`${statement.name}: expected one row, found ${rows.length}`);
      return rows[0];
    },
    async maybe(statement, params) {
      const rows = await rowsOf(statement, params);
      if (rows.length > 1)
        throw new Error(`${statement.name}: expected at most one row, found ${rows.length}`);
      return rows[0];
    },
    async run(statement, params) {
      const result = await query(
        statement as unknown as Statement<Columns, Columns>,
        params as Record<string, unknown>,
      );
      return result.rowCount ?? 0;
    },
  };
}

function encode(pg: string, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  return pg === 'jsonb' ? JSON.stringify(value) : value;
}
