import { expect, test } from 'vitest';
import { messagesIn } from '#engines/messages';
import { aCommune, aServer, PlainBrowser, session, testCtx, testDb } from '#engines/testing';
import { receiveDossier, routes } from './index.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const hall = await aCommune(house, ctx);
const server = await aServer(house, ctx, routes);

const { number, caseId } = await hall.aDossier();
await receiveDossier(hall.reception, { number, expectedVersion: 1 });
const said = async (words: string) =>
  (await messagesIn(house.db, { kind: 'dossier', id: caseId })).filter((one) => one.body === words).length;

test.each([
  ['the citizen', hall.citizen, `/ho-so/${number}`, 'message'],
  ['the officer', hall.reception, `/can-bo/ho-so/${number}`, 'words'],
])('%s taps twice and has sent one message; the same words typed again are another', async (...row) => {
  const [who, actor, page, field] = row;
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await session(ctx, actor));
  const words = `Chiều nay lấy được không, ${who}?`;
  await browser.open(page);
  const before = browser.page;
  const twins = await Promise.all(
    [0, 1]
      .map(() => Object.assign(Object.create(browser) as PlainBrowser, { page: before }))
      .map((twin) => twin.post(`${page}/nhan`, { [field]: words })),
  );
  expect(twins.map((twin) => [twin.status, twin.path.split('#')[0]])).toEqual([
    [200, page],
    [200, page],
  ]);
  expect(await said(words)).toBe(1);
  await browser.open(page);
  await browser.post(`${page}/nhan`, { [field]: words });
  expect(await said(words)).toBe(2);
});
