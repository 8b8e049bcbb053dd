import { Refusal } from '#engines/database';
import { vi } from './vi.ts';

/** `+84 912.345.678` and `0912 345 678` are one number; undefined when it is no telephone number. */
export function normalPhone(written: string): string | undefined {
  const digits = written.replace(/[\s().-]/g, '').replace(/^(\+|00)?84(?=\d{9,10}$)/, '0');
  return /^0\d{9,10}$/.test(digits) ? digits : undefined;
}

/** The same, refusing with a sentence. */
export function phoneFrom(written: string): string {
  const phone = normalPhone(written);
  if (!phone) throw new Refusal('invalid', 'access.bad-phone', vi.badPhone);
  return phone;
}

/** `0912 *** 678`: enough to know one's own number by. */
export const maskPhone = (phone: string): string => `${phone.slice(0, 4)} *** ${phone.slice(-3)}`;
