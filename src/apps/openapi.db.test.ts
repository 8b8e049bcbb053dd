import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { aServer, testCtx, testDb } from '#engines/testing';
import { routes } from './parts.ts';

const house = await testDb();
const ctx = testCtx(house);
const server = await aServer(house, ctx, routes);
const get = (url: string) => server.app.inject({ method: 'GET', url });

interface Contract {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
}

test('the contract of the whole program is OpenAPI 3.1 without a fault', async () => {
  const { body, statusCode, headers } = await get('/api/v1/openapi.json');
  expect([statusCode, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: body, config, absoluteRef: 'openapi.json' });
  expect(problems.map((one) => `${one.ruleId}: ${one.message} ${one.location[0]?.pointer ?? ''}`)).toEqual(
    [],
  );
});

test('every route under /api/v1 is in it, under a name of its own, and nothing else is', async () => {
  const { openapi, paths } = (await get('/api/v1/openapi.json')).json<Contract>();
  expect(openapi).toBe('3.1.0');
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const served = server.routes
    .filter((route) => route.url.startsWith('/api/v1/') && route.url !== '/api/v1/openapi.json')
    .map((route) => `${route.method} ${route.url.replace(/:([A-Za-z_]+)/g, '{$1}')}`);
  expect(served.length).toBeGreaterThan(3);
  expect(described.filter((one) => one !== 'GET /api/v1/openapi.json').sort()).toEqual(served.sort());
  const names = Object.values(paths).flatMap((methods) => Object.values(methods).map((m) => m.operationId));
  expect(new Set(names).size).toBe(names.length);
});
