import { createHmac, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#engines/database';
import { aCommune, aServer, testCtx, testDb } from '#engines/testing';
import { clientOfToken, routes } from '../index.ts';
import { clientDesk, registerClient, revokeClient, rotateKey } from '../registration/actions.ts';

const house = await testDb();
let ctx = testCtx(house, { at: '2026-03-02T09:00' });
const home = await aCommune(house, ctx);
const away = await aCommune(house, ctx, '14702');
const post = { role: 'administrator', title: 'Quản trị', name: 'Lê Thị Quản' } as const;
const administrator = await home.anOfficer(post);
const elsewhere = await away.anOfficer(post);
const server = await aServer(house, ctx, routes, {
  clientOf: (token, now) => clientOfToken(house.db, token, now),
});
const origin = 'http://127.0.0.1:8080';
const audience = `${origin}/api/v1/oauth/token`;
const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }) as string;
const own = pair();
let id = '';

const given = (key: string) => ({
  ...{ name: 'Bưu điện thử', owner: 'Bưu điện huyện', contact: 'Chị Lan 0900 000 001' },
  ...{ grants: ['dossiers.follow', 'webhooks'], key, months: '12', callsAMinute: '60', sandbox: true },
});

beforeEach(async () => {
  id = await registerClient(administrator, given(pem(own.publicKey)));
});

interface Claims {
  readonly iss?: string;
  readonly sub?: string;
  readonly aud?: string | string[];
  readonly exp?: number;
  readonly jti?: string;
}
const seconds = () => Math.floor(ctx.now().getTime() / 1000);
const claims = (more: Claims = {}) => ({
  ...{ iss: id, sub: id, aud: audience, exp: seconds() + 120, jti: randomUUID() },
  ...more,
});
const signed = (more: Claims = {}, key = own.privateKey, alg = 'ES256', kid?: string) =>
  new SignJWT(claims(more)).setProtectedHeader(kid ? { alg, kid } : { alg }).sign(key);

async function ask(assertion: string, more: Record<string, string> = {}) {
  const response = await server.app.inject({
    method: 'POST',
    url: '/api/v1/oauth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      ...more,
    }).toString(),
  });
  return { status: response.statusCode, headers: response.headers, ...response.json() };
}
const tokenOf = async (more: Record<string, string> = {}) =>
  String((await ask(await signed(), more)).access_token);
const callerOf = (token: string, at: Ctx = ctx) => clientOfToken(house.db, token, at.now());

test('a client that proves itself gets a token for a quarter of an hour', async () => {
  const answer = await ask(await signed());
  expect(answer).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 900 });
  expect(answer.headers['cache-control']).toBe('no-store');
  const caller = await callerOf(answer.access_token);
  expect(caller?.actor).toMatchObject({ clientId: id, units: ['14701'] });
  const later = new Date(ctx.now().getTime() + 901_000);
  expect(await clientOfToken(house.db, answer.access_token, later)).toBeUndefined();
});

test('only the hash of a token is kept', async () => {
  const token = await tokenOf();
  const rows = await house.asOwner('select row_to_json(t)::text as row from clients.tokens t');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.some((row) => String(row.row).includes(token))).toBe(false);
});

test('every assertion that is not hers, here, now and for the first time is refused', async () => {
  const stranger = pair();
  const other = await registerClient(administrator, given(pem(stranger.publicKey)));
  const used = await signed();
  expect((await ask(used)).status).toBe(200);
  const forged = (() => {
    const head = Buffer.from(JSON.stringify({ alg: 'HS256' })).toString('base64url');
    const body = Buffer.from(JSON.stringify(claims())).toString('base64url');
    const mac = createHmac('sha256', pem(own.publicKey)).update(`${head}.${body}`).digest('base64url');
    return `${head}.${body}.${mac}`;
  })();
  const attacks: Record<string, string> = {
    'used twice': used,
    'for another server': await signed({ aud: 'https://khac.example.vn/api/v1/oauth/token' }),
    'for two servers': await signed({ aud: [audience, 'https://khac.example.vn'] }),
    'issuer is not subject': await signed({ iss: other }),
    'in the name of another': await signed({ iss: other, sub: other }),
    'by the key of another': await signed({}, stranger.privateKey),
    'over since a minute': await signed({ exp: seconds() - 60 }),
    'good for a day': await signed({ exp: seconds() + 86_400 }),
    'without a mark of its own': await signed({ jti: '' }),
    'of nobody': await signed({ iss: randomUUID(), sub: randomUUID() }),
    'of no id': await signed({ iss: "' or 1=1", sub: "' or 1=1" }),
    'with a key id that is not there': await signed({}, own.privateKey, 'ES256', 'khac'),
    'not signed': new UnsecuredJWT(claims()).encode(),
    'signed with the public key as a secret': forged,
    'no token at all': 'abc',
  };
  for (const [what, assertion] of Object.entries(attacks)) {
    const answer = await ask(assertion);
    expect([what, answer.status, answer.error]).toEqual([what, 401, 'invalid_client']);
  }
});

