import { describe, expect, test } from 'vitest';
import { aCommune, aServer, PlainBrowser, session, testCtx, testDb } from '#engines/testing';
import { routes as changeRoutes } from '#services/changes';
import { routes } from '../index.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-11-24T09:00' });
const home = await aCommune(house, ctx);
const away = await aCommune(house, ctx, '14702');
const admin = await home.anOfficer({ role: 'administrator', title: 'Quản trị', name: 'Dương Hải Long' });
const server = await aServer(house, ctx, [...changeRoutes, ...routes]);
const windowOf = async (who: typeof admin) => {
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await session(ctx, who));
  return browser;
};
const first = await windowOf(admin);
await first.open('/can-bo/thu-tuc/2.000635');
await first.post('/can-bo/thu-tuc/2.000635/sua', {});
const editing = first.path;

describe('a draft on screens', () => {
  test('in two windows: the slower one is told, and keeps what it typed', async () => {
    const second = await windowOf(admin);
    await first.open(`${editing}?muc=ket-qua`);
    await second.open(`${editing}?muc=ket-qua`);
    await first.post(editing, { 'o-name': 'Bản sao có chứng thực', viec: 'save' });
    expect(first.page).toContain('Đã lưu vào bản nháp');
    await second.post(editing, { 'o-name': 'Bản sao giấy', viec: 'save' });
    expect(second.status).toBe(409);
    expect(second.page).toContain('cửa sổ khác');
    expect(second.page).toContain('value="Bản sao giấy"');
    await second.post(editing, { 'o-name': 'Bản sao giấy', viec: 'save' });
    expect(second.status).toBe(200);
    expect(second.page).toContain('value="Bản sao giấy"');
  });

  test('adds, moves and takes away; what is missing is named with its place', async () => {
    await first.open(`${editing}?muc=giay-to`);
    await first.post(editing, { viec: 'add papers' });
    expect(first.path).toContain('giay-to.papers.');
    expect(first.page).toContain('Chưa điền.');
    await first.open(editing);
    expect(first.page).toContain('Giấy tờ phải có › Giấy tờ mới › Tên giấy tờ: Chưa điền.');
    const at = home.version.definition.papers.length;
    await first.open(`${editing}?muc=giay-to`);
    await first.post(editing, { viec: `up papers ${at}` });
    await first.post(editing, { viec: `remove papers ${at - 1}` });
    await first.open(editing);
    expect(first.page).toContain('Đủ, có thể trình duyệt');
  });

  test('is nobody else’s: not a colleague’s of another commune, not a leader’s to write', async () => {
    for (const who of [away.leader, home.leader]) {
      const other = await windowOf(who);
      await other.open(editing);
      expect(other.status).toBe(404);
    }
    const leader = await windowOf(home.leader);
    await leader.open('/can-bo/thu-tuc/2.000635');
    expect(leader.page).not.toContain('Sửa thủ tục này');
  });

  test('a preview shows the draft and lets nothing be filed', async () => {
    await first.open(`${editing.replace('thay-doi', 'thu-tuc/nhap').replace('/sua', '')}/xem-thu`);
    expect(first.page).toContain('Bản xem thử');
    expect(first.page).toContain('Bản sao giấy');
    expect(first.page).not.toMatch(/href="\/nop\//);
  });
});

describe('what is typed without care', () => {
  test('a group of no words is no group; one of a picture or a page is named before it goes on', async () => {
    const home = '/can-bo/thu-tuc/tu-dong-nghia';
    await first.open(home);
    await first.post(home, { viec: 'them', tu: ' ' });
    expect([first.status, first.path]).toEqual([422, home]);
    expect(first.page).toContain('href="#f-tu"');
    for (const bad of ['😀', 'a'.repeat(500)]) {
      await first.open(home);
      await first.post(home, { viec: 'them', tu: `giấy đẻ\n${bad}` });
      expect(first.page).toContain('Mỗi từ ngữ phải có chữ');
    }
    await first.open(`${home}?tim=khong+co+dau`);
    expect(first.page).toContain('Không có nhóm nào');
  });

  test('a reason without end, and a draft that cannot go on, point to a box that is there', async () => {
    const change = editing.replace(/\/sua$/, '');
    const day = { 'hieu-luc-day': '1', 'hieu-luc-month': '12', 'hieu-luc-year': '2026' };
    await first.open(change);
    await first.post(`${change}/trinh`, { 'can-cu': 'a'.repeat(5000), ...day });
    expect(first.status).toBe(422);
    expect(first.page).toContain('href="#f-can-cu"');
    await first.post(`${change}/trinh`, { 'can-cu': 'NQ 12', ...day, 'hieu-luc-year': '2025' });
    expect(first.page).toContain('href="#f-hieu-luc"');
    // To give a draft up asks once more, with what is lost.
    expect(first.page).toContain('Bỏ rồi thì những gì đã viết');
  });
});
