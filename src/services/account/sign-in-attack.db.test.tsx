import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { actorOf, createCitizenAccount, createOfficer } from '#engines/access';
import { Refusal, tx } from '#engines/database';
import { routes as messageRoutes, simulatedMessages, simulatedPhone, useSmsGateway } from '#engines/messages';
import { aServer, PlainBrowser, type TestCtx, testCtx, testDb } from '#engines/testing';
import { routes } from './index.ts';
import { finishCitizen, finishOfficer, giveCode, startCitizen, startOfficer } from './sign-in.ts';

const house = await testDb();
let ctx: TestCtx = testCtx(house);
useSmsGateway(simulatedPhone(house.db, () => ctx.now()));
const clock = Object.assign(Object.create(ctx), { now: () => ctx.now() });
const server = await aServer(house, clock, [...routes, ...messageRoutes]);
let day = 4;
const at = (time: string) => `2026-01-${String(day).padStart(2, '0')}T${time}`;
beforeEach(() => {
  day += 2;
  ctx = testCtx(house, { at: at('09:00') });
});

let numbers = 0;
const aPhone = () => `0966${String(++numbers).padStart(6, '0')}`;
const place = (address: string, device = '') => ({ address, userAgent: 'thử', device });
const anyPlace = () => place(`10.${++numbers % 250}.${Math.floor(numbers / 250)}.7`);
const none = { personId: '', password: '', newName: '', isNew: false };
const device = (name: string) => name.padEnd(43, 'x');
const codeFor = async (phone: string) =>
  /^\d{6}/.exec((await simulatedMessages(house.db, phone))[0]?.body ?? '')?.[0] ?? '';

async function anOwner() {
  const phone = aPhone();
  await tx(ctx, (t) => createCitizenAccount(ctx, t, { personId: randomUUID(), name: 'Bà Mơ', phone }));
  return phone;
}
async function anOfficer() {
  const phone = aPhone();
  const userName = `canbo${numbers}`;
  const post = { title: randomUUID(), unitId: 1, role: 'processor' } as const;
  const who = { personId: randomUUID(), name: 'Lê Thị Cửa', phone, userName, password: 'một câu đủ dài' };
  await tx(ctx, (t) => createOfficer(ctx, t, { ...who, post, from: '2025-07-01' }));
  return { phone, userName };
}
async function comeIn(phone: string, from: ReturnType<typeof place>): Promise<string> {
  const started = await startCitizen(ctx, phone, from);
  if (started.kind !== 'sent') throw new Error('nothing was sent');
  await giveCode(ctx, 'citizen', started.attempt, await codeFor(phone));
  const finished = await finishCitizen(ctx, started.attempt, none, from);
  if (finished.kind !== 'in') throw new Error(finished.kind);
  return finished.token;
}
async function officerComesIn(name: string, phone: string, from: ReturnType<typeof place>): Promise<string> {
  const started = await startOfficer(ctx, name, 'một câu đủ dài', from);
  if (started.kind !== 'sent') throw new Error(started.kind);
  await giveCode(ctx, 'officer', started.attempt, await codeFor(phone));
  const finished = await finishOfficer(ctx, started.attempt, '', from);
  return finished.kind;
}
const refusalOf = async (work: Promise<unknown>): Promise<Refusal> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Refusal) return error;
  throw new Error(`not refused: ${error}`);
};

test('a thousand wrong codes never come in, and each is answered in words', async () => {
  const phone = await anOwner();
  let wrong = 0;
  let refused = 0;
  let words = new Set<string>();
  while (wrong + refused < 1000) {
    const started = await startCitizen(ctx, phone, anyPlace()).catch((error: Refusal) => error);
    if (started instanceof Refusal) {
      words = words.add(started.message.replace(/\d+/, 'N'));
      refused += 5;
      continue;
    }
    if (started.kind !== 'sent') throw new Error('an attempt is always opened');
    const right = await codeFor(phone);
    for (let i = 0; i < 6; i += 1) {
      const code = String((Number(right) + 1 + i) % 1_000_000).padStart(6, '0');
      expect((await giveCode(ctx, 'citizen', started.attempt, code)).kind).toBe(i < 4 ? 'wrong' : 'over');
      wrong += 1;
    }
    // After five wrong ones even the right one is late.
    expect((await giveCode(ctx, 'citizen', started.attempt, right)).kind).toBe('over');
  }
  expect(wrong).toBeLessThanOrEqual(30);
  expect([...words]).toEqual([expect.stringMatching(/Vui lòng đợi N phút/)]);
});

