import { randomBytes } from 'node:crypto';
import type { Ctx, Db } from '#engines/database';
import { type Caller, shareOf } from '#engines/web';
import { scopeAsked, stateOf, tokenMinutes } from '../client.ts';
import { callByToken, endToken, insertToken } from '../store/tokens.ts';
import { clientOfAssertion } from './assertion.ts';
import { hashOf } from './keys.ts';

/** An error of RFC 6749 §5.2; `description` is for the programmer, in English as the RFC's own words. */
export interface TokenFault {
  readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';
  readonly description: string;
}
export interface GivenToken {
  readonly token: string;
  readonly grants: readonly string[];
  readonly seconds: number;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface TokenAsked {
  readonly grantType: string;
  readonly assertionType: string;
  readonly assertion: string;
  readonly scope: string;
  /** client_id is optional beside an assertion (RFC 7521 §4.2); where it stands it must be the same. */
  readonly clientId: string;
}

/** A token for a client that proves itself; the token is random, and only its hash is kept. */
export async function giveToken(
  ctx: Ctx,
  asked: TokenAsked,
  audiences: readonly string[],
): Promise<GivenToken | TokenFault> {
  if (asked.grantType !== 'client_credentials')
    return { error: 'unsupported_grant_type', description: 'grant_type must be client_credentials' };
  if (asked.assertionType !== assertionType || !asked.assertion)
    return { error: 'invalid_client', description: 'client_assertion with private_key_jwt is needed' };
  const proven = await clientOfAssertion(ctx, asked.assertion, audiences);
  if ('fault' in proven) return { error: 'invalid_client', description: proven.fault };
  const { client } = proven;
  if ((asked.clientId && asked.clientId !== client.id) || stateOf(client, ctx.now()) !== 'active')
    return { error: 'invalid_client', description: 'unknown client or bad signature' };
  const grants = scopeAsked(asked.scope, client.grants);
  if (!grants) return { error: 'invalid_scope', description: 'the client does not hold all of this scope' };
  const token = randomBytes(32).toString('base64url');
  const seconds = tokenMinutes * 60;
  const expires_at = new Date(ctx.now().getTime() + seconds * 1000);
  await ctx.db.run(insertToken, {
    ...{ token_hash: hashOf(token), client_id: client.id, grants: [...grants] },
    ...{ at: ctx.now(), expires_at },
  });
  return { token, grants, seconds };
}

/** Ends a token of the client that proves itself; an unknown one is no mistake (RFC 7009 §2.2). */
export async function takeBackToken(
  ctx: Ctx,
  asked: Pick<TokenAsked, 'assertionType' | 'assertion'> & { readonly token: string },
  audiences: readonly string[],
): Promise<TokenFault | undefined> {
  if (asked.assertionType !== assertionType)
    return { error: 'invalid_client', description: 'client_assertion with private_key_jwt is needed' };
  const proven = await clientOfAssertion(ctx, asked.assertion, audiences);
  if ('fault' in proven) return { error: 'invalid_client', description: proven.fault };
  await ctx.db.run(endToken, { token_hash: hashOf(asked.token), client_id: proven.client.id });
  return undefined;
}

/** The client behind a bearer token, one call taken off its share; undefined when the token holds no more. */
export async function clientOfToken(db: Db, token: string, now: Date): Promise<Caller | undefined> {
  const row = await db.maybe(callByToken, { token_hash: hashOf(token), now });
  if (!row) return undefined;
  return {
    actor: {
      ...{ kind: 'client', clientId: row.client_id, name: row.name, owner: row.owner },
      ...{ grants: new Set(row.grants), units: row.unit_codes },
      scope: { units: [], fields: null, persons: [], cases: [] },
    },
    share: shareOf(row.tokens, row.calls_a_minute),
  };
}
