import { createHash, createPublicKey, type JsonWebKeyInput } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { Refusal } from '#engines/database';
import { urlFault } from '../outside/address.ts';
import type { PublicJwk } from '../store/clients.ts';
import { vi } from '../vi.ts';

/** Signatures that a client may prove itself with; no shared secret and no "none" among them (RFC 8725 §3.1). */
export const algorithms = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA', 'Ed25519'];

export type GivenKey =
  | { readonly kind: 'jwk'; readonly kid: string; readonly jwk: PublicJwk }
  | { readonly kind: 'url'; readonly url: string };

/**
 * What an administrator pasted: a JWK, a PEM, or the https address of a JWKS (`mayLoop`: a sandbox's may stand on this
 * machine).
 * @throws Refusal when it is none, holds a private part, or is too weak
 */
export async function readKey(given: string, mayLoop = false): Promise<GivenKey> {
  const text = given.trim();
  if (/^[a-z]+:\/\//i.test(text)) {
    const fault = urlFault(text, mayLoop);
    if (fault) throw wrong(fault === 'private-address' ? 'privateAddress' : 'httpsOnly');
    return { kind: 'url', url: text };
  }
  const jwk = text.startsWith('{') ? jwkIn(text) : jwkOfPem(text);
  if (jwk.d !== undefined || jwk.k !== undefined) throw wrong('privateKey');
  check(jwk);
  const { kty, crv, x, y, n, e } = jwk;
  const bare = Object.fromEntries(
    Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined),
  ) as PublicJwk;
  const kid = typeof jwk.kid === 'string' && /^[\w.:-]{1,100}$/.test(jwk.kid) ? jwk.kid : undefined;
  return { kind: 'jwk', kid: kid ?? (await calculateJwkThumbprint(bare as JWK)), jwk: bare };
}

function jwkIn(text: string): JWK {
  try {
    const jwk = JSON.parse(text) as JWK;
    createPublicKey({ key: jwk, format: 'jwk' } as JsonWebKeyInput);
    return jwk;
  } catch {
    throw wrong('notAKey');
  }
}

function jwkOfPem(text: string): JWK {
  if (text.includes('PRIVATE KEY')) throw wrong('privateKey');
  try {
    return createPublicKey(text).export({ format: 'jwk' }) as JWK;
  } catch {
    throw wrong('notAKey');
  }
}

function check({ kty, crv, n }: JWK): void {
  const isCurve = ['P-256', 'P-384', 'Ed25519'].includes(crv ?? '');
  const isRsa = kty === 'RSA' && Buffer.from(n ?? '', 'base64url').length >= 256;
  if (!isRsa && !(['EC', 'OKP'].includes(kty ?? '') && isCurve)) throw wrong('weakKey');
}

const wrong = (what: keyof typeof vi.mistakes) =>
  new Refusal('invalid', `clients.${String(what)}`, vi.mistakes[what], { field: 'khoa' });

export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
