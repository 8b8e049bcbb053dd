import type { ClientBase } from 'pg';
import pg from 'pg';

/** A table of the house as COPY names it. */
export interface TableShape {
  /** `schema.table`, as it stands in the manifest of a backup. */
  readonly name: string;
  /** Stored columns in their order; what PostgreSQL computes by itself is left out. */
  readonly columns: readonly string[];
}

/**
 * What a migration or a library writes by itself on a fresh database: copying it would write it twice.
 */
const madeByMigrating = ['house.migrations', 'graphile_worker.migrations'];

/** Every table that the connected owner has, in the order of the names. */
export async function tablesOf(client: ClientBase): Promise<TableShape[]> {
  const found = await client.query<{ name: string; columns: string[] }>(`
    select n.nspname || '.' || c.relname as name,
           array_agg(a.attname::text order by a.attnum)
             filter (where a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relowner = (select oid from pg_roles where rolname = current_user)
      and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    group by n.nspname, c.relname
    order by (n.nspname || '.' || c.relname) collate "C"`);
  return found.rows.filter((table) => !madeByMigrating.includes(table.name));
}

/** `"schema"."table"`, for a statement. */
export function quoted(name: string): string {
  const [schema = '', ...rest] = name.split('.');
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(rest.join('.'))}`;
}

export const columnList = (columns: readonly string[]): string =>
  columns.map((column) => pg.escapeIdentifier(column)).join(', ');
