import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { type Columns, column, type Statement } from '#engines/database';
import { declareAll, statementChecks, testDb } from '#engines/testing';

const house = await testDb();
const { statements, problems } = await declareAll();
const client = new pg.Client({ connectionString: house.url });
await client.connect();
afterAll(() => client.end());
const checks = await statementChecks(client);

const byPrefix = new Map<string, Statement<Columns, Columns>[]>();
for (const statement of statements) {
  const prefix = statement.name.split('.')[0] ?? '';
  byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), statement]);
}

test('every file with SQL can be imported and names its statements after its own schema', () => {
  expect(problems).toEqual([]);
});

describe.each([...byPrefix])('the statements of %s', (_, list) => {
  test('touch only their own tables and published views', () => {
    expect(list.flatMap((statement) => checks.foreignNames(statement))).toEqual([]);
  });

  test('are what PostgreSQL says they are', async () => {
    const wrong: string[] = [];
    for (const statement of list) wrong.push(...(await checks.contradictions(statement)));
    expect(wrong).toEqual([]);
  });
});

describe('the checks themselves', () => {
  const statement = (name: string, text: string, row: Columns = {}, params: Columns = {}) => ({
    ...{ name, text, row, params },
    order: Object.keys(params),
  });

  test('find a table of others, and not an alias that is called like a schema', () => {
    const foreign = statement('calendar.look', 'select id from audit.entries');
    expect(checks.foreignNames(foreign)).toEqual(['calendar.look names audit.entries']);
    expect(
      checks.foreignNames(statement('calendar.own', 'select audit.key from calendar.days audit')),
    ).toEqual([]);
    expect(checks.foreignNames(statement('calendar.word', `select 'audit.entries'`))).toEqual([]);
  });

  test.each([
    [
      'a wrong type',
      statement('n.a', 'select key from numbers.series', { key: column.int }),
      'returns key text',
    ],
    ['a missing column', statement('n.b', 'select key from numbers.series', {}), 'returns key text'],
    ['a column that is not there', statement('n.c', 'select 1', { one: column.int }), 'declares one int4'],
    [
      'a null that is not declared',
      statement('n.d', 'select error from outbox.events', { error: column.text }),
      'error may be null',
    ],
    [
      'a parameter of another type',
      statement('n.e', 'delete from audit.entries where id = $1', {}, { id: column.text }),
      'parameter id is int8',
    ],
    ['a text that PostgreSQL refuses', statement('n.f', 'selec 1'), 'syntax error'],
  ])('find %s', async (_, wrong, sentence) => {
    expect((await checks.contradictions(wrong)).join()).toContain(sentence);
  });
});
