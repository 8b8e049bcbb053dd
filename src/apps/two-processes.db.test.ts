import fs from 'node:fs';
import http from 'node:http';
import type net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSession } from '#engines/access';
import { asClient, machine, openHouse, tx, withDatabase } from '#engines/database';
import { answersFor, PlainBrowser } from '#engines/testing';
import { overNetwork } from './testing/network-browser.ts';
import { aPostgres, endPostgres, hasPostgres } from './testing/postgres.ts';
import { aClone, endPrograms, type Program, startProgram } from './testing/program.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-two-'));
fs.chmodSync(home, 0o755);
const proxies: http.Server[] = [];
afterAll(async () => {
  for (const proxy of proxies) proxy.close();
  await endPrograms();
  await endPostgres();
  fs.rmSync(home, { recursive: true, force: true });
});

/** Sends every request to the next program: whoever needs a memory of the last one is found out. */
async function roundRobin() {
  const behind: string[] = [];
  const taken: number[] = [];
  let turn = 0;
  const proxy = http.createServer((request, answer) => {
    const nth = turn++ % Math.max(1, behind.length);
    taken.push(nth);
    const to = new URL(request.url ?? '/', behind[nth]);
    const headers = { ...request.headers, 'x-forwarded-for': '10.0.0.7' };
    const onward = http.request(to, { method: request.method ?? 'GET', headers }, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
    });
    onward.on('error', () => answer.writeHead(502).end());
    request.pipe(onward);
  });
  proxies.push(proxy);
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
  const { port } = proxy.address() as net.AddressInfo;
  return { address: `http://127.0.0.1:${port}`, behind, taken };
}

const mother = { phone: '0900990001', name: 'Đinh Thị Lành' };

async function signIn(browser: PlainBrowser, from = '/dang-nhap'): Promise<PlainBrowser> {
  await browser.open(from);
  await browser.post('/dang-nhap', { 'dien-thoai': mother.phone });
  const { path: here, page } = browser;
  await browser.open(`/dien-thoai-mo-phong?so=${mother.phone}`);
  const code = /\b(\d{6})\b/.exec(browser.page.replace(/<[^>]+>/g, ' '))?.[1] ?? '';
  Object.assign(browser, { path: here, page });
  return browser.post('/ma-xac-nhan', { ma: code });
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A photo in parts, as the phone sends it: declared to one process, sent to the other. */
async function upload(address: string, browser: PlainBrowser): Promise<string> {
  const cookie = [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const csrf = /name="_csrf" value="([^"]+)"/.exec(browser.page)?.[1] ?? '';
  const headers = { cookie, 'x-csrf-token': csrf };
  const declared = await fetch(`${address}/tep`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({
      name: 'giay.png',
      type: 'image/png',
      size: String(png.length),
      purpose: 'dossier-paper',
    }),
  });
  expect(declared.status).toBe(201);
  const { id } = (await declared.json()) as { id: string };
  for (const [from, to] of [
    [0, 30],
    [30, png.length],
  ] as const) {
    const sent = await fetch(`${address}/tep/${id}`, {
      method: 'PUT',
      headers: { ...headers, 'upload-offset': String(from), 'content-type': 'application/octet-stream' },
      body: png.subarray(from, to),
    });
    expect(sent.status).toBe(200);
  }
  const kept = await fetch(`${address}/tep/${id}/xem`, { headers });
  expect([kept.status, kept.headers.get('content-type')]).toEqual([200, 'image/png']);
  return id;
}

