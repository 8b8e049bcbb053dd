import { expect, test } from 'vitest';
import { takeNumber, tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';

const house = await testDb();
const ctx = testCtx(house);

test('a number that a rollback gave back is given again', async () => {
  const take = () => tx(ctx, (t) => takeNumber(t, 'rollback'));
  expect(await take()).toBe(1);
  await expect(
    tx(ctx, async (t) => {
      expect(await takeNumber(t, 'rollback')).toBe(2);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await take()).toBe(2);
});
