import { expect, test } from 'vitest';
import { aCommune, aServer, PlainBrowser, session, testCtx, testDb } from '#engines/testing';
import { routes } from '../index.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-11-24T09:00' });
const home = await aCommune(house, ctx);
const server = await aServer(house, ctx, routes);

test('who would file what is only told of here learns the true places, not the counter alone', async () => {
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await session(ctx, home.citizen));
  await browser.open('/nop/3.000182');
  expect(browser.page).toContain('Nộp tại trường, hoặc qua mạng theo thông báo của trường');
  expect(browser.page).not.toContain('phải làm trực tiếp');
});
