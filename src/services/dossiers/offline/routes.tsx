import { Type } from '@fastify/type-provider-typebox';
import { Value } from 'typebox/value';
import { Refusal } from '#engines/database';
import { Button, CitizenPage, Form, Island } from '#engines/ui';
import { anyone, citizen, type Exchange, type Frame, json, type Route, route } from '#engines/web';
import { keptCatalogue } from './catalogue.ts';
import { handIn } from './hand-in.ts';
import type { Handed } from './kept.ts';
import { snapshotFor } from './snapshot.ts';
import { vi } from './vi.ts';

const id = Type.String({ maxLength: 80 });
const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const value = Type.Union([
  Type.String({ maxLength: 20_000 }),
  Type.Number(),
  Type.Boolean(),
  Type.Array(Type.String({ maxLength: 200 }), { maxItems: 100 }),
]);
const item = Type.Record(Type.String({ maxLength: 80 }), value);

const handed = Type.Object({
  id,
  code: id,
  versionId: id,
  filingFor: Type.Union([
    Type.Literal('self'),
    Type.Literal('child'),
    Type.Literal('family'),
    Type.Literal('authorised'),
  ]),
  subjectPersonId: maybe(Type.String({ maxLength: 36 })),
  subjectName: maybe(Type.String({ maxLength: 120 })),
  caseChoice: maybe(id),
  answers: Type.Record(
    Type.String({ maxLength: 80 }),
    Type.Union([item, Type.Array(item, { maxItems: 60 })]),
  ),
  delivery: Type.Object({
    how: Type.Optional(Type.Union([Type.Literal('counter'), Type.Literal('post'), Type.Literal('online')])),
    address: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    sms: Type.Optional(Type.Boolean()),
  }),
  photos: Type.Array(Type.Object({ paper: id, file: id, name: Type.String({ maxLength: 200 }) }), {
    maxItems: 60,
  }),
  submit: Type.Boolean(),
});

/** What a phone asks for while it has network, and hands in when it has network again. */
export const offlineRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/ngoai-tuyen/ai',
    who: citizen,
    sample: {},
    handler: (exchange) => json(greeting(exchange)),
  }),
  route({
    method: 'GET',
    url: '/ngoai-tuyen/cua-toi',
    who: citizen,
    sample: {},
    handler: async (exchange) => json(await snapshotFor(exchange.ctx, greeting(exchange))),
  }),
  route({
    method: 'GET',
    url: '/ngoai-tuyen/thu-tuc',
    who: anyone,
    sample: {},
    async handler({ ctx, query, reply }) {
      const catalogue = await keptCatalogue(ctx);
      reply.header('cache-control', 'no-cache');
      return json(query.co === catalogue.digest ? { digest: catalogue.digest } : catalogue);
    },
  }),
  route({
    method: 'POST',
    url: '/ngoai-tuyen/gui',
    who: citizen,
    // What it does with a draft of one's own and of others stands in offline.db.test.ts.
    sample: { body: { id: 'x' } },
    async handler({ ctx, body }) {
      if (!Value.Check(handed, body)) throw new Refusal('invalid', 'offline.broken', vi.broken);
      return json(await handIn(ctx, body as Handed));
    },
  }),
];

const greeting = ({ csrf }: Exchange) => ({ who: csrf.split('.')[1] ?? '-', csrf });

/** Kept by the phone and shown for every address while the network is gone; asked without a cookie. */
export const offlinePage = (frame: Frame) => (
  <CitizenPage exchange={frame} title={vi.title} heading={false}>
    <Island name="offline-app">
      <h1>{vi.title}</h1>
      <p class="lead">{vi.lead}</p>
      <Form action="" method="get">
        <Button icon="refresh">{vi.retry}</Button>
      </Form>
    </Island>
  </CitizenPage>
);
