import { decodeProtectedHeader, errors, type JSONWebKeySet } from 'jose';
import type { Ctx } from '#engines/database';
import { reach } from '../outside/reach.ts';

interface Kept {
  readonly set: JSONWebKeySet;
  readonly at: number;
}

/** A cache: what was fetched a while ago stands in, a key that is not in it is asked for at most once a minute. */
const kept = new Map<string, Kept>();
const freshMs = 5 * 60_000;
const askAgainMs = 60_000;

/** The key set at a client's https address; private addresses are never asked (outside/address.ts). */
export async function keysAt(
  ctx: Ctx,
  { url, mayLoop }: { readonly url: string; readonly mayLoop: boolean },
  assertion: string,
): Promise<JSONWebKeySet> {
  const now = ctx.now().getTime();
  const known = kept.get(url);
  const { kid } = decodeProtectedHeader(assertion);
  const holds = known?.set.keys.some((key) => kid === undefined || key.kid === kid);
  if (known && now - known.at < (holds ? freshMs : askAgainMs)) return known.set;
  const answer = await reach({ url, method: 'GET', keepBody: 64 * 1024, mayLoop });
  if (answer.kind !== 'answered' || answer.status !== 200) {
    ctx.log.warn(
      { trouble: answer.kind === 'answered' ? answer.status : answer.trouble },
      'a key set did not answer',
    );
    if (known) return known.set;
    throw new errors.JWKSInvalid('the key set did not answer');
  }
  const set = keySetIn(answer.body);
  if (kept.size > 500) kept.clear();
  kept.set(url, { set, at: now });
  return set;
}

function keySetIn(body: string): JSONWebKeySet {
  try {
    const parsed = JSON.parse(body) as JSONWebKeySet;
    if (!Array.isArray(parsed.keys)) throw new Error('no keys');
    // Keys that are shared secrets are nobody's public keys.
    return { keys: parsed.keys.filter((key) => key.kty !== 'oct' && key.d === undefined).slice(0, 20) };
  } catch {
    throw new errors.JWKSInvalid('the key set is no JWKS');
  }
}
