import { expect, test } from 'vitest';
import { testCtx, testDb } from '#engines/testing';
import { forgetOldSearches, noteOpened, noteSearch } from './searches.ts';
import { findDaysOf, findInVain } from './searches-store.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-11-24T09:00' });
const vain = () => ctx.db.many(findInVain, { since: '2026-09-01', rows: 50, skip: 0 });

test('what had no answer, and what nobody opened, is told most often first', async () => {
  for (let i = 0; i < 3; i++) await noteSearch(ctx, 'Giấy phép lái xe đạp', 0);
  await noteSearch(ctx, 'giay phep lai xe dap', 0);
  for (let i = 0; i < 2; i++) await noteSearch(ctx, 'xin dấu', 4);
  await noteOpened(ctx, 'xin dấu');
  await noteSearch(ctx, 'khai sinh', 5);
  await noteOpened(ctx, 'khai sinh');
  expect(await vain()).toMatchObject([
    { question: 'giay phep lai xe dap', asked: 4, unanswered: 4, unopened: 0, total: 2 },
    { question: 'xin dau', asked: 2, unanswered: 0, unopened: 1 },
  ]);
  expect(await ctx.db.many(findDaysOf, { question: 'xin dau', since: '2026-09-01' })).toEqual([
    { day: '2026-11-24', asked: 2, unanswered: 0, opened: 1 },
  ]);
});

test('a page opened again and again was asked for once', async () => {
  await noteSearch(ctx, 'hộ nghèo', 2);
  for (let i = 0; i < 5; i++) await noteOpened(ctx, 'hộ nghèo');
  const [row] = await ctx.db.many(findDaysOf, { question: 'ho ngheo', since: '2026-09-01' });
  expect(row).toMatchObject({ asked: 1, opened: 1 });
});

test('no column holds a person, an address or a session, and no row a telephone', async () => {
  await noteSearch(ctx, '0912 345 678', 0);
  await noteSearch(ctx, 'Nguyễn Văn An', 0);
  const columns = await house.asOwner(
    `select column_name from information_schema.columns
     where table_schema = 'procedures' and table_name = 'searches' order by ordinal_position`,
    [],
  );
  expect(columns.map((row) => row.column_name)).toEqual(['day', 'question', 'asked', 'unanswered', 'opened']);
  const rows = await house.asOwner(
    `select question from procedures.searches where question ~ '[0-9]{4}' or question like 'nguyen%'`,
    [],
  );
  expect(rows).toEqual([]);
});

test('a robot that asks at random fills no more than a day’s room', async () => {
  await house.asOwner(
    `insert into procedures.searches (day, question, asked) select '2026-11-24', 'bịa ' || n, 1 from generate_series(1, 5000) n`,
    [],
  );
  await noteSearch(ctx, 'câu hỏi mới', 0);
  await noteSearch(ctx, 'xin dấu', 4);
  const asked = async (question: string) =>
    (await ctx.db.many(findDaysOf, { question, since: '2026-09-01' }))[0]?.asked;
  expect(await asked('cau hoi moi')).toBeUndefined();
  expect(await asked('xin dau')).toBe(3);
});

test('what was asked more than a year ago is forgotten', async () => {
  await house.asOwner(
    `insert into procedures.searches (day, question, asked) values ('2025-10-31', 'cũ', 1), ('2025-11-01', 'còn', 1)`,
    [],
  );
  expect(await forgetOldSearches(ctx)).toBe(1);
});
