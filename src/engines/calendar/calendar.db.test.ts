import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import {
  daysOf,
  decideDay,
  defaultOfficeHours,
  importCalendar,
  loadCalendar,
  setOfficeHours,
} from './index.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-11-24T09:00' });
const ours = readFileSync('data/calendar/2020-2027.tsv', 'utf8');
const shared = '../shared/data/vietnam/working-calendar-vn-2020-2027.json';
const countRows = async () => (await house.asOwner('select count(*)::int as n from calendar.days', []))[0]?.n;

describe('importing a calendar', () => {
  test('twice changes nothing the second time', async () => {
    const first = await tx(ctx, (t) => importCalendar(t, ours, 'tsv'));
    expect(first.changed.length).toBeGreaterThan(100);
    const rows = await countRows();
    const second = await tx(ctx, (t) => importCalendar(t, ours, 'tsv'));
    expect(second.changed).toEqual([]);
    expect(await countRows()).toBe(rows);
  });

  test('with a fault in its last line stores nothing', async () => {
    const rows = await countRows();
    const bad = `${ours.replace('Ngày Văn hóa Việt Nam', 'Ngày khác')}day\t2027-13-01\toff\tx\t-\t-\n`;
    await expect(tx(ctx, (t) => importCalendar(t, bad, 'tsv'))).rejects.toThrow(/Dòng \d+: không có ngày/);
    expect(await countRows()).toBe(rows);
  });

  test('keeps old rows and lets the newest rule', async () => {
    const without = ours.replace(/^day\t2026-09-01.*\n/m, '');
    const result = await tx(ctx, (t) => importCalendar(t, without, 'tsv'));
    expect(result.changed).toEqual(['2026-09-01']);
    expect((await loadCalendar(house.db, null)).statusOf('2026-09-01').status).toBe('working');
    await tx(ctx, (t) => importCalendar(t, ours, 'tsv'));
    expect((await loadCalendar(house.db, null)).statusOf('2026-09-01').status).toBe('off');
    const rows = await house.asOwner(
      `select status from calendar.days where date = '2026-09-01' order by id`,
      [],
    );
    expect(rows.map((r) => r.status)).toEqual(['off', 'ordinary', 'off']);
  });

  test.skipIf(!existsSync(shared))(
    'takes working-calendar-vn-2020-2027.json (skipped where that file is absent)',
    async () => {
      const result = await tx(ctx, (t) => importCalendar(t, readFileSync(shared, 'utf8'), 'json'));
      expect(result.years).toEqual([2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]);
      expect((await loadCalendar(house.db, null)).statusOf('2026-01-10').status).toBe('working');
      await tx(ctx, (t) => importCalendar(t, ours, 'tsv'));
    },
  );
});

describe("an officer's decision", () => {
  test('settles an undecided day, tells the others, and outlives the next import', async () => {
    const day = {
      date: '2027-02-05',
      status: 'off',
      reason: 'Tết Nguyên đán',
      decidedBy: '99/TB-BNV',
    } as const;
    await tx(ctx, (t) => decideDay(t, day));
    const result = await tx(ctx, (t) => importCalendar(t, ours, 'tsv'));
    expect(result).toMatchObject({ changed: [], kept: ['2027-02-05'] });
    expect((await loadCalendar(house.db, null)).statusOf('2027-02-05').status).toBe('off');
    expect((await daysOf(house.db, 2027)).find((d) => d.date === '2027-02-05')).toMatchObject({
      decided_by: '99/TB-BNV',
    });
    const events = await house.asOwner(
      `select payload from outbox.events where type = 'calendar.changed'`,
      [],
    );
    expect(JSON.stringify(events)).toContain('2027-02-05');
  });

  test('needs the number of a document', async () => {
    const day = { date: '2027-02-05', status: 'off', reason: 'Bão', decidedBy: ' ' } as const;
    await expect(tx(ctx, (t) => decideDay(t, day))).rejects.toThrow(/số văn bản/);
  });

  test('that is rolled back leaves no trace in what others load', async () => {
    const day = { date: '2026-12-01', status: 'off', reason: 'Bão', decidedBy: '1/QĐ' } as const;
    await tx(ctx, async (t) => {
      await decideDay(t, day);
      expect((await loadCalendar(t, null)).statusOf('2026-12-01').status).toBe('off');
      throw new Error('thôi');
    }).catch(() => {});
    expect((await loadCalendar(house.db, null)).statusOf('2026-12-01').status).toBe('working');
  });
});

describe('office hours', () => {
  const saturday = { weekday: 6, from: '07:30', to: '11:30' };
  test('belong to a unit from a date on', async () => {
    const hours = [...defaultOfficeHours, saturday];
    await tx(ctx, (t) =>
      setOfficeHours(t, { unitId: 7, validFrom: '2026-06-01', hours, source: 'Công an xã' }),
    );
    const police = await loadCalendar(house.db, 7);
    expect(police.hoursOf('2026-06-06')).toEqual(
      [saturday].map(({ weekday, from, to }) => ({ weekday, from, to })),
    );
    expect(police.statusOf('2026-05-30').status).toBe('off');
    expect((await loadCalendar(house.db, 8)).statusOf('2026-06-06').status).toBe('off');
  });

  test('that overlap or end before they begin are refused', async () => {
    for (const hours of [
      [saturday, { ...saturday, from: '11:00', to: '12:00' }],
      [{ ...saturday, to: '07:00' }],
      [],
    ])
      await expect(
        tx(ctx, (t) => setOfficeHours(t, { unitId: 7, validFrom: '2026-06-01', hours, source: 'x' })),
      ).rejects.toThrow(/Giờ làm việc/);
  });
});

test('the program may add to the calendar but not rewrite it', async () => {
  const rows = await house.asOwner(
    `select has_table_privilege('langso_app', 'calendar.days', 'update') as may`,
    [],
  );
  expect(rows[0]?.may).toBe(false);
});
