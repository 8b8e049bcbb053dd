import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, anyone, Refusal } from '#engines/database';
import { respond } from './answer.ts';
import { bearerOf, callerOf, challenge, requireBearer } from './bearer.ts';
import { comesFromUs } from './csrf.ts';
import { headerOf, type Kit } from './exchange.ts';
import { keep, keptForMs } from './keep.ts';
import type { Route, Who } from './route.ts';
import { vi } from './vi.ts';

/** Puts one declared route on the server: origin, CSRF, who, then the handler. */
export function serve(app: FastifyInstance, kit: Kit, route: Route): void {
  app.route({
    method: route.method,
    url: route.url,
    ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
    ...(route.api ? { schema: schemaOf(route.api) } : {}),
    async handler(request, reply) {
      const answer = await answerOf(kit, route, request, reply);
      if (answer) await respond(kit, reply, answer);
      return reply;
    },
  });
}

async function answerOf(kit: Kit, route: Route, request: FastifyRequest, reply: FastifyReply) {
  const bearer = isApi(request) ? bearerOf(request) : undefined;
  const tag = checkPost(kit, route, request, bearer);
  const actor = bearer ? await callerOf(kit, request, reply, bearer) : await visitorOf(kit, request);
  if (actor.kind === 'anyone') {
    if (!route.ownLimit) limitVisitor(kit, request);
    if (route.who.kind !== 'anyone') return askToSignIn(kit, route, request, reply, tag);
  }
  requireBearer(route.who, actor, reply);
  const objection = objectionTo(actor, route.who);
  if (objection) throw new Refusal('denied', 'web.no-permission', objection);
  const obstacle = changes(request) ? kit.options.refuseWrite?.(route) : undefined;
  if (obstacle) throw new Refusal('unavailable', 'house.no-room', obstacle);
  return route.handler(kit.exchanges.make(request, reply, actor));
}

async function visitorOf(kit: Kit, request: FastifyRequest): Promise<Actor> {
  const token = kit.exchanges.tokenOf(request);
  return (token && (await kit.options.actorOf(token, kit.now()))) || anyone;
}

/** Throws unless the post is ours; the tag says for which account its form was made. */
function checkPost(
  kit: Kit,
  route: Route,
  request: FastifyRequest,
  bearer: string | undefined,
): string | undefined {
  if (!changes(request)) return undefined;
  if (!comesFromUs(request.headers, kit.options.origin)) {
    throw new Refusal('denied', 'web.foreign-form', vi.foreignForm);
  }
  // A program that calls the public API brings no cookie, so nobody's rights can be borrowed.
  if (bearer || (isApi(request) && !kit.exchanges.tokenOf(request))) return undefined;
  // The field is inside the multipart body: `readFiles` checks it before the first byte of a file.
  if (route.stream && headerOf(request, 'content-type').startsWith('multipart/')) return undefined;
  const tag = kit.exchanges.csrfTag(request);
  if (tag === undefined) throw new Refusal('denied', 'web.stale-form', vi.staleForm);
  return tag;
}

function limitVisitor(kit: Kit, request: FastifyRequest): void {
  if (!changes(request) || kit.posts.allow(request.ip, kit.now().getTime())) return;
  throw new Refusal('limited', 'web.too-many', vi.tooMany);
}

async function askToSignIn(
  kit: Kit,
  { who }: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  tag: string | undefined,
) {
  if (wantsJson(request)) {
    const forClients = who.kind === 'client' || (who.kind === 'signed-in' && who.grant !== undefined);
    reply.header('www-authenticate', forClients ? challenge() : 'Session');
    const sentence = who.kind === 'client' ? vi.bearerFirst : vi.signInFirst;
    throw new Refusal('denied', 'web.sign-in', sentence, { status: 401 });
  }
  const door = request.url.startsWith('/can-bo') ? '/can-bo/dang-nhap' : '/dang-nhap';
  const goTo = (next: string) => `${door}?tiep=${encodeURIComponent(next)}`;
  if (request.method === 'GET') return { kind: 'redirect', to: goTo(request.url) } as const;
  const fields = kit.exchanges.formIn(request).entries();
  if (tag === undefined || tag === '-' || fields.length === 0) {
    return { kind: 'redirect', to: goTo('/') } as const;
  }
  const form = { action: request.url, fields: withoutTokens(fields), tag };
  const key = await keep(kit.options.db, kit.secrets, form, kit.now());
  kit.cookies.write(reply, 'giu', key, keptForMs / 1000);
  return { kind: 'redirect', to: goTo('/tiep-tuc'), notice: vi.kept } as const;
}

// The CSRF field belonged to the session that ended. The one-time key stays: it still counts once.
const withoutTokens = (fields: readonly (readonly [string, string])[]) =>
  fields.filter(([name]) => name !== '_csrf');

function objectionTo(actor: Actor, who: Who): string | undefined {
  switch (who.kind) {
    case 'anyone':
      return undefined;
    case 'signed-in':
      return actor.kind === 'citizen' || actor.kind === 'officer' || actor.kind === 'client'
        ? undefined
        : vi.signInFirst;
    case 'citizen':
      return actor.kind === 'citizen' ? undefined : vi.asCitizenOnly;
    case 'officer':
      return actor.kind === 'officer' && actor.permissions.has(who.permission) ? undefined : vi.noPermission;
    case 'client':
      return actor.kind === 'client' ? undefined : vi.forClients;
  }
}

const changes = (request: FastifyRequest): boolean => request.method !== 'GET' && request.method !== 'HEAD';

const isApi = (request: FastifyRequest): boolean => request.url.startsWith('/api/');

/** The API, and scripts of our own pages that ask for JSON: they follow no page to sign in and read none that explains. */
export const wantsJson = (request: FastifyRequest): boolean =>
  isApi(request) || headerOf(request, 'accept') === 'application/json';

const schemaOf = (api: NonNullable<Route['api']>) => ({
  ...(api.params ? { params: api.params } : {}),
  ...(api.query ? { querystring: api.query } : {}),
  ...(api.body && !api.bodyType ? { body: api.body } : {}),
});
