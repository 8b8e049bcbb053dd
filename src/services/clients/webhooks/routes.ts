import { Type } from '@fastify/type-provider-typebox';
import { requireGrant } from '#engines/access';
import { Refusal } from '#engines/database';
import { client, json, type Route, route } from '#engines/web';
import { eventTypes } from '../client.ts';
import { type Delivery, listDeliveries, listSubscriptions, type Subscription } from './store.ts';
import {
  ownSubscription,
  ping,
  replay,
  replayFrom,
  rotate,
  subscribe,
  unsubscribe,
} from './subscriptions.ts';
import { vi } from './vi.ts';

const who = client('webhooks');
const instant = Type.String({ format: 'date-time' });
const idParam = Type.Object({ id: Type.String({ maxLength: 60 }) });
const anId = '00000000-0000-4000-8000-000000000000';
const sample = { params: { id: anId } };
const types = Type.Array(Type.Union(eventTypes.map((one) => Type.Literal(one))), {
  minItems: 1,
  maxItems: eventTypes.length,
});
const Shown = Type.Object({ id: Type.String(), url: Type.String(), types, createdAt: instant });
const Secret = Type.String({ description: vi.doc.secret });
const orNull = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const webhookRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/api/v1/webhooks',
    who,
    sample: { body: { url: 'https://example.com/tin', types: ['dossier.received'] } },
    api: {
      summary: vi.doc.subscribe,
      body: Type.Object({ url: Type.String({ maxLength: 500, format: 'uri' }), types }),
      response: { 201: Type.Object({ ...Shown.properties, secret: Secret }) },
    },
    async handler({ ctx, body }) {
      const given = body as { readonly url: string; readonly types: readonly string[] };
      const { subscription, secret } = await subscribe(ctx, given.url, given.types);
      return json({ ...shown(subscription), secret }, 201);
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/webhooks',
    who,
    sample: {},
    api: { summary: vi.doc.list, response: { 200: Type.Object({ webhooks: Type.Array(Shown) }) } },
    async handler({ ctx }) {
      const { clientId } = requireGrant(ctx, 'webhooks');
      const all = await ctx.db.many(listSubscriptions, { client_id: clientId });
      return json({ webhooks: all.map(shown) });
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/webhooks/:id',
    who,
    sample,
    api: { summary: vi.doc.one, params: idParam, response: { 200: Shown } },
    handler: async ({ ctx, params }) => json(shown(await ownSubscription(ctx, params.id ?? ''))),
  }),
  route({
    method: 'DELETE',
    url: '/api/v1/webhooks/:id',
    who,
    sample,
    api: {
      summary: vi.doc.end,
      params: idParam,
      response: { 200: Type.Object({ id: Type.String(), endedAt: instant }) },
    },
    async handler({ ctx, params }) {
      await unsubscribe(ctx, params.id ?? '');
      return json({ id: params.id, endedAt: ctx.now().toISOString() });
    },
  }),
  route({
    method: 'POST',
    url: '/api/v1/webhooks/:id/secret',
    who,
    sample,
    api: {
      summary: vi.doc.rotate,
      params: idParam,
      response: { 200: Type.Object({ secret: Secret, formerSignsUntil: instant }) },
    },
    async handler({ ctx, params }) {
      const { secret, until } = await rotate(ctx, params.id ?? '');
      return json({ secret, formerSignsUntil: until.toISOString() });
    },
  }),
  route({
    method: 'POST',
    url: '/api/v1/webhooks/:id/test',
    who,
    sample,
    api: {
      summary: vi.doc.test,
      params: idParam,
      response: { 202: Type.Object({ eventId: Type.String() }) },
    },
    handler: async ({ ctx, params }) => json({ eventId: await ping(ctx, params.id ?? '') }, 202),
  }),
  route({
    method: 'GET',
    url: '/api/v1/webhooks/:id/deliveries',
    who,
    sample,
    api: {
      summary: vi.doc.deliveries,
      params: idParam,
      query: Type.Object({
        cursor: Type.Optional(Type.String({ maxLength: 40 })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
      }),
      response: {
        200: Type.Object({
          deliveries: Type.Array(
            Type.Object({
              n: Type.Integer(),
              eventId: Type.String(),
              type: Type.String(),
              state: Type.String({ description: 'waiting, delivered, parked, dropped' }),
              attempts: Type.Integer(),
              createdAt: instant,
              nextAt: orNull(instant),
              lastAt: orNull(instant),
              lastStatus: orNull(Type.Integer()),
              lastTrouble: orNull(Type.String()),
            }),
          ),
          next: orNull(Type.String()),
        }),
      },
    },
    async handler({ ctx, params, query }) {
      const { id } = await ownSubscription(ctx, params.id ?? '');
      const size = Number(query.limit ?? 20) || 20;
      const before = query.cursor ? Number(query.cursor) : Number.MAX_SAFE_INTEGER;
      if (!Number.isSafeInteger(before))
        throw new Refusal('invalid', 'api.bad-cursor', vi.badCursor, { status: 400 });
      const found = await ctx.db.many(listDeliveries, { subscription_id: id, before, size: size + 1 });
      const page = found.slice(0, size);
      const next = found.length > size ? String(page.at(-1)?.id) : null;
      return json({ deliveries: page.map(line), next });
    },
  }),
  route({
    method: 'POST',
    url: '/api/v1/webhooks/:id/deliveries/:n/replay',
    who,
    sample: { params: { id: anId, n: '1' } },
    api: {
      summary: vi.doc.replayOne,
      params: Type.Object({ ...idParam.properties, n: Type.String({ maxLength: 20 }) }),
      response: { 202: Type.Object({ again: Type.Integer() }) },
    },
    async handler({ ctx, params }) {
      await replay(ctx, params.id ?? '', Number(params.n));
      return json({ again: 1 }, 202);
    },
  }),
  route({
    method: 'POST',
    url: '/api/v1/webhooks/:id/replay',
    who,
    sample: { ...sample, body: { since: '2026-03-01T00:00:00Z' } },
    api: {
      summary: vi.doc.replay,
      params: idParam,
      body: Type.Object({ since: instant }),
      response: { 202: Type.Object({ again: Type.Integer() }) },
    },
    async handler({ ctx, params, body }) {
      const { since } = body as { readonly since: string };
      return json({ again: await replayFrom(ctx, params.id ?? '', new Date(since)) }, 202);
    },
  }),
];

const shown = ({ id, url, types: wanted, created_at }: Subscription) => ({
  ...{ id, url, types: wanted },
  createdAt: created_at.toISOString(),
});

const line = (one: Delivery) => ({
  n: one.id,
  eventId: one.event_id,
  type: one.type,
  state: one.state,
  attempts: one.attempts,
  createdAt: one.created_at.toISOString(),
  nextAt: one.state === 'waiting' ? one.next_at.toISOString() : null,
  lastAt: one.last_at?.toISOString() ?? null,
  lastStatus: one.last_status,
  lastTrouble: one.last_trouble,
});
