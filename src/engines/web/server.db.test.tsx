import { randomUUID } from 'node:crypto';
import { Type } from '@fastify/type-provider-typebox';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, describe, expect, test } from 'vitest';
import { type Actor, type Citizen, type Officer, Refusal, seesNothing, tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import { noAssets } from './assets.ts';
import { forgetOldPosts } from './jobs.ts';
import { once } from './once.ts';
import { anyone, citizen, json, officer, page, redirect, route, signedIn } from './route.ts';
import { createServer, type ServerOptions } from './server.ts';

const house = await testDb();
const ctx = testCtx(house);
const sessions = new Map<string, Actor>();
const done: string[] = [];

/** The barest look: what the ui engine does better. */
const pages: ServerOptions['pages'] = {
  problem: (_frame, problem) => <p>{`${problem.status} ${problem.message}`}</p>,
  unavailable: (_frame, retry) => <p>{`away ${JSON.stringify(retry)}`}</p>,
  resume: (frame, kept) => <p data-csrf={frame.csrf}>{JSON.stringify(kept)}</p>,
  offline: () => <p>offline</p>,
};

const routes = [
  route({
    method: 'GET',
    url: '/form',
    who: anyone,
    sample: {},
    handler: (x) => page(<p data-csrf={x.csrf} data-once={x.onceKey}>{`notice: ${x.notice}`}</p>),
  }),
  route({
    method: 'POST',
    url: '/form',
    who: anyone,
    sample: {},
    handler: ({ form }) => redirect('/form', `Đã nhận ${form.get('name')}`),
  }),
  route({ method: 'GET', url: '/mine', who: citizen, sample: {}, handler: () => page(<p>mine</p>) }),
  route({
    method: 'POST',
    url: '/mine/last-step',
    who: citizen,
    sample: {},
    async handler({ ctx, form }) {
      const number = await tx(ctx, (t) =>
        once(ctx, t, form, async () => {
          done.push(form.get('name'));
          await new Promise((resolve) => setTimeout(resolve, 30));
          return `number-${done.length}`;
        }),
      );
      return redirect(`/mine?${number}`);
    },
  }),
  route({
    method: 'GET',
    url: '/can-bo/desk',
    who: officer('dossier.receive'),
    sample: {},
    handler: () => page(<p>desk</p>),
  }),
  route({
    method: 'GET',
    url: '/broken',
    who: anyone,
    sample: {},
    handler: () => {
      throw new Error('secret 037190000123');
    },
  }),
  route({
    method: 'GET',
    url: '/away',
    who: anyone,
    sample: {},
    handler: () => {
      throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    },
  }),
  route({
    method: 'POST',
    url: '/away',
    who: anyone,
    sample: {},
    handler: () => {
      throw new Refusal('unavailable', 'database.gone', 'x');
    },
  }),
  route({ method: 'GET', url: '/out', who: anyone, sample: {}, handler: () => redirect('//evil.example/') }),
  route({
    method: 'GET',
    url: '/api/v1/things/:code',
    who: anyone,
    sample: { params: { code: 'a' } },
    api: {
      summary: 'Một thứ',
      params: Type.Object({ code: Type.String({ description: 'Mã' }) }),
      query: Type.Object({ on: Type.Optional(Type.String({ format: 'date', description: 'Ngày' })) }),
      response: { 200: Type.Object({ code: Type.String() }) },
    },
    handler({ params }) {
      if (params.code === 'undecided')
        throw new Refusal('invalid', 'things.undecided', 'Chưa rõ ngày nghỉ.', { date: '2027-02-08' });
      return json({ code: params.code });
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/mine',
    who: signedIn,
    sample: {},
    api: { summary: 'Của tôi', response: { 200: Type.Object({}) } },
    handler: () => json({}),
  }),
];

const options: ServerOptions = {
  routes,
  db: house.db,
  origin: 'https://xa.example.vn',
  mode: 'demo',
  secret: 'a secret of more than thirty-two characters',
  log: ctx.log,
  actorOf: async (token) => sessions.get(token),
  pages,
  site: () => ({
    name: 'Xã',
    above: 'Tỉnh',
    address: '',
    phone: '',
    hours: '',
    demo: true,
    citizenNav: [],
    officerNav: [],
  }),
  assets: noAssets,
  now: () => ctx.now(),
};
const server = await createServer(options);
afterAll(() => server.close());

/** A browser's cookies, and nothing else of one. */
function browser(token?: string) {
  const jar = new Map<string, string>(token ? [['__Host-phien', token]] : []);
  const send = async (method: 'GET' | 'POST', url: string, fields?: Record<string, string>, headers = {}) => {
    const answer = await server.app.inject({
      method,
      url,
      headers: {
        cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; '),
        ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...headers,
      },
      ...(fields ? { payload: new URLSearchParams(fields).toString() } : {}),
    });
    for (const cookie of answer.cookies) {
      if (cookie.value) jar.set(cookie.name, cookie.value);
      else jar.delete(cookie.name);
    }
    return answer;
  };
  return {
    jar,
    get: (url: string, headers = {}) => send('GET', url, undefined, headers),
    post: (url: string, fields: Record<string, string>, headers = {}) => send('POST', url, fields, headers),
    async keys() {
      const { body } = await send('GET', '/form');
      return {
        _csrf: /data-csrf="([^"]+)"/.exec(body)?.[1] ?? '',
        _once: /data-once="([^"]+)"/.exec(body)?.[1] ?? '',
      };
    },
  };
}

