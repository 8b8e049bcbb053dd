import fc from 'fast-check';
import { expect, test } from 'vitest';
import { covers, standingOf, type Terms, yearsFrom } from './representation.ts';

const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
const maybe = fc.option(day, { nil: null });
const terms: fc.Arbitrary<Terms> = fc
  .record({
    procedures: fc.option(fc.uniqueArray(fc.constantFrom('1.000001', '1.000002')), { nil: null }),
    a: day,
    b: day,
    consented_at: maybe,
    ended_at: maybe,
    died: fc.boolean(),
  })
  .map(({ a, b, ...rest }) => ({
    ...rest,
    valid_from: new Date(Math.min(a.getTime(), b.getTime())),
    valid_until: new Date(Math.max(a.getTime(), b.getTime()) + 1),
  }));

test('a mandate gives a right only while agreed to, begun, not over, not ended, and both are alive', () => {
  fc.assert(
    fc.property(terms, day, fc.constantFrom('1.000001', '1.000003'), (given, now, procedure) => {
      const holds =
        given.consented_at !== null &&
        given.ended_at === null &&
        !given.died &&
        given.valid_from <= now &&
        now < given.valid_until;
      expect(standingOf(given, now) === 'in-force').toBe(holds);
      expect(covers(given, procedure, now)).toBe(
        holds && (given.procedures === null || given.procedures.includes(procedure)),
      );
    }),
  );
});

test('nothing that has ended comes back by waiting', () => {
  fc.assert(
    fc.property(terms, day, fc.nat(3000), (given, now, days) => {
      const later = new Date(now.getTime() + days * 86_400_000);
      if (['died', 'ended', 'lapsed'].includes(standingOf(given, now)))
        expect(standingOf(given, later)).not.toBe('in-force');
    }),
  );
});

test('a year from a leap day is the last of February', () => {
  expect(yearsFrom('2028-02-29', 1)).toBe('2029-02-28');
  expect(yearsFrom('2028-02-29', -4)).toBe('2024-02-29');
  expect(yearsFrom('2026-03-02', -18)).toBe('2008-03-02');
});
