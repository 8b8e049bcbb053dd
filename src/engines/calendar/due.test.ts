import { describe, expect, test } from 'vitest';
import {
  type DayFact,
  defaultOfficeHours,
  dueOf,
  explainSkipped,
  fromLocal,
  type Limit,
  type OfficeWeek,
  toLocal,
  workingCalendar,
} from './index.ts';

const days2026: DayFact[] = [
  { date: '2026-01-01', status: 'off', reason: 'Tết Dương lịch' },
  { date: '2026-01-02', status: 'off', reason: 'Nghỉ hoán đổi' },
  { date: '2026-01-10', status: 'working', reason: 'Làm bù', standsFor: '2026-01-02' },
  ...['16', '17', '18', '19', '20'].map(
    (d): DayFact => ({ date: `2026-02-${d}`, status: 'off', reason: 'Tết' }),
  ),
  { date: '2026-08-22', status: 'working', reason: 'Làm bù' },
  { date: '2026-08-31', status: 'off', reason: 'Nghỉ hoán đổi' },
  { date: '2026-09-01', status: 'undecided', reason: 'chờ thông báo' },
];
const calendar = workingCalendar({ years: [2025, 2026], days: days2026, weeks: [] });
const withSaturday: OfficeWeek = {
  validFrom: '2026-01-01',
  validTo: null,
  hours: [...defaultOfficeHours, { weekday: 6, from: '07:30', to: '11:30' }],
};
const due = (limit: Limit, received: string, pauses: [string, string | null][] = [], of = calendar) => {
  const found = dueOf(
    limit,
    fromLocal(received),
    of,
    pauses.map(([from, to]) => ({ from: fromLocal(from), to: to === null ? null : fromLocal(to) })),
  );
  if (found.kind === 'due') return toLocal(found.at);
  return found.kind === 'undecided' ? `${found.because} ${found.date}` : 'none';
};

describe('working days', () => {
  const three: Limit = { kind: 'working-days', n: 3 };
  test('do not count the day of reception', () => {
    expect(due(three, '2026-03-02T09:00')).toBe('2026-03-05T17:00');
    expect(due(three, '2026-03-02T23:59')).toBe('2026-03-05T17:00');
    expect(due(three, '2026-03-01T10:00')).toBe('2026-03-04T17:00');
  });
  test('skip weekends and days off, and say which', () => {
    const found = dueOf(three, fromLocal('2026-02-12T09:00'), calendar);
    expect(found).toMatchObject({ kind: 'due', at: fromLocal('2026-02-24T17:00') });
    expect(explainSkipped(found.kind === 'due' ? found.skipped : [])).toEqual([
      { from: '2026-02-14', to: '2026-02-22', reason: 'Thứ Bảy, Chủ nhật, Tết' },
    ]);
  });
  test('count a worked Saturday and not the day it was swapped for', () => {
    expect(due({ kind: 'working-days', n: 1 }, '2026-01-09T09:00')).toBe('2026-01-10T17:00');
    expect(due({ kind: 'working-days', n: 1 }, '2025-12-31T09:00')).toBe('2026-01-05T17:00');
  });
  test('wait for a suspension: whole days shift by whole days, half a day by half', () => {
    expect(due(three, '2026-03-02T09:00', [['2026-03-03T00:00', '2026-03-05T00:00']])).toBe(
      '2026-03-09T17:00',
    );
    expect(due(three, '2026-03-02T09:00', [['2026-03-04T13:00', '2026-03-04T17:00']])).toBe(
      '2026-03-06T11:30',
    );
    expect(due(three, '2026-03-02T09:00', [['2026-03-02T10:00', '2026-03-02T16:00']])).toBe(
      '2026-03-05T17:00',
    );
  });
});

describe('working hours', () => {
  test('run from the minute of reception through office hours only', () => {
    expect(due({ kind: 'working-hours', n: 8 }, '2026-03-02T07:30')).toBe('2026-03-02T17:00');
    expect(due({ kind: 'working-hours', n: 8 }, '2026-03-02T08:15')).toBe('2026-03-03T08:15');
    expect(due({ kind: 'working-hours', n: 1 }, '2026-03-02T12:10')).toBe('2026-03-02T14:00');
    expect(due({ kind: 'working-hours', n: 8 }, '2026-03-06T20:00')).toBe('2026-03-09T17:00');
  });
});

describe('calendar days', () => {
  test('end at close of the n-th day after reception, or of the next working day', () => {
    expect(due({ kind: 'calendar-days', n: 15 }, '2026-03-02T09:00')).toBe('2026-03-17T17:00');
    expect(due({ kind: 'calendar-days', n: 5 }, '2026-03-02T09:00')).toBe('2026-03-09T17:00');
    expect(due({ kind: 'calendar-days', n: 7 }, '2026-02-10T09:00')).toBe('2026-02-23T17:00');
  });
});

describe('same day', () => {
  const same: Limit = { kind: 'same-day' };
  test('holds up to and including 15:00', () => {
    expect(due(same, '2026-03-02T15:00')).toBe('2026-03-02T17:00');
    expect(due(same, '2026-03-02T15:01')).toBe('2026-03-03T17:00');
    expect(due(same, '2026-03-02T05:00')).toBe('2026-03-02T17:00');
    expect(due(same, '2026-03-06T15:01')).toBe('2026-03-09T17:00');
    expect(due(same, '2026-03-07T09:00')).toBe('2026-03-09T17:00');
  });
  test('never promises a moment that has passed, on a Saturday morning too', () => {
    const police = workingCalendar({ years: [2026], days: [], weeks: [withSaturday] });
    expect(due(same, '2026-03-07T09:00', [], police)).toBe('2026-03-07T11:30');
    expect(due(same, '2026-03-07T11:30', [], police)).toBe('2026-03-09T17:00');
  });
});

describe('no date is promised', () => {
  test('when the source gives no limit', () => {
    expect(due({ kind: 'none' }, '2026-03-02T09:00')).toBe('none');
  });
  test('when an undecided day lies between reception and the due day', () => {
    for (const limit of [
      { kind: 'working-days', n: 2 },
      { kind: 'working-hours', n: 16 },
      { kind: 'calendar-days', n: 10 },
    ] as const)
      expect(due(limit, '2026-08-28T09:00')).toBe('day-undecided 2026-09-01');
    expect(due({ kind: 'same-day' }, '2026-09-01T09:00')).toBe('day-undecided 2026-09-01');
    expect(due({ kind: 'working-days', n: 1 }, '2026-09-02T09:00')).toBe('2026-09-03T17:00');
  });
  test('when the year has no calendar yet', () => {
    expect(due({ kind: 'working-days', n: 3 }, '2026-12-30T09:00')).toBe('day-undecided 2027-01-01');
  });
  test('while a suspension lasts', () => {
    expect(due({ kind: 'working-days', n: 3 }, '2026-03-02T09:00', [['2026-03-03T09:00', null]])).toBe(
      'suspended 2026-03-03',
    );
    expect(due({ kind: 'working-days', n: 1 }, '2026-03-02T09:00', [['2026-03-04T09:00', null]])).toBe(
      '2026-03-03T17:00',
    );
  });
});
