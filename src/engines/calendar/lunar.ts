import { type CalendarDate, dateOf, dayNumber } from './local-time.ts';
import { vi } from './vi.ts';

/**
 * The Vietnamese lunar calendar, after the algorithm that Hồ Ngọc Đức published ("Thuật toán tính âm lịch"),
 * whose astronomy follows Meeus (1998). Reckoned at UTC+7: in 2030 Tết falls a day before the Chinese new year.
 */
export interface LunarDate {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  /** A leap month (tháng nhuận) repeats the month before it. */
  readonly leap: boolean;
  /** 'Bính Ngọ' */
  readonly yearName: string;
}

/** The lunar date of a solar date. */
export function lunarOf(date: CalendarDate): LunarDate {
  const day = dayNumber(date) + julianOfEpoch;
  const solarYear = Number(date.slice(0, 4));
  let monthStart = newMoonDay(moonsUntil(day) + 1);
  if (monthStart > day) monthStart = newMoonDay(moonsUntil(day));
  let from = eleventhMonth(solarYear);
  let to = from;
  let year: number;
  if (from >= monthStart) {
    year = solarYear;
    from = eleventhMonth(solarYear - 1);
  } else {
    year = solarYear + 1;
    to = eleventhMonth(solarYear + 1);
  }
  const monthsSince = Math.floor((monthStart - from) / 29);
  let month = monthsSince + 11;
  let leap = false;
  if (to - from > 365) {
    const leapAt = leapMonthAfter(from);
    if (monthsSince >= leapAt) {
      month = monthsSince + 10;
      leap = monthsSince === leapAt;
    }
  }
  if (month > 12) month -= 12;
  if (month >= 11 && monthsSince < 4) year -= 1;
  return { day: day - monthStart + 1, month, year, leap, yearName: yearName(year) };
}

/** The solar date of a lunar day of an ordinary (not leap) month, or undefined if that month has no such day. */
export function solarOf(day: number, month: number, year: number): CalendarDate | undefined {
  const earliest = dayNumber(`${year}-01-15`) + Math.floor((month - 1) * 29.5);
  for (let number = earliest; number < earliest + 75; number++) {
    const lunar = lunarOf(dateOf(number));
    if (!lunar.leap && lunar.day === day && lunar.month === month && lunar.year === year)
      return dateOf(number);
  }
  return undefined;
}

const yearName = (year: number): string => `${vi.stems[year % 10]} ${vi.branches[year % 12]}`;

const julianOfEpoch = 2_440_588;
/** Days between new moons, and the Julian day of the one at the start of 1900. */
const synodicMonth = 29.530588853;
const firstNewMoon = 2_415_021.076998695;
const timeZone = 7 / 24;

const moonsUntil = (julianDay: number) => Math.floor((julianDay - firstNewMoon) / synodicMonth);

const newMoonDay = (k: number): number => Math.floor(newMoon(k) + 0.5 + timeZone);

/** Julian time of the k-th new moon after 1 January 1900 (Meeus, chapter 49, shortened). */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const t2 = t * t;
  const t3 = t2 * t;
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
  const node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
  const mean =
    2415020.75933 +
    29.53058868 * k +
    0.0001178 * t2 -
    0.000000155 * t3 +
    0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2);
  const correction =
    (0.1734 - 0.000393 * t) * sine(sun) +
    0.0021 * sine(2 * sun) -
    0.4068 * sine(moon) +
    0.0161 * sine(2 * moon) -
    0.0004 * sine(3 * moon) +
    0.0104 * sine(2 * node) -
    0.0051 * sine(sun + moon) -
    0.0074 * sine(sun - moon) +
    0.0004 * sine(2 * node + sun) -
    0.0004 * sine(2 * node - sun) -
    0.0006 * sine(2 * node + moon) +
    0.001 * sine(2 * node - moon) +
    0.0005 * sine(sun + 2 * moon);
  // The Earth's slowing (delta T), in days.
  const slowing =
    t < -11
      ? 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
      : -0.000278 + 0.000265 * t + 0.000262 * t2;
  return mean + correction - slowing;
}

/** Which twelfth of its yearly way the Sun is in at local midnight: 0 from the spring equinox, 9 from the winter solstice. */
function sunTwelfth(julianDay: number): number {
  const t = (julianDay - 0.5 - timeZone - 2_451_545) / 36_525;
  const t2 = t * t;
  const anomaly = 357.5291 + 35999.0503 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
  const longitude =
    280.46645 +
    36000.76983 * t +
    0.0003032 * t2 +
    (1.9146 - 0.004817 * t - 0.000014 * t2) * sine(anomaly) +
    (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
    0.00029 * sine(3 * anomaly);
  return Math.floor((((longitude % 360) + 360) % 360) / 30);
}

/** The first day of the month that holds the winter solstice of a solar year: always the eleventh. */
function eleventhMonth(solarYear: number): number {
  const yearEnd = dayNumber(`${solarYear}-12-31`) + julianOfEpoch;
  const k = Math.floor((yearEnd - 2_415_021) / synodicMonth);
  const start = newMoonDay(k);
  return sunTwelfth(start) >= 9 ? newMoonDay(k - 1) : start;
}

/** How many months after an eleventh month the leap month comes: the first in which the Sun enters no new twelfth. */
function leapMonthAfter(eleventh: number): number {
  const k = Math.floor((eleventh - firstNewMoon) / synodicMonth + 0.5);
  let twelfth = sunTwelfth(newMoonDay(k + 1));
  for (let i = 2; i < 14; i++) {
    const next = sunTwelfth(newMoonDay(k + i));
    if (next === twelfth) return i - 1;
    twelfth = next;
  }
  return 13;
}

const sine = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);
