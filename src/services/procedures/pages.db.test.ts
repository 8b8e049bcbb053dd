import fs from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { tx } from '#engines/database';
import { aServer, testCtx, testDb } from '#engines/testing';
import { catalogueOf, importOfficial, importProcedures, routes } from './index.ts';
import { lifeEvents } from './life-events.ts';

const official = '../shared/data/vietnam/procedures-official-2026.json';
const folder = 'data/procedures';
const house = await testDb();
const ctx = testCtx(house, { at: '2026-11-24T09:00' });
const day = '2026-11-24';
const files = fs
  .readdirSync(folder)
  .filter((name) => /^\d.*\.yaml$|^(synonyms|elsewhere)\.yaml$/.test(name))
  .map((name) => ({ name, text: fs.readFileSync(`${folder}/${name}`, 'utf8') }));
await tx(ctx, (t) => importProcedures(t, files, ctx.now()));
const server = await aServer(house, ctx, routes);

async function get(url: string, headers: Record<string, string> = {}) {
  const answer = await server.app.inject({ method: 'GET', url, headers });
  return { status: answer.statusCode, text: answer.body, location: answer.headers.location };
}
const linksIn = (text: string, start: string): string[] => [
  ...new Set(
    [...text.matchAll(/href="([^"]+)"/g)].map((m) => m[1] ?? '').filter((href) => href.startsWith(start)),
  ),
];
/** Every procedure that a list leads to, over all of its pages. */
async function walked(path: string): Promise<string[]> {
  const codes: string[] = [];
  for (let page = 1; page < 40; page++) {
    const { text } = await get(`${path}?trang=${page}`);
    codes.push(...linksIn(text, '/thu-tuc/').filter((href) => /\/\d\.\d{6}$/.test(href)));
    if (!text.includes('rel="next"')) return codes;
  }
  throw new Error(`${path} has no end`);
}

describe('the catalogue of an installation without the portal’s texts', () => {
  test('stands alone and says so', async () => {
    for (const url of ['/thu-tuc', '/thu-tuc/tat-ca', '/thu-tuc/theo-viec/co-nguoi-mat'])
      expect((await get(url)).text, url).toContain('Xã chưa nạp nguyên văn');
  });
  test('every life event that is offered leads to something', async () => {
    for (const start of ['/', '/thu-tuc']) {
      const tiles = linksIn((await get(start)).text, '/thu-tuc/theo-viec/');
      expect(tiles.length).toBeGreaterThan(8);
      for (const tile of tiles) {
        const { status, text } = await get(tile);
        expect(status, tile).toBe(200);
        expect(linksIn(text, '/thu-tuc/').length, tile).toBeGreaterThan(0);
      }
    }
    expect(lifeEvents).toHaveLength(14);
  });
  test('a list that there is not is missing, in words', async () => {
    for (const url of [
      '/thu-tuc/theo-viec/khong-co',
      '/thu-tuc/theo-linh-vuc/khong-co',
      '/thu-tuc/theo-linh-vuc/x/ma-qr',
    ])
      expect(await get(url), url).toMatchObject({
        status: 404,
        text: expect.stringContaining('Không có mục này'),
      });
  });
  test('a procedure without a form has no declaration, and says what to do', async () => {
    const without = (await catalogueOf(ctx.db, day)).find((entry) => entry.kind === 'information');
    const { status, text } = await get(`/thu-tuc/${without?.code}/to-khai`);
    if (status !== 200) expect(text).toContain('không có tờ khai để điền ở đây');
  });
  test('old and longer addresses lead to the same page', async () => {
    for (const page of ['', '/niem-yet', '/ma-qr', '/to-khai']) {
      const { status, location } = await get(`/thu-tuc/1.001193.000.00.00.H42${page}`);
      expect([status, location]).toEqual([303, `/thu-tuc/1.001193${page}`]);
    }
  });
});

describe('what was searched in vain', () => {
  const counts = async (question: string) =>
    (
      await house.asOwner('select asked, unanswered, opened from procedures.searches where question = $1', [
        question,
      ])
    )[0];
  test('is counted when nothing is found, and when nobody opens what was', async () => {
    await get('/thu-tuc?q=zwxkq+vvbnm');
    expect(await counts('zwxkq vvbnm')).toEqual({ asked: 1, unanswered: 1, opened: 0 });
    await get('/thu-tuc?q=khai+tu');
    expect(await counts('khai tu')).toEqual({ asked: 1, unanswered: 0, opened: 0 });
    const origin = 'http://127.0.0.1:8080';
    await get('/thu-tuc/1.000656', { referer: `${origin}/thu-tuc?q=khai%20t%E1%BB%AD` });
    await get('/thu-tuc/1.000656', { referer: 'https://else.example/thu-tuc?q=khai%20tu' });
    expect(await counts('khai tu')).toEqual({ asked: 1, unanswered: 0, opened: 1 });
  });
  test('where to go is an answer that nobody has to open', async () => {
    await get('/thu-tuc?q=ho+chieu');
    expect(await counts('ho chieu')).toEqual({ asked: 1, unanswered: 0, opened: 1 });
  });
});