test.skipIf(!hasPostgres)(
  'two processes that start at once on one database serve one person by turns: signing in, filing, a kept form, reception',
  { timeout: 300_000 },
  async () => {
    const server = await aPostgres(home, 'postgres');
    const databaseUrl = withDatabase(server.url, 'langso');
    const proxy = await roundRobin();
    const shared = path.join(home, 'shared');
    const start = {
      clone: aClone(),
      dataDir: shared,
      env: {
        LANGSO_MODE: 'demo',
        DATABASE_URL: databaseUrl,
        LANGSO_ORIGIN: proxy.address,
        LANGSO_PROXIES: '127.0.0.1',
      },
    };
    // Both at once on an empty database: one fills the demo, the other waits and finds it there.
    const programs: Program[] = await Promise.all([startProgram(start), startProgram(start)]);
    proxy.behind.push(...programs.map((program) => program.address));
    const house = await openHouse({ dataDir: '', databaseUrl, migrationFolders: [] });
    const owner = async (text: string, values: unknown[] = []) =>
      asClient(house.ownerUrl, async (client) => (await client.query(text, values)).rows);
    expect(await owner(`select count(*)::int as n from house.facts where key = 'demo-filled'`)).toEqual([
      { n: 1 },
    ]);

    const browser = await signIn(new PlainBrowser(overNetwork(proxy.address)));
    expect(browser.path).toBe('/toi');
    expect(browser.page).toContain(mother.name);
    await browser.open('/nop/2.000635');
    await browser.post('/nop/2.000635', { whom: 'self', name: '' });
    const draft = /^\/nop\/([0-9a-f-]{36})\//.exec(browser.path)?.[1] ?? '';
    expect(draft).not.toBe('');
    const photo = await upload(proxy.address, browser);
    expect(photo).not.toBe('');

    // The session ends while she types: the form is kept by one process and given back by the other.
    const screen = browser.path;
    await browser.open(screen);
    await owner('update access.sessions set ended_at = now() where ended_at is null');
    await browser.post(screen, { 'filer-address': 'Số nhà 17 ngõ Sen' });
    expect(browser.path).toContain('/dang-nhap');
    await signIn(browser, browser.path);
    expect(browser.path).toBe('/tiep-tuc');
    expect(browser.page).toContain('Số nhà 17 ngõ Sen');

    // The rest of the answers as they would be typed; the last press and the receipt go through the proxy.
    await owner('update dossiers.drafts set answers = $2, delivery = $3 where id = $1', [
      draft,
      JSON.stringify(answersFor(mother.name)),
      JSON.stringify({ how: 'counter', phone: mother.phone, sms: false }),
    ]);
    await browser.open(`/nop/${draft}/kiem-tra`);
    await browser.post(`/nop/${draft}/kiem-tra`, { oath: 'yes' });
    const number = decodeURIComponent(/^\/ho-so\/([^/]+)\/da-nop/.exec(browser.path)?.[1] ?? '');
    expect(number).toMatch(/-\d{4}$/);

    // An officer of the reception desk, by turns too; her sign-in has tests of its own.
    const [post] = await owner(
      `select ap.account_id, ap.id from access.appointments ap join access.posts p on p.id = ap.post_id
       join units.units u on u.id = p.unit_id
       where p.role = 'reception' and ap.valid_to is null and u.code = '14701' limit 1`,
    );
    const quiet = () => {};
    const ctx = {
      ...{ actor: machine('test'), db: house.db, now: () => new Date(), requestId: 'test' },
      log: { info: quiet, warn: quiet, error: quiet },
    };
    const desk = new PlainBrowser(overNetwork(proxy.address));
    const session = { accountId: String(post?.account_id), appointmentId: String(post?.id), device: 'thử' };
    desk.jar.set('phien', await tx(ctx, (t) => openSession(ctx, t, session)));
    await desk.open(`/can-bo/ho-so/${number}`);
    expect(desk.status).toBe(200);
    await desk.post(`/can-bo/ho-so/${number}/viec/receive`, {});
    expect(desk.status).toBe(200);
    const [received] = await owner(
      'select state, due_at is not null as promised from cases.cases where number = $1',
      [number],
    );
    expect(received, 'received, and a day is promised').toMatchObject({ promised: true });
    await desk.open('/can-bo');
    expect(desk.status).toBe(200);

    const turns = [0, 1].map((nth) => proxy.taken.filter((taken) => taken === nth).length);
    expect(Math.min(...turns)).toBeGreaterThan(10);
    expect(Math.abs((turns[0] ?? 0) - (turns[1] ?? 0))).toBeLessThanOrEqual(1);

    // A third with a key or a folder of its own would break half of what people send: it is refused at once.
    const apart = { ...start, dataDir: path.join(home, 'apart') };
    await expect(startProgram(apart)).rejects.toThrow('không phải nơi các tiến trình kia');
    const key = {
      ...start,
      env: { ...start.env, LANGSO_SECRET: 'một khóa khác hẳn, dài hơn ba mươi hai chữ' },
    };
    await expect(startProgram(key)).rejects.toThrow('Khóa bí mật của tiến trình này khác');

    // One leaves; the other goes on alone.
    expect(await programs[0]?.end('SIGTERM')).toBe(0);
    proxy.behind.splice(0, 1);
    await browser.open(`/ho-so/${number}`);
    expect(browser.status).toBe(200);
    await house.close();
    expect(await programs[1]?.end('SIGTERM')).toBe(0);
    await server.end('SIGINT');
  },
);
