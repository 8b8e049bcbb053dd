import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  type CalendarFormat,
  dueOf,
  factsOf,
  fromLocal,
  parseCalendar,
  workingCalendar,
} from './index.ts';

const ours = readFileSync('data/calendar/2020-2027.tsv', 'utf8');
const shared = '../shared/data/vietnam/working-calendar-vn-2020-2027.json';

const small = [
  '# chú thích',
  'year\t2026\tH\t-\tThông báo',
  'day\t2026-01-02\toff\tNghỉ hoán đổi\t-\t1/TB',
  'day\t2026-01-10\tworking\tLàm bù\t2026-01-02\t1/TB',
];
const faultOf = (text: string, format: CalendarFormat = 'tsv') => {
  try {
    parseCalendar(text, format);
    return 'read';
  } catch (error) {
    return error instanceof Error ? error.message.replace(/ Chưa có gì.*/, '') : 'thrown';
  }
};
const withLine = (line: string) => faultOf([...small, line].join('\n'));

describe('a calendar file', () => {
  test('is read with comments, empty cells and Windows line ends', () => {
    expect(parseCalendar(small.join('\r\n'), 'tsv').days).toEqual([
      { date: '2026-01-02', status: 'off', reason: 'Nghỉ hoán đổi', standsFor: null, decidedBy: '1/TB' },
      { date: '2026-01-10', status: 'working', reason: 'Làm bù', standsFor: '2026-01-02', decidedBy: '1/TB' },
    ]);
  });

  test('is refused naming the line at fault', () => {
    expect(withLine('day\t2026-02-30\toff\tx\t-\t-')).toBe(
      'Dòng 5: không có ngày “2026-02-30” (viết dạng 2026-09-02).',
    );
    expect(withLine('day\t2026-01-02\toff\tx\t-\t-')).toBe('Dòng 5: ngày 2026-01-02 đã có ở dòng 3.');
    expect(withLine('day\t2026-03-02\tnghỉ\tx\t-\t-')).toMatch(/^Dòng 5: trạng thái “nghỉ”/);
    expect(withLine('day\t2025-03-03\toff\tx\t-\t-')).toMatch(/^Dòng 5: .*năm không có trong tệp/);
    expect(withLine('day\t2026-03-07\tworking\tx\t2026-03-02\t-')).toMatch(
      /^Dòng 5: ngày 2026-03-02 được làm bù/,
    );
    expect(withLine('day\t2026-03-02\toff\t-\t-\t-')).toBe('Dòng 5: thiếu lý do.');
    expect(withLine('year\t2026\tH\t-\tx')).toMatch(/^Dòng 5: năm 2026 đã có/);
    expect(withLine('day\t2026-03-02')).toMatch(/^Dòng 5: dòng có 2 cột/);
    expect(faultOf('')).toMatch(/^Dòng 1: tệp không có năm nào/);
  });

  test('in JSON is refused naming the line at fault', () => {
    const json = (off: string, workday = '') =>
      `{\n "years": {\n  "2026": {\n   "src": "x",\n   "conf": "high",\n   "off": [\n${off}\n   ],\n   "workday": [${workday}]\n  }\n }\n}`;
    expect(faultOf(json('"2026-01-01",\n"2026-02-30"'), 'json')).toMatch(
      /^Dòng 8: không có ngày “2026-02-30”/,
    );
    expect(faultOf(json('"2025-01-01"'), 'json')).toBe('Dòng 7: ngày 2025-01-01 không thuộc năm 2026.');
    expect(faultOf(json('"2026-01-01"', '"2026-01-05"'), 'json')).toMatch(/^Dòng 9: ngày làm bù 2026-01-05/);
    expect(faultOf(json('"2026-01-01",,'), 'json')).toMatch(/^Dòng 7:/);
    expect(faultOf('{}', 'json')).toMatch(/^Dòng 1:/);
    expect(faultOf(json('"2026-01-01"'), 'json')).toBe('read');
  });
});

describe('the calendar 2020–2027 that ships', () => {
  const calendar = workingCalendar(factsOf(parseCalendar(ours, 'tsv')));

  test('counts swap days as what they are, with the hours of the day they stand for', () => {
    expect(calendar.statusOf('2026-01-10').status).toBe('working');
    expect(calendar.hoursOf('2026-01-10')).toHaveLength(2);
    expect(calendar.statusOf('2026-08-31')).toEqual({
      status: 'off',
      reason: 'Nghỉ hoán đổi, làm bù Thứ Bảy 22/08/2026',
    });
    expect(calendar.statusOf('2026-11-24').status).toBe('off');
    expect(calendar.statusOf('2025-11-24').status).toBe('working');
  });

  test('promises nothing across the undecided days of Tết 2027, nor in 2028', () => {
    const limit = { kind: 'working-days', n: 3 } as const;
    expect(dueOf(limit, fromLocal('2027-01-29T09:00'), calendar)).toMatchObject({
      kind: 'undecided',
      date: '2027-02-01',
    });
    expect(dueOf(limit, fromLocal('2027-12-30T09:00'), calendar)).toMatchObject({ date: '2028-01-01' });
  });

  test.skipIf(!existsSync(shared))(
    'says the same of every day as working-calendar-vn-2020-2027.json (skipped where that file is absent)',
    () => {
      const real = workingCalendar(factsOf(parseCalendar(readFileSync(shared, 'utf8'), 'json')));
      for (let date = '2019-12-01'; date < '2028-02-01'; date = addDays(date, 1))
        expect([date, calendar.statusOf(date).status]).toEqual([date, real.statusOf(date).status]);
    },
  );
});
