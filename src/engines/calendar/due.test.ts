import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  type CalendarDate,
  defaultOfficeHours,
  dueOf,
  explainSkipped,
  fromLocal,
  type Limit,
  localDate,
  type Pause,
  toLocal,
  type WeekdayHours,
  type WorkingCalendar,
  workingCalendar,
  workingTimeBetween,
} from './index.ts';

const days2026 = [
  { date: '2026-01-01', status: 'off', reason: 'Tết Dương lịch' },
  { date: '2026-01-02', status: 'off', reason: 'Nghỉ hoán đổi' },
  { date: '2026-01-10', status: 'working', reason: 'Làm bù', standsFor: '2026-01-02' },
  ...['16', '17', '18', '19', '20'].map((d) => ({ date: `2026-02-${d}`, status: 'off', reason: 'Tết' })),
  { date: '2026-08-22', status: 'working', reason: 'Làm bù' },
  { date: '2026-08-31', status: 'off', reason: 'Nghỉ hoán đổi' },
  { date: '2026-09-01', status: 'undecided', reason: 'chờ thông báo' },
] as const;
const calendar = workingCalendar({ years: [2025, 2026], days: days2026, hours: defaultOfficeHours });
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
    const saturday: WeekdayHours = {
      weekday: 6,
      from: '07:30',
      to: '11:30',
      validFrom: '2026-01-01',
      validTo: null,
    };
    const police = workingCalendar({ years: [2026], days: [], hours: [...defaultOfficeHours, saturday] });
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

// A second, naive calculation that walks minute by minute; it shares nothing with the first but the data.

const hourSets: WeekdayHours[][] = [
  [...defaultOfficeHours],
  [...defaultOfficeHours, { weekday: 6, from: '07:30', to: '11:30', validFrom: '2000-01-01', validTo: null }],
  [1, 2, 3, 4, 5, 6].map((weekday) => ({
    weekday,
    from: '08:00',
    to: weekday === 3 ? '12:00' : '16:00',
    validFrom: '2026-03-10',
    validTo: weekday === 5 ? '2026-03-30' : null,
  })),
];

const someCalendar = fc
  .record({
    hours: fc.constantFrom(...hourSets),
    marks: fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 60 }),
        status: fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom('off' as const, 'working' as const) },
          { weight: 1, arbitrary: fc.constant('undecided' as const) },
        ),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ hours, marks }) => {
    const days = new Map(
      marks.map(({ day, status }) => {
        const date = addDays('2026-03-01', day);
        return [date, { date, status, reason: 'thử' }];
      }),
    );
    return workingCalendar({ years: [2026], days: [...days.values()], hours });
  });

const someMinute = fc
  .integer({ min: 0, max: 20 * 1440 })
  .map((m) => new Date(fromLocal('2026-03-02T00:00').getTime() + m * 60_000));

const somePauses = fc.array(
  fc.tuple(someMinute, fc.option(fc.integer({ min: 0, max: 5000 }), { freq: 8 })).map(
    ([from, length]): Pause => ({
      from,
      to: length === null ? null : new Date(from.getTime() + length * 60_000),
    }),
  ),
  { maxLength: 4 },
);

const someLimit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ kind: fc.constant('working-days' as const), n: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('working-hours' as const), n: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('calendar-days' as const), n: fc.integer({ min: 1, max: 25 }) }),
  fc.constant({ kind: 'same-day' as const }),
);

const minute = 60_000;
const lastMinute = fromLocal('2026-12-31T00:00').getTime();

