import {
  accountById,
  beginPasskeySignIn,
  checkPasskey,
  type Door,
  passedAttempt,
  passkeysPossible,
} from '#engines/access';
import { as, type Ctx, machine, read, type Tx, tx } from '#engines/database';
import { personsById } from '#engines/people';
import { enter, type From } from './sign-in.ts';
import { vi } from './vi/passkey.ts';

/** Where the ceremony of a door asks and answers. */
export const passkeyPaths = {
  citizen: '/dang-nhap/van-tay',
  officer: '/can-bo/dang-nhap/van-tay',
} as const;

/** Whether keys can be made for this address at all; nothing is offered where they cannot. */
export const passkeysOffered = passkeysPossible;

/** What the browser needs to ask for a key that it has. */
export const askPasskey = (ctx: Ctx, origin: string) => tx(ctx, (t) => beginPasskeySignIn(ctx, t, origin));

export type PasskeyFinished =
  | { readonly kind: 'in'; readonly token: string }
  /** An officer: the post is chosen with this attempt, as after a code. */
  | { readonly kind: 'officer'; readonly attempt: string }
  | { readonly kind: 'dead' }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * A key with fingerprint, face or PIN is two factors at once, so neither a code nor a password is asked. It opens
 * what had been reached when it was set up, and the officers' door only when it was set up in a post.
 */
export async function finishPasskey(
  ctx: Ctx,
  door: Door,
  given: { origin: string; answer: string },
  from: From,
): Promise<PasskeyFinished> {
  return tx(ctx, async (t) => {
    const answer = await checkPasskey(ctx, t, given);
    if (answer.kind === 'refused') {
      await t.audit({ verb: 'account.passkey-refused', subjectKind: 'sign-in', subjectId: door });
      return answer;
    }
    const { accountId, level, forPost } = answer;
    const account = await accountById(t, accountId);
    if (account?.state !== 'open') return { kind: 'refused', message: vi.closed };
    if (await isDead(ctx, account.person_id)) return { kind: 'dead' };
    if (door === 'citizen') return { kind: 'in', token: await enter(ctx, t, { accountId, from, level }) };
    if (!forPost) return { kind: 'refused', message: vi.notForPost };
    return { kind: 'officer', attempt: await attemptFor(ctx, t, { ...account, address: from.address }) };
  });
}

const attemptFor = (ctx: Ctx, t: Tx, account: { id: string; phone: string; address: string }) =>
  passedAttempt(ctx, t, {
    door: 'officer',
    phone: account.phone,
    address: account.address,
    accountId: account.id,
  });

const isDead = async (ctx: Ctx, personId: string): Promise<boolean> =>
  read(as(ctx, machine('account.sign-in')), async (db) =>
    (await personsById(db, [personId])).some((person) => person.died_on !== null),
  );
