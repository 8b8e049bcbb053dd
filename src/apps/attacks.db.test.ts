import { Readable } from 'node:stream';
import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, test } from 'vitest';
import { caseByNumber } from '#engines/cases';
import { tx } from '#engines/database';
import { storeUpload } from '#engines/files';
import { sayIn, simulatedMessages, simulatedPhone, useSmsGateway } from '#engines/messages';
import {
  aCommune,
  answersFor,
  aServer,
  nameOf,
  PlainBrowser,
  testCtx,
  testDb,
  theWalkers,
} from '#engines/testing';
import type { Route } from '#engines/web';
import { submitDossier } from '#services/dossiers';
import { routes, wireServices } from './parts.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
wireServices();
useSmsGateway(simulatedPhone(house.db, () => ctx.now()));
const home = await aCommune(house, ctx);
const server = await aServer(house, ctx, routes);
const phone = '0987654321';
const owner = await home.aCitizen('Trịnh Thị Mốc Son', phone);
const identity = '037180654987';
if (owner.actor.kind === 'citizen')
  await house.asOwner('update people.persons set identity_number = $2 where id = $1', [
    owner.actor.personId,
    identity,
  ]);
const walkers = await theWalkers(house, ctx, { home, away: home, owner, province: home.unitId });
const cookiesOf = async (name: string) => {
  const token = (await walkers.find((walker) => walker.name === name)?.signIn()) ?? '';
  return token ? { phien: token } : undefined;
};
const officer = () => cookiesOf('processor of the commune');
const citizen = () => cookiesOf('the citizen who filed');
const get = async (url: string, cookies: Record<string, string> = {}) =>
  server.app.inject({ method: 'GET', url, cookies });
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const urlOf = (route: Route) =>
  route.url.replaceAll(
    /:([A-Za-z]+)/g,
    (_, name: string) => route.sample.params?.[name]?.replace(/\W/g, '') ?? 'x',
  );
/** Under /api a body is held against its schema first. */
const changing = server.routes.filter((route) => route.method !== 'GET' && !route.url.startsWith('/api/'));
const csrfIn = (page: LightMyRequestResponse) => /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';

/** Whoever the route is for. */
const userOf = (route: Route) => {
  if (route.who.kind !== 'officer') return citizen();
  const { permission } = route.who;
  const walker = walkers.find((one) => one.permissions.has(permission));
  return cookiesOf(walker?.name ?? '');
};

describe('a form that is not ours is refused by every route', () => {
  const refusedBy = async (headers: Record<string, string>, fields: (cookies: object) => Promise<string>) => {
    const through: string[] = [];
    for (const route of changing) {
      const cookies = (await userOf(route)) ?? { phien: 'x' };
      const payload = await fields(cookies);
      const { method } = route;
      const answer = await server.app.inject({ method, url: urlOf(route), cookies, headers, payload });
      if (answer.statusCode !== 403) through.push(`${nameOf(route)} ${answer.statusCode}`);
    }
    return through;
  };
  const valid = async (cookies: object) =>
    new URLSearchParams({ _csrf: csrfIn(await get('/dang-xuat', { ...cookies })) }).toString();

  test('without the field', async () => {
    expect(await refusedBy(form, async () => 'a=b')).toEqual([]);
  });
  test('with the field of somebody else’s session', async () => {
    const other = new URLSearchParams({ _csrf: csrfIn(await get('/dang-xuat', await officer())) }).toString();
    expect(await refusedBy(form, async () => other)).toEqual([]);
  });
  test('with the right field but from another site', async () => {
    expect(await refusedBy({ ...form, origin: 'https://evil.example' }, valid)).toEqual([]);
    expect(await refusedBy({ ...form, 'sec-fetch-site': 'cross-site' }, valid)).toEqual([]);
    expect(await refusedBy({ ...form, 'sec-fetch-site': 'same-site' }, valid)).toEqual([]);
  });
  test('in parts, where the field is missing or comes after the file', async () => {
    const file = '--b\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\n\r\nabc\r\n';
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    for (const route of changing.filter((one) => one.stream && one.method === 'POST')) {
      const cookies = await userOf(route);
      const { method } = route;
      const payload = `${file}--b--\r\n`;
      const answer = await server.app.inject({
        method,
        url: urlOf(route),
        headers,
        payload,
        ...(cookies ? { cookies } : {}),
      });
      // A draft or dossier that is not there is said before the form is read.
      expect([403, 404], nameOf(route)).toContain(answer.statusCode);
    }
  });
});

