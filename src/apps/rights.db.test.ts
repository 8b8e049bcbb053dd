import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, test } from 'vitest';
import { tx } from '#engines/database';
import { storeUpload } from '#engines/files';
import {
  aCommune,
  answersFor,
  aServer,
  expectedOf,
  faultIn,
  nameOf,
  PlainBrowser,
  routesWithRulesOfTheirOwn,
  seesDossiers,
  session,
  testCtx,
  testDb,
  theWalkers,
  type Walker,
  wordsIn,
} from '#engines/testing';
import type { Route } from '#engines/web';
import { submitDossier } from '#services/dossiers';
import { setDirectFiling } from '#services/procedures';
import { routes, wireServices } from './parts.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
wireServices();
const home = await aCommune(house, ctx);
const away = await aCommune(house, ctx, '14702');
for (const code of ['14701', '14702']) await tx(ctx, (t) => setDirectFiling(t, code, 'thử', ctx.now()));

/** What must never be read by one without a right: searched for in every answer. */
const marker = { name: 'Trịnh Thị Mốc Son', phone: '0987654321', identity: '037180654987' };
const owner = await home.aCitizen(marker.name, marker.phone);
const ownerId = owner.actor.kind === 'citizen' ? owner.actor.personId : '';
await house.asOwner('update people.persons set identity_number = $2 where id = $1', [
  ownerId,
  marker.identity,
]);
const [province] = await house.asOwner(
  `insert into units.units (code, name, full_name, type, level, valid_from, source, folded)
   values ('37', 'Ninh Bình', 'tỉnh Ninh Bình', 'tỉnh', 'province', '2025-07-01', 'test', 'ninh binh') returning id`,
);

const server = await aServer(house, ctx, routes);
const walkers = await theWalkers(house, ctx, { home, away, owner, province: Number(province?.id) });

/** Rows of commune A, one for each word in braces that a sample may hold. */
type Fixture = Readonly<Record<string, string>>;
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function aFixture(): Promise<Fixture> {
  const { Readable } = await import('node:stream');
  const upload = { name: `${marker.name}.png`, type: 'image/png', purpose: 'dossier-paper' };
  const file = await storeUpload(owner, Readable.from(png), upload);
  const answers = answersFor(marker.name);
  const about = { 'subject-number': marker.identity, 'subject-sex': 'female', 'subject-birth': '1980' };
  const sent = await submitDossier(owner, {
    versionId: home.version.id,
    caseChoice: 'ordinary',
    unitId: home.unitId,
    answers: {
      ...answers,
      filer: { ...answers.filer, 'filer-phone': marker.phone, 'filer-number': marker.identity },
      subject: { ...answers.subject, ...about },
    },
    files: [{ paperId: 'old-paper', fileId: file.id }],
    delivery: { how: 'counter' },
    filingFor: 'self',
    village: 'Yên Tế',
    idempotencyKey: `rights-${Math.random()}`,
  });
  if (sent.kind !== 'submitted') throw new Error(JSON.stringify(sent));
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await session(ctx, owner));
  await browser.open('/nop/1.011607');
  await browser.post('/nop/1.011607', { whom: 'self', name: '' });
  const draft = /^\/nop\/([0-9a-f-]{36})\//.exec(browser.path)?.[1] ?? '';
  return { dossier: sent.number, draft, file: file.id, procedure: '2.000635' };
}

const shared = await aFixture();

const fill = (text: string, fixture: Fixture): string =>
  text.replaceAll(/\{([a-z-]+)\}/g, (_, word: string) => {
    const value = fixture[word];
    if (value === undefined) throw new Error(`the walk has no {${word}}`);
    return value;
  });
const filled = (values: Readonly<Record<string, unknown>> | undefined, fixture: Fixture) =>
  Object.entries(values ?? {}).map(([name, value]) => [name, fill(String(value), fixture)] as const);

