import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, describe, expect, test } from 'vitest';
import { actorOf, createCitizenAccount, openSession } from '#engines/access';
import { importCalendar } from '#engines/calendar';
import { type Ctx, tx } from '#engines/database';
import { openFileStore } from '#engines/files';
import { upsertPerson } from '#engines/people';
import { type TestCtx, testCtx, testDb } from '#engines/testing';
import { systemPages } from '#engines/ui';
import { currentUnit, installUnits, unitFiles } from '#engines/units';
import { createServer, noAssets } from '#engines/web';
import { importProcedures, setDirectFiling } from '#services/procedures';
import { forgetOldDrafts } from '../draft-actions.ts';
import { routes } from '../index.ts';

const house = await testDb();
let ctx: TestCtx = testCtx(house, { at: '2026-03-02T09:00' });
const data = path.resolve(import.meta.dirname, '../../../../data');
const read = (file: string) => ({ name: file, text: fs.readFileSync(path.join(data, file), 'utf8') });
const filesDir = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-citizen-'));
openFileStore({ dir: filesDir });

await tx(ctx, async (t) => {
  const units = Object.entries(unitFiles).map(([key, file]) => [key, read(`units/${file}`)]);
  await installUnits(t, Object.fromEntries(units));
  await importCalendar(t, read('calendar/2020-2027.tsv').text, 'tsv');
});
const yaml = fs.readdirSync(path.join(data, 'procedures')).filter((name) => /^\d.*\.yaml$/.test(name));
const install = (files: readonly { name: string; text: string }[]) =>
  tx(ctx, (t) => importProcedures(t, files, ctx.now()));
await install(yaml.map((name) => read(`procedures/${name}`)));
await tx(ctx, (t) => setDirectFiling(t, '14701', 'bản trình diễn', ctx.now()));
const commune = await currentUnit(house.db, '14701', '2026-03-02');

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
    name: 'Xã Yên Mô',
    above: 'Tỉnh Ninh Bình',
    address: '',
    phone: '',
    hours: '',
    demo: true,
    citizenNav: [],
    officerNav: [],
  }),
  assets: noAssets,
  now: () => ctx.now(),
});
afterAll(async () => {
  await server.close();
  fs.rmSync(filesDir, { recursive: true, force: true });
});

/** A browser without scripts: it knows the last page, its hidden fields and its cookies. */
class Browser {
  page = '';
  path = '';
  status = 0;
  headers: LightMyRequestResponse['headers'] = {};
  private readonly jar: Map<string, string>;
  private readonly app: FastifyInstance = server.app;
  constructor(token: string) {
    this.jar = new Map(token ? [['phien', token]] : []);
  }
  async open(url: string): Promise<this> {
    return this.take(url, await this.app.inject({ method: 'GET', url, headers: this.cookies() }));
  }
  async post(url: string, fields: Record<string, string>): Promise<this> {
    const payload = new URLSearchParams({ ...this.hidden(), ...fields }).toString();
    const headers = { ...this.cookies(), 'content-type': 'application/x-www-form-urlencoded' };
    return this.take(url, await this.app.inject({ method: 'POST', url, headers, payload }));
  }
  async upload(url: string, field: string, name: string, bytes: Buffer): Promise<this> {
    const line = '----x';
    const part = (head: string) => `--${line}\r\nContent-Disposition: form-data; ${head}\r\n`;
    const payload = Buffer.concat([
      Buffer.from(`${part('name="_csrf"')}\r\n${this.hidden()._csrf}\r\n`),
      Buffer.from(`${part(`name="${field}"; filename="${name}"`)}Content-Type: image/png\r\n\r\n`),
      bytes,
      Buffer.from(`\r\n--${line}--\r\n`),
    ]);
    const headers = { ...this.cookies(), 'content-type': `multipart/form-data; boundary=${line}` };
    return this.take(url, await this.app.inject({ method: 'POST', url, headers, payload }));
  }
  private hidden(): Record<string, string> {
    const found = this.page.matchAll(/<input type="hidden" name="(_csrf|_once|asked|seen)" value="([^"]*)"/g);
    return Object.fromEntries([...found].map(([, name, value]) => [name, value]));
  }
  private async take(url: string, response: LightMyRequestResponse): Promise<this> {
    for (const { name, value } of response.cookies) this.jar.set(name, value);
    const to = response.headers.location;
    if (response.statusCode === 303 && typeof to === 'string') return this.open(to);
    this.path = url;
    this.page = response.body;
    this.status = response.statusCode;
    this.headers = response.headers;
    return this;
  }
  private cookies() {
    return { cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ') };
  }
}

