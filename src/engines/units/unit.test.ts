import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalName, inForce, levelOf, splitName } from './unit.ts';

test('the two tone placements are one name, and q keeps its mark', () => {
  expect(canonicalName('Thanh Hoá')).toBe('Thanh Hóa');
  expect(canonicalName('Khánh Hoà')).toBe('Khánh Hòa');
  expect(canonicalName('Thuỷ Nguyên')).toBe('Thủy Nguyên');
  expect(canonicalName('Phú Quý')).toBe('Phú Quý');
  expect(canonicalName('Hoàng Hoằng Khoái Xuyến')).toBe('Hoàng Hoằng Khoái Xuyến');
  expect(canonicalName('Yên  Hoà'.normalize('NFD'))).toBe('Yên Hòa');
});

test('making a name canonical twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
      expect(canonicalName(canonicalName(text))).toBe(canonicalName(text));
    }),
  );
});

test('a full name gives type and name', () => {
  expect(splitName('Thị trấn Yên Thịnh')).toEqual({ type: 'thị trấn', name: 'Yên Thịnh' });
  expect(splitName('Thành phố Tam Điệp')).toEqual({ type: 'thành phố', name: 'Tam Điệp' });
  expect(splitName('Yên Thịnh')).toBeNull();
  expect([levelOf('37'), levelOf('377'), levelOf('14701'), levelOf('1')]).toEqual([
    'province',
    'district',
    'commune',
    null,
  ]);
});

test('a version is in force from its first day to the day before its end', () => {
  const unit = { valid_from: '2025-07-01', valid_to: '2026-04-30' };
  expect(['2025-06-30', '2025-07-01', '2026-04-29', '2026-04-30'].map((d) => inForce(unit, d))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
