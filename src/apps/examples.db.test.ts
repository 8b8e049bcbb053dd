import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { caseByNumber } from '#engines/cases';
import { deliverDue } from '#engines/database';
import { aCommune, aServer, session, testCtx, testDb } from '#engines/testing';
import { clientOfToken, jobs } from '#services/clients';
import { requestSupplement } from '#services/dossiers';
import { clientOf, Problem } from '../../examples/client.ts';
import { isGenuine } from '../../examples/webhook.ts';
import { routes, wireServices } from './parts.ts';
import { root } from './root.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-examples-'));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));
wireServices();
const house = await testDb();
// The examples sign by the machine's own clock.
const ctx = testCtx(house, { at: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 19) });
const hall = await aCommune(house, ctx);
await house.asOwner(
  `insert into procedures.direct_filing (unit_code, said_by, since) values ('14701', 'để thử', '2025-07-01')`,
);
const person = { PERSON_NUMBER: '037180000018', PERSON_NAME: 'Nguyễn Thị Đào' };
await house.asOwner('update people.persons set identity_number = $2 where name = $1', [
  person.PERSON_NAME,
  person.PERSON_NUMBER,
]);

const freePort = () =>
  new Promise<number>((free) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => free(port));
    });
  });
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const server = await aServer(house, ctx, routes, {
  origin: address,
  clientOf: (token, now) => clientOfToken(house.db, token, now),
});
await server.app.listen({ port, host: '127.0.0.1' });

const administrator = await hall.anOfficer({ role: 'administrator', title: 'Quản trị', name: 'Lê Thị Quản' });

/** As the administrator does on her screen; the id that she gives the programmer. */
async function registered(publicKey: string, ...more: readonly string[]): Promise<string> {
  const url = '/can-bo/ket-noi/moi';
  const cookies: Record<string, string> = { phien: await session(ctx, administrator) };
  const form = await server.app.inject({ url, cookies });
  for (const { name, value } of form.cookies) cookies[name] = value;
  const hidden = [...form.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const fields = new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value]));
  const given = { ten: 'Phần mềm mẫu', 'don-vi': 'Người viết ví dụ', 'lien-he': 'Chị Lan 0900 000 001' };
  const asked = { ...given, khoa: publicKey, thang: '12', 'so-lan': '600' };
  for (const [name, value] of Object.entries(asked)) fields.append(name, value);
  for (const grant of ['dossiers.submit', 'dossiers.follow', 'dossiers.answer', ...more])
    fields.append('quyen', grant);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const made = await server.app.inject({ method: 'POST', url, cookies, headers, payload: fields.toString() });
  const [id] = /[0-9a-f-]{36}/.exec(String(made.headers.location)) ?? [];
  if (!id) throw new Error(`not registered (${made.statusCode}): ${made.body}`);
  return id;
}

