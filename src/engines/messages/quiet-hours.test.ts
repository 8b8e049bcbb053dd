import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at } from '#engines/testing';
import { afterQuiet, isQuiet, minutesOf } from './quiet-hours.ts';

const night = { from: minutesOf('21:00'), to: minutesOf('06:30:00') };

test('what is written in the evening waits for half past six', () => {
  expect(afterQuiet(at('2026-01-05T21:00'), night)).toEqual(at('2026-01-06T06:30'));
  expect(afterQuiet(at('2026-01-05T23:59'), night)).toEqual(at('2026-01-06T06:30'));
  expect(afterQuiet(at('2026-01-06T03:00'), night)).toEqual(at('2026-01-06T06:30'));
});

test('what is written by day leaves at once', () => {
  for (const time of ['2026-01-05T06:30', '2026-01-05T12:00', '2026-01-05T20:59'])
    expect(afterQuiet(at(time), night)).toEqual(at(time));
});

test('no message rings in quiet hours, and none waits a whole day', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  fc.assert(
    fc.property(
      fc.date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2099-01-01') }),
      minute,
      minute,
      (when, from, to) => {
        fc.pre(from !== to);
        const sent = afterQuiet(when, { from, to });
        expect(isQuiet(sent, { from, to })).toBe(false);
        expect(sent.getTime() - when.getTime()).toBeLessThan(24 * 3_600_000);
        expect(sent.getTime()).toBeGreaterThanOrEqual(when.getTime());
      },
    ),
  );
});
