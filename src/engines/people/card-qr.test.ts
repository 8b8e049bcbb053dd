import { expect, test } from 'vitest';
import { parseCardQr } from './card-qr.ts';
import { parsePhone, showPhone } from './phone.ts';

const card = '037088000012|161000012|Nguyễn Văn An|05011988|Nam|Xóm 1, Yên Hòa, Yên Mô, Ninh Bình|10052021';

test('the seven fields of a card are read, the old address as printed', () => {
  expect(parseCardQr(card)).toEqual({
    ok: true,
    value: {
      identityNumber: '037088000012',
      oldIdentityNumber: '161000012',
      name: 'Nguyễn Văn An',
      birth: '1988-01-05',
      sex: 'male',
      address: 'Xóm 1, Yên Hòa, Yên Mô, Ninh Bình',
      issuedOn: '2021-05-10',
    },
  });
});

test('a card of 2024 has more fields, a new one no old number, a scanner may split the marks', () => {
  const read = parseCardQr(`${card.replace('161000012', '')}|||Nguyễn Văn Bố|Trần Thị Mẹ`.normalize('NFD'));
  expect(read).toMatchObject({ ok: true, value: { oldIdentityNumber: null, name: 'Nguyễn Văn An' } });
});

test('a birth date with zeros is a year', () => {
  expect(parseCardQr(card.replace('05011988', '00001988'))).toMatchObject({
    ok: true,
    value: { birth: '1988' },
  });
});

test('anything else is told, never half read', () => {
  for (const text of [
    '',
    'https://example.vn',
    card.slice(0, 40),
    card.replace('Nam', 'X'),
    card.replace('0370', 'a370'),
    card.replace('05011988', '31021988'),
  ])
    expect(parseCardQr(text), text).toMatchObject({ ok: false, message: expect.stringContaining('thẻ') });
});

test('telephone numbers are kept as +84 and shown in threes', () => {
  for (const typed of ['0912345678', '0912 345 678', '+84 912.345.678', '84912345678', '+840912345678'])
    expect(parsePhone(typed), typed).toEqual({ ok: true, value: '+84912345678' });
  expect(parsePhone('0229 3871 234')).toEqual({ ok: true, value: '+842293871234' });
  for (const typed of ['01234567890', '091234567', '12345', 'abc'])
    expect(parsePhone(typed).ok, typed).toBe(false);
  expect(showPhone('+84912345678')).toBe('0912 345 678');
});
