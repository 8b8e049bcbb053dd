import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Budget, drained, waitOf } from './throttle.ts';

const minute = 60_000;
const budget: Budget = { key: 'x', free: 5, refillMs: 60 * minute, longestMs: 60 * minute };
const start = Date.UTC(2026, 0, 5);

/** Someone who tries as often as she is let: when each try was made. */
function hammer(hours: number, every = minute): number[] {
  let spent = { failures: 0, lastAt: start };
  const tries: number[] = [];
  for (let now = start; now < start + hours * 60 * minute; now += every) {
    if (waitOf(spent, budget, now) > 0) continue;
    spent = { failures: drained(spent, budget, now) + 1, lastAt: now };
    tries.push(now);
  }
  return tries;
}

test('a few tries are free, each later one waits twice as long, none for more than an hour', () => {
  const tries = hammer(24);
  const gaps = tries.slice(1).map((at, i) => (at - (tries[i] ?? 0)) / minute);
  expect(gaps.slice(0, 5)).toEqual([1, 1, 1, 1, 1]);
  expect(gaps.slice(5, 10)).toEqual([1, 2, 4, 8, 16]);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(60);
});

test('a week of hammering gets fewer than three hundred tries, so that five codes each hit once in 600 weeks', () => {
  expect(hammer(24 * 7).length).toBeLessThan(300);
});

test('whoever comes back after hours of quiet waits no longer', () => {
  const lastAt = hammer(24).at(-1) ?? 0;
  const spent = { failures: 12, lastAt };
  expect(waitOf(spent, budget, lastAt + 60 * minute)).toBe(0);
  expect(drained(spent, budget, lastAt + 12 * 60 * minute)).toBe(0);
});

test('whatever the clock does, nothing is forgiven by going back, and nobody waits longer than the longest delay', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.integer({ min: -(10 ** 11), max: 10 ** 11 }),
      (failures, shift) => {
        const spent = { failures, lastAt: start };
        const wait = waitOf(spent, budget, start + shift);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(budget.longestMs);
        if (shift < 0) expect(drained(spent, budget, start + shift)).toBe(failures);
      },
    ),
  );
});
