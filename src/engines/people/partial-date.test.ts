import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageOn, parsePartialDate, partialDate, showPartialDate } from './partial-date.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));

test('every real date is read in every way people write it, and shown so that it reads back', () => {
  fc.assert(
    fc.property(day, (d) => {
      const [y, m, dd] = d.split('-') as [string, string, string];
      for (const typed of [
        d,
        `${dd}/${m}/${y}`,
        `${Number(dd)}/${Number(m)}/${y}`,
        `${dd}-${m}-${y}`,
        `${dd}.${m}.${y}`,
        ` ${dd} / ${m} / ${y} `,
      ])
        expect(parsePartialDate(typed), typed).toEqual({ ok: true, value: { text: d, from: d, to: d } });
      expect(parsePartialDate(showPartialDate(d))).toMatchObject({ ok: true, value: { text: d } });
    }),
  );
});

test('a year alone or a month and a year are birth dates too', () => {
  expect(parsePartialDate('1950')).toEqual({
    ok: true,
    value: { text: '1950', from: '1950-01-01', to: '1950-12-31' },
  });
  expect(parsePartialDate('2/1952')).toEqual({
    ok: true,
    value: { text: '1952-02', from: '1952-02-01', to: '1952-02-29' },
  });
  expect(showPartialDate('1950')).toBe('năm 1950');
  expect(showPartialDate('1952-02')).toBe('tháng 2/1952');
});

test('impossible dates are refused with a sentence that names the fault', () => {
  const sentence = (typed: string) => {
    const parsed = parsePartialDate(typed, '2026-11-24');
    return parsed.ok ? '' : parsed.message;
  };
  expect(sentence('30/02/1980')).toContain('không có ngày 30');
  expect(sentence('29/02/1981')).toContain('chỉ đến ngày 28');
  expect(sentence('31/04/1990')).toContain('chỉ đến ngày 30');
  expect(sentence('05/13/1990')).toContain('Không có tháng 13');
  expect(sentence('00/01/1990')).toContain('từ 1 trở lên');
  expect(sentence('01/01/0980')).toContain('Năm 980');
  expect(sentence('25/11/2026')).toContain('chưa tới');
  expect(sentence('')).toContain('Ông/Bà');
  for (const odd of ['hôm qua', '5/1/80', '1980-1-', '12//1980', '0'])
    expect(sentence(odd)).toContain('theo mẫu');
});

test('the span of what is accepted holds only real days, first before last', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1850, max: 2399 }),
      fc.option(fc.integer({ min: 1, max: 12 })),
      (year, month) => {
        const { from, to } = partialDate(
          month === null ? `${year}` : `${year}-${String(month).padStart(2, '0')}`,
        );
        expect(new Date(to).toISOString().slice(0, 10)).toBe(to);
        expect(from <= to).toBe(true);
      },
    ),
  );
});

test('an age is exact for a full date and a range for a year', () => {
  expect(ageOn('2010-03-05', '2026-03-04')).toEqual({ least: 15, most: 15 });
  expect(ageOn('2010-03-05', '2026-03-05')).toEqual({ least: 16, most: 16 });
  expect(ageOn('1950', '2026-06-01')).toEqual({ least: 75, most: 76 });
  expect(ageOn('2026-12-01', '2026-06-01')).toBeNull();
});
