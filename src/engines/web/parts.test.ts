import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formOf } from './form.ts';
import { rateLimit } from './limits.ts';
import { localPath } from './local-path.ts';
import { jsonLog } from './log.ts';
import { checkRoutes } from './registry.ts';
import { anyone, json, type Route, route } from './route.ts';
import { secretsOf } from './secrets.ts';
import { rangeOf } from './send-file.ts';

const fine = route({
  method: 'GET',
  url: '/a/:id',
  who: anyone,
  sample: { params: { id: '1' } },
  handler: () => json({}),
});

test.each<[string, Partial<Route>[], RegExp]>([
  ['without who', [{ ...fine, who: undefined }], /GET \/a\/:id: no who/],
  ['without a sample', [{ ...fine, sample: undefined }], /no sample/],
  ['with a sample that lacks a parameter', [{ ...fine, sample: {} }], /the sample lacks id/],
  [
    'declared twice under two names',
    [fine, { ...fine, url: '/a/:code', sample: { params: { code: '1' } } }],
    /declared twice/,
  ],
  [
    'for officers without a permission',
    [{ ...fine, who: { kind: 'officer', permission: '' } }],
    /no permission/,
  ],
  ['under the API without schemas', [{ ...fine, url: '/api/v1/a', sample: {} }], /needs its schemas/],
])('a route %s is not served', (_what, routes, sentence) => {
  expect(() => checkRoutes(routes as Route[])).toThrow(sentence);
});

test('a form reads NFC, trimmed, without null characters, whatever was sent', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))),
      (entries) => {
        for (const [, value] of formOf(entries).entries()) {
          expect(value).toBe(value.normalize('NFC'));
          expect(value.includes('\u0000') || value.includes('\r\n')).toBe(false);
        }
      },
    ),
  );
});

test('only an address of this site is one to come back to', () => {
  for (const bad of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '',
    '/a b',
    '/a\nb',
    'javascript:1',
  ]) {
    expect(localPath(bad, '/home')).toBe('/home');
  }
  expect(localPath('/ho-so/H42?x=1#y')).toBe('/ho-so/H42?x=1#y');
});

test('a seal opens with its own keys only, and a changed byte is noticed', () => {
  const secrets = secretsOf('a secret of more than thirty-two characters');
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(), (clear, key, at) => {
      const sealed = secrets.seal('form', key, clear);
      expect(secrets.open('form', key, sealed)).toBe(clear);
      expect(secrets.open('form', `${key}.`, sealed)).toBeUndefined();
      expect(secrets.open('other', key, sealed)).toBeUndefined();
      const changed = Buffer.from(sealed);
      changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ 1;
      expect(secrets.open('form', key, changed)).toBeUndefined();
    }),
  );
  expect(() => secretsOf('short')).toThrow(/32/);
});

test('a range answered lies inside the file, as RFC 9110 reads it', () => {
  expect(rangeOf('bytes=0-99', 1000)).toEqual({ start: 0, end: 99 });
  expect(rangeOf('bytes=990-', 1000)).toEqual({ start: 990, end: 999 });
  expect(rangeOf('bytes=-10', 1000)).toEqual({ start: 990, end: 999 });
  expect(rangeOf('bytes=1000-', 1000)).toBe('impossible');
  expect(rangeOf('bytes=-0', 1000)).toBe('impossible');
  for (const whole of [undefined, 'bytes=-', 'bytes=0-1,5-6', 'lines=1-2'])
    expect(rangeOf(whole, 1000)).toBeUndefined();
});

test('an address has its share in any minute, whatever the rhythm', () => {
  const limit = rateLimit({ max: 10, windowMs: 60_000 });
  const start = 1_000_000;
  const taken = Array.from({ length: 20 }, (_, i) => limit.allow('a', start + i)).filter(Boolean);
  expect(taken).toHaveLength(10);
  expect(limit.allow('b', start + 30)).toBe(true);
  expect(limit.allow('a', start + 61_000)).toBe(false);
  expect(limit.allow('a', start + 240_000)).toBe(true);
});

test('no personal number stays in the log', () => {
  let line = '';
  jsonLog((text) => {
    line = text;
  }).error({ error: 'phone 0912345678, id 037190000123, +84912345678' }, 'x');
  expect(line).not.toMatch(/\d{9}/);
  expect(line).toContain('…78');
});