/** Calls the route's sample as a browser would: cookie, and for a post the CSRF field of a page of ours. */
async function call(route: Route, walker: Walker, fixture: Fixture): Promise<LightMyRequestResponse> {
  const cookies: Record<string, string> = {};
  const token = await walker.signIn();
  if (token) cookies.phien = token;
  const params = new Map(filled(route.sample.params, fixture));
  const address = route.url.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(params.get(name) ?? ''),
  );
  const query = new URLSearchParams(filled(route.sample.query, fixture).map(([k, v]) => [k, v]));
  const url = query.size > 0 ? `${address}?${query}` : address;
  if (route.method === 'GET') return server.app.inject({ method: 'GET', url, cookies });
  const csrf = await csrfFor(cookies, walker);
  const body = filled(route.sample.body, fixture);
  const { type, payload } = route.url.startsWith('/api/')
    ? { type: 'application/json', payload: fill(JSON.stringify(route.sample.body ?? {}), fixture) }
    : bodyOf(route, csrf, body);
  const headers = { 'content-type': type, 'x-csrf-token': csrf };
  return server.app.inject({ method: route.method, url, cookies, headers, payload });
}

async function csrfFor(cookies: Record<string, string>, walker: Walker): Promise<string> {
  const form = await server.app.inject({
    method: 'GET',
    url: walker.kind === 'anyone' ? '/dang-nhap' : '/dang-xuat',
    cookies,
  });
  for (const { name, value } of form.cookies) if (value) cookies[name] = value;
  const csrf = /name="_csrf" value="([^"]+)"/.exec(form.body)?.[1];
  if (!csrf) throw new Error(`no form for ${walker.name}`);
  return csrf;
}

