import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { aServer, testCtx, testDb } from '#engines/testing';
import { anyone, json, route } from '#engines/web';
import { routes } from './index.ts';
import { vi } from './vi.ts';

const house = await testDb();
const server = await aServer(house, testCtx(house), routes);
const get = (url: string) => server.app.inject({ method: 'GET', url });

test('the page links the contract and every example, and each can be fetched as it is kept', async () => {
  const { body, statusCode } = await get('/api');
  expect(statusCode).toBe(200);
  expect(body).toContain('href="/api/v1/openapi.json"');
  for (const [name] of vi.files) {
    expect(body).toContain(`href="/vi-du-phan-mem/${name}"`);
    const kept = fs.readFileSync(path.resolve(import.meta.dirname, '../../../examples', name), 'utf8');
    expect((await get(`/vi-du-phan-mem/${name}`)).body).toBe(kept);
  }
});

test('no other file of the machine can be fetched', async () => {
  for (const name of ['../package.json', '..%2Fpackage.json', 'package.json', '%2Fetc%2Fpasswd'])
    expect((await get(`/vi-du-phan-mem/${name}`)).statusCode, name).toBe(404);
});

test('a program that gives no tokens says that registration is not open', async () => {
  expect((await get('/api')).body).toContain(vi.closed);
  const tokens = route({
    ...{ method: 'POST', url: '/api/v1/oauth/token', who: anyone, sample: {} },
    api: { summary: 'x', response: {} },
    handler: () => json({}),
  });
  const open = await aServer(house, testCtx(house), [...routes, tokens]);
  expect((await open.app.inject({ method: 'GET', url: '/api' })).body).not.toContain(vi.closed);
});
