import type { ClientBase } from 'pg';
import type { Columns, Statement } from '#engines/database';
import { schemasFor } from './all-statements.ts';
import { Describe } from './describe.ts';

type AnyStatement = Statement<Columns, Columns>;

export interface StatementChecks {
  /** The tables, views and functions of others that a statement names. */
  foreignNames(statement: AnyStatement): string[];
  /** Where PostgreSQL contradicts what the statement declares. */
  contradictions(statement: AnyStatement): Promise<string[]>;
}

/** Functions that everybody may call: they touch no table. */
const pureFunctions = new Set(['search.fold']);

/** @param client connected as the program's role, so that a missing right is a contradiction too */
export async function statementChecks(client: ClientBase): Promise<StatementChecks> {
  const column = async (query: string): Promise<string[]> =>
    (await client.query({ text: query, rowMode: 'array' })).rows.map(([value]: string[]) => value ?? '');
  const typeNames = new Map(
    (await column(`select oid || ' ' || typname from pg_type`)).map((line): [number, string] => {
      const [oid, name = ''] = line.split(' ');
      return [Number(oid), name];
    }),
  );
  const objects = new Set(
    await column(`
      select nspname || '.' || relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      union select nspname || '.' || proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace`),
  );
  const mayBeNull = new Set(
    await column(`
      select a.attrelid || '/' || a.attnum from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attnotnull`),
  );

  return {
    foreignNames(statement) {
      const allowed = [...schemasFor(statement.name), 'pg_catalog'];
      const fragments = /^\s*-- with: ([a-z_, ]+)\n/.exec(statement.text)?.[1]?.split(/, */) ?? [];
      const words = statement.text
        .replace(/'(?:[^']|'')*'/g, "''")
        .replace(/--.*$/gm, '')
        // A door may lend the text of an insertion to a hot path; nothing foreign is read or changed by it.
        .replace(/\binsert into ([a-z_]+)\.[a-z_]+/g, (whole, schema) =>
          fragments.includes(schema) ? '' : whole,
        )
        .matchAll(/\b([a-z_][a-z0-9_]*)\.([a-z_][a-z0-9_]*)/g);
      // An alias may be called like a schema: only what exists under the name counts.
      return [...words]
        .filter(
          ([name, schema = '']) => objects.has(name) && !allowed.includes(schema) && !pureFunctions.has(name),
        )
        .map(([name]) => `${statement.name} names ${name}`);
    },
    async contradictions(statement) {
      const wrong: string[] = [];
      const say = (sentence: string) => wrong.push(`${statement.name}: ${sentence}`);
      try {
        const { params, fields } = await client.query(new Describe(statement.text)).answer;
        statement.order.forEach((name, i) => {
          const told = typeNames.get(params[i] ?? 0);
          if (told !== statement.params[name]?.pg) say(`parameter ${name} is ${told}`);
        });
        const told = fields.map((field) => `${field.name} ${typeNames.get(field.dataTypeID)}`).sort();
        const declared = Object.entries(statement.row)
          .map(([name, { pg }]) => `${name} ${pg}`)
          .sort();
        const extra = told.filter((name) => !declared.includes(name));
        const missing = declared.filter((name) => !told.includes(name));
        if (extra.length + missing.length > 0 || told.length !== declared.length)
          say(
            `returns ${extra.join(', ') || 'nothing else'}; declares ${missing.join(', ') || 'nothing else'}`,
          );
        for (const { name, tableID, columnID } of fields) {
          const filtered = new RegExp(`\\b${name} is not null`, 'i').test(statement.text);
          if (mayBeNull.has(`${tableID}/${columnID}`) && statement.row[name]?.nullable === false && !filtered)
            say(`${name} may be null`);
        }
      } catch (error) {
        say((error as Error).message);
      }
      return wrong;
    },
  };
}
