import { test } from 'vitest';

/** Steps of one journey: where one fails, those after it have nothing to stand on and are skipped. */
export function inOrder(): (name: string, walk: () => Promise<void>) => void {
  let broken = false;
  return (name, walk) =>
    test(name, async (context) => {
      if (broken) context.skip('a step before this one failed');
      broken = true;
      await walk();
      broken = false;
    });
}