function built(name: string): string {
  const outfile = path.join(home, `${name}.mjs`);
  const entryPoints = [path.join(root, `examples/${name}.ts`)];
  buildSync({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20' });
  return outfile;
}
const script = built('file-a-dossier');

/** The words that a program says and the code that it ends with. */
async function run(program: readonly string[], words: readonly string[], env: Record<string, string>) {
  const [command = '', ...first] = program;
  const child = spawn(command, [...first, ...words], {
    cwd: env.HOME,
    env: {
      PATH: process.env.PATH,
      LANGSO_URL: address,
      ...person,
      ...env,
    },
  });
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const code = await new Promise<number | null>((end) => child.on('close', end));
  return { code, said: said.trim() };
}

const programs = [
  ['TypeScript', [process.execPath, script]],
  ['the shell', ['sh', path.join(root, 'examples/file-a-dossier.sh')]],
] as const;

describe.each(programs)('the example in %s', (name, program) => {
  const own = path.join(home, name);
  fs.mkdirSync(own);
  const env: Record<string, string> = { HOME: own };
  const does = (...words: string[]) => run(program, words, env);

  test('makes a key, files, follows, answers what is asked, and files once under one key', async () => {
    expect(await does('key')).toEqual({ code: 0, said: 'khoa-cong-khai.pem' });
    expect((await does('key')).code).not.toBe(0);
    env.LANGSO_CLIENT_ID = await registered(fs.readFileSync(path.join(own, 'khoa-cong-khai.pem'), 'utf8'));
    const once = { ...env, IDEMPOTENCY_KEY: `vi-du-${name.replace(' ', '-')}` };
    const filed = await run(program, ['file'], once);
    expect(filed).toMatchObject({ code: 0, said: expect.stringMatching(/^H42\.37\.01-\d{6}-\d{4}$/) });
    const number = filed.said;
    expect(await run(program, ['file'], once)).toEqual(filed);
    expect((await does('follow', number)).said).toBe('1 Mới đăng ký; -');
    await requestSupplement(hall.reception, {
      number,
      expectedVersion: (await caseByNumber(hall.reception, house.db, number)).version,
      items: ['Ảnh giấy khai sinh cũ'],
      reason: 'Ảnh mờ',
    });
    expect((await does('follow', number)).said).toContain('? Ảnh giấy khai sinh cũ');
    const photo = path.join(own, 'giay.jpg');
    await sharp({ create: { width: 60, height: 40, channels: 3, background: '#fff' } }).toFile(photo);
    expect(await does('answer', number, photo)).toEqual({ code: 0, said: 'ok' });
    expect((await does('answer', number, photo)).code).not.toBe(0);
  });

  test('says what was wrong, place by place', async () => {
    const wrong = await run(program, ['file'], { ...env, PERSON_BIRTH: 'hôm nọ' });
    expect(wrong.code).not.toBe(0);
    expect(wrong.said).toContain('/answers/subject/subject-birth');
  });
});

describe('the signature of a webhook', () => {
  const key = randomBytes(24);
  const secret = `whsec_${key.toString('base64')}`;
  const body = Buffer.from('{"type":"dossier.received"}');
  const at = Math.floor(Date.now() / 1000);
  const signed = (time: number) =>
    `v1,${createHmac('sha256', key).update(`m1.${time}.`).update(body).digest('base64')}`;
  const headers = (time: number, signature = signed(time)) => ({
    ...{ 'webhook-id': 'm1', 'webhook-timestamp': String(time), 'webhook-signature': signature },
  });

  test('holds for what the commune signed, also beside one of an older secret', () => {
    expect(isGenuine(secret, headers(at), body)).toBe(true);
    expect(isGenuine(secret, headers(at, `v1,${'A'.repeat(44)} ${signed(at)}`), body)).toBe(true);
  });

  test('does not hold for another body, time, secret, or for an old message', () => {
    expect(isGenuine(secret, headers(at), Buffer.from('{}'))).toBe(false);
    expect(isGenuine(secret, headers(at + 1, signed(at)), body)).toBe(false);
    expect(isGenuine('whsec_AAAA', headers(at), body)).toBe(false);
    expect(isGenuine(secret, headers(at - 600), body)).toBe(false);
    expect(isGenuine(secret, {}, body)).toBe(false);
  });

  test('is judged alike in the shell', async () => {
    const file = path.join(home, 'body.json');
    fs.writeFileSync(file, body);
    const env = { HOME: home, WEBHOOK_SECRET: secret };
    const shell = programs[1][1];
    const check = (time: number, signature: string) =>
      run(shell, ['check', 'm1', String(time), signature, file], env);
    expect(await check(at, signed(at))).toEqual({ code: 0, said: 'ok' });
    expect((await check(at, `v1,${'A'.repeat(43)}=`)).code).toBe(1);
    expect((await check(at - 600, signed(at - 600))).code).toBe(1);
  });
});

describe('the example that listens', () => {
  const own = path.join(home, 'listener');
  fs.mkdirSync(own);
  const env: Record<string, string> = { HOME: own };
  const does = (...words: string[]) => run([process.execPath, script], words, env);
  const deliver = async () => {
    await deliverDue(ctx);
    await jobs.find(({ name }) => name === 'clients.deliver')?.run(ctx, {});
  };

  test('is told, once and signed, of a dossier that it filed; asks again; changes its secret; and leaves', async () => {
    await does('key');
    env.LANGSO_CLIENT_ID = await registered(
      fs.readFileSync(path.join(own, 'khoa-cong-khai.pem'), 'utf8'),
      'webhooks',
    );
    const ear = await freePort();
    const { said: secret } = await does('subscribe', `http://127.0.0.1:${ear}/tin`);
    expect(secret).toMatch(/^whsec_/);
    const listener = spawn(process.execPath, [built('webhook')], {
      env: { PATH: process.env.PATH, WEBHOOK_SECRET: secret, PORT: String(ear) },
    });
    const heard: string[] = [];
    listener.stdout.on('data', (part: Buffer) => heard.push(...part.toString().trim().split('\n')));
    await expect
      .poll(
        () =>
          fetch(`http://127.0.0.1:${ear}/`).then(
            ({ status }) => status,
            () => 0,
          ),
        { timeout: 20_000 },
      )
      .toBe(401);
    const { said: number } = await does('file');
    await requestSupplement(hall.reception, {
      ...{ number, items: ['Ảnh giấy khai sinh cũ'], reason: 'Ảnh mờ' },
      expectedVersion: (await caseByNumber(hall.reception, house.db, number)).version,
    });
    await deliver();
    await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(1);
    expect(JSON.parse(heard[0] ?? '')).toMatchObject({
      ...{ specversion: '1.0', type: 'dossier.supplement-requested', subject: number },
    });
    expect(heard[0]).not.toMatch(/Đào|mờ/);

    const keyFile = path.join(own, 'khoa-rieng.pem');
    const call = clientOf({ url: address, clientId: env.LANGSO_CLIENT_ID ?? '', keyFile });
    const stranger = clientOf({
      url: address,
      clientId: await registered(
        fs.readFileSync(path.join(home, 'TypeScript', 'khoa-cong-khai.pem'), 'utf8'),
        'webhooks',
      ),
      keyFile: path.join(home, 'TypeScript', 'khoa-rieng.pem'),
    });
    const { webhooks } = await call<{ webhooks: { id: string; url: string }[] }>('/api/v1/webhooks');
    expect(JSON.stringify(webhooks)).not.toContain('whsec_');
    const at = `/api/v1/webhooks/${webhooks[0]?.id}`;
    type Log = {
      deliveries: { n: number; state: string; type: string; attempts: number }[];
      next: string | null;
    };
    const log = () => call<Log>(`${at}/deliveries?limit=5`);
    const [first] = (await log()).deliveries;
    expect(first).toMatchObject({ state: 'delivered', attempts: 1, type: 'dossier.supplement-requested' });

    // Again under the same id: sent a second time, believed once.
    await call(`${at}/deliveries/${first?.n}/replay`, { method: 'POST', body: {} });
    await call(`${at}/replay`, {
      method: 'POST',
      body: { since: new Date(Date.now() - 60_000).toISOString() },
    });
    await call(`${at}/test`, { method: 'POST', body: {} });
    await deliver();
    await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(2);
    expect((await log()).deliveries.every(({ state }) => state === 'delivered')).toBe(true);
    expect(heard.filter((line) => line.includes('supplement-requested'))).toHaveLength(1);

    // For a day both secrets sign: the listener with the old one goes on hearing.
    const changed = await call<{ secret: string }>(`${at}/secret`, { method: 'POST', body: {} });
    expect(changed.secret).not.toBe(secret);
    await call(`${at}/test`, { method: 'POST', body: {} });
    await deliver();
    await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(3);

    for (const attack of [
      () => stranger(at),
      () => stranger(`${at}/deliveries`),
      () => stranger(`${at}/secret`, { method: 'POST', body: {} }),
      () => stranger(at, { method: 'DELETE' }),
    ])
      await expect(attack()).rejects.toMatchObject({ status: 404 });
    for (const [url, body] of [
      ['/api/v1/webhooks', { url: 'https://10.0.0.1/tin', types: ['dossier.received'] }],
      ['/api/v1/webhooks', { url: 'https://a.vn/tin', types: ['dossier.made-up'] }],
      [`${at}/replay`, { since: 'hôm qua' }],
    ] as const)
      await expect(call(url, { method: 'POST', body })).rejects.toBeInstanceOf(Problem);
    await expect(call(`${at}/deliveries?cursor=x`)).rejects.toMatchObject({ status: 400 });

    await call(at, { method: 'DELETE' });
    await expect(call(at)).rejects.toMatchObject({ status: 404 });
    listener.kill();
  });
});