function signIn(account: string): string {
  const token = randomUUID();
  const actor: Citizen = {
    kind: 'citizen',
    accountId: account,
    personId: randomUUID(),
    name: 'Bà Ước',
    scope: seesNothing,
  };
  sessions.set(token, actor);
  return token;
}

const clerk: Officer = {
  kind: 'officer',
  accountId: randomUUID(),
  personId: randomUUID(),
  postId: randomUUID(),
  name: 'Cán bộ',
  postTitle: 'Một cửa',
  unitId: 1,
  permissions: new Set(),
  scope: seesNothing,
};

describe('who', () => {
  test('a stranger is asked to sign in and led back', async () => {
    expect((await browser().get('/mine?a=1')).headers.location).toBe('/dang-nhap?tiep=%2Fmine%3Fa%3D1');
    expect((await browser().get('/can-bo/desk')).headers.location).toBe(
      '/can-bo/dang-nhap?tiep=%2Fcan-bo%2Fdesk',
    );
    const api = await browser().get('/api/v1/mine');
    expect([api.statusCode, api.headers['content-type']]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
    ]);
    // A script that asks for JSON reads no page to sign in.
    const script = await browser().get('/mine?a=1', { accept: 'application/json' });
    expect(script.statusCode).toBe(401);
    expect(script.json()).toMatchObject({ code: 'web.sign-in', detail: 'Cần đăng nhập để dùng phần này.' });
  });

  test('an officer without the permission is refused, and is no citizen in that session', async () => {
    sessions.set('clerk', clerk);
    expect((await browser('clerk').get('/can-bo/desk')).statusCode).toBe(403);
    expect((await browser('clerk').get('/mine')).statusCode).toBe(403);
  });
});

describe('a posted form', () => {
  test('is taken with its field and answered with a notice shown once', async () => {
    const b = browser();
    const { _csrf } = await b.keys();
    // NFD, as some keyboards send it.
    const sent = await b.post('/form', { _csrf, name: 'Ước'.normalize('NFD') });
    expect(sent.statusCode).toBe(303);
    expect((await b.get('/form')).body).toContain('notice: Đã nhận Ước');
    expect((await b.get('/form')).body).toContain('notice: <');
  });

  test('is refused without the field, with another browser’s, or from another site', async () => {
    const [mine, other] = [browser(), browser()];
    const { _csrf } = await mine.keys();
    const theirs = await other.keys();
    expect((await mine.post('/form', {})).statusCode).toBe(403);
    expect((await mine.post('/form', { _csrf: theirs._csrf })).statusCode).toBe(403);
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      expect((await mine.post('/form', { _csrf }, headers)).statusCode).toBe(403);
    }
    expect((await mine.post('/form', { _csrf }, { origin: 'https://xa.example.vn' })).statusCode).toBe(303);
  });

  test('sent twice at once, or again later, is done once and answered the same', async () => {
    const b = browser(signIn(randomUUID()));
    const fields = { ...(await b.keys()), name: 'đôi' };
    const twins = await Promise.all([1, 2, 3].map(() => b.post('/mine/last-step', fields)));
    const late = await b.post('/mine/last-step', fields);
    expect(new Set([...twins, late].map((answer) => answer.headers.location)).size).toBe(1);
    expect(done.filter((name) => name === 'đôi')).toHaveLength(1);
    expect((await b.post('/mine/last-step', { ...(await b.keys()), name: 'đôi' })).headers.location).not.toBe(
      late.headers.location,
    );
  });
});

