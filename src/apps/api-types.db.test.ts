import fs from 'node:fs';
import path from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { aServer, testCtx, testDb } from '#engines/testing';
import { routes } from './parts.ts';
import { root } from './root.ts';

const kept = path.join(root, 'examples/langso-api.d.ts');
const heading = '// Made by `npm run types` from /api/v1/openapi.json. Do not edit.\n';

test('the types that others program against are those of the contract as it is served', async () => {
  const house = await testDb();
  const server = await aServer(house, testCtx(house), routes);
  const answer = await server.app.inject({ method: 'GET', url: '/api/v1/openapi.json' });
  const types = heading + astToString(await openapiTS(answer.json<OpenAPI3>()));
  if (process.env.LANGSO_WRITE_TYPES) fs.writeFileSync(kept, types);
  expect(types, 'run: npm run types').toBe(fs.readFileSync(kept, 'utf8'));
});
