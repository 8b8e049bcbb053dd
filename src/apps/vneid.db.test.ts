import http from 'node:http';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { actorOf, createCitizenAccount, signUp, useIdentityProvider } from '#engines/access';
import { as, machine, tx } from '#engines/database';
import { recordDeath, upsertPerson } from '#engines/people';
import { aCommune, aServer, PlainBrowser, session, type TestCtx, testCtx, testDb } from '#engines/testing';
import { routes } from '#services/account';
import { startStandIn, type Vouched } from './testing/oidc-provider.ts';
import { vneidFrom } from './vneid-config.ts';

// The provider signs with the machine's clock, so the house's starts there too.
const local = (ms = 0) => new Date(Date.now() + 7 * 3_600_000 + ms).toISOString().slice(0, 16);
const house = await testDb();
let ctx: TestCtx = testCtx(house, { at: local() });
const real = () => ({ ...ctx, now: () => new Date(Date.now() + shift) });
let shift = 0;
const home = await aCommune(house, ctx);
const clock = Object.assign(Object.create(ctx), { now: () => new Date(Date.now() + shift) });
const server = await aServer(house, clock, routes);
const origin = 'http://127.0.0.1:8080';
const standIn = await startStandIn({ origins: [origin], idTokenSeconds: 60 });
const settings = {
  LANGSO_VNEID_ISSUER: standIn.issuer,
  LANGSO_VNEID_CLIENT_ID: standIn.clientId,
  LANGSO_VNEID_SECRET: standIn.secret,
  LANGSO_VNEID_ACR: '2',
};
afterAll(() => standIn.stop());
beforeEach(() => {
  ctx = testCtx(house, { at: local() });
  shift = 0;
  standIn.misbehave({});
  useIdentityProvider(vneidFrom(settings));
});

let numbers = 0;
const aVouched = (more: Partial<Vouched> = {}): Vouched => ({
  sub: `sub-${++numbers}`,
  identity_number: `0370850${String(numbers).padStart(5, '0')}`,
  name: 'NGUYỄN VĂN VNEID',
  birthdate: '1985-04-05',
  phone_number: `0988${String(numbers).padStart(6, '0')}`,
  acr: '2',
  ...more,
});
const inBook = async (who: Vouched, name = 'Nguyễn Văn Vneid') => {
  const row = {
    unit_id: home.unitId,
    name,
    sex: 'male',
    birth: '1985-04-05',
    identity_number: who.identity_number,
  } as const;
  return (await tx(ctx, (t) => upsertPerson(t, row))).id;
};

