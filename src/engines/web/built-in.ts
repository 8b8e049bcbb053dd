import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from '@fastify/type-provider-typebox';
import { cookiesFor } from './cookies.ts';
import { accountTag } from './csrf.ts';
import { takeKept } from './keep.ts';
import { openApiOf } from './openapi.ts';
import { anyone, json, page, type Route, redirect, route, signedIn } from './route.ts';
import { secretsOf } from './secrets.ts';
import type { ServerOptions } from './server.ts';
import { ping } from './store.ts';
import { uploadRoutes } from './uploads.ts';
import { vi } from './vi.ts';
import { webManifestOf } from './web-manifest.ts';

/** What the server serves by itself. */
export function builtInRoutes(options: ServerOptions): Route[] {
  const secrets = secretsOf(options.secret);
  const cookies = cookiesFor(options.origin);
  return [
    route({
      method: 'GET',
      url: '/healthz',
      who: anyone,
      sample: {},
      async handler({ ctx }) {
        await ctx.db.one(ping, {});
        return json({ status: 'ok' });
      },
    }),
    route({
      method: 'GET',
      url: '/api/v1/openapi.json',
      who: anyone,
      sample: {},
      api: openApiItself,
      handler: () => json(openApiOf(options.routes, options)),
    }),
    route({
      method: 'GET',
      url: '/tiep-tuc',
      who: signedIn,
      sample: {},
      async handler(exchange) {
        const { ctx, request, reply, actor } = exchange;
        const key = cookies.read(request, 'giu');
        cookies.clear(reply, 'giu');
        const kept = await takeKept(ctx.db, secrets, key, accountTag(secrets, actor), ctx.now());
        return kept ? page(options.pages.resume(exchange, kept)) : redirect('/', vi.keptGone);
      },
    }),
    route({
      method: 'GET',
      url: '/ngoai-tuyen',
      who: anyone,
      sample: {},
      handler: (exchange) => page(options.pages.offline(exchange)),
    }),
    route({
      method: 'GET',
      url: '/manifest.webmanifest',
      who: anyone,
      sample: {},
      handler: ({ site, assets, reply }) => {
        reply.header('cache-control', 'public, max-age=3600').type('application/manifest+json');
        reply.send(JSON.stringify(webManifestOf(site, assets)));
        return { kind: 'done' };
      },
    }),
    ...uploadRoutes,
    ...(options.assets.dir ? [serviceWorker(options.assets.dir)] : []),
  ];
}

const openApiItself: NonNullable<Route['api']> = {
  summary: 'Bản mô tả này (OpenAPI 3.1)',
  response: { 200: Type.Object({}, { additionalProperties: true }) },
};

/** At the root, because a worker rules only over addresses below its own. */
function serviceWorker(dir: string): Route {
  const source = readFileSync(join(dir, 'sw.js'));
  return route({
    method: 'GET',
    url: '/sw.js',
    who: anyone,
    sample: {},
    handler({ reply }) {
      reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(source);
      return { kind: 'done' };
    },
  });
}