describe.skipIf(!fs.existsSync(official))('with the portal’s texts (procedures-official-2026.json)', () => {
  beforeAll(async () => {
    await tx(ctx, (t) => importOfficial(t, JSON.parse(fs.readFileSync(official, 'utf8')), ctx.now()));
  });
  test('all of them can be reached page by page, and by their fields', async () => {
    const entries = await catalogueOf(ctx.db, day);
    expect(entries.filter((entry) => entry.kind === 'official').length).toBeGreaterThan(100);
    const all = entries.map((entry) => `/thu-tuc/${entry.code}`).sort();
    expect((await walked('/thu-tuc/tat-ca')).sort()).toEqual(all);
    const { text } = await get('/thu-tuc');
    expect(text).not.toContain('Xã chưa nạp nguyên văn');
    const byField: string[] = [];
    for (const field of linksIn(text, '/thu-tuc/theo-linh-vuc/')) byField.push(...(await walked(field)));
    expect(byField.sort()).toEqual(all);
  });
  test('each of the 288 has its official text, a posting and a code', async () => {
    const { thu_tuc } = JSON.parse(fs.readFileSync(official, 'utf8')) as { thu_tuc: { ma: string }[] };
    expect(thu_tuc).toHaveLength(288);
    for (const code of thu_tuc.map(({ ma }) => ma.slice(0, 8))) {
      const page = await get(`/thu-tuc/${code}`);
      expect(page.status, code).toBe(200);
      expect(page.text, code).toContain('Toàn văn trên Cổng Dịch vụ công quốc gia');
      expect((await get(`/thu-tuc/${code}/niem-yet`)).text, code).toContain('Phản ánh, kiến nghị');
      expect((await get(`/thu-tuc/${code}/ma-qr`)).text, code).toContain('class="qr qr-big"');
    }
  });
  test('a list is narrowed down by its own search', async () => {
    const { text } = await get('/thu-tuc/theo-linh-vuc/ho-tich?q=giam+ho');
    const found = linksIn(text, '/thu-tuc/').filter((href) => /\/\d\.\d{6}$/.test(href));
    expect(found).toContain('/thu-tuc/1.004837');
    expect(found).not.toContain('/thu-tuc/2.000815');
    const nothing = await get('/thu-tuc/theo-linh-vuc/ho-tich?q=zzzzxq');
    expect(nothing.text).toContain('Tìm trong tất cả thủ tục');
    expect((await get('/thu-tuc/tat-ca?trang=9999')).status).toBe(200);
    expect((await get('/thu-tuc/tat-ca?trang=-1')).status).toBe(200);
  });
  test('another process’s import is seen at the next question', async () => {
    const before = (await catalogueOf(ctx.db, day)).length;
    await house.asOwner(
      `with old as (select id from procedures.versions where code = '1.000656' and kind <> 'official')
       insert into procedures.ends (version_id, valid_to, at) select id, '2026-11-01', now() from old`,
      [],
    );
    await house.asOwner('update procedures.revision set revision = revision + 1', []);
    const after = await catalogueOf(ctx.db, day);
    expect(after).toHaveLength(before);
    expect(after.find((entry) => entry.code === '1.000656')?.kind).toBe('official');
  });
});

describe('the day of the result', () => {
  const asked = 'ngay-day=24&ngay-month=11&ngay-year=2026&gio=09%3A00';

  test('is not promised by the commune’s hours while the commune takes no dossiers here', async () => {
    const { text } = await get(`/thu-tuc/1.001193?${asked}`);
    expect(text).toContain('giờ hành chính chung');
    expect(text).not.toContain('Tính theo giờ làm việc của xã');
  });

  test('of what the police decide is said to be theirs to name', async () => {
    const { text } = await get(`/thu-tuc/1.014061?${asked}`);
    expect(text).toContain('Ngày nơi giải quyết nhận đủ giấy tờ');
    expect(text).not.toContain('Ngày xã nhận đủ giấy tờ');
    expect(text).not.toContain('Tính theo giờ làm việc của xã');
  });
});
