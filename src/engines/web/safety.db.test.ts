import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { testCtx, testDb } from '#engines/testing';
import { systemPages } from '#engines/ui';
import { noAssets } from './assets.ts';
import { localPath } from './local-path.ts';
import { anyone, json, type Route, redirect, route } from './route.ts';
import { createServer, type ServerOptions } from './server.ts';

const house = await testDb();
const ctx = testCtx(house);
const options: ServerOptions = {
  routes: [
    route({
      method: 'GET',
      url: '/query',
      who: anyone,
      sample: {},
      handler: ({ query }) => json({ q: query.q }),
    }),
    route({
      method: 'GET',
      url: '/back',
      who: anyone,
      sample: {},
      handler: ({ query }) => redirect(localPath(query.tiep ?? '')),
    }),
  ],
  db: house.db,
  origin: 'https://xa.example.vn',
  mode: 'demo',
  secret: 'a secret of more than thirty-two characters',
  log: ctx.log,
  actorOf: async () => undefined,
  pages: systemPages,
  site: () => ({
    ...{ name: 'Xã', above: '', address: '', phone: '', hours: '' },
    ...{ demo: true, citizenNav: [], officerNav: [] },
  }),
  assets: noAssets,
  now: () => ctx.now(),
};
const server = await createServer(options);
afterAll(() => server.close());
const get = (url: string) => server.app.inject({ method: 'GET', url });

test('a server with a route that says not who may use it does not start, and names the route', async () => {
  const nameless = { method: 'GET', url: '/quên', sample: {}, handler: () => json({}) };
  const [first] = options.routes;
  const twice = [...options.routes, ...(first ? [first] : [])];
  await expect(createServer({ ...options, routes: [nameless as unknown as Route] })).rejects.toThrow('/quên');
  await expect(createServer({ ...options, routes: twice })).rejects.toThrow('/query');
});

describe('every answer, errors and JSON included', () => {
  test.each(['/query', '/healthz', '/nowhere', '/api/v1/nowhere'])(
    '%s runs nothing inline and nothing foreign',
    async (url) => {
      const { headers } = await get(url);
      const policy = Object.fromEntries(
        String(headers['content-security-policy'])
          .split('; ')
          .map((part) => [part.split(' ', 1)[0], part.slice(part.indexOf(' ') + 1)]),
      );
      expect(policy).toMatchObject({
        'default-src': "'none'",
        'script-src': "'self'",
        'style-src': "'self'",
        'form-action': "'self'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      });
      expect(JSON.stringify(policy)).not.toMatch(/unsafe|https?:|\*/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-store',
        'strict-transport-security': expect.stringContaining('max-age='),
      });
      expect(headers['x-powered-by']).toBeUndefined();
    },
  );

  test('plain http promises no TLS', async () => {
    const plain = await createServer({ ...options, origin: 'http://127.0.0.1:8080' });
    const { headers } = await plain.app.inject({ method: 'GET', url: '/healthz' });
    expect(headers['strict-transport-security']).toBeUndefined();
    await plain.close();
  });
});

test('the same refusal is a page to a person and RFC 9457 to a program', async () => {
  const page = await get('/nowhere');
  expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  const problem = await get('/api/v1/nowhere');
  expect([problem.statusCode, problem.headers['content-type']]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
  ]);
  const { type, title, status, detail } = problem.json<Record<string, string>>();
  expect({ type, status }).toEqual({
    type: 'https://xa.example.vn/api/v1/problems#web.not-found',
    status: 404,
  });
  expect(page.body).toContain(detail);
  expect(page.body).toContain(title);
});

test('a query reads NFC, trimmed, the first of two, without null characters', async () => {
  const typed = encodeURIComponent('  giấy Ước\u0000 '.normalize('NFD'));
  expect((await get(`/query?q=${typed}&q=khác`)).json()).toEqual({ q: 'giấy Ước' });
});

test('whatever an address to come back to holds, a browser stays on this site', async () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '//',
    '@',
    ':',
    '.',
    '..',
    '?',
    '#',
    ' ',
    '\t',
    '\n',
    '\u0000',
    '%2f',
    '%5c',
    'https:',
    'javascript:',
    'evil.example',
    'ho-so',
    'ư',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.array(pieces).map((all) => all.join('')),
        fc.webUrl(),
        fc.string(),
      ),
      async (text) => {
        const here = 'https://xa.example.vn';
        expect(new URL(localPath(text), here).origin).toBe(here);
        const { statusCode, headers } = await get(`/back?tiep=${encodeURIComponent(text)}`);
        expect(statusCode).toBe(303);
        expect(new URL(String(headers.location), here).origin).toBe(here);
      },
    ),
    { numRuns: 300 },
  );
});

test('/healthz says ok once it can serve, and 503 while the database is away', async () => {
  expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
  const away = () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
  const db = { many: away, one: away, maybe: away, run: away };
  const lost = await createServer({ ...options, db });
  expect((await lost.app.inject({ method: 'GET', url: '/healthz' })).statusCode).toBe(503);
  await lost.close();
});
