import { createHmac, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Client, Ctx } from '#engines/database';
import { seesNothing } from '#engines/database';
import { registerJobs } from '#engines/jobs';
import { testCtx, testDb } from '#engines/testing';
import { deliverWebhooks, forgetDeliveries } from './deliver.ts';
import { cloudEvent } from './event.ts';
import { webhookJobs } from './index.ts';
import { claimDue, insertDelivery, listDeliveries } from './store.ts';
import {
  ownSubscription,
  ping,
  replay,
  replayFrom,
  rotate,
  subscribe,
  unsubscribe,
} from './subscriptions.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
registerJobs(webhookJobs);
const clientId = '00000000-0000-4000-8000-000000000001';
const otherId = '00000000-0000-4000-8000-000000000002';
for (const id of [clientId, otherId])
  await house.asOwner(
    `insert into clients.clients (id, name, owner, contact, home_code, unit_codes, grants, sandbox, calls_a_minute,
      created_at, expires_at)
    values ($1, 'Sổ nhà', 'Công ty', 'a@b.vn', '14701', '{14701}', '{webhooks}', true, 60, now(), '2030-01-01')`,
    [id],
  );
const clientOf = (id: string): Client => ({
  ...{ kind: 'client', clientId: id, name: 'Sổ nhà', owner: 'Công ty', units: ['14701'] },
  ...{ grants: new Set(['webhooks']), scope: seesNothing },
});
const acting: Ctx = { ...ctx, actor: clientOf(clientId) };
const other: Ctx = { ...ctx, actor: clientOf(otherId) };

interface Heard {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}
let heard: Heard[] = [];
let behave: (path: string, response: http.ServerResponse) => void;
const receiver = http.createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  heard.push({ headers: request.headers, body: Buffer.concat(parts).toString(), path: request.url ?? '' });
  behave(request.url ?? '', response);
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});
const say =
  (status: number, headers: http.OutgoingHttpHeaders = {}) =>
  (_: string, r: http.ServerResponse) =>
    void r.writeHead(status, headers).end();