describe('a session that ends on the last step', () => {
  const account = randomUUID();
  async function lastStepAfterTheEnd() {
    const token = signIn(account);
    const b = browser(token);
    const keys = await b.keys();
    sessions.delete(token);
    const answer = await b.post('/mine/last-step', { ...keys, name: 'giữ lại' });
    return { b, keys, answer };
  }

  test('keeps what was typed and gives it back after signing in, once', async () => {
    const { b, keys, answer } = await lastStepAfterTheEnd();
    expect(answer.headers.location).toBe('/dang-nhap?tiep=%2Ftiep-tuc');
    b.jar.set('__Host-phien', signIn(account));
    const resumed = (await b.get('/tiep-tuc')).body;
    expect(resumed).toContain('giữ lại');
    expect(resumed).toContain(keys._once);
    expect(resumed).not.toContain(keys._csrf);
    expect((await b.get('/tiep-tuc')).headers.location).toBe('/');
  });

  test('gives it to no other account, and to no other browser', async () => {
    const { b } = await lastStepAfterTheEnd();
    const stranger = browser(signIn(account));
    expect((await stranger.get('/tiep-tuc')).headers.location).toBe('/');
    b.jar.set('__Host-phien', signIn(randomUUID()));
    const answer = await b.get('/tiep-tuc');
    expect(answer.headers.location).toBe('/');
    expect(answer.body).not.toContain('giữ lại');
  });

  test('keeps it for fifteen minutes, unreadable to whoever reads the database', async () => {
    const { b } = await lastStepAfterTheEnd();
    const [row] = await house.asOwner('select sealed from web.kept_forms limit 1');
    expect(String(row?.sealed)).not.toContain('last-step');
    ctx.clock.set('2026-01-05T09:16');
    b.jar.set('__Host-phien', signIn(account));
    expect((await b.get('/tiep-tuc')).headers.location).toBe('/');
    await forgetOldPosts(ctx);
    expect(await house.asOwner('select 1 from web.kept_forms')).toEqual([]);
    ctx.clock.set('2026-01-05T09:00');
  });

  test('keeps nothing that was not typed into a page of ours', async () => {
    const b = browser('ended');
    expect((await b.post('/mine/last-step', { name: 'x' })).statusCode).toBe(403);
    expect((await b.post('/mine/last-step', { name: 'x', _csrf: 'a.b.c' })).statusCode).toBe(403);
  });
});

describe('what goes wrong', () => {
  test('a fault is logged once under a reference, without personal numbers or its text on the page', async () => {
    const before = ctx.logged.length;
    const { statusCode, body } = await browser().get('/broken');
    const faults = ctx.logged.slice(before).filter((line) => line.level === 'error');
    expect(statusCode).toBe(500);
    expect(faults).toHaveLength(1);
    expect(body).toContain(String(faults[0]?.facts.reference));
    expect(body).not.toContain('secret');
  });

  test('a database that is away is said so, and the posted words are in the answer', async () => {
    const b = browser();
    const { _csrf } = await b.keys();
    const read = await b.get('/away');
    expect([read.statusCode, read.headers['retry-after']]).toEqual([503, '5']);
    const posted = await b.post('/away', { _csrf, story: 'ba trang chữ' });
    expect(posted.statusCode).toBe(503);
    expect(posted.body).toContain('ba trang chữ');
  });

  test('an address that is not there, and a redirect to another site', async () => {
    expect((await browser().get('/nowhere')).statusCode).toBe(404);
    expect((await browser().get('/out')).statusCode).toBe(500);
  });

  test('under the API every refusal is problem+json with its facts', async () => {
    const answer = await browser().get('/api/v1/things/undecided');
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toMatchObject({
      status: 422,
      code: 'things.undecided',
      detail: 'Chưa rõ ngày nghỉ.',
      date: '2027-02-08',
    });
    expect((await browser().get('/api/v1/things/a?on=hôm-nay')).statusCode).toBe(400);
  });

  test('a stranger who posts without end is told to wait; a day later he may again', async () => {
    const small = await createServer({ ...options, anonymousPostsPerMinute: 3 });
    const post = () => small.app.inject({ method: 'POST', url: '/api/v1/things/a' });
    const b = browser();
    const { _csrf } = await b.keys();
    const cookie = [...b.jar].map(([k, v]) => `${k}=${v}`).join('; ');
    const send = async () =>
      (
        await small.app.inject({
          method: 'POST',
          url: '/form',
          headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ _csrf }).toString(),
        })
      ).statusCode;
    expect([await send(), await send(), await send(), await send()]).toEqual([303, 303, 303, 429]);
    expect((await post()).statusCode).toBe(404);
    ctx.clock.set('2026-01-06T09:00');
    expect(await send()).toBe(303);
    ctx.clock.set('2026-01-05T09:00');
    await small.close();
  });
});

test('cookies are bound to the host and out of reach of scripts', async () => {
  const header = String((await browser().get('/form')).headers['set-cookie']);
  expect(header).toMatch(/^__Host-khach=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
});

test('the log knows the route and never the address', async () => {
  await browser().get('/api/v1/things/nguyen-thi-uoc?on=2026-01-01');
  const line = ctx.logged.at(-1);
  expect(line?.facts).toMatchObject({ route: '/api/v1/things/:code', status: 200 });
  expect(JSON.stringify(line)).not.toContain('nguyen');
});

test('the contract of the public API is valid OpenAPI 3.1', async () => {
  const { body } = await browser().get('/api/v1/openapi.json');
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: body, config, absoluteRef: 'openapi.json' });
  expect(problems.map((problem) => `${problem.ruleId}: ${problem.message}`)).toEqual([]);
  expect(JSON.parse(body).paths['/api/v1/things/{code}'].get.parameters).toMatchObject([
    { in: 'path' },
    { in: 'query' },
  ]);
});
