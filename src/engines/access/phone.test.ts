import { expect, test } from 'vitest';
import { maskPhone, normalPhone } from './phone.ts';

test('a telephone number is read however people write it', () => {
  for (const written of ['0912345678', '0912 345 678', '+84 912.345.678', '84912345678', '0084-912-345-678'])
    expect(normalPhone(written)).toBe('0912345678');
});

test('what is no telephone number is refused', () => {
  for (const written of ['', '12345', '09123456789012', 'motcua', '0912 345 67x'])
    expect(normalPhone(written)).toBeUndefined();
});

test('a masked number shows its ends only', () => {
  expect(maskPhone('0912345678')).toBe('0912 *** 678');
});