function bodyOf(route: Route, csrf: string, body: readonly (readonly [string, string])[]) {
  if (route.method === 'PUT') return { type: 'application/octet-stream', payload: Buffer.from('abc') };
  const fields = [
    ['_csrf', csrf] as const,
    ['_once', `walk-${Math.random()}-once`.slice(0, 40)] as const,
    ...body,
  ];
  if (!route.stream)
    return {
      type: 'application/x-www-form-urlencoded',
      payload: new URLSearchParams(fields.map(([k, v]) => [k, v.replace('.', '')])).toString(),
    };
  const parts = fields.map(
    ([name, value]) => `--walk\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { type: 'multipart/form-data; boundary=walk', payload: `${parts.join('')}--walk--\r\n` };
}

/** Anything of the fixture in an answer to one who may not know it. */
function leakIn(walker: Walker, answer: LightMyRequestResponse, said: string): string | undefined {
  if (walker.owns || (walker.covers && seesDossiers(walker))) return undefined;
  // An overseer of the unit sees numbers and states, no persons.
  const numbers = walker.covers && walker.permissions.has('dossier.oversee') ? [] : [shared.dossier ?? ''];
  const secrets = [marker.name, marker.name.toUpperCase(), marker.phone, `+84${marker.phone.slice(1)}`];
  const all = [...secrets, marker.identity, ...numbers].filter((word) => !said.includes(word));
  const whole = `${answer.body}\n${JSON.stringify(answer.headers)}`;
  const found = all.filter((word) => whole.includes(word));
  return found.length > 0 ? `can read ${found.join(', ')}` : undefined;
}

const untouched = async () =>
  house.asOwner(
    `select (select md5(string_agg(c::text, '|' order by c.id)) from cases.cases c where number = $1) as "case",
            (select count(*)::int from cases.trail t join cases.cases c on c.id = t.case_id where number = $1) as trail,
            (select md5(d::text) from dossiers.drafts d where d.id = $2) as draft,
            (select md5(f::text) from files.files f where f.id = $3) as file`,
    [shared.dossier, shared.draft, shared.file],
  );

describe('every route, called as every kind of actor,', () => {
  test('has a sample that the walk can fill', () => {
    for (const route of server.routes)
      for (const word of wordsIn(route)) expect(Object.keys(shared), nameOf(route)).toContain(word);
    for (const name of routesWithRulesOfTheirOwn)
      expect(server.routes.map(nameOf), 'an exception for a route that is gone').toContain(name);
    expect(shared.draft).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each(walkers.map((walker) => [walker.name, walker] as const))(
    'answers %s as declared',
    { timeout: 60_000 },
    async (_name, walker) => {
      const faults: string[] = [];
      const before = await untouched();
      for (const route of server.routes) {
        const expected = expectedOf(route, walker);
        const changes = route.method !== 'GET' && expected === 'granted' && wordsIn(route).length > 0;
        const fixture = changes ? await aFixture() : shared;
        const answer = await call(route, walker, fixture);
        const said = JSON.stringify(filled(route.sample.params, fixture));
        for (const fault of [faultIn(route, expected, answer), leakIn(walker, answer, said)])
          if (fault) faults.push(`${nameOf(route)}: ${fault}`);
      }
      expect(faults).toEqual([]);
      // A GET by one who may (a look) changes nothing of the row; a refused post does not either.
      expect(await untouched()).toEqual(before);
    },
  );
});

describe('searching, counting and exporting', () => {
  const probes = (fixture: Fixture) => [
    ...[marker.name, 'moc son', marker.phone, marker.identity, fixture.dossier ?? ''].flatMap((text) => [
      `/can-bo?tim=${encodeURIComponent(text)}`,
      `/can-bo?muc=cua-don-vi&tim=${encodeURIComponent(text)}`,
      `/can-bo/xuat.csv?muc=cua-don-vi&tim=${encodeURIComponent(text)}`,
      `/ho-so?tim=${encodeURIComponent(text)}`,
    ]),
    ...['tiep-nhan', 'cho-tiep-nhan', 'dang-giai-quyet', 'han-hom-nay'].map(
      (figure) => `/can-bo/tong-quan/ho-so?hinh=${figure}&ky=nam`,
    ),
    '/can-bo/tong-quan?ky=nam',
    '/toi/hop-thu',
    '/toi/ai-da-xem',
    '/toi',
    '/can-bo/quan-tri',
    '/can-bo/quan-tri/vi-tri',
  ];

  test.each(walkers.map((walker) => [walker.name, walker] as const))(
    'find nothing of the dossier for %s without a right on it',
    async (_name, walker) => {
      const faults: string[] = [];
      const token = await walker.signIn();
      for (const url of probes(shared)) {
        const answer = await server.app.inject({
          method: 'GET',
          url,
          cookies: token ? { phien: token } : {},
        });
        const leak = leakIn(walker, answer, decodeURIComponent(url));
        if (leak || answer.statusCode >= 500) faults.push(`${url}: ${answer.statusCode} ${leak ?? ''}`);
      }
      expect(faults).toEqual([]);
    },
  );

  /** A list and the pages after it: the walk has filed many dossiers of the same name. */
  async function everyPage(url: string, cookies: Record<string, string>): Promise<string> {
    const { body } = await server.app.inject({ method: 'GET', url, cookies });
    const next = /href="([^"]*[?&]sau=[^"]*|[^"]*&amp;sau=[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    return next ? body + (await everyPage(next, cookies)) : body;
  }

  test('find it for the officers of the commune, so that the probes above prove something', async () => {
    const walker = walkers.find((one) => one.name === 'reception of the commune');
    const cookies = { phien: (await walker?.signIn()) ?? '' };
    for (const url of [
      '/can-bo?tim=moc+son',
      `/can-bo?tim=${marker.phone}`,
      '/can-bo/xuat.csv?muc=cua-don-vi',
    ]) {
      const found = await everyPage(url, cookies);
      expect(found.includes(shared.dossier ?? '-'), url).toBe(true);
      expect(found.includes(marker.identity), url).toBe(false);
    }
  });

  test('give an administrator no dossier, and a province overseer figures only', async () => {
    for (const name of ['administrator of the commune', 'province-overseer of the province']) {
      const walker = walkers.find((one) => one.name === name);
      expect(walker && seesDossiers(walker), name).toBe(false);
      const cookies = { phien: (await walker?.signIn()) ?? '' };
      for (const url of ['/can-bo', `/can-bo/ho-so/${shared.dossier}`, '/can-bo/xuat.csv'])
        expect((await server.app.inject({ method: 'GET', url, cookies })).statusCode, `${name} ${url}`).toBe(
          403,
        );
    }
    const overseer = walkers.find((one) => one.name === 'province-overseer of the province');
    const cookies = { phien: (await overseer?.signIn()) ?? '' };
    const figures = await server.app.inject({ method: 'GET', url: '/can-bo/tong-quan?ky=nam', cookies });
    expect(figures.statusCode).toBe(200);
    expect(figures.body).not.toContain(shared.dossier);
  });
});
