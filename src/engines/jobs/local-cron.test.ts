import { expect, test } from 'vitest';
import { localCron } from './local-cron.ts';

const utc = (hour: number, date: number, month: number, dow: number, min = 0) => ({
  min,
  hour,
  date,
  month,
  dow,
});

test('a schedule follows the clock of Việt Nam, across midnight and the ends of months', () => {
  const nightly = localCron('x', '30 2 * * *');
  expect(nightly.match(utc(19, 5, 1, 1, 30))).toBe(true); // 02:30 on the 6th
  expect(nightly.match(utc(2, 5, 1, 1, 30))).toBe(false);
  const firstOfMonth = localCron('x', '0 1 1 * *');
  expect(firstOfMonth.match(utc(18, 31, 3, 2))).toBe(true); // 01:00 on 1 April
  expect(firstOfMonth.match(utc(18, 30, 3, 1))).toBe(false);
});
