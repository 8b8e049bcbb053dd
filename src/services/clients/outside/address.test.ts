import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOpen, urlFault } from './address.ts';

const byte = fc.integer({ min: 0, max: 255 });
const shut: readonly (readonly [string, fc.Arbitrary<readonly number[]>])[] = [
  ['0/8', fc.tuple(fc.constant(0), byte, byte, byte)],
  ['10/8', fc.tuple(fc.constant(10), byte, byte, byte)],
  ['100.64/10', fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte)],
  ['127/8', fc.tuple(fc.constant(127), byte, byte, byte)],
  ['169.254/16', fc.tuple(fc.constant(169), fc.constant(254), byte, byte)],
  ['172.16/12', fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte)],
  ['192.168/16', fc.tuple(fc.constant(192), fc.constant(168), byte, byte)],
  ['198.18/15', fc.tuple(fc.constant(198), fc.integer({ min: 18, max: 19 }), byte, byte)],
  ['224/4 and above', fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte)],
];
const numberOf = (parts: readonly number[]) => parts.reduce((sum, part) => sum * 256 + part, 0);
const hex = (parts: readonly number[]) => {
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
};

describe('where nobody outside may send the program', () => {
  test.each(shut)('%s is refused in every way of writing it', (_, addresses) => {
    fc.assert(
      fc.property(addresses, (parts) => {
        const dotted = parts.join('.');
        const octal = parts.map((part) => `0${part.toString(8)}`).join('.');
        const hosts = [
          dotted,
          octal,
          `0x${numberOf(parts).toString(16)}`,
          String(numberOf(parts)),
          `${dotted}.`,
        ];
        for (const inside of [`::ffff:${dotted}`, `::ffff:${hex(parts)}`, `::${hex(parts)}`]) {
          expect(isOpen(inside), inside).toBe(false);
          hosts.push(`[${inside}]`);
        }
        hosts.push(`[64:ff9b::${hex(parts)}]`, `[2002:${hex(parts)}::1]`);
        expect(isOpen(dotted)).toBe(false);
        for (const host of hosts) expect(urlFault(`https://${host}/tin`), host).toBe('private-address');
      }),
    );
  });

  test.each(['::', '::1', 'fe80::1', 'fc00::1', 'fdff::1', 'ff02::1', '2001:db8::1', '2001::1', '3fff::1'])(
    '%s is refused',
    (address) => {
      expect(isOpen(address)).toBe(false);
      expect(urlFault(`https://[${address}]/`)).toBe('private-address');
    },
  );

  test('public addresses and names are open', () => {
    for (const address of ['8.8.8.8', '203.162.4.191', '2405:4800::1']) expect(isOpen(address)).toBe(true);
    expect(urlFault('https://so-nha.vn/tin?x=1')).toBeUndefined();
  });

  test.each([
    ['http://so-nha.vn/', 'not-https'],
    ['ftp://so-nha.vn/', 'not-https'],
    ['https://a:b@so-nha.vn/', 'bad-url'],
    ['https://so-nha.vn/#x', 'bad-url'],
    ['so-nha.vn', 'bad-url'],
    ['https://localhost/', 'private-address'],
    ['https://db.internal/', 'private-address'],
    ['https://0177.1/', 'private-address'],
  ])('%s is refused: %s', (url, fault) => expect(urlFault(url)).toBe(fault));

  test('a sandbox may be on this machine, and nowhere else that is closed', () => {
    expect(urlFault('http://127.0.0.1:4000/', true)).toBeUndefined();
    expect(urlFault('http://localhost:4000/', true)).toBeUndefined();
    expect(urlFault('https://10.0.0.1/', true)).toBe('private-address');
    expect(urlFault('http://so-nha.vn/', true)).toBe('not-https');
    expect(isOpen('169.254.169.254', true)).toBe(false);
  });
});