describe('signing in', () => {
  const aBrowser = () => new PlainBrowser(server.app);
  const codeFor = async (to: string) =>
    /\d{6}/.exec((await simulatedMessages(house.db, to))[0]?.body ?? '')?.[0] ?? '';

  test('gives a new session, whatever cookie was planted before', async () => {
    const browser = aBrowser();
    const planted = 'A'.repeat(43);
    browser.jar.set('phien', planted);
    await browser.open('/dang-nhap?tiep=//evil.example/x');
    expect(browser.page).not.toContain('evil.example');
    await browser.post('/dang-nhap', { 'dien-thoai': phone });
    await browser.post('/ma-xac-nhan', { ma: await codeFor(phone) });
    expect(browser.status).toBe(200);
    expect(browser.jar.get('phien')).toMatch(/^[\w-]{43}$/);
    expect(browser.jar.get('phien')).not.toBe(planted);
    expect((await get('/toi', { phien: planted })).statusCode).toBe(303);
  });

  test.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ])('never leads to %s', async (to) => {
    const signedIn = await get(`/dang-nhap?tiep=${encodeURIComponent(to)}`, await citizen());
    expect(signedIn.headers.location).toMatch(/^\/(?![/\\])/);
    expect(String(signedIn.headers.location)).not.toContain('evil');
    expect((await get(`/dang-nhap?tiep=${encodeURIComponent(to)}`)).body).not.toContain('evil.example');
  });

  test('takes five wrong codes and then not even the right one', async () => {
    ctx.clock.set('2026-03-02T11:00');
    const browser = aBrowser();
    await browser.open('/dang-nhap');
    await browser.post('/dang-nhap', { 'dien-thoai': phone });
    const right = await codeFor(phone);
    const wrong = right === '000001' ? '000002' : '000001';
    for (let i = 0; i < 5; i++) await browser.post('/ma-xac-nhan', { ma: wrong });
    const at = browser.path;
    await browser.post('/ma-xac-nhan', { ma: right });
    expect((await get('/toi', { phien: browser.jar.get('phien') ?? '' })).statusCode, at).toBe(303);
    ctx.clock.set('2026-03-02T13:30');
  });
});

const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>'`;
const harmless = (page: string) => {
  expect(page).not.toMatch(/<script>alert/i);
  expect(page).not.toMatch(/<img src=x/i);
  expect(page).not.toMatch(/<[^>]+\sonerror=/i);
};

async function aDossierOf(words: string) {
  const name = `${words}\r\nSet-Cookie: planted=1.png`;
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const upload = { name, type: 'image/png', purpose: 'dossier-paper' };
  const file = await storeUpload(owner, Readable.from(Buffer.from(png, 'base64')), upload);
  const answers = answersFor('Trịnh Thị Mốc Son');
  const sent = await submitDossier(owner, {
    versionId: home.version.id,
    ...{ caseChoice: 'ordinary', unitId: home.unitId, filingFor: 'self', village: words },
    answers: {
      filer: { ...answers.filer, 'filer-address': words, 'filer-number': identity },
      subject: { ...answers.subject, 'subject-number': identity },
      records: [
        {
          'record-kind': 'other',
          'record-other': words,
          'record-place': words,
          'record-number': words,
          copies: 1,
        },
      ],
      result: { deliver: 'post', 'deliver-address': words, purpose: words },
    },
    files: [{ paperId: 'old-paper', fileId: file.id }],
    delivery: { how: 'post', address: words, phone },
    idempotencyKey: `attack-${Math.random()}`,
  });
  if (sent.kind !== 'submitted') throw new Error(JSON.stringify(sent));
  return { number: sent.number, caseId: sent.caseId, file: file.id };
}

