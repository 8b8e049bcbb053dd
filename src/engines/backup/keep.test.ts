import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupName, expired, momentOf } from './keep.ts';

const day = 86_400_000;
const moments = fc
  .uniqueArray(fc.integer({ min: 0, max: 800 * 24 }), { minLength: 1, maxLength: 120 })
  .map((hours) => hours.map((hour) => new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000)));
const keeps = fc.record({ days: fc.nat(40), weeks: fc.nat(12), months: fc.nat(24) });
const names = (list: readonly Date[]) => list.map((at) => backupName('14701', at));

test('a name tells its moment, and a foreign name none', () => {
  const at = new Date('2026-11-24T01:30:05Z');
  expect(backupName('14701', at)).toBe('langso-14701-20261124T013005Z.age');
  expect(momentOf(backupName('14701', at))).toEqual(at);
  for (const foreign of [
    'notes.txt',
    'langso-14701-20261324T013005Z.age',
    'langso-14701-20261124T013005Z.age.partial',
  ])
    expect(momentOf(foreign)).toBeUndefined();
});

test('the newest always stays, and nothing that is not ours is ever named', () => {
  fc.assert(
    fc.property(moments, keeps, (list, keep) => {
      const gone = expired([...names(list), 'notes.txt', 'other.age'], keep);
      const newest = backupName('14701', new Date(Math.max(...list.map((at) => at.getTime()))));
      expect(gone).not.toContain(newest);
      expect(gone.every((name) => momentOf(name))).toBe(true);
    }),
  );
});

test('forgetting twice forgets no more, and never more than the spans allow stay', () => {
  fc.assert(
    fc.property(moments, keeps, (list, keep) => {
      const all = names(list);
      const gone = new Set(expired(all, keep));
      const left = all.filter((name) => !gone.has(name));
      expect(expired(left, keep)).toEqual([]);
      expect(left.length).toBeLessThanOrEqual(1 + keep.days + keep.weeks + keep.months);
    }),
  );
});

test('of daily backups over two years, seven days, four weeks and twelve months are there', () => {
  const list = Array.from({ length: 730 }, (_, nth) => new Date(Date.UTC(2026, 0, 1, 18) + nth * day));
  const gone = new Set(expired(names(list), { days: 7, weeks: 4, months: 12 }));
  const left = list.filter((at) => !gone.has(backupName('14701', at)));
  expect(left.length).toBeGreaterThanOrEqual(12 + 6);
  expect(left.length).toBeLessThanOrEqual(23);
  expect((left.at(-1)?.getTime() ?? 0) - (left[0]?.getTime() ?? 0)).toBeGreaterThan(300 * day);
});