test('fifty that bring one assertion at once: one comes in', async () => {
  const assertion = await signed();
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(assertion)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('a scope can be narrowed and never widened', async () => {
  const answer = await ask(await signed(), { scope: 'dossiers.follow' });
  expect(answer.scope).toBe('dossiers.follow');
  expect([...((await callerOf(answer.access_token))?.actor.grants ?? [])]).toEqual(['dossiers.follow']);
  expect(await ask(await signed(), { scope: 'dossiers.follow dossiers.submit' })).toMatchObject({
    ...{ status: 400, error: 'invalid_scope' },
  });
  expect(await ask(await signed(), { grant_type: 'password' })).toMatchObject({
    ...{ status: 400, error: 'unsupported_grant_type' },
  });
});

test('who is shut out or over has no token that holds, and gets none', async () => {
  const token = await tokenOf();
  await revokeClient(administrator, id);
  expect(await callerOf(token)).toBeUndefined();
  expect((await ask(await signed())).error).toBe('invalid_client');

  id = await registerClient(administrator, { ...given(pem(own.publicKey)), months: '1' });
  const before = ctx;
  ctx = testCtx(house, { at: '2026-04-03T09:00' });
  const late = await signed();
  ctx = before;
  expect((await ask(late)).error).toBe('invalid_client');
});

test('while a key is changed both hold, after a day the new one alone', async () => {
  const next = pair();
  await rotateKey(administrator, id, pem(next.publicKey));
  expect((await ask(await signed())).status).toBe(200);
  expect((await ask(await signed({}, next.privateKey))).status).toBe(200);
  const { keys } = await clientDesk(administrator, id);
  const ends = keys.map((key) => key.valid_until && key.valid_until.getTime() - ctx.now().getTime());
  expect(ends).toEqual(expect.arrayContaining([null, 86_400_000]));
  await house.asOwner('update clients.keys set valid_until = $1 where client_id = $2 and valid_until > $1', [
    ctx.now(),
    id,
  ]);
  expect((await ask(await signed())).status).toBe(401);
  expect((await ask(await signed({}, next.privateKey))).status).toBe(200);
});

test('a client takes its own token back, and nobody else’s', async () => {
  const token = await tokenOf();
  const end = async (assertion: string) =>
    server.app.inject({
      method: 'POST',
      url: '/api/v1/oauth/revoke',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        ...{ token, client_assertion: assertion },
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      }).toString(),
    });
  const key = pair();
  const first = id;
  id = await registerClient(administrator, given(pem(key.publicKey)));
  expect((await end(await signed({}, key.privateKey))).statusCode).toBe(200);
  expect(await callerOf(token)).toBeDefined();
  id = first;
  expect((await end(await signed())).statusCode).toBe(200);
  expect(await callerOf(token)).toBeUndefined();
});

test('a share of calls is one for all processes, and fills up again', async () => {
  id = await registerClient(administrator, { ...given(pem(own.publicKey)), callsAMinute: '5' });
  const token = await tokenOf();
  const answers = await Promise.all(Array.from({ length: 20 }, () => callerOf(token)));
  expect(answers.filter((one) => one?.share.waitSeconds === 0)).toHaveLength(5);
  const wait = Math.max(...answers.map((one) => one?.share.waitSeconds ?? 0));
  const later = new Date(ctx.now().getTime() + wait * 1000);
  expect((await clientOfToken(house.db, token, later))?.share.waitSeconds).toBe(0);
});

test('a private key, a weak one or no key is refused in a sentence', async () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  const secret = own.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const jwk = JSON.stringify(own.privateKey.export({ format: 'jwk' }));
  for (const [key, code] of [
    [secret, 'clients.privateKey'],
    [jwk, 'clients.privateKey'],
    [pem(weak), 'clients.weakKey'],
    ['abc', 'clients.notAKey'],
    ['http://khoa.example.vn/jwks', 'clients.httpsOnly'],
    ['https://10.0.0.1/jwks', 'clients.privateAddress'],
  ] as const)
    await expect(registerClient(administrator, given(key))).rejects.toMatchObject({ code });
});

test('another commune’s administrator sees and changes none of it', async () => {
  for (const attack of [
    () => clientDesk(elsewhere, id),
    () => revokeClient(elsewhere, id),
    () => rotateKey(elsewhere, id, pem(pair().publicKey)),
  ])
    await expect(attack()).rejects.toMatchObject({ kind: 'missing' });
  await expect(registerClient(home.reception, given(pem(own.publicKey)))).rejects.toMatchObject({
    kind: 'denied',
  });
});
