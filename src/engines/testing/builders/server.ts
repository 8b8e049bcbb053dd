import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Route, Server, ServerOptions } from '#engines/web';
import type { TestCtx } from '../ctx.ts';
import type { TestHouse } from '../house.ts';

/** The real server over a test database, with a file store of its own; both end with the test file. */
export async function aServer(
  house: TestHouse,
  ctx: TestCtx,
  routes: readonly Route[],
  more: Partial<ServerOptions> = {},
): Promise<Server> {
  const { actorOf } = await import('#engines/access');
  const { openFileStore } = await import('#engines/files');
  const { systemPages } = await import('#engines/ui');
  const { createServer, noAssets } = await import('#engines/web');
  const files = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-files-'));
  openFileStore({ dir: files });
  const server = await createServer({
    routes,
    db: house.db,
    origin: 'http://127.0.0.1:8080',
    mode: 'demo',
    secret: 'một bí mật dài hơn ba mươi hai ký tự để thử',
    log: ctx.log,
    actorOf: async (token, now) => (await actorOf(house.db, token, now))?.actor,
    pages: systemPages,
    site: () => ({
      ...{ name: 'Xã Yên Mô', above: 'Tỉnh Ninh Bình', address: '', phone: '', hours: '' },
      ...{ demo: true, citizenNav: [], officerNav: [] },
    }),
    assets: noAssets,
    now: () => ctx.now(),
    anonymousPostsPerMinute: 100_000,
    ...more,
  });
  afterAll(async () => {
    await server.close();
    fs.rmSync(files, { recursive: true, force: true });
  });
  return server;
}
