import {
  accountById,
  accountsOf,
  beginVneid,
  closeSession,
  finishVneid,
  identityProvider,
  linkOf,
  linkWith,
  normalPhone,
  openOnVneid,
  proveIdentity,
  requireCitizen,
  type Vouched,
} from '#engines/access';
import { as, type Ctx, machine, Refusal, type Tx, tx } from '#engines/database';
import { findByIdentity, nationalPhone, type Person, parsePartialDate } from '#engines/people';
import { fold } from '#engines/search';
import { enter, type From } from './sign-in.ts';
import { vi } from './vi/vneid.ts';

export const vneidPath = '/dang-nhap/vneid';
export const vneidLinkPath = '/toi/vneid';

/** Whether this commune has been given an identity provider to ask. */
export const vneidOffered = (): boolean => identityProvider() !== undefined;

/** Where to send a browser to sign in, and the key it has to bring back. */
export const startVneid = (ctx: Ctx, from: { origin: string; next: string }) => beginVneid(ctx, from);

/** The same to prove the identity of the account that is signed in. */
export const startLink = (ctx: Ctx, from: { origin: string; next: string }) =>
  beginVneid(ctx, { ...from, accountId: requireCitizen(ctx).accountId });

export type Arrived =
  | { readonly kind: 'in'; readonly token: string; readonly next: string; readonly isLink: boolean }
  | { readonly kind: 'cancelled'; readonly next: string; readonly isLink: boolean }
  | { readonly kind: 'dead' };

/** What came back from the provider becomes a session of level 2, and a proof where there was none. */
export async function arriveFromVneid(
  ctx: Ctx,
  back: { origin: string; search: string; browserKey: string },
  from: From & { token: string },
): Promise<Arrived> {
  const answer = await finishVneid(ctx, back);
  const { next, accountId } = answer;
  const isLink = accountId !== undefined;
  if (answer.kind === 'cancelled') return { kind: 'cancelled', next, isLink };
  // Whoever began to link must still be signed in here: a session that ended meanwhile links nothing.
  if (isLink && !(ctx.actor.kind === 'citizen' && ctx.actor.accountId === accountId))
    throw new Refusal('invalid', 'account.vneid-session-over', vi.sessionOver);
  return tx(as(ctx, machine('account.vneid')), async (t) => {
    const person = await findByIdentity(t, answer.who.identityNumber);
    if (person?.died_on) return { kind: 'dead' };
    if (person && contradicts(person, answer.who))
      throw new Refusal('invalid', 'account.vneid-differs', vi.differs);
    // The session that is left behind had reached less.
    if (isLink) await closeSession(ctx, t, from.token);
    const id = isLink
      ? await ownAccount(t, accountId, answer.who, person)
      : await accountOf(ctx, t, answer.who, person);
    await prove(ctx, t, id, answer.who, person);
    await linkWith(ctx, t, answer.who, id);
    return { kind: 'in', token: await enter(ctx, t, { accountId: id, from, level: 'vneid' }), next, isLink };
  });
}

/** The account that began; refused when the answer is for someone else. */
async function ownAccount(
  t: Tx,
  accountId: string,
  who: Vouched,
  person: Person | undefined,
): Promise<string> {
  const account = await accountById(t, accountId);
  const linked = await linkOf(t, who);
  if (!account || (linked !== undefined && linked !== accountId)) throw other();
  const [holder] = person ? await accountsOf(t, [person.id]) : [];
  if (holder && holder.id !== accountId) throw other();
  const isProven = account.level !== 'unproven';
  const isHers = isProven
    ? account.person_id === person?.id || linked === accountId
    : sameName(account.name, who.name);
  if (!isHers) throw other();
  return accountId;
}

/** By the link, by the register's person, or a new one: each person has one. */
async function accountOf(ctx: Ctx, t: Tx, who: Vouched, person: Person | undefined): Promise<string> {
  const linked = await linkOf(t, who);
  const [holder] = person ? await accountsOf(t, [person.id]) : [];
  if (holder && holder.state !== 'open') throw new Refusal('conflict', 'account.closed', vi.closed);
  if (linked && holder && linked !== holder.id) throw other();
  const known = holder?.id ?? linked;
  if (known) return known;
  const phone = normalPhone(who.phone) ?? (person?.phone ? nationalPhone(person.phone) : undefined);
  if (!phone) throw new Refusal('invalid', 'account.vneid-no-phone', vi.noPhone);
  // A telephone that VNeID or the register names is where news goes; it opens nothing until she shows it is hers.
  const id = await openOnVneid(ctx, t, { name: who.name, phone, phoneChecked: false });
  await t.audit({ verb: 'account.opened-by-vneid', subjectKind: 'account', subjectId: id });
  return id;
}

async function prove(ctx: Ctx, t: Tx, id: string, who: Vouched, person: Person | undefined): Promise<void> {
  const account = await accountById(t, id);
  const isDone = account?.level === 'vneid' && (!person || account.person_id === person.id);
  if (isDone && (await linkOf(t, who)) === id) return;
  await proveIdentity(ctx, t, id, {
    level: 'vneid',
    personId: person?.id,
    name: person?.name ?? who.name,
  });
  await t.audit({ verb: 'account.proven-by-vneid', subjectKind: 'account', subjectId: id });
}

/** The same number with another birth or name: one of the two books is wrong, and nobody is let in on a guess. */
function contradicts(person: Person, who: Vouched): boolean {
  const birth = parsePartialDate(who.birth);
  const known = birth.ok ? birth.value.text : '';
  return !sameName(person.name, who.name) || (known !== '' && !known.startsWith(person.birth));
}

/** Capitals, marks placed in two ways and double spaces are the same name. */
const sameName = (a: string, b: string): boolean => fold(a) === fold(b);

const other = () => new Refusal('conflict', 'account.vneid-other', vi.other);
