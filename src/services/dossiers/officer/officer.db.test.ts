import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { caseByNumber } from '#engines/cases';
import type { Actor, Ctx } from '#engines/database';
import { openFileStore } from '#engines/files';
import { aCommune, testCtx, testDb } from '#engines/testing';
import { systemPages } from '#engines/ui';
import { createServer, noAssets } from '#engines/web';
import { routes as oversight } from '#services/oversight';
import { routes } from '../index.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const hall = await aCommune(house, ctx);
const far = await aCommune(house, ctx, '14702');
const filesDir = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-officer-'));
openFileStore({ dir: filesDir });
const { citizen, reception, processor, approver, leader } = hall;

const actors: Record<string, Actor> = {
  citizen: citizen.actor,
  reception: reception.actor,
  processor: processor.actor,
  approver: approver.actor,
  leader: leader.actor,
  far: far.reception.actor,
};
const server = await createServer({
  routes: [...routes, ...oversight],
  db: house.db,
  origin: 'http://127.0.0.1:8080',
  mode: 'demo',
  secret: 'một bí mật dài hơn ba mươi hai ký tự để thử',
  log: ctx.log,
  actorOf: async (token) => actors[token],
  pages: systemPages,
  site: () => ({
    ...{ name: 'Xã Yên Mô', above: 'Tỉnh Ninh Bình', address: '', phone: '', hours: '' },
    ...{ demo: true, citizenNav: [], officerNav: [] },
  }),
  assets: noAssets,
  now: () => ctx.now(),
});
afterAll(async () => {
  await server.close();
  fs.rmSync(filesDir, { recursive: true, force: true });
});

const get = (who: string, url: string) => server.app.inject({ method: 'GET', url, cookies: { phien: who } });
/** Posts a form as the page at `from` would, without JavaScript. */
async function post(who: string, from: string, url: string, fields: Record<string, string>) {
  const page = await get(who, from);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const version = /name="version" value="(\d+)"/.exec(page.body)?.[1] ?? '';
  return server.app.inject({
    method: 'POST',
    url,
    cookies: { phien: who },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: csrf, version, ...fields }).toString(),
  });
}
const pageOf = (number: string) => `/can-bo/ho-so/${number}`;
const act = (who: string, number: string, name: string, fields: Record<string, string> = {}) =>
  post(who, pageOf(number), `${pageOf(number)}/viec/${name}`, fields);
const stateOf = async (number: string, by: Ctx = reception) =>
  (await caseByNumber(by, house.db, number)).state;

