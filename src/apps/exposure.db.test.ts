import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { caseByNumber } from '#engines/cases';
import { deliverDue } from '#engines/database';
import { storeUpload } from '#engines/files';
import { simulatedPhone, useSmsGateway } from '#engines/messages';
import {
  aCommune,
  answersFor,
  aServer,
  nameOf,
  PlainBrowser,
  session,
  testCtx,
  testDb,
  wordsIn,
} from '#engines/testing';
import type { Route } from '#engines/web';
import {
  approve,
  handOverResult,
  issueResult,
  passOn,
  propose,
  receiveDossier,
  submitDossier,
} from '#services/dossiers';
import { routes, wireServices } from './parts.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
wireServices();
useSmsGateway(simulatedPhone(house.db, () => ctx.now()));
const hall = await aCommune(house, ctx);
const server = await aServer(house, ctx, routes);
const person = { name: 'Trịnh Thị Mốc Son', phone: '0987654321', identity: '037180654987' };
const owner = await hall.aCitizen(person.name, person.phone);
if (owner.actor.kind === 'citizen')
  await house.asOwner('update people.persons set identity_number = $2 where id = $1', [
    owner.actor.personId,
    person.identity,
  ]);

async function aDossier(): Promise<string> {
  const answers = answersFor(person.name);
  const sent = await submitDossier(owner, {
    versionId: hall.version.id,
    ...{ caseChoice: 'ordinary', unitId: hall.unitId, filingFor: 'self', village: 'Yên Tế' },
    answers: {
      ...answers,
      filer: { ...answers.filer, 'filer-number': person.identity, 'filer-phone': person.phone },
      subject: { ...answers.subject, 'subject-number': person.identity },
    },
    ...{ files: [], delivery: { how: 'counter', phone: person.phone } },
    idempotencyKey: `exposure-${Math.random()}`,
  });
  if (sent.kind !== 'submitted') throw new Error(JSON.stringify(sent));
  return sent.number;
}

const get = async (url: string, token = '') =>
  server.app.inject({ method: 'GET', url, ...(token ? { cookies: { phien: token } } : {}) });

test('every page carries the strict policy and nothing inline', async () => {
  const number = await aDossier();
  const tokens = { citizen: await session(ctx, owner), officer: await session(ctx, hall.leader) };
  const fill = (route: Route) =>
    route.url.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
      (route.sample.params?.[name] ?? '')
        .replace('{dossier}', number)
        .replace('{procedure}', '2.000635')
        .replace(/[{}]/g, ''),
    );
  let pages = 0;
  for (const route of server.routes.filter((one) => one.method === 'GET'))
    for (const token of ['', tokens.citizen, tokens.officer]) {
      const answer = await get(fill(route), token);
      const policy = String(answer.headers['content-security-policy']);
      expect(policy, nameOf(route)).toContain("default-src 'none'");
      if (!String(answer.headers['content-type']).startsWith('text/html')) continue;
      pages += 1;
      expect(policy, nameOf(route)).not.toMatch(/unsafe|\*|https?:/);
      expect(policy, nameOf(route)).toContain("frame-ancestors 'none'");
      expect(answer.body, nameOf(route)).not.toMatch(
        /<script(?![^>]*\ssrc=)[^>]*>(?!\s*\{)|<style|\sstyle=|\son[a-z]+="|javascript:/,
      );
      expect(answer.body, nameOf(route)).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
    }
  expect(pages).toBeGreaterThan(40);
  expect(server.routes.flatMap(wordsIn).length).toBeGreaterThan(10);
});

test('a method that is not declared is not there', async () => {
  const token = await session(ctx, owner);
  const declared = new Set(server.routes.map(nameOf));
  for (const { url } of server.routes)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
      if (declared.has(`${method} ${url}`)) continue;
      const address = url.replaceAll(/:[A-Za-z]+/g, 'x');
      const { statusCode } = await server.app.inject({ method, url: address, cookies: { phien: token } });
      // A neighbour's pattern may hold the address: then its own guard answers.
      expect([403, 404, 405], `${method} ${url}`).toContain(statusCode);
    }
});

