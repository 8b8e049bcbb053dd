import { expect, test } from 'vitest';
import { asClient } from '#engines/database';
import { testDb } from '#engines/testing';

const house = await testDb();
const asProgram = (text: string) => asClient(house.url, async (client) => (await client.query(text)).rows);

test("the program's role is an ordinary one", async () => {
  expect(
    await asProgram(`
      select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
             pg_has_role(current_user, 'langso_owner', 'usage') as is_owner
      from pg_roles where rolname = current_user`),
  ).toEqual([
    {
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolbypassrls: false,
      is_owner: false,
    },
  ]);
});

test("the program's role owns nothing and can create nothing", async () => {
  expect(
    await asProgram(`
      select 'relation ' || relname as owned from pg_class where relowner = current_user::regrole
      union all select 'schema ' || nspname from pg_namespace where nspowner = current_user::regrole
      union all select 'function ' || proname from pg_proc where proowner = current_user::regrole
      union all select 'database ' || datname from pg_database where datdba = current_user::regrole
      union all select 'may create in ' || nspname from pg_namespace where has_schema_privilege(oid, 'create')
      union all select 'may create schemas' where has_database_privilege(current_database(), 'create')`),
  ).toEqual([]);
});

test('audit and append-only tables can be added to and never changed', async () => {
  const ledgers = await asProgram(`
    select c.oid::regclass::text as name,
           has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert') as grows,
           has_table_privilege(c.oid, 'update') or has_any_column_privilege(c.oid, 'update')
             or has_table_privilege(c.oid, 'delete') or has_table_privilege(c.oid, 'truncate') as changes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p')
      and (n.nspname = 'audit' or obj_description(c.oid, 'pg_class') like '%append-only%')`);
  expect(ledgers.map((ledger) => ledger.name)).toContain('audit.entries');
  expect(ledgers.filter((ledger) => !ledger.grows || ledger.changes)).toEqual([]);
  await expect(asProgram('delete from audit.entries')).rejects.toThrow('permission denied');
  await expect(asProgram(`update audit.views set purpose = ''`)).rejects.toThrow('permission denied');
});

test('the record of migrations can only be read, and no table can be truncated', async () => {
  await expect(asProgram(`delete from house.migrations`)).rejects.toThrow('permission denied');
  expect(
    await asProgram(`
      select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
        and has_table_privilege(c.oid, 'truncate')`),
  ).toEqual([]);
});
