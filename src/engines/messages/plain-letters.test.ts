import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainLetters } from './plain-letters.ts';
import { codeSms } from './templates.ts';

test('a Vietnamese sentence loses its marks and nothing else', () => {
  expect(plainLetters('Hồ sơ của Bà đã được tiếp nhận – hẹn trả “thứ Sáu”…')).toBe(
    'Ho so cua Ba da duoc tiep nhan - hen tra "thu Sau"...',
  );
  expect(plainLetters('Đường Đê, xã Yên Mô: 8.000₫')).toBe('Duong De, xa Yen Mo: 8.000d');
  expect(plainLetters('tiếng Việt'.normalize('NFD'))).toBe(plainLetters('tiếng Việt'.normalize('NFC')));
});

test('a long sentence is cut between words to one SMS', () => {
  const cut = plainLetters('Mời Ông Bà đến nhận kết quả '.repeat(20));
  expect(cut.length).toBeLessThanOrEqual(160);
  expect(cut).toMatch(/ket\.\.\.$|qua\.\.\.$|nhan\.\.\.$|den\.\.\.$|Ong\.\.\.$|Ba\.\.\.$|Moi\.\.\.$/);
});

test('whatever comes in, one SMS of signs that every telephone shows goes out', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.lorem()), (text) => {
      const plain = plainLetters(text);
      expect(plain.length).toBeLessThanOrEqual(160);
      expect(plain).toMatch(/^[A-Za-z0-9 \n@$_!"#%&'()*+,\-./:;<=>?]*$/);
      expect(plainLetters(plain)).toBe(plain);
    }),
  );
});

test('the code stands first in its message', () => {
  const sms = codeSms({ code: '012345', minutes: 5 });
  expect(sms).toMatch(/^012345 la ma/);
  expect(sms.length).toBeLessThanOrEqual(160);
});
