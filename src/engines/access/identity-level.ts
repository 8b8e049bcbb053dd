import { type Actor, type Ctx, Refusal, type Tx } from '#engines/database';
import {
  endSessionsOf,
  findAccountByIdentity,
  findLevel,
  forgetPasskeysOf,
  insertFormerPerson,
  insertProof,
  insertSelfMade,
  listAccountsOnPhone,
  listProofs,
  listSelfMade,
  raiseAccount,
} from './identity-level-store.ts';
import { vi } from './identity-level-vi.ts';
import { phoneFrom } from './phone.ts';

/**
 * How far it is proven who someone is (NĐ 69/2024 knows two levels of VNeID; only the second counts here).
 * unproven: holds a telephone. counter: an officer compared card and person, or what was set up after such a
 * proof is used. vneid: VNeID level 2 answered in this very session.
 */
export type IdentityLevel = 'unproven' | 'counter' | 'vneid';

const identityLevels: readonly IdentityLevel[] = ['unproven', 'counter', 'vneid'];

/** What may be done, and from which level on: the one table that both the checks and the person's page read. */
export const abilities = {
  'look-up': 'unproven',
  'file-by-hand': 'unproven',
  'follow-own': 'unproven',
  'own-record': 'counter',
  prefill: 'counter',
  'act-for-family': 'counter',
  'see-results': 'counter',
  'who-looked': 'counter',
  'data-requests': 'counter',
  'open-at-home': 'vneid',
} as const satisfies Readonly<Record<string, IdentityLevel>>;

export type Ability = keyof typeof abilities;

/** True when a session of this level reaches that far. */
export const reaches = (level: IdentityLevel, ability: Ability): boolean =>
  identityLevels.indexOf(level) >= identityLevels.indexOf(abilities[ability]);

/** What the actor's session has reached; officers are proven by their appointment. */
export const levelOf = (actor: Actor): IdentityLevel =>
  actor.kind === 'officer' ? 'counter' : actor.kind === 'citizen' ? (actor.level ?? 'unproven') : 'unproven';

/** Refuses with what to do next where the session's level does not reach. */
export function requireAbility(ctx: Ctx, ability: Ability): void {
  const level = levelOf(ctx.actor);
  if (reaches(level, ability)) return;
  throw new Refusal('denied', 'access.identity-unproven', vi.proveFirst, {
    level,
    needed: abilities[ability],
  });
}

/** A house shares a telephone; more than this is no house. */
export const accountsPerPhone = 8;

/**
 * Opens an account for whoever holds the telephone, under the name she gives: it stands for nobody of the
 * register, so that a telephone alone never opens another person's data. Refuses the ninth on one telephone.
 */
export async function signUp(ctx: Ctx, tx: Tx, who: { name: string; phone: string }): Promise<string> {
  const phone = phoneFrom(who.phone);
  if ((await tx.many(listSelfMade, { phone })).length >= accountsPerPhone)
    throw new Refusal('limited', 'access.too-many-accounts', vi.tooManyAccounts);
  const { id } = await tx.one(insertSelfMade, {
    name: who.name,
    phone,
    level: 'unproven',
    phone_checked: true,
    at: ctx.now(),
  });
  return id;
}

/** Accounts that their holders opened on this telephone and have not proven yet, oldest first. */
export const unprovenOn = (tx: Pick<Tx, 'many'>, phone: string) => tx.many(listSelfMade, { phone });

export interface Proof {
  readonly level: 'counter' | 'vneid';
  /** The person of the register; undefined when VNeID answered for someone whom the register does not have. */
  readonly personId: string | undefined;
  readonly name: string;
  /** The telephone that she showed she holds; the account's stays when undefined. */
  readonly phone?: string;
}

/**
 * Raises an account: it now stands for that person, who has no other. What was set up before (other sessions,
 * passkeys) was set up by someone unproven and ends. Refuses when the person has an account already.
 */
export async function proveIdentity(ctx: Ctx, tx: Tx, accountId: string, proof: Proof): Promise<void> {
  const before = await tx.maybe(findLevel, { id: accountId });
  if (before?.state !== 'open') throw new Refusal('missing', 'access.no-account', vi.noAccount);
  const personId = proof.personId ?? before.person_id;
  if (!before.provisional && before.person_id !== personId)
    throw new Refusal('conflict', 'access.other-person', vi.otherPerson);
  // A telephone that is given up may be in other hands.
  const moves = proof.phone !== undefined && proof.phone !== before.phone;
  if (before.level === 'unproven' || moves)
    await tx.run(endSessionsOf, { account_id: accountId, now: ctx.now() });
  if (before.level === 'unproven') await tx.run(forgetPasskeysOf, { account_id: accountId });
  if (before.person_id !== personId)
    await tx.run(insertFormerPerson, { person_id: before.person_id, account_id: accountId });
  const raised = await tx.run(raiseAccount, {
    id: accountId,
    person_id: personId,
    name: proof.name,
    level: proof.level,
    phone: proof.phone === undefined ? null : phoneFrom(proof.phone),
  });
  if (raised !== 1) throw new Refusal('conflict', 'access.has-account', vi.hasAccount);
  await writeProof(ctx, tx, accountId, proof.level);
}

/** Writes when, how and by whom identity was proven. */
const writeProof = async (ctx: Ctx, tx: Tx, accountId: string, level: 'counter' | 'vneid'): Promise<void> => {
  const { actor } = ctx;
  const officer = level === 'counter' && actor.kind === 'officer' ? actor : undefined;
  await tx.run(insertProof, {
    account_id: accountId,
    level,
    how: level,
    by_account: officer?.accountId ?? null,
    by_post: officer?.postId ?? null,
    at: ctx.now(),
  });
};

/**
 * Opens an account on VNeID's word, which `proveIdentity` then finishes.
 * @param who.phoneChecked whether she has shown that the telephone is hers: only then its codes open the account
 */
export async function openOnVneid(
  ctx: Ctx,
  tx: Tx,
  who: { name: string; phone: string; phoneChecked: boolean },
): Promise<string> {
  const { id } = await tx.one(insertSelfMade, {
    name: who.name,
    phone: phoneFrom(who.phone),
    level: 'vneid',
    phone_checked: who.phoneChecked,
    at: ctx.now(),
  });
  return id;
}

/** The account that VNeID has vouched for under this identity number. */
export const accountByIdentity = (db: Pick<Tx, 'maybe'>, identityNumber: string) =>
  db.maybe(findAccountByIdentity, { identity_number: identityNumber });

/** The open accounts that a code to this telephone opens. */
export const accountsOnPhone = (db: Pick<Tx, 'many'>, phone: string) =>
  db.many(listAccountsOnPhone, { phone });

/** The proofs of an account, the latest first. */
export const proofsOf = (db: Pick<Tx, 'many'>, accountId: string) =>
  db.many(listProofs, { account_id: accountId });
