import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { as, type Citizen, type Ctx, tx } from '#engines/database';
import { type TestCtx, testCtx, testDb } from '#engines/testing';
import {
  beginPasskeySignIn,
  beginRegistration,
  checkPasskey,
  createCitizenAccount,
  finishRegistration,
  passkeysOf,
  passkeysPossible,
  proveIdentity,
  removePasskey,
  signUp,
} from '../index.ts';

const house = await testDb();
const origin = 'https://yenmo.example.vn';
let phones = 0;

async function aCitizen(ctx: Ctx, level: 'unproven' | 'counter' = 'counter'): Promise<Citizen> {
  const phone = `0955${String(++phones).padStart(6, '0')}`;
  const personId = randomUUID();
  const accountId = await tx(ctx, (t) =>
    level === 'counter'
      ? createCitizenAccount(ctx, t, { personId, name: 'Bà Mơ', phone })
      : signUp(ctx, t, { name: 'Bà Mơ', phone }),
  );
  const scope = { units: [], fields: null, persons: [personId] };
  return { kind: 'citizen', accountId, personId, name: 'Bà Mơ', level, scope };
}

/** An authenticator in software (WebAuthn §6.1, §6.5.1): ES256, no attestation, with a counter. */
function anAuthenticator(at = origin) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  const verified = 0x05;
  const head = (flags: number, counter: number) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const host = createHash('sha256').update(new URL(at).hostname).digest();
    return Buffer.concat([host, Buffer.from([flags]), count]);
  };
  const b64 = (bytes: Buffer) => bytes.toString('base64url');
  const client = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type: `webauthn.${type}`, challenge, origin: at, crossOrigin: false }));
  const credential = { id: b64(id), rawId: b64(id), type: 'public-key', clientExtensionResults: {} };
  return {
    register(challenge: string, flags = verified): string {
      const cose = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ]);
      const attested = [Buffer.alloc(16), Buffer.from([0, id.length]), id, cose];
      const data = Buffer.concat([head(flags | 0x40, 0), ...attested]);
      const object = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.from([data.length]),
        data,
      ]);
      const clientDataJSON = b64(client('create', challenge));
      return JSON.stringify({ ...credential, response: { clientDataJSON, attestationObject: b64(object) } });
    },
    answer(challenge: string, counter: number, flags = verified): string {
      const data = head(flags, counter);
      const said = client('get', challenge);
      const signed = Buffer.concat([data, createHash('sha256').update(said).digest()]);
      const signature = b64(sign('sha256', signed, privateKey));
      const response = { clientDataJSON: b64(said), authenticatorData: b64(data), signature };
      return JSON.stringify({ ...credential, response });
    },
  };
}
type Authenticator = ReturnType<typeof anAuthenticator>;

const questionFor = (ctx: Ctx, self: Citizen) =>
  tx(as(ctx, self), (t) => beginRegistration(ctx, t, self, { origin, name: 'Xã Yên Mô' }));
const keep = (ctx: Ctx, self: Citizen, answer: string) =>
  tx(as(ctx, self), (t) => finishRegistration(ctx, t, self, { origin, answer, name: 'Máy thử' }));
async function register(ctx: Ctx, self: Citizen, device: Authenticator) {
  const { challenge } = await questionFor(ctx, self);
  return keep(ctx, self, device.register(challenge));
}
const ask = async (ctx: Ctx) => (await tx(ctx, (t) => beginPasskeySignIn(ctx, t, origin))).challenge;
const check = (ctx: Ctx, answer: string) => tx(ctx, (t) => checkPasskey(ctx, t, { origin, answer }));
const comeIn = async (ctx: TestCtx, device: Authenticator, counter: number, flags?: number) =>
  check(ctx, device.answer(await ask(ctx), counter, flags));

test('a key that was set up opens its account, again and again', async () => {
  const ctx = testCtx(house);
  const self = await aCitizen(ctx);
  const device = anAuthenticator();
  expect(await register(ctx, self, device)).toEqual({ kind: 'kept' });
  for (const counter of [1, 2, 9])
    expect(await comeIn(ctx, device, counter)).toMatchObject({
      kind: 'right',
      accountId: self.accountId,
      level: 'counter',
      forPost: false,
    });
});

