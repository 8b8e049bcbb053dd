import { expect, test } from 'vitest';
import {
  addDays,
  formatDate,
  formatDateTime,
  formatLongDate,
  formatWeekday,
  fromLocal,
  isCalendarDate,
  localDate,
  lunarOf,
  solarOf,
  toLocal,
} from './index.ts';

// Tết, days in the twelfth month before it, Giỗ Tổ (10/3), Trung thu (15/8).
const known: [number, string, string, number, string, string][] = [
  [2020, 'Canh Tý', '2020-01-25', 30, '2020-04-02', '2020-10-01'],
  [2021, 'Tân Sửu', '2021-02-12', 30, '2021-04-21', '2021-09-21'],
  [2022, 'Nhâm Dần', '2022-02-01', 29, '2022-04-10', '2022-09-10'],
  [2023, 'Quý Mão', '2023-01-22', 30, '2023-04-29', '2023-09-29'],
  [2024, 'Giáp Thìn', '2024-02-10', 30, '2024-04-18', '2024-09-17'],
  [2025, 'Ất Tỵ', '2025-01-29', 29, '2025-04-07', '2025-10-06'],
  [2026, 'Bính Ngọ', '2026-02-17', 29, '2026-04-26', '2026-09-25'],
  [2027, 'Đinh Mùi', '2027-02-06', 29, '2027-04-16', '2027-09-15'],
  [2028, 'Mậu Thân', '2028-01-26', 29, '2028-04-04', '2028-10-03'],
  [2029, 'Kỷ Dậu', '2029-02-13', 29, '2029-04-23', '2029-09-22'],
  [2030, 'Canh Tuất', '2030-02-02', 29, '2030-04-12', '2030-09-12'],
];

test.each(known)(
  'the lunar year %i (%s) begins on %s',
  (year, yearName, tet, daysBefore, hungKings, midAutumn) => {
    expect(lunarOf(tet)).toEqual({ day: 1, month: 1, year, leap: false, yearName });
    expect(lunarOf(addDays(tet, -1))).toMatchObject({ day: daysBefore, month: 12, year: year - 1 });
    expect(lunarOf(hungKings)).toMatchObject({ day: 10, month: 3, year, leap: false });
    expect(lunarOf(midAutumn)).toMatchObject({ day: 15, month: 8, year, leap: false });
    expect(solarOf(1, 1, year)).toBe(tet);
    expect(solarOf(10, 3, year)).toBe(hungKings);
    expect(solarOf(15, 8, year)).toBe(midAutumn);
  },
);

test('leap months are told apart', () => {
  expect(lunarOf('2025-07-25')).toMatchObject({ day: 1, month: 6, leap: true });
  expect(lunarOf('2023-03-22')).toMatchObject({ day: 1, month: 2, leap: true });
  expect(lunarOf('2020-05-23')).toMatchObject({ day: 1, month: 4, leap: true });
});

test('every lunar day follows the one before', () => {
  for (let date = '2019-12-30'; date < '2031-01-01'; date = addDays(date, 1)) {
    const today = lunarOf(date);
    const tomorrow = lunarOf(addDays(date, 1));
    if (tomorrow.day === 1) expect([29, 30]).toContain(today.day);
    else expect(tomorrow).toEqual({ ...today, day: today.day + 1 });
  }
});

test('the local clock is seven hours ahead of UTC', () => {
  expect(fromLocal('2026-03-02T09:00').toISOString()).toBe('2026-03-02T02:00:00.000Z');
  expect(toLocal(new Date('2026-12-31T17:00:59Z'))).toBe('2027-01-01T00:00');
  expect(localDate(new Date('2026-12-31T16:59:59Z'))).toBe('2026-12-31');
  expect(() => fromLocal('2026-02-30T09:00')).toThrow(RangeError);
  expect(() => fromLocal('2026-02-20T24:00')).toThrow(RangeError);
  expect(isCalendarDate('2028-02-29')).toBe(true);
  expect(isCalendarDate('2027-02-29')).toBe(false);
});

test('dates are written as official papers write them', () => {
  expect(formatDateTime(fromLocal('2026-03-04T16:30'))).toBe('16 giờ 30 phút, ngày 04/03/2026');
  expect(formatDate('2026-11-24')).toBe('24/11/2026');
  expect(formatLongDate('2026-01-05')).toBe('ngày 05 tháng 01 năm 2026');
  expect(formatLongDate('2026-10-15')).toBe('ngày 15 tháng 10 năm 2026');
  expect(formatLongDate('2026-03-09')).toBe('ngày 09 tháng 3 năm 2026');
  expect(formatWeekday('2026-03-07')).toBe('Thứ Bảy');
});
