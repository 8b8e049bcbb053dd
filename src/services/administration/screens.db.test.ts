import { expect, test } from 'vitest';
import { officerHistory, staffOn } from '#engines/access';
import type { Ctx } from '#engines/database';
import { aCommune, aServer, PlainBrowser, session, testCtx, testDb } from '#engines/testing';
import { routes } from './index.ts';
import { inviteFirstAdministrator } from './setup/first-administrator.ts';
import { assignOfficer, makePost } from './staff/actions.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const home = await aCommune(house, ctx);
const admin = await home.anOfficer({ role: 'administrator', title: 'Quản trị', name: 'Dương Hải Long' });
const server = await aServer(house, ctx, routes);
const browser = new PlainBrowser(server.app);
browser.jar.set('phien', await session(ctx, admin));
const root = '/can-bo/quan-tri';
const itself = 'http://127.0.0.1:8080';

const accountOf = (who: Ctx) => (who.actor.kind === 'officer' ? who.actor.accountId : '');
const day = (name: string, date: string) => {
  const [year = '', month = '', of = ''] = date.split('-');
  return { [`${name}-day`]: of, [`${name}-month`]: month, [`${name}-year`]: year };
};
const aPost = (title: string) =>
  makePost(admin, {
    ...{ title, officeId: null, role: 'reception' as const, fields: [], from: '2026-03-02', to: null },
  });
/** Opens a page, sends its form and answers where the summary of mistakes points to. */
async function send(page: string, path: string, fields: Record<string, string>): Promise<string[]> {
  await browser.open(`${root}/${page}`);
  await browser.post(`${root}/${path}`, fields);
  return [...browser.page.matchAll(/href="#f-([a-z-]+)"/g)].map((found) => found[1] ?? '');
}

test('an address that is almost an id is answered with “not found”, never with a fault', async () => {
  for (const path of ['vi-tri/ID', 'vi-tri/ID/moi-nguoi', 'can-bo/ID', 'phan-cong/ID', 'nhat-ky/viec/ID']) {
    await browser.open(`${root}/${path.replace('ID', '-'.repeat(36))}`);
    expect([path, browser.status]).toEqual([path, 404]);
  }
});

test('an appointment that is still to come can be taken back on its screen', async () => {
  const postId = await aPost('Cán bộ sắp tới');
  const accountId = accountOf(home.reception);
  await assignOfficer(admin, { postId, accountId, from: '2026-05-04' });
  await browser.open(`${root}/vi-tri/${postId}`);
  const path = /phan-cong\/[0-9a-f-]{36}/.exec(browser.page)?.[0] ?? '';
  await browser.open(`${root}/${path}`);
  expect(browser.page).toContain('sẽ giữ vị trí Cán bộ sắp tới từ 04/05/2026');
  expect(browser.page).toContain('Hồ sơ đang giao ở lại với vị trí');
  await browser.post(`${root}/${path}`, day('thoi', '2026-03-02'));
  expect(browser.page).not.toContain('Không tìm thấy');
  const held = (await officerHistory(house.db, accountId, [home.unitId])).find(
    (row) => row.post_id === postId,
  );
  expect(held?.held_to).toBe('2026-05-04');
  expect((await staffOn(house.db, [home.unitId], '2026-05-04', 'sap toi'))[0]?.account_id).toBeNull();
  // Taken back, it is no appointment that could be ended once more.
  ctx.clock.set('2026-05-05T09:00');
  await browser.open(`${root}/${path}`);
  expect(browser.status).toBe(404);
  ctx.clock.set('2026-03-02T09:00');
});

test('a mistake stands beside the box that holds it', async () => {
  const post = { ten: 'Cán bộ có thời hạn', quyen: 'reception', ...day('tu', '2026-04-01') };
  expect(await send('vi-tri/moi', 'vi-tri/moi', { ...post, ...day('den', '2026-02-31') })).toEqual(['den']);
  expect(await send('vi-tri/moi', 'vi-tri/moi', { ...post, ...day('den', '2026-03-01') })).toEqual(['den']);
  expect(await send('vi-tri/moi', 'vi-tri/moi', { ...post, ...day('tu', '2025-01-01') })).toEqual(['tu']);
  expect(browser.page).toContain('value="Cán bộ có thời hạn"');
  const postId = await aPost('Cán bộ nhầm ngày');
  const given = { 'can-bo': accountOf(home.reception), ...day('tu', '2026-02-01') };
  expect(await send(`vi-tri/${postId}`, `vi-tri/${postId}/phan-cong`, given)).toEqual(['tu']);
  const [held] = await staffOn(house.db, [home.unitId], '2026-03-02', 'tiep nhan');
  const path = `phan-cong/${held?.appointment_id}`;
  const moved = { ...day('thoi', '2026-03-02'), sang: '00000000-0000-0000-0000-000000000000' };
  expect(await send(path, path, moved)).toEqual(['sang']);
});

