import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { type Citizen, type Ctx, type Db, type Officer, Refusal, type Tx } from '#engines/database';
import { levelOf } from '../identity-level.ts';
import {
  blockPasskey,
  deleteOldChallenges,
  deletePasskey,
  insertChallenge,
  insertPasskey,
  listPasskeys,
  lockPasskey,
  takeChallenge,
  usePasskeyRow,
} from './store.ts';
import { vi } from './vi.ts';

/** WebAuthn (Level 3): the key belongs to the host of LANGSO_ORIGIN and answers no other address. */
const hostOf = (origin: string): string => new URL(origin).hostname;
const minutes = 60_000;
const challengeLife = 5 * minutes;
const mostKeys = 10;

/** An IP address can be no RP ID (WebAuthn §5.1.2): such a house has no passkeys. `localhost` can. */
export const passkeysPossible = (origin: string): boolean => {
  const host = hostOf(origin);
  return !/^[\d.]+$/.test(host) && !host.includes(':');
};

/** What the browser needs to make a new key for this account; good once, for five minutes. */
export async function beginRegistration(
  ctx: Ctx,
  tx: Tx,
  self: Citizen | Officer,
  site: { origin: string; name: string },
) {
  const known = await tx.many(listPasskeys, { account_id: self.accountId });
  if (known.length >= mostKeys) throw new Refusal('limited', 'access.too-many-passkeys', vi.tooMany);
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: hostOf(site.origin),
    userName: self.name,
    userDisplayName: self.name,
    userID: new TextEncoder().encode(self.accountId),
    attestationType: 'none',
    excludeCredentials: known.map((key) => ({ id: key.credential_id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(ctx, tx, options.challenge, self.accountId);
  return options;
}

export type Registered = { readonly kind: 'kept' } | { readonly kind: 'refused'; readonly message: string };

/**
 * Keeps the key that the browser made. Says what is wrong instead of throwing: the transaction must commit, or
 * the question could be answered again.
 */
export async function finishRegistration(
  ctx: Ctx,
  tx: Tx,
  self: Citizen | Officer,
  made: { origin: string; answer: string; name: string },
): Promise<Registered> {
  const response = read<RegistrationResponseJSON>(made.answer);
  if (!response) return { kind: 'refused', message: vi.notOurs };
  const checked = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => took(ctx, tx, challenge, self.accountId),
    expectedOrigin: made.origin,
    expectedRPID: hostOf(made.origin),
    requireUserVerification: true,
  }).catch((error: unknown) => noteRefusal(ctx, error));
  if (!checked?.verified) return { kind: 'refused', message: vi.notOurs };
  const { credential } = checked.registrationInfo;
  const kept = await tx.run(insertPasskey, {
    account_id: self.accountId,
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    name: made.name.slice(0, 100),
    level: levelOf(self) === 'unproven' ? 'unproven' : 'counter',
    for_post: self.kind === 'officer',
    at: ctx.now(),
  });
  return kept === 1 ? { kind: 'kept' } : { kind: 'refused', message: vi.known };
}

/** What the browser needs to ask for a key that it has; names nobody. */
export async function beginPasskeySignIn(ctx: Ctx, tx: Tx, origin: string) {
  const options = await generateAuthenticationOptions({
    rpID: hostOf(origin),
    userVerification: 'required',
  });
  await keepChallenge(ctx, tx, options.challenge, null);
  return options;
}

export type PasskeyAnswer =
  | {
      readonly kind: 'right';
      readonly accountId: string;
      readonly level: 'unproven' | 'counter';
      readonly forPost: boolean;
    }
  /** Never thrown: the transaction must commit, or a copied key would not stay blocked. */
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Whose key answered. A counter that went back means that the key was copied: it is blocked for good, the
 * original too (WebAuthn §6.1.1).
 */
export async function checkPasskey(
  ctx: Ctx,
  tx: Tx,
  given: { origin: string; answer: string },
): Promise<PasskeyAnswer> {
  const response = read<AuthenticationResponseJSON>(given.answer);
  const key = response && (await tx.maybe(lockPasskey, { credential_id: response.id }));
  if (!response || !key) return { kind: 'refused', message: vi.unknown };
  if (key.blocked_at !== null) return { kind: 'refused', message: vi.blocked };
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => took(ctx, tx, challenge, null),
    expectedOrigin: given.origin,
    expectedRPID: hostOf(given.origin),
    requireUserVerification: true,
    // The counter is compared below: its fall has a consequence, other faults have none.
    credential: { id: key.credential_id, publicKey: new Uint8Array(key.public_key), counter: 0 },
  }).catch((error: unknown) => noteRefusal(ctx, error));
  if (!checked?.verified) return { kind: 'refused', message: vi.notOurs };
  const { newCounter } = checked.authenticationInfo;
  if ((newCounter > 0 || key.counter > 0) && newCounter <= key.counter) {
    await tx.run(blockPasskey, { id: key.id, now: ctx.now() });
    await tx.audit({ verb: 'account.passkey-blocked', subjectKind: 'account', subjectId: key.account_id });
    return { kind: 'refused', message: vi.blocked };
  }
  await tx.run(usePasskeyRow, { id: key.id, counter: newCounter, now: ctx.now() });
  return { kind: 'right', accountId: key.account_id, level: key.level, forPost: key.for_post };
}

/** The keys of an account, the newest first. */
export const passkeysOf = (db: Pick<Db, 'many'>, accountId: string) =>
  db.many(listPasskeys, { account_id: accountId });

/** Takes a key of this account away: true when there was one. */
export const removePasskey = async (tx: Tx, accountId: string, id: string): Promise<boolean> =>
  (await tx.run(deletePasskey, { id, account_id: accountId })) === 1;

/** For a nightly job. */
export const forgetOldChallenges = (tx: Tx, now: Date): Promise<number> =>
  tx.run(deleteOldChallenges, { before: now });

const keepChallenge = async (
  ctx: Ctx,
  tx: Tx,
  challenge: string,
  account_id: string | null,
): Promise<void> => {
  const at = ctx.now();
  await tx.one(insertChallenge, {
    challenge,
    account_id,
    at,
    expires_at: new Date(at.getTime() + challengeLife),
  });
};

const took = async (ctx: Ctx, tx: Tx, challenge: string, account_id: string | null): Promise<boolean> =>
  (await tx.maybe(takeChallenge, { challenge, account_id, now: ctx.now() })) !== undefined;

function read<T extends { id: string }>(answer: string): T | undefined {
  try {
    const parsed: unknown = JSON.parse(answer);
    const isAnswer =
      typeof parsed === 'object' && parsed !== null && 'id' in parsed && typeof parsed.id === 'string';
    return isAnswer ? (parsed as T) : undefined;
  } catch {
    return undefined;
  }
}

/** PostgreSQL's errors carry a `severity`: they are ours, not the authenticator's. */
function noteRefusal(ctx: Ctx, error: unknown): undefined {
  if (error instanceof Refusal || (error instanceof Error && 'severity' in error)) throw error;
  const cause = error instanceof Error ? error.message.slice(0, 80) : 'unknown';
  ctx.log.warn({ request: ctx.requestId, cause }, 'an answer of a passkey was refused');
  return undefined;
}
