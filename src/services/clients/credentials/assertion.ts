import {
  createLocalJWKSet,
  decodeJwt,
  errors,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import type { Ctx } from '#engines/database';
import { type ClientRow, findClient, listKeys } from '../store/clients.ts';
import { claimAssertion } from '../store/tokens.ts';
import { keysAt } from './jwks.ts';
import { algorithms } from './keys.ts';

/** Seconds that two clocks may differ, and that an assertion may live (RFC 7523 §3, RFC 7521 §8.1). */
const skew = 30;
const longest = 300;

export type Proven = { readonly client: ClientRow } | { readonly fault: string };

/**
 * private_key_jwt (RFC 7523): signed by a key of the client with an asymmetric algorithm, for this token endpoint alone,
 * for at most five minutes, and never used before. What is wrong is said to the programmer, not to a stranger: a
 * client that is unknown, revoked or over is answered like one whose signature does not hold.
 */
export async function clientOfAssertion(
  ctx: Ctx,
  assertion: string,
  audiences: readonly string[],
): Promise<Proven> {
  const claimed = subjectOf(assertion);
  const client = claimed && isUuid(claimed) ? await ctx.db.maybe(findClient, { id: claimed }) : undefined;
  if (!client) return { fault: 'unknown client or bad signature' };
  const now = ctx.now();
  let payload: JWTPayload;
  try {
    payload = await verified(ctx, client, assertion, audiences, now);
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    return { fault: faultOf(error) };
  }
  const { exp = 0, nbf, iat, jti = '' } = payload;
  const seconds = Math.floor(now.getTime() / 1000);
  if (exp > seconds + longest + skew) return { fault: 'exp is more than five minutes away' };
  if (iat !== undefined && iat > seconds + skew) return { fault: 'iat is in the future' };
  if (nbf !== undefined && nbf > exp) return { fault: 'nbf is after exp' };
  if (jti.length < 8 || jti.length > 200) return { fault: 'jti must have 8 to 200 letters' };
  const expires_at = new Date((exp + skew + 1) * 1000);
  if ((await ctx.db.run(claimAssertion, { client_id: client.id, jti, expires_at })) === 0)
    return { fault: 'this assertion has been used (jti)' };
  return { client };
}

async function verified(
  ctx: Ctx,
  client: ClientRow,
  assertion: string,
  audiences: readonly string[],
  now: Date,
) {
  const keySet = createLocalJWKSet(await keySetOf(ctx, client, now, assertion));
  const options = {
    algorithms,
    issuer: client.id,
    subject: client.id,
    audience: [...audiences],
    clockTolerance: skew,
    currentDate: now,
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'jti'],
  };
  const { payload } = await jwtVerify(assertion, keySet, options).catch(async (error: unknown) => {
    // A client without key ids may have two keys at once: each is tried.
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      try {
        return await jwtVerify(assertion, key, options);
      } catch (inner) {
        if (!(inner instanceof errors.JWSSignatureVerificationFailed)) throw inner;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  });
  // One audience: an assertion that is good elsewhere too could be carried there and back.
  if (Array.isArray(payload.aud) && payload.aud.length !== 1)
    throw new errors.JWTClaimValidationFailed('aud must be one address', payload, 'aud', 'check_failed');
  return { ...payload };
}

async function keySetOf(ctx: Ctx, client: ClientRow, now: Date, assertion: string): Promise<JSONWebKeySet> {
  if (client.jwks_url) return keysAt(ctx, { url: client.jwks_url, mayLoop: client.sandbox }, assertion);
  const rows = await ctx.db.many(listKeys, { client_id: client.id });
  const valid = rows.filter((row) => row.valid_until === null || row.valid_until > now);
  return { keys: valid.map(({ kid, jwk }) => ({ ...jwk, kid }) as JWK) };
}

function subjectOf(assertion: string): string | undefined {
  try {
    return decodeJwt(assertion).sub;
  } catch {
    return undefined;
  }
}

function faultOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'the assertion has expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === 'nbf'
      ? 'the assertion is not valid yet (nbf)'
      : `the claim ${error.claim} does not hold`;
  if (error instanceof errors.JOSEAlgNotAllowed) return 'this algorithm is not allowed';
  return 'unknown client or bad signature';
}

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
