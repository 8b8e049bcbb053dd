/**
 * The types of columns and parameters, as SQL statements declare them. The declaration gives the row its
 * TypeScript type and is compared with what PostgreSQL says in a test (statements.test.ts).
 */
export interface Column<T> {
  readonly pg: string;
  readonly nullable: boolean;
  /** Only for the type checker. */
  readonly type?: T;
}

const column = <T>(pg: string): Column<T> => ({ pg, nullable: false });

export const text = column<string>('text');
export const uuid = column<string>('uuid');
export const bool = column<boolean>('bool');
export const int = column<number>('int4');
/** int8 arrives as a number: our counters and đồng stay far below 2^53. */
export const bigint = column<number>('int8');
export const float = column<number>('float8');
/** An instant, UTC. */
export const instant = column<Date>('timestamptz');
/** A calendar date without time zone, as 'YYYY-MM-DD'. */
export const date = column<string>('date');
export const bytes = column<Buffer>('bytea');
export const texts = column<string[]>('_text');
export const uuids = column<string[]>('_uuid');
export const ints = column<number[]>('_int4');
export const dates = column<string[]>('_date');
export const json = <T>(): Column<T> => column<T>('jsonb');

export const nullable = <T>(c: Column<T>): Column<T | null> => ({ pg: c.pg, nullable: true });

export type Columns = Readonly<Record<string, Column<unknown>>>;
export type RowOf<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer T> ? T : never };