test('a body that is too large is refused in a sentence, as a page and under the API', async () => {
  const payload = new URLSearchParams({ 'dien-thoai': '0'.repeat(400_000) }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const page = await server.app.inject({ method: 'POST', url: '/dang-nhap', headers, payload });
  expect(page.statusCode).toBe(413);
  expect(page.body).toContain('quá lớn');
  const api = await server.app.inject({
    ...{ method: 'POST', url: '/api/v1/sms-receipts', headers: { 'content-type': 'application/json' } },
    payload: JSON.stringify({ id: 'x'.repeat(400_000) }),
  });
  expect(api.statusCode).toBe(413);
  expect(api.headers['content-type']).toContain('application/problem+json');
});

test('asking for a code tells nobody whether a telephone is known', async () => {
  const answers = [];
  for (const phone of [person.phone, '0911222333']) {
    const browser = new PlainBrowser(server.app);
    await browser.open('/dang-nhap');
    await browser.post('/dang-nhap', { 'dien-thoai': phone });
    const [path] = browser.path.split('?');
    const words = browser.page
      .replace(/<[^>]+>/g, ' ')
      .replace(/\d/g, '')
      .replace(/\s+/g, ' ');
    answers.push({ path, status: browser.status, words });
  }
  expect(answers[0]).toEqual(answers[1]);
});

test('guesses at a dossier are counted, and the guesser learns nothing from the refusal', async () => {
  const number = await aDossier();
  const look = async (ma: string, so: string) => {
    const browser = new PlainBrowser(server.app);
    await browser.open('/tra-cuu');
    return browser.post('/tra-cuu', { ma, so });
  };
  const nothing = await look('H42.37.01-260302-9999', '1111');
  const wrong = await look(number, '1111');
  expect(wrong.status).toBe(nothing.status);
  for (let i = 0; i < 4; i++) await look(number, `222${i}`);
  expect((await look(number, person.phone.slice(-4))).status, 'even the right digits now').toBe(429);
});

test('no person is in the log after a whole dossier, and no identity number in a list', async () => {
  const number = await aDossier();
  const on = async () => ({
    number,
    expectedVersion: (await caseByNumber(hall.reception, house.db, number)).version,
  });
  const postOf = (who: typeof owner) => (who.actor.kind === 'officer' ? who.actor.postId : '');
  await receiveDossier(hall.reception, await on());
  await passOn(hall.reception, { ...(await on()), assignee: postOf(hall.processor) });
  await propose(hall.processor, {
    ...(await on()),
    assignee: postOf(hall.approver),
    proposal: 'Đủ điều kiện',
  });
  await approve(hall.approver, await on());
  const upload = { name: 'ket-qua.pdf', type: 'application/pdf', purpose: 'result' };
  const result = await storeUpload(hall.processor, Readable.from(Buffer.from('%PDF-1.4\n%%EOF\n')), upload);
  await issueResult(hall.processor, { ...(await on()), title: 'Bản sao', fileId: result.id });
  await handOverResult(hall.reception, { ...(await on()), receiver: person.name });
  await deliverDue(ctx);
  const citizen = await session(ctx, owner);
  const officer = await session(ctx, hall.reception);
  const lists = [
    '/can-bo?muc=cua-don-vi',
    `/can-bo?tim=${person.identity}`,
    '/can-bo/xuat.csv?muc=cua-don-vi',
  ];
  for (const url of [...lists, `/can-bo/ho-so/${number}`]) {
    const page = await get(url, officer);
    expect(page.statusCode, url).toBe(200);
    expect(page.body.replaceAll(`value="${person.identity}"`, ''), url).not.toContain(person.identity);
  }
  for (const url of ['/ho-so', `/ho-so/${number}`, '/toi', '/toi/hop-thu']) await get(url, citizen);
  await get(`/ho-so/${number}/khong-co`, citizen);
  const log = JSON.stringify(ctx.logged);
  expect(ctx.logged.length).toBeGreaterThan(50);
  for (const word of [person.name, person.phone, person.phone.slice(1), person.identity, number])
    expect(log, word).not.toContain(word);
});