describe('queues', () => {
  test('show what waits for the post that opens them, and nothing of another commune', async () => {
    const { number } = await hall.aDossier();
    const elsewhere = await far.aDossier();
    const page = await get('reception', '/can-bo');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(number);
    expect(page.body).not.toContain(elsewhere.number);
    for (const words of ['Giao cho tôi', 'Của đơn vị tôi', 'Chờ tiếp nhận', 'Quá hạn', 'Chờ trả kết quả'])
      expect(page.body).toContain(words);
  });

  test('a figure beside a group is the number of its rows', async () => {
    const page = await get('reception', '/can-bo?muc=moi-nop');
    const figures = [...page.body.matchAll(/muc=([a-z-]+)"[^>]*>[^<]*<span class="count">(\d+)/g)];
    expect(figures).toHaveLength(12);
    for (const [, slug, figure] of figures) {
      const rows =
        (await get('reception', `/can-bo?muc=${slug}`)).body.match(/class="row-link"/g)?.length ?? 0;
      expect([slug, rows]).toEqual([slug, Number(figure)]);
    }
  });

  test('find a name without marks, and record whom the search found', async () => {
    const page = await get('reception', '/can-bo?tim=nguyen+dao');
    expect(page.body).toContain('Nguyễn Thị Đào');
    const views = await house.asOwner(
      `select persons from audit.views where purpose = 'Tìm hồ sơ của người dân'`,
    );
    expect(views.length).toBeGreaterThan(0);
    expect((await get('far', '/can-bo?tim=nguyen+dao')).body).not.toContain(`H42.37.01`);
  });

  test('show names, so whoever is on the page can see that the list was looked at', async () => {
    const listed = () =>
      house.asOwner(`select persons from audit.views where purpose = 'Xem danh sách hồ sơ'`);
    const before = (await listed()).length;
    await get('reception', '/can-bo?muc=cua-don-vi');
    expect(await listed()).toHaveLength(before + 1);
  });

  test('are exported within scope, with formulas as text, and the export is in the audit', async () => {
    const csv = await get('reception', '/can-bo/xuat.csv?muc=cua-don-vi');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body).toContain('Nguyễn Thị Đào');
    expect(csv.body).not.toContain('H42.37.02');
    const audits = await house.asOwner(`select detail from audit.entries where verb = 'dossier.exported'`);
    expect(audits).toHaveLength(1);
  });

  test('are closed to citizens', async () => {
    expect((await get('citizen', '/can-bo')).statusCode).toBe(403);
  });
});

describe('the working page', () => {
  test('takes a dossier from reception to the result with plain forms', async () => {
    const { number } = await hall.aDossier();
    const first = await get('reception', pageOf(number));
    expect(first.body).toContain('Việc tiếp theo');
    expect(first.body).toContain('Của chính tôi');
    expect((await act('reception', number, 'receive')).statusCode).toBe(303);
    expect((await act('reception', number, 'pass-on')).statusCode).toBe(303);
    expect((await post('processor', pageOf(number), `${pageOf(number)}/nhan-ve-toi`, {})).statusCode).toBe(
      303,
    );
    await act('processor', number, 'wait-for-system', { system: 'Cơ sở dữ liệu hộ tịch' });
    await act('processor', number, 'answer-of-system', { systemNumber: '12/2026' });
    await act('processor', number, 'propose', { proposal: 'Đủ điều kiện' });
    await act('approver', number, 'approve');
    expect(await stateOf(number)).toBe('processing');
    const issued = await issue(number);
    expect(issued.statusCode).toBe(303);
    expect(await stateOf(number)).toBe('decided');
    const file = /href="(\/ho-so\/[^"]+\/tep\/[^"]+)"/.exec((await get('citizen', `/can-bo`)).body)?.[1];
    expect(file).toBeUndefined();
    await act('reception', number, 'hand-over-result', { receiver: 'Nguyễn Thị Đào' });
    expect(await stateOf(number)).toBe('handed-over');
    const page = await get('leader', pageOf(number));
    expect(page.body).toContain('12/2026');
    expect(page.body).toContain('Hồ sơ không chờ việc gì');
  });

  test('says whom it waits for when that is another, and leads on to the next in the queue', async () => {
    const [{ number }, other] = [await hall.aDossier(), await hall.aDossier()];
    const open = async () => (await get('reception', pageOf(number))).body;
    await act('reception', number, 'receive');
    expect(await open()).toMatch(/button-primary[^>]*>(<svg.*?<\/svg>)?<span>Bàn giao/s);
    await act('reception', number, 'pass-on');
    const handedOn = await open();
    expect(handedOn).toContain('Đang chờ: Người xử lý');
    expect(handedOn).not.toContain('<h2>Việc tiếp theo</h2>');
    expect(handedOn).toContain('Hồ sơ tiếp theo trong hàng “Chờ tiếp nhận”');
    expect(other.number).not.toBe(number);
    const back = await get('reception', `${pageOf(number)}/viec/pass-on`);
    expect([back.statusCode, back.headers.location]).toEqual([303, pageOf(number)]);
  });

  test('an error keeps what was typed and says what to do', async () => {
    const { number } = await hall.aDossier();
    const back = await act('reception', number, 'request-supplement', {
      items: 'Giấy chứng sinh',
      reason: '',
    });
    expect(back.statusCode).toBe(422);
    expect(back.body).toContain('chưa ghi lý do');
    expect(back.body).toContain('Giấy chứng sinh');
  });

  test('the second officer is told what the first did, and keeps her words', async () => {
    const { number } = await hall.aDossier();
    await act('reception', number, 'receive');
    const late = await act('reception', number, 'refuse', { version: '1', reason: 'Thiếu giấy uỷ quyền' });
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('vừa tiếp nhận hồ sơ này lúc 9 giờ 00 phút');
    expect(late.body).toContain('Thiếu giấy uỷ quyền');
  });

  test('does not exist for another commune, and an act there changes nothing', async () => {
    const { number } = await hall.aDossier();
    expect((await get('far', pageOf(number))).statusCode).toBe(404);
    const before = await stateOf(number);
    expect((await act('far', number, 'receive', { version: '1' })).statusCode).not.toBe(303);
    expect(await stateOf(number)).toBe(before);
  });

  test('every look is recorded with its purpose; numbers are whole only after one is given', async () => {
    const { number, caseId } = await hall.aDossier();
    const personId = citizen.actor.kind === 'citizen' ? citizen.actor.personId : '';
    await house.asOwner(`update people.persons set identity_number = '037180000012' where id = $1`, [
      personId,
    ]);
    const masked = await get('reception', pageOf(number));
    expect(masked.body).not.toContain('037180000012');
    const none = await post('reception', pageOf(number), `${pageOf(number)}/xem-day-du`, { purpose: '' });
    expect(none.statusCode).toBe(422);
    const whole = await post('reception', pageOf(number), `${pageOf(number)}/xem-day-du`, {
      purpose: 'Đối chiếu',
    });
    expect(whole.body).toContain('037180000012');
    const views = await house.asOwner('select purpose from audit.views where case_id = $1 order by id', [
      caseId,
    ]);
    expect(views.at(-1)?.purpose).toBe(`Giải quyết hồ sơ ${number}: Đối chiếu`);
    expect(views.length).toBeGreaterThanOrEqual(2);
  });

  test('prints without buttons', async () => {
    const { number } = await hall.aDossier();
    const page = await get('reception', `${pageOf(number)}/in`);
    expect(page.body).toContain('In lúc 9 giờ 00 phút');
    expect(page.body).not.toContain('Tiếp nhận</span></button>');
  });

  async function issue(number: string) {
    const page = await get('processor', pageOf(number));
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.body)?.[1] ?? '';
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const part = (head: string) => `--x\r\nContent-Disposition: form-data; ${head}\r\n`;
    const fields = { _csrf: field('_csrf'), version: field('version'), title: 'Bản sao Giấy khai sinh' };
    const payload = Buffer.concat([
      ...Object.entries(fields).map(([name, value]) =>
        Buffer.from(`${part(`name="${name}"`)}\r\n${value}\r\n`),
      ),
      Buffer.from(`${part('name="file"; filename="ket-qua.png"')}Content-Type: image/png\r\n\r\n`),
      png,
      Buffer.from('\r\n--x--\r\n'),
    ]);
    return server.app.inject({
      method: 'POST',
      url: `${pageOf(number)}/viec/issue-result`,
      cookies: { phien: 'processor' },
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload,
    });
  }
});

