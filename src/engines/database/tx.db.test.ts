import { expect, test } from 'vitest';
import { anyone, asClient, type Citizen, column, openDb, read, sql, tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';

const house = await testDb();
await house.asOwner(`
  create schema trial;
  create table trial.persons (id uuid primary key, unit_id int not null);
  alter table trial.persons enable row level security;
  create policy seen on trial.persons using (
    current_setting('langso.units', true) = '*'
    or unit_id::text = any(string_to_array(current_setting('langso.units', true), ','))
    or id::text = any(string_to_array(current_setting('langso.persons', true), ',')));
  insert into trial.persons values
    ('00000000-0000-4000-8000-000000000001', 10), ('00000000-0000-4000-8000-000000000002', 20);
  grant usage on schema trial to langso_app;
  grant select, insert, update, delete on trial.persons to langso_app;`);

const persons = sql({
  name: 'trial.persons',
  row: { unit_id: column.int },
  text: 'select unit_id from trial.persons order by unit_id',
});
const units = (rows: { unit_id: number }[]) => rows.map((row) => row.unit_id);
const scope = { units: [], fields: null, persons: [] };
const citizen: Citizen = {
  kind: 'citizen',
  accountId: '00000000-0000-4000-8000-00000000000a',
  personId: '00000000-0000-4000-8000-000000000002',
  name: 'Bà Tư',
  scope: { ...scope, persons: ['00000000-0000-4000-8000-000000000002', `x'; drop table trial.persons; --`] },
};

test('a personal table shows nothing without a scope, outside a transaction and to a stranger', async () => {
  const ctx = testCtx(house, { actor: anyone });
  expect(await ctx.db.many(persons, {})).toEqual([]);
  expect(await read(ctx, (db) => db.many(persons, {}))).toEqual([]);
});

test('a personal table shows what the scope holds, and the scope ends with the transaction', async () => {
  const all = testCtx(house);
  expect(units(await read(all, (db) => db.many(persons, {})))).toEqual([10, 20]);
  const own = testCtx(house, { actor: citizen });
  expect(units(await read(own, (db) => db.many(persons, {})))).toEqual([20]);
  expect(await all.db.many(persons, {})).toEqual([]);
});

test('a reading transaction cannot write', async () => {
  const ctx = testCtx(house);
  const add = sql({ name: 'trial.add', text: `insert into numbers.series (key, next) values ('x', 1)` });
  await expect(read(ctx, (db) => db.run(add, {}))).rejects.toThrow('read-only');
});

test('an error that was swallowed does not pass for a commit', async () => {
  const broken = sql({ name: 'trial.broken', row: { n: column.int }, text: 'select 1 / 0 as n' });
  await expect(tx(testCtx(house), (t) => t.one(broken, {}).catch(() => undefined))).rejects.toThrow(
    'swallowed',
  );
});

test('a connection that dies inside a transaction is told as a refusal, and the next act works', async () => {
  const ctx = testCtx(house);
  const self = sql({ name: 'trial.self', row: { pid: column.int }, text: 'select pg_backend_pid() as pid' });
  const died = tx(ctx, async (t) => {
    const { pid } = await t.one(self, {});
    await asClient(house.adminUrl, (admin) => admin.query('select pg_terminate_backend($1)', [pid]));
    await t.one(self, {});
  });
  await expect(died).rejects.toMatchObject({ name: 'Refusal', kind: 'unavailable', code: 'database.gone' });
  expect((await ctx.db.one(self, {})).pid).toBeGreaterThan(0);
});

test('a deadlock and an absent server are told in plain words', async () => {
  const ctx = testCtx(house);
  const touch = sql({
    name: 'trial.touch',
    params: { id: column.uuid },
    text: 'update trial.persons set unit_id = unit_id where id = :id',
  });
  const [a, b] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const;
  let met = 0;
  let both = () => {};
  const meeting = new Promise<void>((resolve) => {
    both = resolve;
  });
  const cross = (first: string, second: string) =>
    tx(ctx, async (t) => {
      await t.run(touch, { id: first });
      met += 1;
      if (met === 2) both();
      await meeting;
      await t.run(touch, { id: second });
    });
  const ends = await Promise.allSettled([cross(a, b), cross(b, a)]);
  const failed = ends.filter((end) => end.status === 'rejected');
  expect(failed).toHaveLength(1);
  expect(failed[0]?.reason).toMatchObject({ kind: 'conflict', code: 'database.busy' });

  const nowhere = openDb('postgresql://x:y@127.0.0.1:1/z');
  await expect(nowhere.db.many(persons, {})).rejects.toMatchObject({ code: 'database.gone' });
  await nowhere.close();
});