test('whoever hammers a telephone from a thousand places does not keep its owner out', async () => {
  const phone = await anOwner();
  const own = place('10.0.0.1', device('owner'));
  await comeIn(phone, own);
  for (let i = 0; i < 40; i += 1) await startCitizen(ctx, phone, anyPlace()).catch(() => {});
  expect((await refusalOf(startCitizen(ctx, phone, anyPlace()))).kind).toBe('limited');
  // In her own browser, from wherever she is today.
  expect(await comeIn(phone, place('10.9.9.9', device('owner')))).toMatch(/^[\w-]{43}$/);
  // A browser that is known for another account has no budget here.
  await comeIn(await anOwner(), place('10.0.0.2', device('thief')));
  await refusalOf(startCitizen(ctx, phone, place('10.0.0.2', device('thief'))));
  // Even in a new browser she waits minutes, not days.
  const { facts } = await refusalOf(startCitizen(ctx, phone, place('10.8.8.8')));
  expect(facts.minutes).toBeLessThanOrEqual(60);
  ctx.clock.set(at('10:01'));
  expect(await comeIn(phone, place('10.8.8.8'))).toMatch(/^[\w-]{43}$/);
});

test('whoever hammers an officer’s name does not keep the officer out, and is refused before a password is compared', async () => {
  const { phone, userName } = await anOfficer();
  const desk = place('10.1.0.1', device('desk'));
  expect(await officerComesIn(userName, phone, desk)).toBe('in');
  for (let i = 0; i < 5; i += 1)
    expect((await startOfficer(ctx, userName, 'sai mật khẩu', anyPlace())).kind).toBe('unknown');
  // Right or wrong makes no difference now: nothing is compared.
  await refusalOf(startOfficer(ctx, userName, 'một câu đủ dài', anyPlace()));
  expect(await officerComesIn(userName, phone, desk)).toBe('in');
  expect(await officerComesIn(userName, phone, place('10.7.7.7', device('desk')))).toBe('in');
});

test('made-up names wait in a line of strangers and are turned away when it is long', async () => {
  const { phone, userName } = await anOfficer();
  const desk = place('10.2.0.1', device('desk2'));
  await officerComesIn(userName, phone, desk);
  const flood = Array.from({ length: 40 }, (_, i) => startOfficer(ctx, `khong-co-${i}`, 'x', anyPlace()));
  const settled = Promise.allSettled(flood);
  expect(await officerComesIn(userName, phone, desk)).toBe('in');
  const turnedAway = (await settled).filter((one) => one.status === 'rejected');
  expect(turnedAway.length).toBeGreaterThanOrEqual(30);
});

test('known and unknown telephones and names are answered alike in words and status', async () => {
  const known = await anOwner();
  const officer = await anOfficer();
  const plain = (browser: PlainBrowser) =>
    `${browser.status} ${browser.path.replace(/lan=[^&]+/, '')} ${browser.page}`
      .replaceAll(/value="[^"]*"|so=\d+|\d{4} \*{3} \d{3}|data-props="[^"]*"/g, '')
      .replaceAll(/canbo\d+|khongco\d+/g, 'TEN');
  const answers = [];
  for (const phone of [known, aPhone()]) {
    const browser = await new PlainBrowser(server.app).open('/dang-nhap');
    await browser.post('/dang-nhap', { 'dien-thoai': phone });
    expect(await codeFor(phone)).toMatch(/^\d{6}$/);
    answers.push(plain(browser));
  }
  expect(answers[1]).toBe(answers[0]);
  const names = [];
  for (const ten of [officer.userName, `khongco${numbers}`]) {
    const browser = await new PlainBrowser(server.app).open('/can-bo/dang-nhap');
    await browser.post('/can-bo/dang-nhap', { ten, 'mat-khau': 'sai mật khẩu' });
    names.push(plain(browser));
  }
  expect(names[1]).toBe(names[0]);
});

test('a clock set back opens no code and no session that was over, forgives no tries, and locks nobody', async () => {
  const phone = await anOwner();
  const own = place('10.3.0.1', device('owner3'));
  ctx.clock.set(at('12:00'));
  const token = await comeIn(phone, own);
  const pending = await startCitizen(ctx, phone, own);
  const code = await codeFor(phone);
  for (let i = 0; i < 6; i += 1) await startCitizen(ctx, phone, anyPlace()).catch(() => {});
  ctx.clock.set(at('13:30'));
  expect(await actorOf(house.db, token, ctx.now())).toBeUndefined();
  ctx.clock.set(at('10:00'));
  expect(await actorOf(house.db, token, ctx.now())).toBeUndefined();
  expect((await giveCode(ctx, 'citizen', pending.kind === 'sent' ? pending.attempt : '', code)).kind).toBe(
    'over',
  );
  // Strangers still wait, but no longer than before; the owner comes in.
  const refusal = await refusalOf(startCitizen(ctx, phone, anyPlace()));
  expect(refusal.facts.minutes).toBeLessThanOrEqual(2);
  expect(await comeIn(phone, own)).toMatch(/^[\w-]{43}$/);
  ctx.clock.set(at('10:03'));
  expect((await startCitizen(ctx, phone, anyPlace())).kind).toBe('sent');
});