function naiveDue(limit: Limit, received: Date, of: WorkingCalendar, pauses: readonly Pause[]): string {
  const isOpen = (t: number) => {
    const [date = '', time = ''] = toLocal(new Date(t)).split('T');
    return of.hoursOf(date).some((h) => h.from <= time && time < h.to);
  };
  const paused = (t: number) =>
    pauses.some((p) => p.from.getTime() <= t && (p.to === null || t < p.to.getTime()));
  const openMinutes = (date: CalendarDate) => {
    const start = fromLocal(`${date}T00:00`).getTime();
    return Array.from({ length: 1440 }, (_, i) => start + i * minute).filter(isOpen);
  };
  const run = (from: number, needed: number, worth: (t: number) => number): number | undefined => {
    let sum = 0;
    for (let t = from; t < lastMinute; t += minute) {
      if (!paused(t)) sum += worth(t);
      if (sum >= needed) return t + minute;
    }
    return undefined;
  };
  const closeOf = (from: number): number | undefined => {
    for (let date = localDate(new Date(from - minute)); date < '2026-12-01'; date = addDays(date, 1)) {
      const open = openMinutes(date);
      if (open.length === 0) continue;
      const rest = open.filter((t) => t >= from);
      if (rest.length === 0) return open.at(-1)! + minute;
      return run(from, rest.length, (t) => (isOpen(t) ? 1 : 0));
    }
    return undefined;
  };
  const start = received.getTime();
  const nextMidnight = fromLocal(`${addDays(localDate(received), 1)}T00:00`).getTime();
  const totals = new Map<string, number>();
  const dayTotal = (date: string) => {
    if (!totals.has(date)) totals.set(date, openMinutes(date).length);
    return totals.get(date) ?? 0;
  };
  const end = () => {
    if (limit.kind === 'working-days')
      return run(nextMidnight, limit.n * 480, (t) =>
        isOpen(t) ? 480 / dayTotal(localDate(new Date(t))) : 0,
      );
    if (limit.kind === 'working-hours') return run(start, limit.n * 60, (t) => (isOpen(t) ? 1 : 0));
    if (limit.kind === 'calendar-days') {
      const completed = run(nextMidnight, limit.n * 1440, () => 1);
      return completed && closeOf(completed);
    }
    const today = openMinutes(localDate(received)).filter((t) => t >= start);
    if (today.length > 0 && toLocal(received).slice(11) <= '15:00')
      return run(start, today.length, (t) => (isOpen(t) ? 1 : 0));
    return closeOf(nextMidnight + minute);
  };
  const found = end();
  const until = found === undefined ? '2026-12-31' : localDate(new Date(found - minute));
  for (let date = localDate(received); date <= until; date = addDays(date, 1)) {
    const lasting = pauses.filter((p) => p.to === null).map((p) => toLocal(p.from));
    if (found === undefined && lasting.some((from) => from <= `${date}T00:00`)) return 'suspended';
    if (of.statusOf(date).status === 'undecided') return `undecided ${date}`;
  }
  return found === undefined ? 'suspended' : toLocal(new Date(found));
}

test('the due moment is what a minute-by-minute count gives', () => {
  fc.assert(
    fc.property(someLimit, someMinute, someCalendar, somePauses, (limit, received, of, pauses) => {
      const found = dueOf(limit, received, of, pauses);
      const told =
        found.kind === 'due'
          ? toLocal(found.at)
          : found.kind === 'none'
            ? 'none'
            : found.because === 'suspended'
              ? 'suspended'
              : `undecided ${found.date}`;
      expect(told).toBe(naiveDue(limit, received, of, pauses));
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('working time between two moments is what a minute-by-minute count gives', () => {
  fc.assert(
    fc.property(someMinute, someMinute, someCalendar, somePauses, (a, b, of, pauses) => {
      let count = 0;
      const [from, to] = a <= b ? [a, b] : [b, a];
      for (let t = from.getTime(); t < to.getTime(); t += minute) {
        const [date = '', time = ''] = toLocal(new Date(t)).split('T');
        if (pauses.some((p) => p.from.getTime() <= t && (p.to === null || t < p.to.getTime()))) continue;
        if (of.hoursOf(date).some((h) => h.from <= time && time < h.to)) count++;
      }
      expect(workingTimeBetween(a, b, of, pauses)).toBe(a <= b ? count : 0 - count);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('a later reception never gets an earlier date', () => {
  fc.assert(
    fc.property(someLimit, someMinute, someMinute, someCalendar, (limit, a, b, of) => {
      const [first, second] = a <= b ? [a, b] : [b, a];
      const early = dueOf(limit, first, of);
      const late = dueOf(limit, second, of);
      if (early.kind === 'due' && late.kind === 'due') expect(early.at <= late.at).toBe(true);
    }),
  );
});
