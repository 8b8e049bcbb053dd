import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Actor, seesNothing } from '#engines/database';
import { openFileStore } from '#engines/files';
import { testCtx, testDb } from '#engines/testing';
import { systemPages } from '#engines/ui';
import { noAssets } from './assets.ts';
import { anyone, json, route } from './route.ts';
import { createServer } from './server.ts';
import { readFiles } from './upload-form.ts';

const house = await testDb();
const ctx = testCtx(house);
const dir = mkdtempSync(join(tmpdir(), 'langso-web-files-'));
openFileStore({ dir });
const accounts = new Map<string, Actor>(
  ['mẹ', 'hàng xóm'].map((name) => [
    name,
    { kind: 'citizen', accountId: randomUUID(), personId: randomUUID(), name, scope: seesNothing },
  ]),
);
const tokens: Readonly<Record<string, string>> = { me: 'mẹ', neighbour: 'hàng xóm' };
let read = 0;
const server = await createServer({
  routes: [
    route({ method: 'GET', url: '/key', who: anyone, sample: {}, handler: (x) => json({ csrf: x.csrf }) }),
    route({
      method: 'POST',
      url: '/papers',
      who: anyone,
      sample: {},
      stream: true,
      async handler(exchange) {
        const names: string[] = [];
        const form = await readFiles(exchange, async (file) => {
          for await (const chunk of file.stream) read += (chunk as Buffer).length;
          names.push(file.name);
        });
        return json({ names, note: form.get('note') });
      },
    }),
  ],
  db: house.db,
  origin: 'http://127.0.0.1',
  mode: 'demo',
  secret: 'a secret of more than thirty-two characters',
  log: ctx.log,
  actorOf: async (token) => accounts.get(tokens[token] ?? ''),
  pages: systemPages,
  site: () => ({
    name: 'Xã',
    above: '',
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
const port = await server.listen({ port: 0, host: '127.0.0.1' });
const origin = `http://127.0.0.1:${port}`;
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

async function as(token: string) {
  const cookie = `phien=${token}`;
  const { csrf } = (await (await fetch(`${origin}/key`, { headers: { cookie } })).json()) as { csrf: string };
  return { cookie, 'x-csrf-token': csrf };
}
const pdf = Buffer.from(`%PDF-1.4\n${'% lời dài\n'.repeat(20_000)}trailer<<>>\n%%EOF\n`);

async function declare(headers: Record<string, string>, size = pdf.length): Promise<string> {
  const answer = await fetch(`${origin}/tep`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Giấy ủy quyền.pdf', type: 'application/pdf', size }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
const put = (headers: Record<string, string>, id: string, offset: number, part: Buffer) =>
  fetch(`${origin}/tep/${id}`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/octet-stream', 'upload-offset': String(offset) },
    body: new Uint8Array(part),
  });

test('a file goes up in parts, survives a cut line, and comes down whole or in ranges', async () => {
  const me = await as('me');
  const id = await declare(me);
  expect(await (await put(me, id, 0, pdf.subarray(0, 1000))).json()).toMatchObject({
    state: 'uploading',
    offset: 1000,
  });

  // The phone loses the network in the middle of a part that it had announced as longer.
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      const head = Object.entries(me)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('');
      socket.write(
        `PUT /tep/${id} HTTP/1.1\r\nhost: x\r\n${head}content-type: application/octet-stream\r\nupload-offset: 1000\r\ncontent-length: 90000\r\n\r\n`,
      );
      socket.write(pdf.subarray(1000, 41_000), () => setTimeout(() => socket.destroy(), 100));
    });
    socket.on('close', () => setTimeout(resolve, 150));
    socket.on('error', () => {});
  });
  // The server may still be putting the torn part away: whoever comes too early is told to ask again.
  for (;;) {
    const asked = await fetch(`${origin}/tep/${id}`, { headers: me });
    const { offset } = (await asked.json()) as { offset: number };
    expect(offset).toBeGreaterThan(1000);
    expect(offset).toBeLessThanOrEqual(41_000);
    const rest = await put(me, id, offset, pdf.subarray(offset));
    if (rest.status === 409) continue;
    expect(await rest.json()).toMatchObject({ state: 'ready' });
    break;
  }

  const whole = await fetch(`${origin}/tep/${id}/xem`, { headers: me });
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(pdf);
  expect(whole.headers.get('content-disposition')).toContain('filename="Giay uy quyen.pdf"');
  const part = await fetch(`${origin}/tep/${id}/xem`, { headers: { ...me, range: 'bytes=5-8' } });
  expect([part.status, await part.text()]).toEqual([206, pdf.subarray(5, 9).toString()]);
  expect(
    (await fetch(`${origin}/tep/${id}/xem`, { headers: { ...me, range: 'bytes=9999999-' } })).status,
  ).toBe(416);
});

test('nobody else sees that it is there', async () => {
  const [me, neighbour] = [await as('me'), await as('neighbour')];
  const id = await declare(me);
  expect((await put(neighbour, id, 0, pdf)).status).toBe(404);
  expect((await fetch(`${origin}/tep/${id}`, { headers: neighbour })).status).toBe(404);
  await put(me, id, 0, pdf);
  expect((await fetch(`${origin}/tep/${id}/xem`, { headers: neighbour })).status).toBe(404);
  expect((await put({ cookie: me.cookie }, id, 0, pdf)).status).toBe(403);
});

test('a refusal reaches the island as a sentence', async () => {
  const me = await as('me');
  const answer = await put(me, await declare(me, 5), 0, Buffer.from('MZ\x90\x00x'));
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    message: expect.stringContaining('không phải là ảnh hay PDF'),
  });
});

test('no byte of a file is read before the form has proved itself ours', async () => {
  const { cookie, 'x-csrf-token': csrf } = await as('me');
  const post = (fields: [string, string | Blob][]) => {
    const body = new FormData();
    for (const [name, value] of fields) {
      if (typeof value === 'string') body.append(name, value);
      else body.append(name, value, 'ảnh.jpg');
    }
    return fetch(`${origin}/papers`, { method: 'POST', headers: { cookie }, body });
  };
  const file = new Blob([new Uint8Array(100_000)]);
  read = 0;
  expect(
    (
      await post([
        ['paper', file],
        ['_csrf', csrf],
      ])
    ).status,
  ).toBe(403);
  expect((await post([['note', 'x']])).status).toBe(403);
  expect(read).toBe(0);
  const taken = await post([
    ['_csrf', csrf],
    ['note', 'xin chào'],
    ['paper', file],
  ]);
  expect(await taken.json()).toEqual({ names: ['ảnh.jpg'], note: 'xin chào' });
  expect(read).toBe(100_000);
});