test('a question is answered once, within five minutes, and by the account it was put to', async () => {
  const ctx = testCtx(house);
  const self = await aCitizen(ctx);
  const device = anAuthenticator();
  await register(ctx, self, device);
  const challenge = await ask(ctx);
  expect((await check(ctx, device.answer(challenge, 1))).kind).toBe('right');
  expect((await check(ctx, device.answer(challenge, 2))).kind).toBe('refused');
  const late = await ask(ctx);
  ctx.clock.set('2026-01-05T09:06');
  expect((await check(ctx, device.answer(late, 3))).kind).toBe('refused');
  // The clock set back does not make it young again.
  ctx.clock.set('2026-01-05T08:00');
  expect((await check(ctx, device.answer(late, 4))).kind).toBe('refused');
  ctx.clock.set('2026-01-05T09:10');
  const { challenge: hers } = await questionFor(ctx, self);
  const other = await aCitizen(ctx);
  expect((await keep(ctx, other, anAuthenticator().register(hers))).kind).toBe('refused');
  // Nor is a question to sign in one to set up.
  expect((await keep(ctx, self, anAuthenticator().register(await ask(ctx)))).kind).toBe('refused');
});

test('another site’s answer, one without fingerprint or PIN, and nonsense are refused', async () => {
  const ctx = testCtx(house);
  const self = await aCitizen(ctx);
  const device = anAuthenticator();
  await register(ctx, self, device);
  const present = 0x01;
  expect((await comeIn(ctx, device, 1, present)).kind).toBe('refused');
  for (const evil of [
    'https://yenmo.example.vn.evil.example',
    'https://evil.example',
    'http://yenmo.example.vn',
  ]) {
    const { challenge } = await questionFor(ctx, self);
    expect((await keep(ctx, self, anAuthenticator(evil).register(challenge))).kind).toBe('refused');
  }
  const { challenge } = await questionFor(ctx, self);
  expect((await keep(ctx, self, anAuthenticator().register(challenge, present))).kind).toBe('refused');
  for (const nonsense of ['', '{}', '[]', '{"id":1}', '{"id":"x"}', '{"id":"x","response":{}}'])
    expect((await check(ctx, nonsense)).kind).toBe('refused');
  expect(await passkeysOf(house.db, self.accountId)).toHaveLength(1);
});

test('a copied key is found by its counter, and neither copy nor original opens anything any more', async () => {
  const ctx = testCtx(house);
  const self = await aCitizen(ctx);
  const device = anAuthenticator();
  await register(ctx, self, device);
  expect((await comeIn(ctx, device, 5)).kind).toBe('right');
  const copy = await comeIn(ctx, device, 3);
  expect(copy).toMatchObject({ kind: 'refused', message: expect.stringContaining('sao chép') });
  expect(await comeIn(ctx, device, 50)).toMatchObject({ kind: 'refused' });
  expect((await passkeysOf(house.db, self.accountId))[0]?.blocked_at).not.toBeNull();
});

test('authenticators that count nothing stay at zero, and are no copies', async () => {
  const ctx = testCtx(house);
  const device = anAuthenticator();
  await register(ctx, await aCitizen(ctx), device);
  expect((await comeIn(ctx, device, 0)).kind).toBe('right');
  expect((await comeIn(ctx, device, 0)).kind).toBe('right');
});

test('a key is kept for one account, taken away by its owner only, and never for an address of numbers', async () => {
  const ctx = testCtx(house);
  const self = await aCitizen(ctx);
  const other = await aCitizen(ctx);
  const device = anAuthenticator();
  await register(ctx, self, device);
  expect(await register(ctx, other, device)).toMatchObject({ kind: 'refused' });
  const [key] = await passkeysOf(house.db, self.accountId);
  expect(await tx(ctx, (t) => removePasskey(t, other.accountId, key?.id ?? ''))).toBe(false);
  expect(await tx(ctx, (t) => removePasskey(t, self.accountId, key?.id ?? ''))).toBe(true);
  expect((await comeIn(ctx, device, 1)).kind).toBe('refused');
  expect(passkeysPossible('http://127.0.0.1:8080')).toBe(false);
  expect(passkeysPossible('http://[::1]:8080')).toBe(false);
  expect(passkeysPossible('http://localhost:8080')).toBe(true);
});

test('what was set up before identity was proven opens nothing afterwards', async () => {
  const ctx = testCtx(house);
  const self = await aCitizen(ctx, 'unproven');
  const device = anAuthenticator();
  await register(ctx, self, device);
  expect(await comeIn(ctx, device, 1)).toMatchObject({ kind: 'right', level: 'unproven' });
  const personId = randomUUID();
  await tx(ctx, (t) => proveIdentity(ctx, t, self.accountId, { level: 'counter', personId, name: 'Bà Mơ' }));
  expect((await comeIn(ctx, device, 2)).kind).toBe('refused');
});