const later = (minutes: number) => {
  const local = new Date(ctx.now().getTime() + (minutes + 7 * 60) * 60_000);
  ctx.clock.set(local.toISOString().slice(0, 16));
};
const anEvent = (n: number, subscriptionId: string, caseId: string | null = null) => {
  const id = `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;
  const body = cloudEvent({ id, type: 'dossier.received', at: ctx.now(), data: { n } });
  return house.db.one(insertDelivery, {
    ...{
      subscription_id: subscriptionId,
      event_id: id,
      type: body.type,
      case_id: caseId,
      body,
      at: ctx.now(),
    },
  });
};
const log = async (subscriptionId: string) =>
  house.db.many(listDeliveries, { subscription_id: subscriptionId, before: 1e15, size: 100 });
const opened = async (path = '/tin') => {
  const { subscription, secret } = await subscribe(acting, `${base}${path}`, ['dossier.received']);
  return { id: subscription.id, secret };
};
const caseA = '00000000-0000-4000-a000-00000000000a';

/** Written from the words of Standard Webhooks 1.0, not from our own code. */
function isSignedBy(secret: string, { headers, body }: Heard): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const wanted = createHmac('sha256', key).update(signed).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'))
    .some((given) => given.length === wanted.length && timingSafeEqual(given, wanted));
}

beforeEach(async () => {
  heard = [];
  behave = say(204);
  await house.asOwner('delete from clients.deliveries');
  await house.asOwner('delete from clients.subscriptions');
});

describe('a receiver that behaves', () => {
  test('gets a signed CloudEvent, which a wrong secret or a changed body does not fit', async () => {
    const { id, secret } = await opened();
    await ping(acting, id);
    expect(await deliverWebhooks(ctx)).toBe(1);
    const [one] = heard;
    if (!one) throw new Error('nothing came');
    expect(one.headers['content-type']).toContain('application/cloudevents+json');
    expect(JSON.parse(one.body)).toMatchObject({
      specversion: '1.0',
      type: 'ping',
      id: one.headers['webhook-id'],
    });
    expect(isSignedBy(secret, one)).toBe(true);
    expect(isSignedBy(`whsec_${Buffer.alloc(32).toString('base64')}`, one)).toBe(false);
    expect(isSignedBy(secret, { ...one, body: one.body.replace('ping', 'pong') })).toBe(false);
    expect(await log(id)).toMatchObject([{ state: 'delivered', last_status: 204, attempts: 1 }]);
  });

  test('hears both secrets for a day after a rotation, then the new one only', async () => {
    const { id, secret: former } = await opened();
    const { secret } = await rotate(acting, id);
    await ping(acting, id);
    await deliverWebhooks(ctx);
    later(24 * 60 + 1);
    await ping(acting, id);
    await deliverWebhooks(ctx);
    expect(heard.map((one) => [isSignedBy(former, one), isSignedBy(secret, one)])).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  test('hears a replay under the same id, so that it can drop what it knows', async () => {
    const { id } = await opened();
    await anEvent(1, id);
    await deliverWebhooks(ctx);
    const [line] = await log(id);
    await replay(acting, id, line?.id ?? 0);
    await deliverWebhooks(ctx);
    expect(await replayFrom(acting, id, new Date(ctx.now().getTime() - 60_000))).toBe(1);
    await deliverWebhooks(ctx);
    expect(new Set(heard.map((one) => one.headers['webhook-id'])).size).toBe(1);
    expect(heard).toHaveLength(3);
    await expect(replayFrom(acting, id, new Date(0))).rejects.toMatchObject({ code: 'webhooks.too-old' });
  });
});

describe('a receiver that does not', () => {
  test('is tried again after a 500, and the next of the same dossier waits for that', async () => {
    const { id } = await opened();
    await anEvent(1, id, caseA);
    await anEvent(2, id, caseA);
    behave = say(500);
    expect(await deliverWebhooks(ctx)).toBe(1);
    behave = say(200);
    expect(await deliverWebhooks(ctx)).toBe(0);
    later(2);
    expect(await deliverWebhooks(ctx)).toBe(2);
    expect(heard.map((one) => JSON.parse(one.body).data.n)).toEqual([1, 1, 2]);
  });

  test('is parked after about three days, and comes back when somebody sends it again', async () => {
    const { id } = await opened();
    await anEvent(1, id);
    behave = say(500);
    for (let hour = 0; hour < 24 * 8; hour++, later(30)) await deliverWebhooks(ctx);
    expect(await log(id)).toMatchObject([{ state: 'parked', attempts: 10, last_trouble: 'status-500' }]);
    behave = say(200);
    await replay(acting, id, (await log(id))[0]?.id ?? 0);
    await deliverWebhooks(ctx);
    expect(await log(id)).toMatchObject([{ state: 'delivered' }]);
  });

  test('says 503 with Retry-After and is left alone for so long', async () => {
    const { id } = await opened();
    await anEvent(1, id);
    behave = say(503, { 'retry-after': '3600' });
    await deliverWebhooks(ctx);
    behave = say(200);
    await anEvent(2, id);
    later(59);
    expect(await deliverWebhooks(ctx)).toBe(0);
    later(2);
    expect(await deliverWebhooks(ctx)).toBe(2);
  });

  test('says 410 and hears nothing more', async () => {
    const { id } = await opened();
    await anEvent(1, id, caseA);
    await anEvent(2, id, caseA);
    behave = say(410);
    await deliverWebhooks(ctx);
    expect((await log(id)).map((one) => one.state)).toEqual(['dropped', 'dropped']);
    await expect(ownSubscription(acting, id)).rejects.toMatchObject({ kind: 'missing' });
  });

  test('sends us to the cloud’s metadata and is not followed', async () => {
    const { id } = await opened();
    await anEvent(1, id);
    behave = say(302, { location: 'http://169.254.169.254/latest/meta-data' });
    await deliverWebhooks(ctx);
    expect(await log(id)).toMatchObject([{ state: 'waiting', last_status: 302 }]);
    expect(heard).toHaveLength(1);
  });

  test('answers with a body without end, of which nothing is read', async () => {
    const { id } = await opened();
    await anEvent(1, id);
    behave = (_, response) => {
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', pour);
      pour();
    };
    await deliverWebhooks(ctx);
    expect(await log(id)).toMatchObject([{ state: 'delivered' }]);
  });

  test('never answers, and the others do not wait for it', async () => {
    const silent = await opened('/im');
    for (let n = 1; n <= 6; n++) await anEvent(n, silent.id);
    const quick = await opened('/nhanh');
    for (let n = 7; n <= 26; n++) await anEvent(n, quick.id);
    behave = (path, response) => void (path === '/im' ? undefined : response.writeHead(200).end());
    const running = deliverWebhooks(ctx);
    while ((await log(quick.id)).some((one) => one.state !== 'delivered'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard.filter((one) => one.path === '/im')).toHaveLength(4);
    expect((await log(silent.id)).every((one) => one.last_at === null)).toBe(true);
    await running;
    expect((await log(silent.id)).filter((one) => one.last_trouble === 'timeout')).toHaveLength(4);
  });
});

test('what a dead process had taken is sent again when its claim runs out', async () => {
  const { id } = await opened();
  await anEvent(1, id);
  const until = new Date(ctx.now().getTime() + 30_000);
  expect(await house.db.many(claimDue, { at: ctx.now(), until, most: 5, at_once: 4 })).toHaveLength(1);
  expect(await deliverWebhooks(ctx)).toBe(0);
  later(1);
  expect(await deliverWebhooks(ctx)).toBe(1);
});

test('two workers at once send nothing twice', async () => {
  const { id } = await opened();
  for (let n = 1; n <= 12; n++) await anEvent(n, id);
  await Promise.all([deliverWebhooks(ctx), deliverWebhooks(ctx), deliverWebhooks(ctx)]);
  await deliverWebhooks(ctx);
  expect(new Set(heard.map((one) => one.headers['webhook-id'])).size).toBe(12);
  expect(heard).toHaveLength(12);
});

test('another client neither sees nor ends a subscription', async () => {
  const { id } = await opened();
  await expect(ownSubscription(other, id)).rejects.toMatchObject({ kind: 'missing' });
  await expect(unsubscribe(other, id)).rejects.toMatchObject({ kind: 'missing' });
  await expect(subscribe(acting, 'https://10.0.0.1/', ['dossier.received'])).rejects.toMatchObject({
    code: 'webhooks.private-address',
  });
  await unsubscribe(acting, id);
  await expect(ownSubscription(acting, id)).rejects.toMatchObject({ kind: 'missing' });
});

test('what was delivered is forgotten after thirty days', async () => {
  const { id } = await opened();
  await anEvent(1, id);
  await deliverWebhooks(ctx);
  later(29 * 24 * 60);
  await forgetDeliveries(ctx);
  expect(await log(id)).toHaveLength(1);
  later(2 * 24 * 60);
  await forgetDeliveries(ctx);
  expect(await log(id)).toHaveLength(0);
});
