import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeeItem, ProcedureVersion } from './procedure.ts';
import { quote } from './quote.ts';
import { readProcedure } from './read-file.ts';

const load = (name: string): ProcedureVersion => ({
  ...readProcedure({ name, text: fs.readFileSync(`data/procedures/${name}.yaml`, 'utf8') }),
  id: '00000000-0000-0000-0000-000000000000',
  valid_to: null,
});
const birth = load('1.001193-khai-sinh');
const copies = load('2.000635-ban-sao-trich-luc');
const certified = load('2.000815-chung-thuc-ban-sao');
const residence = load('1.004222-thuong-tru');
const business = load('1.001612-ho-kinh-doanh');
const poor = load('1.011607-ho-ngheo');
const online = { channel: 'online', on: '2026-11-24' } as const;

describe('what a filing costs', () => {
  test('a birth on time is free, and says why', () => {
    const asked = quote(birth, 'on-time', {}, online);
    expect(asked.total).toBe(0);
    expect(asked.lines[0]?.exempt).toContain('đúng hạn');
  });
  test('a late birth costs what the council sets: not free, not invented', () => {
    const asked = quote(birth, null, { child: { 'over-sixty-days': true } }, online);
    expect(asked.total).toBeNull();
    expect(asked.lines[0]?.amount).toBeNull();
  });
  test('a late birth of a poor household is free', () => {
    const answers = { child: { 'over-sixty-days': true }, result: { 'fee-exemption': 'poor' } };
    expect(quote(birth, 'late', answers, online).total).toBe(0);
  });
  test('copies cost 8.000 đồng each, over all the papers asked for', () => {
    expect(quote(birth, 'on-time', { result: { copies: 3 } }, online).total).toBe(24_000);
    const records = [
      { 'record-kind': 'birth', copies: 2 },
      { 'record-kind': 'death', copies: 1 },
    ];
    expect(quote(copies, null, { records }, online).total).toBe(24_000);
  });
  test('a certified copy costs 2.000 a page, 1.000 from the third, at most 200.000', () => {
    const pages = (n: number) =>
      quote(certified, null, {}, { ...online, channel: 'counter', pages: n }).total;
    expect([1, 2, 3, 10, 500].map(pages)).toEqual([2000, 4000, 5000, 12_000, 200_000]);
  });
  test('residence costs half online', () => {
    expect(quote(residence, null, {}, online).total).toBe(10_000);
    expect(quote(residence, null, {}, { ...online, channel: 'counter' }).total).toBe(20_000);
  });
  test('a household business is unknown, a poor household pays nothing', () => {
    expect(quote(business, null, {}, online).total).toBeNull();
    expect(quote(poor, null, {}, online)).toEqual({ lines: [], known: 0, total: 0 });
  });
});

const reduction = fc.record({
  id: fc.constant('r'),
  label: fc.constant('Giảm'),
  percent: fc.integer({ min: 1, max: 100 }),
  from: fc.constantFrom('2026-01-01', '2026-07-01'),
  until: fc.constantFrom('2026-07-01', '2027-01-01'),
  basis: fc.constant(''),
});
const fee: fc.Arbitrary<FeeItem> = fc.record({
  id: fc.constant('f'),
  name: fc.constant('Phí'),
  kind: fc.constantFrom('fee', 'charge'),
  amount: fc.integer({ min: 0, max: 1_000_000 }),
  per: fc.constantFrom('dossier', 'copy', 'page'),
  exemptions: fc.constant([]),
  reductions: fc.array(reduction, { maxLength: 3 }),
  basis: fc.constant(''),
});
const withFees = (fees: readonly FeeItem[]): ProcedureVersion => ({
  ...poor,
  definition: { ...poor.definition, fees },
});
const asked = fc.record({
  channel: fc.constantFrom('online', 'counter'),
  copies: fc.integer({ min: 0, max: 50 }),
  pages: fc.integer({ min: 0, max: 50 }),
  on: fc.constantFrom('2025-12-31', '2026-03-01', '2026-07-01', '2027-01-01'),
});

test('amounts are whole đồng, never negative, and the total is their sum', () => {
  fc.assert(
    fc.property(fc.array(fee, { maxLength: 4 }), asked, (fees, options) => {
      const { lines, total, known } = quote(withFees(fees), null, {}, options);
      for (const line of lines) expect(Number.isInteger(line.amount) && (line.amount ?? -1) >= 0).toBe(true);
      expect(total).toBe(lines.reduce((sum, line) => sum + (line.amount ?? 0), 0));
      expect(known).toBe(total);
    }),
  );
});

test('one more copy never costs less, and a reduction never costs more', () => {
  fc.assert(
    fc.property(fee, asked, (item, options) => {
      const total = (f: FeeItem, copies: number) =>
        quote(withFees([f]), null, {}, { ...options, copies }).total ?? 0;
      expect(total(item, options.copies + 1)).toBeGreaterThanOrEqual(total(item, options.copies));
      expect(total(item, options.copies)).toBeLessThanOrEqual(
        total({ ...item, reductions: [] }, options.copies),
      );
    }),
  );
});

test('a reduction counts from its first day until before its last', () => {
  const item: FeeItem = {
    id: 'f',
    name: 'Phí',
    kind: 'fee',
    amount: 10_000,
    per: 'dossier',
    exemptions: [],
    basis: '',
    reductions: [
      { id: 'r', label: 'Giảm một nửa', percent: 50, from: '2026-01-01', until: '2027-01-01', basis: '' },
    ],
  };
  const on = (day: string) => quote(withFees([item]), null, {}, { channel: 'online', on: day }).total;
  expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map(on)).toEqual([
    10_000, 5000, 5000, 10_000,
  ]);
});

test('an unknown amount makes the total unknown, whatever else is due', () => {
  fc.assert(
    fc.property(fc.array(fee, { maxLength: 3 }), asked, (fees, options) => {
      const unknown: FeeItem = {
        ...poor.definition.fees[0]!,
        id: 'u',
        name: 'U',
        kind: 'charge',
        amount: 'set-by-council',
        per: 'dossier',
        exemptions: [],
        reductions: [],
        basis: '',
      };
      expect(quote(withFees([...fees, unknown]), null, {}, options).total).toBeNull();
    }),
  );
});
