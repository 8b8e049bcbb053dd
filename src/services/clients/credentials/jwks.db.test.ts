import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { aCommune, testCtx, testDb } from '#engines/testing';
import { clientDesk, registerClient, rotateKey } from '../registration/actions.ts';
import { clientOfAssertion } from './assertion.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const home = await aCommune(house, ctx);
const administrator = await home.anOfficer({ role: 'administrator', title: 'Quản trị', name: 'Lê Thị Quản' });
const audience = 'http://127.0.0.1:8080/api/v1/oauth/token';

/** The client's own server: what it answers is each test's to say. */
let asked = 0;
let answer: (response: http.ServerResponse) => void;
const theirs = http.createServer((_, response) => {
  asked += 1;
  answer(response);
});
await new Promise<void>((up) => theirs.listen(0, '127.0.0.1', up));
afterAll(() => theirs.close());
const base = `http://127.0.0.1:${(theirs.address() as AddressInfo).port}`;

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid });
const serve = (...keys: readonly object[]) => {
  answer = (response) => response.end(JSON.stringify({ keys }));
};
const aClient = () =>
  registerClient(administrator, {
    ...{ name: 'Bưu điện thử', owner: 'Bưu điện huyện', contact: 'Chị Lan 0900 000 001' },
    ...{ grants: ['dossiers.follow'], months: '12', callsAMinute: '60', sandbox: true },
    key: `${base}/${randomUUID()}`,
  });
const proves = async (id: string, key: KeyObject, kid: string): Promise<boolean> => {
  const exp = Math.floor(ctx.now().getTime() / 1000) + 120;
  const claims = { iss: id, sub: id, aud: audience, exp, jti: randomUUID() };
  const assertion = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(key);
  return 'client' in (await clientOfAssertion(ctx, assertion, [audience]));
};
const later = (seconds: number) => {
  const local = new Date(ctx.now().getTime() + (seconds + 7 * 3600) * 1000);
  ctx.clock.set(local.toISOString().slice(0, 19));
};

test('a key at the client’s address lets it in, and is asked for once in a while only', async () => {
  const one = pair();
  serve(jwk(one.publicKey, 'k1'));
  const id = await aClient();
  asked = 0;
  for (let n = 0; n < 5; n++) expect(await proves(id, one.privateKey, 'k1')).toBe(true);
  expect(asked).toBe(1);
});

test('a changed key is found within a minute, the one that went no longer than five', async () => {
  const [former, next] = [pair(), pair()];
  serve(jwk(former.publicKey, 'k1'));
  const id = await aClient();
  expect(await proves(id, former.privateKey, 'k1')).toBe(true);
  serve(jwk(next.publicKey, 'k2'));
  // Whoever makes up names of keys does not make us ask each time.
  asked = 0;
  for (let n = 0; n < 5; n++) expect(await proves(id, next.privateKey, 'k2')).toBe(false);
  expect(asked).toBe(0);
  later(61);
  expect(await proves(id, next.privateKey, 'k2')).toBe(true);
  expect(await proves(id, former.privateKey, 'k1')).toBe(false);
});

test('while the address is silent the keys known stand in; without any nobody comes in', async () => {
  const one = pair();
  serve(jwk(one.publicKey, 'k1'));
  const known = await aClient();
  expect(await proves(known, one.privateKey, 'k1')).toBe(true);
  for (const trouble of [
    (response: http.ServerResponse) => void response.writeHead(500).end(),
    (response: http.ServerResponse) => void response.destroy(),
    (response: http.ServerResponse) => void response.writeHead(307, { location: `${base}/khac` }).end(),
  ]) {
    answer = trouble;
    later(301);
    expect(await proves(known, one.privateKey, 'k1')).toBe(true);
    expect(await proves(await aClient(), one.privateKey, 'k1')).toBe(false);
  }
});

test('what is no key set, or holds a shared secret, lets nobody in', async () => {
  const one = pair();
  const secret = { kty: 'oct', k: Buffer.from('bí mật').toString('base64url'), kid: 'k1' };
  for (const body of [
    '',
    '{}',
    '[]',
    '{"keys":{}}',
    `{"keys":[${JSON.stringify(secret)}]}`,
    'x'.repeat(100_000),
  ]) {
    answer = (response) => response.end(body);
    expect(await proves(await aClient(), one.privateKey, 'k1'), body.slice(0, 40)).toBe(false);
  }
});

test('an address is changed by the administrator, and one inside is refused', async () => {
  const one = pair();
  serve(jwk(one.publicKey, 'k1'));
  const id = await aClient();
  await rotateKey(administrator, id, `${base}/moi`);
  expect((await clientDesk(administrator, id)).client.jwks_url).toBe(`${base}/moi`);
  await expect(rotateKey(administrator, id, 'https://192.168.1.1/jwks')).rejects.toMatchObject({
    code: 'clients.privateAddress',
  });
});
