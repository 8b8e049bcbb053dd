import { expect, test } from 'vitest';
import { aCommune, aServer, PlainBrowser, session, testCtx, testDb } from '#engines/testing';
import { routes } from './index.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const one = await aCommune(house, ctx);
const two = await aCommune(house, ctx, '14702');
const stranger = await aCommune(house, ctx, '14703');
const aProvince = async (code: string) =>
  Number(
    (
      await house.asOwner(
        `insert into units.units (code, name, full_name, type, level, valid_from, source, folded)
         values ($1, 'Thử', 'tỉnh Thử', 'tỉnh', 'province', '2025-07-01', 'test', 'thu') returning id`,
        [code],
      )
    )[0]?.id,
  );
const province = await aProvince('37');
const other = await aProvince('38');
const under = (unit: number, above: number) =>
  house.asOwner('update units.units set parent_id = $2 where id = $1', [unit, above]);
await under(one.unitId, province);
await under(two.unitId, province);
await under(stranger.unitId, other);
const overseer = await one.anOfficer({ role: 'province-overseer', title: 'Giám sát', name: 'Tống Thị Minh' });
await house.asOwner('update access.posts set unit_id = $2 where id = $1', [
  overseer.actor.kind === 'officer' ? overseer.actor.postId : '',
  province,
]);
const server = await aServer(house, ctx, routes);

test('a province counts its communes’ dossiers down to the commune, and sees no dossier and no other province', async () => {
  const numbers = [];
  for (const [commune, count] of [
    [one, 3],
    [two, 2],
    [stranger, 4],
  ] as const)
    for (let i = 0; i < count; i++) numbers.push((await commune.aDossier()).number);
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await session(ctx, overseer));
  const figureOf = (label: string) =>
    Number(
      new RegExp(`stat-value">([\\d.]+)</span><span class="stat-label">${label}`).exec(browser.page)?.[1],
    );
  await browser.open('/can-bo/tong-quan?ky=nam');
  expect(figureOf('Chờ tiếp nhận')).toBe(5);
  expect(browser.page).toContain('xa=14702');
  expect(browser.page).not.toContain('xa=14703');
  await browser.open('/can-bo/tong-quan?ky=nam&xa=14702');
  expect(figureOf('Chờ tiếp nhận')).toBe(2);
  for (const number of numbers) expect(browser.page).not.toContain(number);
  expect(browser.page).not.toContain('Nguyễn Thị Đào');
  await browser.open('/can-bo/tong-quan?ky=nam&xa=14703');
  expect(browser.status).toBe(404);
  await browser.open('/can-bo/tong-quan/ho-so?hinh=cho-tiep-nhan&ky=nam');
  for (const number of numbers) expect(browser.page).not.toContain(number);
});
