import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeNumber, tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';

const house = await testDb();
const ctx = testCtx(house);

const take = (series: string, fails = false) =>
  tx(ctx, async (t) => {
    const number = await takeNumber(t, series);
    if (fails) throw new Error('changed my mind');
    return number;
  }).catch(() => undefined);

test('whatever is taken at once and whatever is rolled back, numbers are unique and leave no gap', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ series: fc.constantFrom('a', 'b'), fails: fc.boolean() }), {
        minLength: 1,
        maxLength: 40,
      }),
      async (wishes) => {
        run += 1;
        const taken = await Promise.all(
          wishes.map(async ({ series, fails }) => ({
            series,
            number: await take(`${run}/${series}`, fails),
          })),
        );
        for (const series of ['a', 'b']) {
          const numbers = taken.flatMap((t) => (t.series === series && t.number ? [t.number] : []));
          expect(numbers.sort((x, y) => x - y)).toEqual(numbers.map((_, i) => i + 1));
        }
      },
    ),
    { numRuns: 25 },
  );
});
