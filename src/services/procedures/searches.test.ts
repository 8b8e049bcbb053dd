import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countable, questionBefore } from './searches.ts';

describe('what is counted of a question', () => {
  test.each([
    ['Giấy  khai sinh?', 'giay khai sinh'],
    ['giấy chứng nhận quyền sử dụng đất', 'giay chung nhan quyen su dung dat'],
    ['hộ khẩu', 'ho khau'],
    ['do dat', 'do dat'],
    ['lý lịch tư pháp số 2', 'ly lich tu phap so 2'],
    ['lệ phí kết hôn', 'le phi ket hon'],
    ['60 ngày', '60 ngay'],
  ])('%s is counted as %s', (question, counted) => {
    expect(countable(question)).toBe(counted);
  });

  test.each([
    '0912345678',
    '0912 345 678',
    '0912.345.678',
    '037 190 000 001',
    'khai sinh 037190000001',
    'H42.37.14-261124-0001',
    'sinh năm 1985',
    'Nguyễn Văn An',
    'nguyen thi hoa',
    'Trần Thị Bích 12',
    'Lê Văn Tám',
    'le van tam sinh 85',
    'Đinh Công Tráng',
    'Hồ Thị Kỷ',
    'a@b.vn',
    '',
    ' …',
    'khai sinh '.repeat(50),
  ])('%s is not kept', (question) => {
    expect(countable(question)).toBeUndefined();
  });

  test('four digits in a row never come through, however they are set apart', () => {
    const digit = fc.constantFrom(...'0123456789');
    const gap = fc.constantFrom('', ' ', '.', '-', ' . ');
    fc.assert(
      fc.property(fc.array(fc.tuple(digit, gap), { minLength: 4, maxLength: 14 }), (parts) => {
        expect(countable(`khai sinh ${parts.map(([d, g]) => d + g).join('')}x`)).toBeUndefined();
      }),
    );
  });
});

test('where a reader came from is known only from our own list of answers', () => {
  const origin = 'https://yenmo.example.vn';
  expect(questionBefore(`${origin}/thu-tuc?q=khai+sinh`, origin)).toBe('khai sinh');
  for (const other of [
    undefined,
    '',
    'nonsense',
    `${origin}/thu-tuc`,
    `${origin}/tra-cuu?q=x`,
    'https://else.example/thu-tuc?q=khai+sinh',
  ])
    expect(questionBefore(other, origin)).toBeUndefined();
});
