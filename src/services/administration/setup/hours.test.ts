import { expect, test } from 'vitest';
import { hoursInWords, timeFrom, usualHours, weekOf } from './hours.ts';
import { vi } from './vi.ts';

test('times are read as people write them, and nothing else is', () => {
  expect(['7:30', '07h30', '7 giờ 30', '7g30', '07.30', '7'].map(timeFrom)).toEqual([
    ...Array(5).fill('07:30'),
    '07:00',
  ]);
  expect(['', 'sáng', '24:00', '7:60', '7:3', '-1:00'].map(timeFrom)).toEqual(Array(6).fill(undefined));
});

test('the usual hours are said as the foot of the page has always said them', () => {
  expect(hoursInWords(usualHours)).toBe(vi.contact.usualHours);
  expect(hoursInWords({ ...usualHours, saturday: true })).toContain('; sáng thứ Bảy 7 giờ 30 – 11 giờ 30');
  expect(weekOf({ ...usualHours, saturday: true })).toHaveLength(11);
});
