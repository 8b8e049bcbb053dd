import { createHash, randomBytes } from 'node:crypto';
import {
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { type Ctx, Refusal, type Tx, tx } from '#engines/database';
import { deleteOldFlows, insertFlow, takeFlow } from './flow-store.ts';
import { clientOf, type IdentityProvider, identityProvider } from './provider.ts';
import { vi } from './vi.ts';

/** The address of ours to which the provider sends people back; to be registered with it. */
export const returnPath = '/dang-nhap/vneid/ve';

/** What the provider says of a person. */
export interface Vouched {
  readonly issuer: string;
  readonly subject: string;
  /** Twelve digits. */
  readonly identityNumber: string;
  readonly name: string;
  /** As the provider writes it; '' when it does not say. */
  readonly birth: string;
  readonly phone: string;
}

export type Return =
  | {
      readonly kind: 'vouched';
      readonly who: Vouched;
      readonly next: string;
      readonly accountId: string | undefined;
    }
  /** She turned back at the provider. */
  | { readonly kind: 'cancelled'; readonly next: string; readonly accountId: string | undefined };

/**
 * Begins: where to send the browser, and the key that it must bring back. Authorization code with PKCE, state and
 * nonce (RFC 9700 §2.1). Refuses as 'unavailable' while the provider does not answer.
 * @param begin.accountId the account to be linked; undefined to sign in
 */
export async function beginVneid(
  ctx: Ctx,
  begin: { origin: string; next: string; accountId?: string },
): Promise<{ url: string; browserKey: string }> {
  const settings = offered();
  const client = await clientOf(settings, ctx.now()).catch((error: unknown) => away(ctx, error));
  const state = randomState();
  const nonce = randomNonce();
  const verifier = randomPKCECodeVerifier();
  const browserKey = randomBytes(24).toString('base64url');
  const url = buildAuthorizationUrl(client, {
    redirect_uri: begin.origin + returnPath,
    scope: settings.scope,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(settings.acrValues ? { acr_values: settings.acrValues } : {}),
  });
  await tx(ctx, (t) =>
    t.run(insertFlow, {
      state_hash: digest(state),
      browser_hash: digest(browserKey),
      nonce,
      verifier,
      next: begin.next,
      account_id: begin.accountId ?? null,
      at: ctx.now(),
    }),
  );
  return { url: url.href, browserKey };
}

/**
 * Finishes with what the provider sent the browser back with. Every check of OpenID Connect Core §3.1.3.7 is
 * openid-client's: issuer, audience, signature, expiry, nonce. Refuses with a sentence; the cause goes to the log.
 * @param back.search the query of the address that the browser came back to
 */
export async function finishVneid(
  ctx: Ctx,
  back: { origin: string; search: string; browserKey: string },
): Promise<Return> {
  const settings = offered();
  const url = new URL(`${back.origin}${returnPath}${back.search}`);
  const state = url.searchParams.get('state') ?? '';
  const flow = await tx(ctx, (t) =>
    t.maybe(takeFlow, { state_hash: digest(state), browser_hash: digest(back.browserKey), now: ctx.now() }),
  );
  if (!flow) throw new Refusal('invalid', 'access.vneid-not-begun', vi.notBegun);
  const { next } = flow;
  const accountId = flow.account_id ?? undefined;
  try {
    const client = await clientOf(settings, ctx.now());
    const answer = await authorizationCodeGrant(client, url, {
      expectedState: state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    });
    const token: Readonly<Record<string, unknown>> & { sub: string } = answer.claims() ?? { sub: '' };
    const hasAll = token[settings.claims.identity] !== undefined;
    const more =
      hasAll || !client.serverMetadata().userinfo_endpoint
        ? {}
        : await fetchUserInfo(client, answer.access_token, token.sub);
    return { kind: 'vouched', who: vouchedIn(settings, { ...more, ...token }), next, accountId };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof AuthorizationResponseError && error.error === 'access_denied')
      return { kind: 'cancelled', next, accountId };
    if (isAway(error)) return away(ctx, error);
    ctx.log.warn(
      { request: ctx.requestId, cause: causeOf(error) },
      'an answer of the identity provider was refused',
    );
    throw new Refusal('invalid', 'access.vneid-refused', vi.refused);
  }
}

/** For a nightly job. */
export const forgetOldFlows = (t: Tx, now: Date): Promise<number> =>
  t.run(deleteOldFlows, { before: new Date(now.getTime() - 24 * 3_600_000) });

function offered(): IdentityProvider {
  const settings = identityProvider();
  if (!settings) throw new Refusal('invalid', 'access.vneid-not-offered', vi.notOffered);
  return settings;
}

function vouchedIn(settings: IdentityProvider, claims: Readonly<Record<string, unknown>>): Vouched {
  const text = (name: string) =>
    typeof claims[name] === 'string' ? claims[name].normalize('NFC').trim() : '';
  const level = claims[settings.claims.level];
  if (!settings.levels.includes(String(level ?? '')))
    throw new Refusal('invalid', 'access.vneid-level', vi.lowLevel);
  const identityNumber = text(settings.claims.identity);
  const name = text(settings.claims.name);
  if (!/^\d{12}$/.test(identityNumber) || name === '')
    throw new Refusal('invalid', 'access.vneid-incomplete', vi.incomplete);
  return {
    issuer: settings.issuer,
    subject: text('sub'),
    identityNumber,
    name,
    birth: text(settings.claims.birth),
    phone: text(settings.claims.phone),
  };
}

/** Nothing was heard, or the provider itself is in trouble: another way in still works. */
function isAway(error: unknown): boolean {
  // What undici says of any network's fault.
  if (error instanceof Error && error.message === 'fetch failed') return true;
  const cause = causeOf(error);
  return /TimeoutError|timed? ?out|ECONN|ENOTFOUND|EAI_AGAIN|OAUTH_TIMEOUT|OAUTH_RESPONSE_IS_NOT_CONFORM|server_error|temporarily_unavailable|HTTP 5/.test(
    cause,
  );
}

function away(ctx: Ctx, error: unknown): never {
  ctx.log.warn({ request: ctx.requestId, cause: causeOf(error) }, 'the identity provider is away');
  throw new Refusal('unavailable', 'access.vneid-away', vi.away);
}

/** Names and codes only: a message may quote the answer, and with it a person. */
function causeOf(error: unknown): string {
  const words: string[] = [];
  for (let at: unknown = error, deep = 0; at instanceof Error && deep < 4; at = at.cause, deep += 1) {
    const { code, error: named, status } = at as { code?: unknown; error?: unknown; status?: unknown };
    words.push(
      [at.name, code, named, typeof status === 'number' ? `HTTP ${status}` : ''].filter(Boolean).join(' '),
    );
  }
  return words.join(' < ');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
