import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, type Client, Refusal } from '#engines/database';
import { headerOf, type Kit } from './exchange.ts';
import type { Share } from './limits.ts';
import type { Who } from './route.ts';
import { vi } from './vi.ts';

/** What a bearer token stands for: a client, and what is left of its share of calls. */
export interface Caller {
  readonly actor: Client;
  readonly share: Share;
}

/** The token of `Authorization: Bearer …`, the only place where one is read (RFC 6750 §2.1); undefined without. */
export const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer +([\w.~+/-]+=*)$/i.exec(headerOf(request, 'authorization'))?.[1];

/** The client behind the token, counted against its own share: never against that of an address. */
export async function callerOf(
  kit: Kit,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<Client> {
  const caller = await kit.options.clientOf?.(token, kit.now());
  if (!caller) {
    reply.header('www-authenticate', challenge('error="invalid_token"'));
    throw new Refusal('denied', 'web.bad-token', vi.badToken, { status: 401 });
  }
  const { share } = caller;
  // draft-ietf-httpapi-ratelimit-headers: the policy, and what is left of it.
  reply.header('ratelimit-policy', `"client";q=${share.most};w=${share.windowSeconds}`);
  reply.header('ratelimit', `"client";r=${share.left};t=${share.fullInSeconds}`);
  if (share.waitSeconds > 0) {
    reply.header('retry-after', share.waitSeconds);
    kit.options.log.info({ request: request.id, client: caller.actor.clientId }, 'a client called too often');
    throw new Refusal('limited', 'web.client-too-often', vi.clientTooOften(share.waitSeconds));
  }
  return caller.actor;
}

/** Says at the right place what a token lacks (RFC 6750 §3). */
export function requireBearer(who: Who, actor: Actor, reply: FastifyReply): void {
  const grant = who.kind === 'client' || who.kind === 'signed-in' ? who.grant : undefined;
  if (actor.kind !== 'client' || (grant !== undefined && actor.grants.has(grant))) return;
  if (who.kind === 'anyone') return;
  const scope = grant === undefined ? '' : `, scope="${grant}"`;
  reply.header('www-authenticate', challenge(`error="insufficient_scope"${scope}`));
  throw new Refusal(
    'denied',
    'web.not-granted',
    grant === undefined ? vi.notForClients : vi.notGranted(grant),
  );
}

export const challenge = (error?: string): string => `Bearer realm="langso"${error ? `, ${error}` : ''}`;