test('what cannot stand in a book does not come into it: pictures, letters without end, a kind said twice', async () => {
  const village = { 'thon-loai': 'thôn', 'thon-van-ban': 'NQ 5', ...day('thon-tu', '2026-04-01') };
  const office = { 'co-quan-van-ban': 'NQ 5', ...day('co-quan-tu', '2026-04-01') };
  for (const bad of ['Đông 😀', 'a'.repeat(500), '<b>Đông</b>']) {
    expect(await send('don-vi', 'don-vi/thon', { ...village, 'thon-ten': bad })).toEqual(['thon-ten']);
    expect(await send('don-vi', 'don-vi/co-quan', { ...office, 'co-quan-ten': bad })).toEqual([
      'co-quan-ten',
    ]);
    expect(
      await send('vi-tri/moi', 'vi-tri/moi', { ten: bad, quyen: 'reception', ...day('tu', '2026-04-01') }),
    ).toEqual(['ten']);
  }
  const long = { ...village, 'thon-ten': 'Đông', 'thon-van-ban': 'x'.repeat(5000) };
  expect(await send('don-vi', 'don-vi/thon', long)).toEqual(['thon-van-ban']);
  expect(await send('don-vi', 'don-vi/thon', { ...village, thon: '999999', 'thon-ten': 'Đông' })).toEqual([
    'thon',
  ]);
  expect(await send('don-vi', 'don-vi/thon', { ...village, 'thon-ten': 'Thôn Đông' })).toEqual([]);
  expect(await house.asOwner(`select name from units.villages where name ilike '%Đông'`)).toEqual([
    { name: 'Đông' },
  ]);
});

test('the first administrator who repeats her password wrongly keeps her commune and all else she typed', async () => {
  const { path } = await inviteFirstAdministrator(ctx, itself);
  const visitor = new PlainBrowser(server.app);
  // A link holds only under the machine's own name.
  const link = `${itself}${path}`;
  await visitor.open(link);
  const own = {
    'ho-ten': 'Phạm Thị Đầu',
    'gioi-tinh': 'female',
    'nam-sinh': '1985',
    'dien-thoai': '0912777009',
  };
  const typed = { ...own, xa: '14701', 'mat-khau': 'con đò bến cũ', 'mat-khau-lai': 'con đò bến mới' };
  await visitor.post(link, typed);
  expect(visitor.page).toContain('href="#f-mat-khau-lai"');
  for (const kept of ['14701', 'Phạm Thị Đầu', '1985']) expect(visitor.page).toContain(`value="${kept}"`);
  expect(visitor.page).toMatch(/<input[^>]*name="xa"[^>]*type="text"|<input[^>]*type="text"[^>]*name="xa"/);
  await visitor.post(link, { ...typed, 'ho-ten': 'Long 😀', 'mat-khau-lai': typed['mat-khau'] });
  expect(visitor.page).toContain('href="#f-ho-ten"');
});

test('contact, hours and what is still missing can be opened again from the front page', async () => {
  await browser.open(root);
  for (const place of ['thiet-lap', 'thiet-lap/san-sang'])
    expect(browser.page).toContain(`href="${root}/${place}"`);
});

test('a day that there is not is said, not quietly taken for another', async () => {
  const wrong = (name: string) => `${name}-day=31&${name}-month=2&${name}-year=2026`;
  for (const path of [
    `vi-tri?${wrong('ngay')}`,
    `nhat-ky/tra-cuu?${wrong('tu')}`,
    `nhat-ky/tra-cuu?${wrong('den')}`,
  ]) {
    await browser.open(`${root}/${path}`);
    expect([path, browser.status]).toEqual([path, 422]);
    expect(browser.page).toContain('Ngày này không có');
    expect(browser.page).toMatch(/value="31"/);
  }
  await browser.open(`${root}/nhat-ky/xuat.csv?${wrong('tu')}`);
  expect(browser.status).toBe(422);
});

test('the export of a search holds all its lines from any of its pages, with the hours of here', async () => {
  const all = await server.app.inject({ url: `${root}/nhat-ky/xuat.csv?loai=post.`, headers: cookie() });
  const later = await server.app.inject({
    url: `${root}/nhat-ky/xuat.csv?loai=post.&truoc=1`,
    headers: cookie(),
  });
  expect(all.body.split('\r\n').length).toBeGreaterThan(3);
  expect(later.body).toBe(all.body);
  expect(all.body).toContain('02/03/2026');
  expect(all.body).not.toMatch(/\dT\d/);
});

const cookie = () => ({ cookie: [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ') });