/** Presses the button: the provider's address to which she is sent, without following it. */
async function begin(browser: PlainBrowser, url = '/dang-nhap/vneid?tiep=%2Ftoi'): Promise<string> {
  const cookie = [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await server.app.inject({ method: 'GET', url, headers: { cookie } });
  for (const { name, value } of answer.cookies) browser.jar.set(name, value);
  browser.page = answer.body;
  browser.status = answer.statusCode;
  return String(answer.headers.location ?? '');
}
const home2 = (address: string) => address.replace(origin, '');
async function through(browser: PlainBrowser, who: Vouched | 'cancels', url?: string): Promise<PlainBrowser> {
  const back = await standIn.signIn(await begin(browser, url), who);
  return browser.open(home2(back));
}
const aBrowser = () => new PlainBrowser(server.app);
const actorIn = async (browser: PlainBrowser) =>
  (await actorOf(house.db, browser.jar.get('phien') ?? '', real().now()))?.actor;
const accountsOf = (personId: string) =>
  house.asOwner('select id, level, provisional, phone_checked from access.accounts where person_id = $1', [
    personId,
  ]);
async function signedIn(accountId: string, personId: string) {
  const browser = aBrowser();
  const actor = {
    kind: 'citizen',
    accountId,
    personId,
    name: 'x',
    scope: { units: [], fields: null, persons: [] },
  } as const;
  browser.jar.set(
    'phien',
    await session(Object.assign(Object.create(ctx), { now: clock.now }), as(ctx, actor)),
  );
  return browser;
}

test('someone in the register comes in at level 2, and the next time to the same account', async () => {
  const who = aVouched();
  const personId = await inBook(who);
  const browser = await through(aBrowser(), who);
  expect(browser.path).toBe('/toi');
  expect(browser.page).toContain('Nguyễn Văn Vneid');
  expect(await actorIn(browser)).toMatchObject({ kind: 'citizen', level: 'vneid', personId });
  await through(aBrowser(), who);
  expect(await accountsOf(personId)).toEqual([
    { id: expect.any(String), level: 'vneid', provisional: false, phone_checked: false },
  ]);
  const proofs = await house.asOwner(
    'select p.level, p.how from access.identity_proofs p join access.accounts a on a.id = p.account_id where a.person_id = $1',
    [personId],
  );
  expect(proofs).toEqual([{ level: 'vneid', how: 'vneid' }]);
});

test('someone whom the register does not have gets an account with what VNeID says, and her entry later', async () => {
  const who = aVouched({ name: 'Lò Thị Mới Đến' });
  const browser = await through(aBrowser(), who);
  const actor = await actorIn(browser);
  expect(actor).toMatchObject({ level: 'vneid', name: 'Lò Thị Mới Đến' });
  const personId = await inBook(who, 'Lò Thị Mới Đến');
  const again = await through(aBrowser(), who);
  expect(await actorIn(again)).toMatchObject({
    personId,
    accountId: actor?.kind === 'citizen' ? actor.accountId : '',
  });
});

test('an account from the counter is found by the person, never doubled', async () => {
  const who = aVouched();
  const personId = await inBook(who);
  const phone = '0911000111';
  const accountId = await tx(ctx, (t) => createCitizenAccount(ctx, t, { personId, name: who.name, phone }));
  expect(await actorIn(await through(aBrowser(), who))).toMatchObject({ accountId, level: 'vneid' });
  expect(await accountsOf(personId)).toHaveLength(1);
});

test('an account opened at home is proven by VNeID and keeps its number', async () => {
  const who = aVouched();
  const personId = await inBook(who);
  const accountId = await tx(ctx, (t) => signUp(ctx, t, { name: 'Nguyễn văn VNeID', phone: '0911000222' }));
  const browser = await signedIn(accountId, personId);
  const before = browser.jar.get('phien');
  await through(browser, who, '/toi/vneid');
  expect(browser.path).toBe('/toi/muc-xac-thuc');
  expect(browser.page).toContain('VNeID mức 2');
  expect(browser.jar.get('phien')).not.toBe(before);
  expect(await actorIn(browser)).toMatchObject({ accountId, personId, level: 'vneid' });
});

test('an answer for another person than the account is refused with a sentence, and changes nothing', async () => {
  const mine = aVouched();
  const personId = await inBook(mine);
  const accountId = await tx(ctx, (t) =>
    createCitizenAccount(ctx, t, { personId, name: 'Nguyễn Văn Vneid', phone: '0911000333' }),
  );
  for (const other of [aVouched({ name: 'Trần Thị Khác' }), aVouched()]) {
    const browser = await through(await signedIn(accountId, personId), other, '/toi/vneid');
    expect(browser.status).toBe(409);
    expect(browser.page).toContain('cho một người khác');
  }
  const selfMade = await tx(ctx, (t) => signUp(ctx, t, { name: 'Lê Thị Tự Mở', phone: '0911000444' }));
  const browser = await through(await signedIn(selfMade, personId), aVouched(), '/toi/vneid');
  expect(browser.status).toBe(409);
  expect(
    await house.asOwner(`select level from access.accounts where id in ($1, $2) order by level`, [
      accountId,
      selfMade,
    ]),
  ).toEqual([{ level: 'counter' }, { level: 'unproven' }]);
});

test('the same number with another birth date or name than the register’s is sent to the counter', async () => {
  for (const wrong of [{ birthdate: '1990-01-01' }, { name: 'Người Khác Hẳn' }]) {
    const who = aVouched();
    await inBook(who);
    const browser = await through(aBrowser(), { ...who, ...wrong });
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('khác với sổ của xã');
    expect(browser.jar.has('phien')).toBe(false);
  }
});

test('level 1, no identity number and the dead are refused, each with what to do', async () => {
  expect((await through(aBrowser(), aVouched({ acr: '1' }))).page).toContain('chưa ở mức 2');
  expect((await through(aBrowser(), aVouched({ identity_number: '12' }))).page).toContain(
    'không cho biết đủ',
  );
  const gone = aVouched();
  const personId = await inBook(gone);
  await tx(as(ctx, machine('test')), (t) => recordDeath(t, { personId, diedOn: '2026-01-01', version: 1 }));
  expect((await through(aBrowser(), gone)).page).toContain('chia buồn');
});

test('she turns back at the provider: nothing happens, and the sign-in page is there', async () => {
  const browser = await through(aBrowser(), 'cancels');
  expect(browser.path).toMatch(/^\/dang-nhap/);
  expect(browser.page).toContain('đã dừng ở VNeID');
  expect(browser.page).toContain('Số điện thoại');
});

test('an answer counts once: the address that came back opens nothing again, in no browser', async () => {
  const browser = aBrowser();
  const back = home2(await standIn.signIn(await begin(browser), aVouched()));
  const cookies = new Map(browser.jar);
  expect((await browser.open(back)).path).toBe('/toi');
  const again = aBrowser();
  for (const [name, value] of cookies) again.jar.set(name, value);
  expect((await again.open(back)).status).toBe(422);
  expect(again.page).toContain('không bắt đầu từ máy này');
  // The code itself, put into a way that was begun anew, is spent at the provider.
  const fresh = aBrowser();
  const state = new URL(await begin(fresh)).searchParams.get('state') ?? '';
  const stolen = new URL(back, origin);
  stolen.searchParams.set('state', state);
  expect((await fresh.open(stolen.pathname + stolen.search)).page).toContain('không dùng được');
});

test('an answer that another browser began signs nobody in (login CSRF), nor does one without a state', async () => {
  const attacker = aBrowser();
  const back = home2(await standIn.signIn(await begin(attacker), aVouched()));
  const victim = aBrowser();
  await begin(victim);
  expect((await victim.open(back)).status).toBe(422);
  expect(victim.jar.has('phien')).toBe(false);
  expect((await aBrowser().open('/dang-nhap/vneid/ve?code=abc')).status).toBe(422);
});

/** The provider answers with the token that `forge` makes of the claims it should have. */
async function throughWith(
  forge: (claims: Record<string, string>) => Promise<string>,
): Promise<PlainBrowser> {
  const who = aVouched();
  const browser = aBrowser();
  const url = await begin(browser);
  const nonce = new URL(url).searchParams.get('nonce') ?? '';
  const token = await forge({ ...who, nonce, iss: standIn.issuer, aud: standIn.clientId });
  standIn.misbehave({ answer: (body) => ({ ...body, id_token: token }) });
  await browser.open(home2(await standIn.signIn(url, who)));
  standIn.misbehave({});
  return browser;
}

test('a wrong nonce, audience, issuer or signature in the answer is refused', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  expect((await throughWith((claims) => standIn.sign('current', claims))).path).toBe('/toi');
  const forgeries = [
    (claims: Record<string, string>) => standIn.sign('current', { ...claims, nonce: 'của lần khác' }),
    (claims: Record<string, string>) => standIn.sign('current', { ...claims, aud: 'xa-khac' }),
    (claims: Record<string, string>) =>
      standIn.sign('current', { ...claims, iss: 'https://gia-mao.example' }),
    (claims: Record<string, string>) =>
      new SignJWT(claims)
        .setIssuedAt()
        .setExpirationTime('1m')
        .setProtectedHeader({ alg: 'RS256' })
        .sign(privateKey),
    async (claims: Record<string, string>) => {
      const [head, body] = (await standIn.sign('current', claims)).split('.');
      return `${head}.${body}.${Buffer.from('không chữ ký').toString('base64url')}`;
    },
  ];
  for (const forge of forgeries) {
    const browser = await throughWith(forge);
    expect(browser.page).toContain('không dùng được');
    expect(browser.jar.has('phien')).toBe(false);
  }
});