describe('the api and the leader’s screen', () => {
  test('tell the status of a dossier to whoever has a right on it', async () => {
    const { number } = await hall.aDossier();
    const mine = await get('citizen', `/api/v1/dossiers/${number}`);
    expect(mine.json()).toMatchObject({
      code: number,
      status: { code: 1, name: 'Mới đăng ký' },
      dueAt: null,
    });
    const other = await get('far', `/api/v1/dossiers/${number}`);
    expect([other.statusCode, other.headers['content-type']]).toEqual([
      404,
      expect.stringContaining('application/problem+json'),
    ]);
  });

  test('every figure on the leader’s screen opens as many rows', async () => {
    const page = await get('leader', '/can-bo/tong-quan');
    expect(page.statusCode).toBe(200);
    const figures = [
      ...page.body.matchAll(/<a href="(\/can-bo\/tong-quan\/ho-so[^"]+)"><span class="stat-value">(\d+)/g),
      ...page.body.matchAll(/<a href="(\/can-bo\/tong-quan\/ho-so[^"]+)">(\d+)<\/a>/g),
    ];
    expect(figures.length).toBeGreaterThan(9);
    for (const [, href = '', figure] of figures) {
      const rows = await get('leader', href.replaceAll('&amp;', '&'));
      expect([href, rows.body.match(/data-title="Mã hồ sơ"/g)?.length ?? 0]).toEqual([href, Number(figure)]);
    }
    expect((await get('processor', '/can-bo/tong-quan')).statusCode).toBe(403);
  });
});
