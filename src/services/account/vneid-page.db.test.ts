import { expect, test } from 'vitest';
import { openSession } from '#engines/access';
import { tx } from '#engines/database';
import { aCommune, aServer, PlainBrowser, testCtx, testDb } from '#engines/testing';
import { routes } from './index.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const home = await aCommune(house, ctx);
const server = await aServer(house, ctx, routes);

test('where the commune has no VNeID, an old link tells what to do and offers no try in vain', async () => {
  const stranger = new PlainBrowser(server.app);
  await stranger.open('/dang-nhap/vneid');
  expect(stranger.status).toBe(422);
  expect(stranger.page).toContain('Đăng nhập bằng số điện thoại');
  expect(stranger.page).not.toContain('Thử lại VNeID');
});

test('someone signed in is not told to sign in', async () => {
  const { actor } = await home.aCitizen('Tạ Thị Liên Kết', '0916555001');
  if (actor.kind !== 'citizen') throw new Error('a citizen');
  const { accountId } = actor;
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await tx(ctx, (t) => openSession(ctx, t, { accountId, device: 'Máy của bà' })));
  await browser.open('/toi/vneid');
  expect(browser.status).toBe(422);
  expect(browser.page).toContain('vẫn dùng như thường');
  expect(browser.page).toContain('Về mức xác thực của tôi');
  for (const wrong of ['Cách khác để vào', 'đăng nhập bằng số điện thoại', 'Thử lại VNeID'])
    expect(browser.page, wrong).not.toContain(wrong);
});
