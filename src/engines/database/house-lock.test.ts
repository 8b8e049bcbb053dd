import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lockHouse } from './house-lock.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'langso lock '));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
const directory = () => fs.mkdtempSync(path.join(root, 'data '));

test('a lock is refused while its holder lives, and free after it was given back', () => {
  const dir = directory();
  const unlock = lockHouse(dir);
  expect(() => lockHouse(dir)).toThrow(/đang được một chương trình Làng Số khác/);
  unlock();
  lockHouse(dir)();
  expect(fs.readdirSync(dir)).toEqual([]);
});

test.each([
  ['a process that is no more', '999999999 1@x\n'],
  ['a process whose number was given to another since', `${process.pid} 1@another-boot\n`],
  ['nobody, because the disk was full', ''],
])('a lock that names %s holds nobody up', (_, content) => {
  const dir = directory();
  fs.writeFileSync(path.join(dir, 'langso.lock'), content);
  lockHouse(dir)();
  expect(fs.readdirSync(dir)).toEqual([]);
});
