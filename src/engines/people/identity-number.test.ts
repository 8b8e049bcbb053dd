import fc from 'fast-check';
import { expect, test } from 'vitest';
import oldProvinces from '../../../data/people/birth-provinces.json';
import {
  checkIdentityNumber,
  maskIdentity,
  parseIdentityNumber,
  readIdentityNumber,
} from './identity-number.ts';
import { ethnicGroups, nationalities } from './person.ts';

const sex = fc.constantFrom('male' as const, 'female' as const);
const year = fc.integer({ min: 1900, max: 2399 });
const province = fc.constantFrom(...oldProvinces.provinces.map((p) => p.code));

const numberOf = (place: string, who: 'male' | 'female', born: number, serial: number) =>
  `${place}${(Math.floor(born / 100) - 19) * 2 + (who === 'male' ? 0 : 1)}${String(born % 100).padStart(2, '0')}${String(serial).padStart(6, '0')}`;

test('a number that agrees with birth year and sex warns of nothing', () => {
  fc.assert(
    fc.property(province, sex, year, fc.integer({ min: 1, max: 999_999 }), (place, who, born, serial) => {
      const number = numberOf(place, who, born, serial);
      expect(checkIdentityNumber(number, { birth: `${born}-05-06`, sex: who })).toEqual([]);
      expect(checkIdentityNumber(number, { birth: `${born}` })).toEqual([]);
      expect(readIdentityNumber(number)).toMatchObject({ sex: who, year: String(born) });
    }),
  );
});

test('a number of another year or the other sex warns, once for each', () => {
  const number = numberOf('037', 'female', 1988, 1);
  expect(checkIdentityNumber(number, { birth: '1989', sex: 'female' })).toEqual([
    expect.stringContaining('1988'),
  ]);
  expect(checkIdentityNumber(number, { birth: '1988', sex: 'male' })).toEqual([
    expect.stringContaining('của nữ'),
  ]);
  expect(checkIdentityNumber(number, { birth: '1989', sex: 'male' })).toHaveLength(2);
});

test('the province is read with the table of before: 035 and 036 are right, 003 is none', () => {
  expect(readIdentityNumber('035088000001').province).toBe('Hà Nam');
  expect(readIdentityNumber('015088000001').province).toBe('Yên Bái');
  expect(checkIdentityNumber('003088000001')).toEqual([expect.stringContaining('003')]);
  expect(oldProvinces.provinces).toHaveLength(63);
});

test('leading zeros stay, spaces go, other lengths are told', () => {
  expect(parseIdentityNumber('037 088 000 001')).toEqual({
    ok: true,
    value: { number: '037088000001', kind: 'personal' },
  });
  expect(parseIdentityNumber('161.234.567')).toMatchObject({ ok: true, value: { kind: 'old' } });
  expect(parseIdentityNumber('37088000001').ok).toBe(false);
  expect(checkIdentityNumber('161234567')).toEqual([expect.stringContaining('đã hết giá trị')]);
  expect(checkIdentityNumber('')).toEqual([]);
});

test('a masked number shows three digits and four, and never the rest', () => {
  expect(maskIdentity('037088000012')).toBe('037•••••0012');
  expect(maskIdentity('161234567')).toBe('••••••567');
  expect(maskIdentity(null)).toBe('');
});

test('there are 54 ethnic groups with codes 01 to 54, and nationalities have one code each', () => {
  expect(ethnicGroups.slice(0, 54).map((g) => g.code)).toEqual(
    Array.from({ length: 54 }, (_, i) => String(i + 1).padStart(2, '0')),
  );
  expect(new Set(nationalities.map((n) => n.code)).size).toBe(nationalities.length);
  for (const { name } of [...ethnicGroups, ...nationalities]) expect(name).toBe(name.normalize('NFC'));
});
