import type { Parsed } from './name.ts';
import { words } from './vi.ts';

/** Reads a Vietnamese number as typed (0912 345 678, +84 912.345.678) and gives +84912345678. */
export function parsePhone(typed: string): Parsed<string> {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s().-]/gu, '')
    .replace(/^(\+84|0084|84(?=\d{9,10}$))0?/, '0');
  // Mobile 03 05 07 08 09 with 10 digits; fixed lines 02 with 10 or 11 (vietnam.md §3.6).
  return /^(0[35789]\d{8}|02\d{8,9})$/.test(digits)
    ? { ok: true, value: `+84${digits.slice(1)}` }
    : { ok: false, message: words.phoneShape };
}

/** 0912 345 678 */
export function showPhone(stored: string): string {
  const national = nationalPhone(stored);
  return national.replace(/^(\d{4})(\d{3})(\d+)$/, '$1 $2 $3');
}

/** 0912345678: as people type it. */
export const nationalPhone = (stored: string): string => stored.replace(/^\+84/, '0');