test('an expired answer is refused; a clock half a minute off is not', async () => {
  const who = aVouched();
  const late = aBrowser();
  const url = await begin(late);
  shift = 3 * 60_000;
  expect((await late.open(home2(await standIn.signIn(url, who)))).page).toContain('không dùng được');
  for (const skew of [25_000, -25_000]) {
    shift = skew;
    expect((await through(aBrowser(), aVouched())).path).toBe('/toi');
  }
});

test('keys that were changed are taken over at once, and what the withdrawn ones sign is refused', async () => {
  expect((await through(aBrowser(), aVouched())).path).toBe('/toi');
  await standIn.rotateKeys();
  expect((await through(aBrowser(), aVouched())).path).toBe('/toi');
  const late = await throughWith((claims) => standIn.sign('withdrawn', claims));
  expect(late.page).toContain('không dùng được');
});

test('while the provider is down or slow the page says so and the other ways in stay', async () => {
  // One that was never asked before, so that nothing is known of it.
  useIdentityProvider(vneidFrom({ ...settings, LANGSO_VNEID_ISSUER: 'http://127.0.0.1:9' }));
  const browser = aBrowser();
  await begin(browser);
  expect(browser.status).toBe(503);
  expect(browser.page).toContain('VNeID đang không trả lời');
  expect(browser.page).toContain('href="/dang-nhap');
  expect((await browser.open('/dang-nhap')).page).toContain('Gửi mã cho tôi');
  useIdentityProvider(vneidFrom(settings));
  const waiting = aBrowser();
  const back = await standIn.signIn(await begin(waiting), aVouched());
  standIn.misbehave({ status: 503 });
  await waiting.open(home2(back));
  expect(waiting.status).toBe(503);
  expect(waiting.page).toContain('VNeID đang không trả lời');
});

test('a provider that says nothing is not waited for beyond some seconds', async () => {
  const silent = http.createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  useIdentityProvider(vneidFrom({ ...settings, LANGSO_VNEID_ISSUER: `http://127.0.0.1:${port}` }));
  const browser = aBrowser();
  await begin(browser);
  expect(browser.status).toBe(503);
  expect(browser.page).toContain('VNeID đang không trả lời');
  silent.closeAllConnections();
  silent.close();
});

test('without a provider nobody is offered VNeID', async () => {
  useIdentityProvider(undefined);
  expect((await aBrowser().open('/dang-nhap')).page).not.toContain('VNeID');
  const browser = aBrowser();
  await begin(browser);
  expect(browser.status).toBe(422);
  expect(browser.page).toContain('chưa nối với VNeID');
});