describe('what a stranger writes', () => {
  test('is text on every page that shows it, names and file names too', async () => {
    const { number, caseId } = await aDossierOf(evil);
    await tx(owner, (t) => sayIn(owner, t, { kind: 'dossier', id: caseId }, evil));
    await house.asOwner(
      `update cases.cases set filer_name = $2, subject_name = $2, title = $2 where number = $1`,
      [number, evil],
    );
    const pages = [`/can-bo/ho-so/${number}`, `/can-bo/ho-so/${number}/in`, '/can-bo?muc=cua-don-vi'];
    pages.push(`/can-bo?tim=${encodeURIComponent(evil)}`);
    for (const url of pages) {
      const page = await get(url, await officer());
      expect(page.statusCode, url).toBe(200);
      harmless(page.body);
    }
    const whole = await get(`/can-bo/ho-so/${number}`, await officer());
    expect(whole.body.split('&lt;script').length, 'answers, message and file name').toBeGreaterThan(5);
    for (const url of ['/ho-so', `/ho-so/${number}`, `/ho-so/${number}/da-nop`]) {
      const page = await get(url, await citizen());
      expect(page.statusCode, url).toBe(200);
      harmless(page.body);
    }
    const echo = [
      '/tra-cuu?ma=',
      '/thu-tuc?q=',
      '/?q=',
      '/can-bo/dang-nhap?tiep=',
      '/dien-thoai-mo-phong?so=',
    ];
    for (const url of echo) harmless((await get(url + encodeURIComponent(evil))).body);
  });

  test('breaks out of no header: the name of a file', async () => {
    const { number, file } = await aDossierOf('giấy"; x=');
    for (const [url, cookies] of [
      [`/ho-so/${number}/tep/${file}`, await officer()],
      [`/tep/${file}/xem`, await citizen()],
    ] as const) {
      const answer = await get(url, cookies);
      expect(answer.statusCode, url).toBe(200);
      expect(answer.headers['set-cookie'], url).toBeUndefined();
      expect(String(answer.headers['content-disposition']), url).not.toMatch(/[\r\n]/);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
  });

  test('opens no file outside the store', async () => {
    const { number } = await aDossierOf('giấy');
    const up = ['..%2f..%2fpackage.json', '..%2F..%2F..%2Fetc%2Fpasswd', '%2e%2e%2fpackage.json', '%00'];
    for (const path of up)
      for (const url of [
        `/tep/${path}`,
        `/tep/${path}/xem`,
        `/ho-so/${number}/tep/${path}`,
        `/tai-nguyen/${path}`,
      ]) {
        const answer = await get(url, await citizen());
        expect([400, 404], url).toContain(answer.statusCode);
        expect(answer.body, url).not.toMatch(/"langso"|root:/);
      }
  });

  test('is data and never SQL', async () => {
    const words = [
      `' or 1=1 --`,
      `'; drop table cases.cases; --`,
      '%',
      '_',
      '\\',
      '%%%',
      '\u0000',
      '(',
      '|&!',
      'a'.repeat(5000),
    ];
    for (const word of words) {
      const text = encodeURIComponent(word);
      for (const url of [
        `/can-bo?tim=${text}`,
        `/can-bo?muc=${text}`,
        `/can-bo/xuat.csv?muc=cua-don-vi&tim=${text}`,
      ]) {
        const answer = await get(url, await officer());
        expect(answer.statusCode, url.slice(0, 80)).toBeLessThan(500);
      }
      for (const url of [
        `/thu-tuc?q=${text}`,
        `/?q=${text}`,
        `/tra-cuu?ma=${text}`,
        `/api/v1/procedures?q=${text}`,
        `/thu-tuc/${text}`,
      ])
        expect((await get(url)).statusCode, url.slice(0, 80)).toBeLessThan(500);
    }
    for (const wild of ['%', '_', '%%%']) {
      const found = await get(`/can-bo?tim=${encodeURIComponent(wild)}`, await officer());
      expect(found.body, wild).not.toContain('class="row-link"');
    }
    expect((await caseByNumber(owner, house.db, (await aDossierOf('giấy')).number)).state).toBe('submitted');
  });
});
