import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  type CalendarDate,
  defaultOfficeHours,
  dueOf,
  fromLocal,
  type Limit,
  localDate,
  type OfficeWeek,
  type Pause,
  toLocal,
  type WorkingCalendar,
  workingCalendar,
  workingTimeBetween,
} from './index.ts';

const withSaturday: OfficeWeek = {
  validFrom: '2026-01-01',
  validTo: null,
  hours: [...defaultOfficeHours, { weekday: 6, from: '07:30', to: '11:30' }],
};

// A second, naive calculation that walks minute by minute; it shares nothing with the first but the data.

const weekSets: OfficeWeek[][] = [
  [],
  [withSaturday],
  [
    {
      validFrom: '2026-03-10',
      validTo: '2026-03-30',
      hours: [1, 2, 3, 4, 5, 6].map((weekday) => ({
        weekday,
        from: '08:00',
        to: weekday === 3 ? '12:00' : '16:00',
      })),
    },
    { ...withSaturday, validFrom: '2026-03-20' },
  ],
];

const someCalendar = fc
  .record({
    weeks: fc.constantFrom(...weekSets),
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
  .map(({ weeks, marks }) => {
    const days = new Map(
      marks.map(({ day, status }) => {
        const date = addDays('2026-03-01', day);
        return [date, { date, status, reason: 'thử' }];
      }),
    );
    return workingCalendar({ years: [2026], days: [...days.values()], weeks });
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
    if (found === undefined && date > localDate(received) && lasting.some((from) => from <= `${date}T00:00`))
      return 'suspended';
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
    { numRuns: 200 },
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
