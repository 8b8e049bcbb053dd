import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCitizenAccount } from '#engines/access';
import { anyone, tx } from '#engines/database';
import { type TestCtx, testCtx, testDb } from '#engines/testing';
import {
  deliverDue,
  deliverNow,
  httpGateway,
  inboxCounts,
  inboxOf,
  markRead,
  messagesIn,
  notify,
  queueSms,
  receiveReceipt,
  retryDelivery,
  sayIn,
  simulatedMessages,
  simulatedPhone,
  troubledDeliveries,
  useSmsGateway,
} from './index.ts';

const house = await testDb();
const secret = 'bí mật của nhà mạng';

type Mood = 'good' | 'broken' | 'slow' | 'refusing' | 'mute' | 'deaf';

/** A gateway of its own kind: it checks signatures by itself and misbehaves as told. */
class Gateway {
  readonly taken: { id: string; to: string; text: string }[] = [];
  mood: Mood = 'good';
  private readonly server: Server;
  constructor() {
    this.server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const stamp = request.headers['x-timestamp'];
      const mine = `sha256=${createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex')}`;
      if (request.headers['x-signature'] !== mine) return response.writeHead(401).end();
      if (this.mood === 'broken') return response.writeHead(500).end('oops');
      if (this.mood === 'refusing') return response.writeHead(422).end('no such number');
      if (this.mood === 'slow') return setTimeout(() => response.end('{"id":"late"}'), 400);
      const sms = JSON.parse(body);
      // It tells a repeat by the key, as it promised.
      if (!this.taken.some((known) => known.id === sms.id)) this.taken.push(sms);
      if (this.mood === 'deaf') return response.destroy();
      return response.end(this.mood === 'mute' ? 'OK' : JSON.stringify({ id: `g-${sms.id}` }));
    });
  }
  async open(ctx: TestCtx): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const where = this.server.address();
    const port = where && typeof where === 'object' ? where.port : 0;
    useSmsGateway(
      httpGateway({ url: `http://127.0.0.1:${port}/sms`, key: 'xa', secret, timeoutMs: 150, now: ctx.now }),
    );
  }
  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

let gateway: Gateway;
let ctx: TestCtx;
beforeEach(async () => {
  ctx = testCtx(house);
  gateway = new Gateway();
  await gateway.open(ctx);
  await house.asOwner('truncate messages.deliveries, messages.notices, messages.simulated_phone');
});
afterEach(() => gateway.close());

const send = (more: { urgent?: boolean; secretFor?: number } = {}) =>
  tx(ctx, (t) => queueSms(ctx, t, { to: '0900000001', text: 'Hồ sơ đã có kết quả', ...more }));
const stateOf = async (id: string) =>
  (await house.asOwner('select * from messages.deliveries where id = $1', [id]))[0] ?? {};

test('a message leaves once, in plain letters, and its receipt may come twice', async () => {
  const id = await send();
  expect(await deliverDue(ctx)).toBe(1);
  expect(await deliverDue(ctx)).toBe(0);
  expect(gateway.taken).toEqual([{ id, to: '84900000001', text: 'Ho so da co ket qua' }]);
  expect(await receiveReceipt(ctx, { providerId: `g-${id}`, delivered: true })).toBe(true);
  expect(await receiveReceipt(ctx, { providerId: `g-${id}`, delivered: true })).toBe(false);
  expect(await receiveReceipt(ctx, { providerId: `g-${id}`, delivered: false })).toBe(false);
  expect(await stateOf(id)).toMatchObject({ state: 'delivered', attempts: 1 });
});

test('two senders at once send each message once', async () => {
  await Promise.all(Array.from({ length: 12 }, () => send()));
  const counts = await Promise.all([deliverDue(ctx), deliverDue(ctx), deliverDue(ctx)]);
  expect(counts.reduce((a, b) => a + b)).toBe(12);
  expect(gateway.taken).toHaveLength(12);
});

test('a broken, slow or babbling gateway is tried again later, and then it works', async () => {
  const id = await send();
  for (const [mood, next] of [
    ['broken', '2026-01-05T09:01'],
    ['slow', '2026-01-05T09:05'],
    ['mute', '2026-01-05T09:20'],
  ] as const) {
    gateway.mood = mood;
    expect(await deliverDue(ctx)).toBe(0);
    expect(await deliverDue(ctx)).toBe(0);
    expect(await stateOf(id)).toMatchObject({ state: 'queued' });
    ctx.clock.set(next);
  }
  gateway.mood = 'good';
  expect(await deliverDue(ctx)).toBe(1);
  expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 4 });
  expect(gateway.taken).toHaveLength(1);
});

test('a gateway that took the message and hung up does not send it twice', async () => {
  await send();
  gateway.mood = 'deaf';
  await deliverDue(ctx);
  gateway.mood = 'good';
  ctx.clock.set('2026-01-05T09:10');
  await deliverDue(ctx);
  expect(gateway.taken).toHaveLength(1);
});

test('a refused number is not tried again, and shows where the administrator looks', async () => {
  const id = await send();
  gateway.mood = 'refusing';
  await deliverDue(ctx);
  expect(await troubledDeliveries(house.db)).toMatchObject([
    { id, state: 'failed', problem: 'Nhà mạng trả lời mã 422' },
  ]);
  gateway.mood = 'good';
  await tx(ctx, (t) => retryDelivery(ctx, t, id));
  expect(await deliverDue(ctx)).toBe(1);
});

