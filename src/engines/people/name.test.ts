import fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenNameKey, nameParts, parseName } from './name.ts';

const syllables =
  'An Ân Ấn Ẩn Án Ạn Ăn Bảo Bạo Báo Châu Chấu Dinh Dung Dũng Dương Đăng Đặng Đinh Đỉnh Đức Em Êm Giang Hà Hạ Hòa Hoa Lan Lân Ma Mà Mả Mã Má Mạ Nga Ngà Oanh Ông Ơn Phú Quý Sơn Tâm Thu Thư Thứ Tuấn Tú Tư Uyên Ước Vân Văn Xuân Yên Ý'.split(
    ' ',
  );
const name = fc
  .array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(' '));
const collator = new Intl.Collator('vi');

function byParts(a: string, b: string): number {
  const [x, y] = [nameParts(a), nameParts(b)];
  return (
    collator.compare(x.given, y.given) ||
    collator.compare(x.family, y.family) ||
    collator.compare(x.middle, y.middle)
  );
}

test('names sort by given name, family name, middle name as the Vietnamese collation orders each', () => {
  fc.assert(
    fc.property(name, name, (a, b) => {
      const [x, y] = [givenNameKey(a), givenNameKey(b)];
      expect(x < y ? -1 : x > y ? 1 : 0).toBe(Math.sign(byParts(a, b)));
    }),
    { numRuns: 3000 },
  );
});

test('Đ comes after D, and tones come ngang huyền hỏi ngã sắc nặng', () => {
  const sorted = (names: string[]) => names.sort((a, b) => (givenNameKey(a) < givenNameKey(b) ? -1 : 1));
  expect(sorted(['Mạ', 'Má', 'Mã', 'Mả', 'Mà', 'Ma'])).toEqual(['Ma', 'Mà', 'Mả', 'Mã', 'Má', 'Mạ']);
  expect(sorted(['Đinh', 'Đặng', 'Dương', 'Dinh'])).toEqual(['Dinh', 'Dương', 'Đặng', 'Đinh']);
  expect(sorted(['Nguyễn Văn Bình', 'Trần Thị An', 'Lê An'])).toEqual([
    'Lê An',
    'Trần Thị An',
    'Nguyễn Văn Bình',
  ]);
});

test('a name typed on a telephone that splits marks is the same name', () => {
  fc.assert(
    fc.property(name, (n) => {
      expect(parseName(n.normalize('NFD'))).toEqual({ ok: true, value: n.normalize('NFC') });
      expect(givenNameKey(n.normalize('NFD'))).toBe(givenNameKey(n));
    }),
  );
});

test('one-word, long and foreign names are accepted as they are', () => {
  for (const n of ['An', 'Nguyễn Hoàng Thị Minh Ngọc Anh', "H'Hen Niê", 'Y Bliă Êban', 'Jean-Luc Müller'])
    expect(parseName(n)).toEqual({ ok: true, value: n });
});

test('a name printed in capitals is kept in ordinary letters', () => {
  expect(parseName('  NGUYỄN   VĂN AN ')).toEqual({ ok: true, value: 'Nguyễn Văn An' });
  expect(parseName('ĐẶNG THỊ ÁNH')).toEqual({ ok: true, value: 'Đặng Thị Ánh' });
});

test('digits, emoji and other signs are refused with a sentence', () => {
  for (const n of ['Nguyễn Văn 1', 'An 😀', 'An <b>', 'An@', '', '   ', '...', 'a'.repeat(101)]) {
    const parsed = parseName(n);
    expect(parsed.ok, n).toBe(false);
    if (!parsed.ok) expect(parsed.message).toMatch(/^(Họ|Ông\/Bà)/);
  }
});

test('whatever is typed, what is accepted is NFC and is accepted again unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (typed) => {
      const parsed = parseName(typed);
      if (parsed.ok) {
        expect(parsed.value).toBe(parsed.value.normalize('NFC'));
        expect(parseName(parsed.value)).toEqual(parsed);
      }
    }),
    { numRuns: 2000 },
  );
});
