import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { migrate } from '#engines/database';
import { testDb } from '#engines/testing';

const house = await testDb();
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'langso migrations '));
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));
const folder = { owner: 'trial', dir };
const write = (name: string, text: string) => fs.writeFileSync(path.join(dir, name), text);

test('the migrations of the whole house can be applied', () => {
  expect(inject('testHouse').broken).toEqual([]);
});

test('files are applied once, in order, and the program is granted what they make', async () => {
  write('0001_make_trial.sql', 'create schema trial; create table trial.things (id int primary key);');
  write('0002_fill_trial.sql', 'insert into trial.things values (1);');
  expect((await migrate(house.ownerUrl, [folder])).map((file) => file.name)).toEqual([
    '0001_make_trial.sql',
    '0002_fill_trial.sql',
  ]);
  expect(await migrate(house.ownerUrl, [folder])).toEqual([]);
  expect(
    await house.asOwner(`select has_table_privilege('langso_app', 'trial.things', 'select, delete') as may`),
  ).toEqual([{ may: true }]);
});

test('a file that fails leaves nothing behind and is named with its line', async () => {
  write(
    '0003_break_trial.sql',
    'insert into trial.things values (2);\ninsert into trial.nothing values (1);',
  );
  await expect(migrate(house.ownerUrl, [folder])).rejects.toThrow(/trial\/0003_break_trial\.sql.*line 2/s);
  expect(await house.asOwner('select id from trial.things')).toEqual([{ id: 1 }]);
  fs.rmSync(path.join(dir, '0003_break_trial.sql'));
});

test('a file that was edited after it had been applied is refused', async () => {
  write('0002_fill_trial.sql', 'insert into trial.things values (3);');
  await expect(migrate(house.ownerUrl, [folder])).rejects.toThrow('đã bị sửa sau khi áp dụng');
  write('0002_fill_trial.sql', 'insert into trial.things values (1);');
});

test('two runners at once apply a file once', async () => {
  write('0004_count_trial.sql', 'insert into trial.things select 100 + count(*) from trial.things;');
  const applied = await Promise.all([1, 2, 3].map(() => migrate(house.ownerUrl, [folder])));
  expect(applied.flat()).toHaveLength(1);
});