test('after six tries the message is given up and not lost from sight', async () => {
  const id = await send();
  gateway.mood = 'broken';
  for (let i = 0; i < 7; i++) {
    await deliverDue(ctx);
    ctx.clock.set(`2026-01-${10 + i}T10:00`);
  }
  expect(await stateOf(id)).toMatchObject({ state: 'given-up', attempts: 6 });
});

test('who died with a message in hand gives it back when the lease ends', async () => {
  const id = await send();
  useSmsGateway({ name: 'dying', send: () => Promise.reject(new Error('killed')) });
  await expect(deliverDue(ctx)).rejects.toThrow('killed');
  await gateway.close();
  gateway = new Gateway();
  await gateway.open(ctx);
  expect(await deliverDue(ctx)).toBe(0);
  ctx.clock.set('2026-01-05T09:02');
  expect(await deliverDue(ctx)).toBe(1);
  expect(await stateOf(id)).toMatchObject({ state: 'sent' });
});

test('at night only what is urgent rings', async () => {
  ctx.clock.set('2026-01-05T20:59');
  const evening = await send();
  ctx.clock.set('2026-01-05T22:00');
  const late = await send();
  const urgent = await send({ urgent: true });
  expect(await deliverDue(ctx)).toBe(1);
  expect(gateway.taken.map((sms) => sms.id)).toEqual([urgent]);
  ctx.clock.set('2026-01-06T06:30');
  expect(await deliverDue(ctx)).toBe(2);
  expect(gateway.taken.map((sms) => sms.id).sort()).toEqual([urgent, evening, late].sort());
});

test('a one-time code is wiped when it has left or grown old, and never logged', async () => {
  const text = '123456 la ma';
  const left = await tx(ctx, (t) => queueSms(ctx, t, { to: '0900000002', text, urgent: true, secretFor: 5 }));
  await deliverNow(ctx, left);
  expect(gateway.taken[0]?.text).toBe(text);
  expect(await stateOf(left)).toMatchObject({ state: 'sent', body: '' });
  gateway.mood = 'broken';
  const stuck = await tx(ctx, (t) =>
    queueSms(ctx, t, { to: '0900000002', text, urgent: true, secretFor: 5 }),
  );
  await deliverNow(ctx, stuck);
  ctx.clock.set('2026-01-05T09:06');
  await deliverDue(ctx);
  expect(await stateOf(stuck)).toMatchObject({ state: 'given-up', body: '' });
  expect(JSON.stringify(ctx.logged)).not.toMatch(/123456|0900000002/);
  await expect(tx(ctx, (t) => retryDelivery(ctx, t, stuck))).rejects.toMatchObject({ kind: 'conflict' });
});

test('a notice reaches the inbox, and the telephone of the account', async () => {
  useSmsGateway(simulatedPhone(house.db, ctx.now));
  const personId = randomUUID();
  await tx(ctx, (t) => createCitizenAccount(ctx, t, { personId, name: 'Bà Mơ', phone: '0900000003' }));
  const notice = { personId, title: 'Đã tiếp nhận', body: 'Hẹn trả thứ Sáu.', link: '/ho-so/1' };
  const id = await tx(ctx, (t) => notify(ctx, t, { ...notice, sms: 'Đã tiếp nhận hồ sơ' }));
  await tx(ctx, (t) => notify(ctx, t, { ...notice, title: 'Chỉ trong hộp thư' }));
  await deliverDue(ctx);
  expect(await simulatedMessages(house.db, '0900000003')).toMatchObject([{ body: 'Da tiep nhan ho so' }]);
  expect(await inboxCounts(house.db, personId)).toEqual({ total: 2, unread: 2 });
  expect(await tx(ctx, (t) => markRead(ctx, t, randomUUID(), [id]))).toBe(0);
  expect(await tx(ctx, (t) => markRead(ctx, t, personId, [id]))).toBe(1);
  expect(await inboxCounts(house.db, personId)).toEqual({ total: 2, unread: 1 });
  expect(await inboxOf(house.db, personId, { limit: 10, offset: 0 })).toHaveLength(2);
});

test('a thread keeps who said what; an officer signs with the post', async () => {
  const subject = { kind: 'dossier', id: randomUUID() };
  const scope = { units: [1], fields: null, persons: [] };
  const ids = { accountId: randomUUID(), personId: randomUUID(), scope };
  const citizen = { kind: 'citizen', name: 'Bà Mơ', ...ids } as const;
  const post = { postId: randomUUID(), postTitle: 'Một cửa', unitId: 1, permissions: new Set<string>() };
  const officer = { kind: 'officer', name: 'Trần Thử', ...ids, ...post } as const;
  const say = (actor: TestCtx['actor'], body: string) => {
    const speaking = { ...ctx, actor };
    return tx(speaking, (t) => sayIn(speaking, t, subject, body));
  };
  await say(citizen, ' Bao giờ xong? ');
  await say(officer, 'Thứ Sáu, thưa Bà.');
  expect(await messagesIn(house.db, subject)).toMatchObject([
    { author: 'Bà Mơ', author_kind: 'citizen', body: 'Bao giờ xong?' },
    { author: 'Một cửa', author_kind: 'officer', body: 'Thứ Sáu, thưa Bà.' },
  ]);
  await expect(say(citizen, '  ')).rejects.toMatchObject({ kind: 'invalid' });
  await expect(say(citizen, 'a'.repeat(2001))).rejects.toMatchObject({ kind: 'invalid' });
  await expect(say(anyone, 'x')).rejects.toMatchObject({ kind: 'denied' });
});
