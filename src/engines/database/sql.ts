import type { Column, Columns, RowOf } from './column.ts';

/** One SQL statement of one owner. `sql` registers it so that a test can read and PREPARE them all. */
export interface Statement<P extends Columns, R extends Columns> {
  readonly name: string;
  /** With positional parameters, as sent to PostgreSQL. */
  readonly text: string;
  readonly params: P;
  readonly row: R;
  /** Parameter names in the order of $1, $2 … */
  readonly order: readonly string[];
}

type AnyStatement = Statement<Columns, Columns>;
const registry = new Map<string, AnyStatement>();

/** Every statement declared by the modules loaded so far (tests only). */
export const allStatements = (): readonly AnyStatement[] => [...registry.values()];

/**
 * Declares a statement. The name is `<schema owner>.<verb_noun>` and becomes the prepared statement's name;
 * `:name` in the text stands for the parameter of that name (`::type` casts are left alone).
 *
 * @example
 * const findSeries = sql({
 *   name: 'numbers.find_series',
 *   params: { key: text },
 *   row: { next: bigint },
 *   text: `select next from numbers.series where key = :key`,
 * });
 */
export function sql<const P extends Columns, const R extends Columns>(declaration: {
  name: string;
  params?: P;
  row?: R;
  text: string;
}): Statement<P, R> {
  if (declaration.name.length > 63) throw new Error(`${declaration.name}: a name has at most 63 letters`);
  const params = (declaration.params ?? {}) as P;
  const order: string[] = [];
  const text = declaration.text.replace(/(?<![:\w]):([a-z_][a-z0-9_]*)\b/g, (_, name: string) => {
    if (!(name in params)) throw new Error(`${declaration.name}: parameter :${name} is not declared`);
    let position = order.indexOf(name);
    if (position < 0) position = order.push(name) - 1;
    const column = params[name] as Column<unknown>;
    return `$${position + 1}::${column.pg.startsWith('_') ? `${column.pg.slice(1)}[]` : column.pg}`;
  });
  for (const name of Object.keys(params))
    if (!order.includes(name)) throw new Error(`${declaration.name}: parameter :${name} is never used`);
  if (registry.has(declaration.name)) throw new Error(`two statements are called ${declaration.name}`);
  const statement = { name: declaration.name, text, params, row: (declaration.row ?? {}) as R, order };
  registry.set(declaration.name, statement as unknown as AnyStatement);
  return statement;
}

export type ParamsOf<S> = S extends Statement<infer P, Columns> ? RowOf<P> : never;
export type ResultOf<S> = S extends Statement<Columns, infer R> ? RowOf<R> : never;