let people = 0;
async function aBrowserOf(name: string): Promise<Browser> {
  people += 1;
  const phone = `0912000${String(people).padStart(3, '0')}`;
  const token = await tx(ctx, async (t) => {
    const person = await upsertPerson(t, {
      unit_id: commune?.id ?? 0,
      name,
      sex: 'female',
      birth: '1980-02-03',
      ethnic_code: '01',
      phone: `+84${phone.slice(1)}`,
      address: 'Số nhà 5',
    });
    const accountId = await createCitizenAccount(ctx, t, { personId: person.id, name, phone });
    return openSession(ctx, t, { accountId, device: 'thử' });
  });
  return new Browser(token);
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const draftIn = (path: string) => path.split('/')[2] ?? '';
const later = (minutes: number): Ctx => {
  ctx = testCtx(house, {
    at: new Date(ctx.now().getTime() + 7 * 3_600_000 + minutes * 60_000).toISOString().slice(0, 16),
  });
  return ctx;
};

async function begin(browser: Browser, code = '1.001193'): Promise<string> {
  await browser.open(`/nop/${code}`);
  await browser.post(`/nop/${code}`, { whom: 'child', name: '' });
  return draftIn(browser.path);
}

const filer = {
  'filer-name': 'Phạm Thị Mơ',
  'filer-number': '',
  'filer-address': 'Số nhà 5, xã Yên Mô',
  'filer-phone': '0912000001',
  'filer-relation': 'mother',
};
const child = {
  'child-name': 'Nguyễn Văn Bé',
  'child-birth-day': '20',
  'child-birth-month': '2',
  'child-birth-year': '2026',
  'over-sixty-days': 'no',
  'child-sex': 'male',
  'child-ethnic': '01',
  'child-nationality': 'VN',
  'child-origin': 'Xã Yên Mô, tỉnh Ninh Bình',
};
const place = {
  'birth-where': 'facility',
  'birth-facility': 'Trạm y tế xã',
  'birth-address': 'Xã Yên Mô',
  'birth-proof': 'hospital-paper',
};
const mother = {
  'mother-name': 'Phạm Thị Mơ',
  'mother-birth-year': '1980',
  'mother-number': '',
  'mother-ethnic': '01',
  'mother-nationality': 'VN',
  'mother-address': 'Xã Yên Mô',
};

async function fillIn(browser: Browser, id: string): Promise<void> {
  await browser.post(`/nop/${id}/filer`, filer);
  await browser.post(`/nop/${id}/child`, child);
  await browser.post(`/nop/${id}/birth-place`, place);
  if (browser.path.endsWith('birth-place')) await browser.post(`/nop/${id}/birth-place`, place);
  await browser.post(`/nop/${id}/parents`, { 'parents-known': 'mother-only' });
  await browser.post(`/nop/${id}/mother`, mother);
  await browser.post(`/nop/${id}/result`, { copies: '2', deliver: 'counter' });
  await browser.upload(`/nop/${id}/giay-to/anh`, 'anh-birth-certificate', 'giay.png', png);
  await browser.open(`/nop/${id}/nhan-ket-qua`);
  await browser.post(`/nop/${id}/nhan-ket-qua`, { phone: '0912 000 001', sms: 'yes' });
}

describe('filing without JavaScript', () => {
  test('from the start page to the receipt, and one dossier however often the button is pressed', async () => {
    const browser = await aBrowserOf('Phạm Thị Mơ');
    await browser.open('/nop/1.001193');
    expect(browser.status).toBe(200);
    expect(browser.page).toContain('Ông/Bà nộp hồ sơ cho ai?');
    await browser.post('/nop/1.001193', {});
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('chưa chọn nộp hồ sơ cho ai');
    const id = await begin(browser);
    expect(browser.path).toBe(`/nop/${id}/filer`);
    expect(browser.page).toContain('value="Phạm Thị Mơ"');
    expect(browser.page).toContain('Lấy từ dữ liệu đã có');
    await fillIn(browser, id);
    expect(browser.path).toBe(`/nop/${id}/kiem-tra`);
    expect(browser.page).toContain('Nguyễn Văn Bé');
    expect(browser.page).toContain('16.000');
    expect(browser.page).toContain('17 giờ 00 phút, ngày 02/03/2026');
    await browser.post(`/nop/${id}/kiem-tra`, {});
    expect(browser.status).toBe(422);
    const check = browser.page;
    await browser.post(`/nop/${id}/kiem-tra`, { oath: 'yes' });
    expect(browser.path).toMatch(/^\/ho-so\/H42.*-260302-\d{4}\/da-nop$/);
    const receipt = browser.path;
    browser.page = check;
    await browser.post(`/nop/${id}/kiem-tra`, { oath: 'yes' });
    expect(browser.path).toBe(receipt);
    await browser.open('/ho-so');
    expect(browser.page.match(/class="card"/g)).toHaveLength(1);
    await browser.open(receipt.replace('/da-nop', ''));
    expect(browser.page).toContain('chờ tiếp nhận');
    expect(browser.page).toContain('Ông/Bà chưa phải làm gì');
  });

  test('two taps at the same moment give one dossier', async () => {
    const browser = await aBrowserOf('Lê Thị Hai');
    const id = await begin(browser);
    await fillIn(browser, id);
    const before = browser.page;
    const twins = await Promise.all(
      [0, 1]
        .map(() => Object.assign(Object.create(browser) as Browser, { page: before }))
        .map((twin) => twin.post(`/nop/${id}/kiem-tra`, { oath: 'yes' })),
    );
    expect(twins[0]?.path).toMatch(/da-nop$/);
    expect(twins[1]?.path).toBe(twins[0]?.path);
  });

  test('mistakes come back with everything that was typed', async () => {
    const browser = await aBrowserOf('Trần Thị Tư');
    const id = await begin(browser);
    await browser.post(`/nop/${id}/filer`, filer);
    await browser.post(`/nop/${id}/child`, { ...child, 'child-birth-day': '30', 'child-name': 'Bé 1' });
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('không có trong lịch');
    expect(browser.page).toContain('value="Bé 1"');
    expect(browser.page).toContain('value="Xã Yên Mô, tỉnh Ninh Bình"');
  });

  test('what can be done later is kept, and the start page leads back to it', async () => {
    const browser = await aBrowserOf('Vũ Thị Năm');
    const id = await begin(browser);
    await browser.post(`/nop/${id}/filer`, { ...filer, 'filer-phone': '12', later: 'yes' });
    expect(browser.path).toBe('/ho-so');
    expect(browser.page).toContain('Đang làm dở');
    await browser.open('/nop/1.001193');
    expect(browser.page).toContain('Ông/Bà có tờ khai đang làm dở');
    await browser.open(`/nop/${id}`);
    expect(browser.path).toBe(`/nop/${id}/filer`);
    expect(browser.page).toContain('Số nhà 5, xã Yên Mô');
  });

  test('items of a repeating group are added, changed and taken away', async () => {
    const browser = await aBrowserOf('Đỗ Thị Sáu');
    const id = await begin(browser);
    await browser.post(`/nop/${id}/filer`, filer);
    await browser.post(`/nop/${id}/child`, child);
    await browser.post(`/nop/${id}/birth-place`, { ...place, 'birth-proof': 'witnesses' });
    if (browser.path.endsWith('birth-place')) {
      await browser.post(`/nop/${id}/birth-place`, { ...place, 'birth-proof': 'witnesses' });
    }
    expect(browser.path).toBe(`/nop/${id}/witnesses`);
    await browser.post(`/nop/${id}/witnesses`, {});
    expect(browser.status).toBe(422);
    const witness = { 'witness-name': 'Hà Văn Cả', 'witness-address': 'Thôn Trung' };
    await browser.open(`/nop/${id}/witnesses/0`);
    await browser.post(`/nop/${id}/witnesses/0`, witness);
    expect(browser.page).toContain('Hà Văn Cả');
    await browser.post(`/nop/${id}/witnesses/0/xoa`, {});
    expect(browser.page).not.toContain('Hà Văn Cả');
  });
});

test('a photo that is none is refused by name, and the ones before it stay', async () => {
  const browser = await aBrowserOf('Hoàng Thị Sen');
  const id = await begin(browser);
  await fillIn(browser, id);
  await browser.open(`/nop/${id}/giay-to`);
  await browser.upload(`/nop/${id}/giay-to/anh`, 'anh-birth-certificate', 'don.jpg', Buffer.from('chữ'));
  expect(browser.status).toBe(422);
  expect(browser.page).toContain('don.jpg');
  expect(browser.page).toContain('Đã có 1 ảnh');
  await browser.upload(`/nop/${id}/giay-to/anh`, 'anh-birth-certificate', 'anh.heic', png);
  expect(browser.page).toContain('anh.heic');
});

test('a session that ends on a screen loses nothing that was typed on it', async () => {
  const browser = await aBrowserOf('Tạ Thị Cúc');
  const id = await begin(browser);
  await house
    .asOwner('update access.sessions set ended_at = now()')
    .catch(() => house.asOwner('delete from access.sessions'));
  await browser.post(`/nop/${id}/filer`, { ...filer, 'filer-address': 'Thôn Liên Trì' });
  expect(browser.path).toMatch(/^\/dang-nhap\?tiep=%2Ftiep-tuc/);
});

test('what is asked for is answered in place; then withdrawn, then not rated', async () => {
  const browser = await aBrowserOf('Lý Thị Đào');
  const id = await begin(browser);
  await fillIn(browser, id);
  await browser.post(`/nop/${id}/kiem-tra`, { oath: 'yes' });
  const number = browser.path.split('/')[2] ?? '';
  const [row] = await house.asOwner(
    `update cases.cases set state = 'supplement', facet3 = 'citizen' where number = $1 returning id`,
    [number],
  );
  await house.asOwner(
    `insert into dossiers.supplements (case_id, asked_at, asked_by, items, reason)
     values ($1, now(), 'Bộ phận tiếp nhận', '{"Giấy chứng sinh mặt sau"}', 'Ảnh mờ')`,
    [row?.id],
  );
  await browser.open(`/ho-so/${number}`);
  expect(browser.page).toContain('Giấy chứng sinh mặt sau');
  await browser.upload(`/ho-so/${number}/bo-sung`, 'anh-0', 'sau.jpg', Buffer.from('chữ'));
  expect(browser.status).toBe(422);
  await browser.upload(`/ho-so/${number}/bo-sung`, 'anh-0', 'sau.png', png);
  expect(browser.page).toContain('chờ kiểm tra');
  await browser.post(`/ho-so/${number}/nhan`, { message: 'Bao giờ xong ạ?' });
  expect(browser.page).toContain('Bao giờ xong ạ?');
  await browser.post(`/ho-so/${number}/danh-gia`, { score: '3' });
  expect(browser.status).toBe(409);
  await browser.open(`/ho-so/${number}/rut`);
  await browser.post(`/ho-so/${number}/rut`, { reason: 'Làm trực tiếp' });
  expect(browser.page).toContain('Đã rút');
});

test('a draft that nobody touched for 90 days is forgotten', async () => {
  const browser = await aBrowserOf('Cao Thị Lựu');
  const id = await begin(browser);
  await house.asOwner(`update dossiers.drafts set updated_at = '2025-11-01' where id = $1`, [id]);
  expect(await forgetOldDrafts(ctx)).toBe(1);
  await browser.open(`/nop/${id}`);
  expect(browser.status).toBe(404);
});

describe('a draft belongs to its account alone', () => {
  test('the next user of a shared phone finds neither it nor its photos', async () => {
    const browser = await aBrowserOf('Ngô Thị Bảy');
    const id = await begin(browser);
    await fillIn(browser, id);
    await browser.open(`/nop/${id}/giay-to`);
    const photo = /\/tep\/[0-9a-f-]{36}\/xem/.exec(browser.page)?.[0] ?? '';
    expect(browser.headers['cache-control']).toBe('no-store');
    const stranger = await aBrowserOf('Người Khác');
    for (const url of [
      `/nop/${id}`,
      `/nop/${id}/filer`,
      `/nop/${id}/kiem-tra`,
      `/nop/${id}/thay-doi`,
      photo,
    ]) {
      await stranger.open(url);
      expect(stranger.status, url).toBe(404);
    }
    await stranger.open('/ho-so');
    expect(stranger.page).not.toContain('Đang làm dở');
    await stranger.open('/nop/1.001193');
    await stranger.post(`/nop/${id}/bo`, {});
    expect(stranger.status).toBe(404);
    await browser.open(`/nop/${id}/filer`);
    expect(browser.status).toBe(200);
  });
});

describe('a procedure replaced while a draft is open', () => {
  test('is said, and what still fits is kept', async () => {
    const browser = await aBrowserOf('Bùi Thị Tám');
    const id = await begin(browser, '1.004873');
    const old = read(`procedures/${yaml.find((name) => name.startsWith('1.004873'))}`);
    const first = browser.path.split('/')[3] ?? '';
    await browser.post(`/nop/${id}/${first}`, { later: 'yes', 'filer-name': 'Bùi Thị Tám' });
    const text = old.text
      .replace(/^valid-from: .*$/m, 'valid-from: 2026-03-02')
      .replace('label: Số điện thoại', 'label: Số máy để gọi');
    await install([{ name: old.name, text }]);
    await browser.open(`/nop/${id}`);
    expect(browser.path).toBe(`/nop/${id}/thay-doi`);
    expect(browser.page).toContain('Thủ tục vừa thay đổi');
    await browser.post(`/nop/${id}/thay-doi`, {});
    expect(browser.page).toContain('Bùi Thị Tám');
    expect(browser.path).not.toContain('thay-doi');
  });
});

test('what is not filed here says where to go', async () => {
  const browser = await aBrowserOf('Mai Thị Chín');
  await browser.open('/nop/1.004222');
  expect(browser.page).toContain('Công an xã');
  await browser.post('/nop/1.004222', { whom: 'self' });
  expect(browser.page).not.toContain('/filer');
});

test('tracking without signing in shows the state and no name, and tires of guesses', async () => {
  const browser = await aBrowserOf('Đinh Thị Mười');
  const id = await begin(browser);
  await fillIn(browser, id);
  await browser.post(`/nop/${id}/kiem-tra`, { oath: 'yes' });
  const number = browser.path.split('/')[2] ?? '';
  // Of the telephone that she wrote down for the messages, not of the register's.
  const digits = '0001';
  later(1);
  const visitor = new Browser('');
  await visitor.open(`/tra-cuu?ma=${number}`);
  await visitor.post('/tra-cuu', { ma: number, so: digits });
  expect(visitor.page).toContain('chờ tiếp nhận');
  expect(visitor.page).not.toMatch(/Đinh Thị Mười|Nguyễn Văn Bé/);
  await visitor.open('/tra-cuu');
  for (let i = 0; i < 6; i++) await visitor.post('/tra-cuu', { ma: number, so: '0002' });
  expect(visitor.status).toBe(429);
});
