import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distance } from './distance.ts';
import { fold, wordsOf } from './fold.ts';
import { meantByKeyboard, soundOf } from './typing.ts';

describe('folding', () => {
  test('drops marks, case, đ and punctuation', () => {
    expect(fold('  Đăng ký KHAI SINH, (lưu động)! ')).toBe('dang ky khai sinh luu dong');
    expect(fold('Trần Thị Ngọc-Ánh')).toBe('tran thi ngoc anh');
    expect(fold('H42.37.14-261123-0001')).toBe('h42 37 14 261123 0001');
    expect(fold('…')).toBe('');
  });
  test('does not care how marks are encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
  test('keeps the tone apart from where it is written', () => {
    expect(wordsOf('hoà')[0]?.marked).toBe(wordsOf('hòa')[0]?.marked);
    expect(wordsOf('má')[0]?.marked).not.toBe(wordsOf('mà')[0]?.marked);
    expect(wordsOf('uỷ'.normalize('NFD'))[0]?.marked).toBe(wordsOf('ủy')[0]?.marked);
  });
});

test('slips are counted: missing, doubled, wrong and swapped letters', () => {
  expect(distance('snh', 'sinh', 1)).toBe(1);
  expect(distance('sinhh', 'sinh', 1)).toBe(1);
  expect(distance('sihn', 'sinh', 1)).toBe(1);
  expect(distance('kinh', 'sinh', 1)).toBe(1);
  expect(distance('khai', 'sinh', 1)).toBe(2);
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(fc.property(word, word, (a, b) => distance(a, b, 9) === distance(b, a, 9)));
});

test('leftovers of Telex and VNI are read', () => {
  for (const [typed, meant] of [
    ['giaays', 'giay'],
    ['giaay', 'giay'],
    ['kys', 'ky'],
    ['ddawng', 'dang'],
    ['dangd', 'dang'],
    ['sinhh', 'sinh'],
    ['nhana', 'nhan'],
    ['gia61y', 'giay'],
    ['huwong', 'huong'],
    ['tuwr', 'tu'],
  ] as const)
    expect(meantByKeyboard(typed)).toContain(meant);
  expect(soundOf('ki')).toBe(soundOf('ky'));
  expect(soundOf('xinh')).toBe(soundOf('sinh'));
});
