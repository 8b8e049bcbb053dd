import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Actor, Db, Log } from '#engines/database';
import { assetPrefix } from './assets.ts';
import type { Caller } from './bearer.ts';
import { builtInRoutes } from './built-in.ts';
import { cookiesFor } from './cookies.ts';
import { answerError, answerPlainly } from './errors.ts';
import { exchanges } from './exchange.ts';
import type { Assets, Site, SystemPages } from './frame.ts';
import { serve } from './handle.ts';
import { setSafetyHeaders } from './headers.ts';
import { rateLimit } from './limits.ts';
import { checkRoutes } from './registry.ts';
import type { Route } from './route.ts';
import { secretsOf } from './secrets.ts';

export interface ServerOptions {
  readonly routes: readonly Route[];
  readonly db: Db;
  /** What people type: `https://dichvu.example.vn` or `http://127.0.0.1:8080`. */
  readonly origin: string;
  readonly mode: 'demo' | 'production';
  /** At least 32 characters, kept with the data; keys for CSRF, notices and kept forms derive from it. */
  readonly secret: string;
  readonly log: Log;
  /** Who a session token stands for now; undefined when it has ended (engines/access). */
  readonly actorOf: (token: string, now: Date) => Promise<Actor | undefined>;
  /** Which client a bearer token of the API stands for now, and what is left of its share (services/clients). */
  readonly clientOf?: (token: string, now: Date) => Promise<Caller | undefined>;
  /** The look of the server's own pages (`systemPages` of engines/ui). */
  readonly pages: SystemPages;
  readonly site: () => Site;
  readonly assets: Assets;
  readonly now?: () => Date;
  /** Addresses of proxies whose X-Forwarded-For is believed, e.g. `127.0.0.1`. */
  readonly proxies?: string;
  /** POSTs without a session, per address. Generous: a whole village may share one address. */
  readonly anonymousPostsPerMinute?: number;
  /** Hears of every answer: the route's pattern, never the address (metrics). */
  readonly observe?: (answered: Answered) => void;
  /** Why nothing may be changed through this route now, in a sentence for the person. Asked for every POST. */
  readonly refuseWrite?: (route: Route) => string | undefined;
}

export interface Answered {
  readonly method: string;
  /** `/ho-so/:number`; `none` where no route was found. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface Server {
  readonly app: FastifyInstance;
  /** All that is served, the server's own routes included (for the rights walk). */
  readonly routes: readonly Route[];
  /** The port it listens on, which is the one asked for unless that was 0. */
  listen(options: { port: number; host: string }): Promise<number>;
  /** Finishes what is being answered, takes no more. */
  close(): Promise<void>;
}

/** Builds the web server from declared routes; refuses to boot on a route without `who` or `sample`. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const routes = [...options.routes, ...builtInRoutes(options)];
  checkRoutes(routes);
  const app = fastify({
    logger: false,
    genReqId: newReference,
    bodyLimit: 256 * 1024,
    // A phone on 2G needs time for a photo chunk; a connection that says nothing does not.
    requestTimeout: 120_000,
    connectionTimeout: 130_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    ...(options.proxies ? { trustProxy: options.proxies } : {}),
  });
  const parts = {
    options,
    now: options.now ?? (() => new Date()),
    secrets: secretsOf(options.secret),
    cookies: cookiesFor(options.origin),
    posts: rateLimit({ max: options.anonymousPostsPerMinute ?? 120, windowMs: 60_000 }),
  };
  const kit = { ...parts, exchanges: exchanges(parts) };
  await plugInParts(app, options);
  app.addHook('onResponse', async (request, reply) => {
    logRequest(options.log, request, reply);
    options.observe?.({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
  });
  app.setErrorHandler((error, request, reply) =>
    answerError(kit, error, request, reply).catch((again: unknown) =>
      answerPlainly(kit, again, request, reply),
    ),
  );
  app.setNotFoundHandler((request, reply) => answerError(kit, 'missing', request, reply));
  for (const route of routes) serve(app, kit, route);
  await app.ready();
  return {
    app,
    routes,
    async listen(at) {
      await app.listen(at);
      const address = app.server.address();
      return typeof address === 'object' && address ? address.port : at.port;
    },
    close: () => app.close(),
  };
}

async function plugInParts(app: FastifyInstance, options: ServerOptions): Promise<void> {
  const secure = options.origin.startsWith('https://');
  app.addHook('onRequest', async (_request, reply) => setSafetyHeaders(reply, secure));
  await app.register(cookie);
  await app.register(multipart, { throwFileSizeLimit: false });
  await app.register(compress, {
    global: true,
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 4 } },
    zlibOptions: { level: 5 },
  });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, [...new URLSearchParams(String(body))]),
  );
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  if (options.assets.dir) {
    await app.register(fastifyStatic, {
      root: options.assets.dir,
      prefix: assetPrefix,
      preCompressed: true,
      index: false,
      cacheControl: false,
      setHeaders: (reply) => reply.header('cache-control', 'public, max-age=31536000, immutable'),
    });
  }
}

/** The route's pattern and never its address: an address may hold a code or a name. */
function logRequest(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  const route = request.routeOptions.url;
  if (route === '/healthz' || route?.startsWith(assetPrefix)) return;
  log.info(
    {
      request: request.id,
      method: request.method,
      route: route ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    },
    'answered',
  );
}

/** Short, without letters that sound or look alike: people read it out on the telephone. */
function newReference(): string {
  const letters = '23456789abcdefghjkmnpqrstuvwxyz';
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => letters[byte % letters.length]).join('');
}
