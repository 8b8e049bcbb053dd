import {
  type Asked,
  accountById,
  accountsOnPhone,
  appointmentsOf,
  attemptOf,
  type CodeAnswer,
  checkCode,
  checkPassword,
  codeMinutes,
  type Door,
  type IdentityLevel,
  inTurn,
  issueCode,
  knowDevice,
  normalPhone,
  officerByPassword,
  openSession,
  phoneFrom,
  refuseInCrowd,
  refuseTooMany,
  signUp,
  spendAttempt,
  withdrawAttempt,
} from '#engines/access';
import { as, type Ctx, machine, Refusal, read, type Tx, tx } from '#engines/database';
import { codeSms, deliverNow, queueSms } from '#engines/messages';
import { nationalPhone, parseName, personsById } from '#engines/people';
import { type Candidate, deviceName } from './account.ts';
import { vi as more } from './vi/sign-up.ts';
import { vi } from './vi.ts';

/** Where a sign-in comes from. */
export interface From {
  readonly address: string;
  readonly userAgent: string;
  /** The lasting mark of a browser that has come in before; '' for a new one. */
  readonly device: string;
}

export type Started = { readonly kind: 'sent'; readonly attempt: string } | { readonly kind: 'unknown' };

/**
 * A citizen gives her telephone number. A code is made and sent whoever's it is: the answer, and the work done for
 * it, are the same for a number that the commune knows and for one that it does not.
 */
export async function startCitizen(ctx: Ctx, written: string, from: From): Promise<Started> {
  const asked = { door: 'citizen', phone: phoneFrom(written), ...placeOf(from) } as const;
  await refuseTooMany(ctx, asked);
  return sendCode(ctx, asked);
}

/**
 * An officer gives name and password; only when they are right a code is sent to the telephone of the post. A wrong
 * name is counted and compared like a right one. The try is counted before the password is compared.
 */
export async function startOfficer(ctx: Ctx, who: string, password: string, from: From): Promise<Started> {
  const name = normalPhone(who) ?? who.trim().toLowerCase().slice(0, 60);
  const tried = { door: 'officer', phone: name, ...placeOf(from) } as const;
  if (from.device === '') refuseInCrowd();
  const { isKnown } = await refuseTooMany(ctx, tried);
  if (!isKnown) refuseInCrowd();
  const attempt = await tx(ctx, (t) => issueCode(ctx, t, { ...tried, send: false }));
  const account = await inTurn(isKnown, () => officerByPassword(ctx, ctx.db, who, password));
  if (!account) {
    await tx(ctx, (t) => refused(t, attempt.id));
    return { kind: 'unknown' };
  }
  await tx(ctx, (t) => withdrawAttempt(t, attempt.id));
  return sendCode(ctx, { ...tried, phone: account.phone, accountId: account.id });
}

/** Sends another code for the attempt this browser holds. */
export async function sendAgain(ctx: Ctx, door: Door, id: string, from: From): Promise<Started> {
  const attempt = await attemptFor(ctx, door, id);
  if (!attempt) return { kind: 'unknown' };
  const { phone, accountId } = attempt;
  const asked = { door, phone, ...placeOf(from), ...(accountId ? { accountId } : {}) };
  await refuseTooMany(ctx, asked);
  return sendCode(ctx, asked);
}

/** A code that was sent for a change of telephone belongs to an account: it lets nobody in. */
async function attemptFor(ctx: Ctx, door: Door, id: string) {
  const attempt = await attemptOf(ctx, ctx.db, door, id);
  return door === 'citizen' && attempt?.accountId ? undefined : attempt;
}

const placeOf = ({ address, device }: From) => ({ address, device });

/** Only the first half of an attempt's id is written down. */
const refused = (t: Tx, attempt: string): Promise<number> =>
  t.audit({ verb: 'account.sign-in-refused', subjectKind: 'sign-in', subjectId: attempt.slice(0, 36) });

async function sendCode(ctx: Ctx, asked: Asked): Promise<Started> {
  const { attempt, delivery } = await tx(ctx, async (t) => {
    const made = await issueCode(ctx, t, { ...asked, send: true });
    await t.audit({ verb: 'account.code-sent', subjectKind: 'sign-in', subjectId: made.id.slice(0, 36) });
    const text = codeSms({ code: made.code ?? '', minutes: codeMinutes });
    const sms = { to: asked.phone, text, urgent: true, secretFor: codeMinutes };
    return { attempt: made.id, delivery: await queueSms(ctx, t, sms) };
  });
  await deliverNow(ctx, delivery);
  return { kind: 'sent', attempt };
}

/** The code as typed. An attempt that is over is told so before a transaction is opened for it. */
export async function giveCode(ctx: Ctx, door: Door, id: string, code: string): Promise<CodeAnswer> {
  if (!(await attemptFor(ctx, door, id))) return { kind: 'over' };
  return tx(ctx, async (t) => {
    const answer = await checkCode(ctx, t, { door, id, code });
    if (answer.kind === 'wrong')
      await t.audit({ verb: 'account.code-refused', subjectKind: 'sign-in', subjectId: id.slice(0, 36) });
    return answer;
  });
}

/**
 * Whose account a code to this telephone may open: those who showed that it is theirs, and nobody whom only the
 * register lists under it. Read as the program: nobody is signed in yet, and only masked names leave here.
 */
export async function candidatesOf(ctx: Ctx, phone: string): Promise<Candidate[]> {
  return read(as(ctx, machine('account.sign-in')), async (db) => {
    const accounts = await accountsOnPhone(db, phone);
    const persons = await personsById(
      db,
      accounts.map((account) => account.person_id),
    );
    const known = new Map(persons.map((person) => [person.id, person]));
    return accounts
      .filter((account) => {
        const listed = known.get(account.person_id)?.phone;
        // A number that the register no longer has for her may be another's by now.
        return !listed || nationalPhone(listed) === phone || account.user_name !== null;
      })
      .map((account) => ({
        personId: account.person_id,
        accountId: account.id,
        name: account.name,
        birthYear: known.get(account.person_id)?.birth.slice(0, 4) ?? '',
        passwordHash: account.password_hash,
        isDead: Boolean(known.get(account.person_id)?.died_on),
      }));
  });
}

export type Finished =
  | { readonly kind: 'in'; readonly token: string }
  | { readonly kind: 'choose' }
  | { readonly kind: 'password' }
  | { readonly kind: 'wrong-password' }
  /** Nobody has an account on this telephone, or someone else than those who have. */
  | { readonly kind: 'sign-up'; readonly problem?: string }
  /** The register says that the person has died. */
  | { readonly kind: 'dead' }
  | { readonly kind: 'over' };

/** What the pages after the code ask. */
export interface Given {
  readonly personId: string;
  readonly password: string;
  /** The name of someone who opens an account of her own; '' while not asked. */
  readonly newName: string;
  readonly isNew: boolean;
}

/** After the code: who of the house it is, her password when she has set one, then a session. */
export async function finishCitizen(ctx: Ctx, id: string, given: Given, from: From): Promise<Finished> {
  const attempt = await attemptFor(ctx, 'citizen', id);
  if (!attempt?.passed) return { kind: 'over' };
  const candidates = await candidatesOf(ctx, attempt.phone);
  if (given.isNew || candidates.length === 0) return finishNew(ctx, id, attempt.phone, given.newName, from);
  const who = candidates.length === 1 ? candidates[0] : candidates.find((c) => c.personId === given.personId);
  if (!who) return { kind: 'choose' };
  if (who.isDead) return { kind: 'dead' };
  if (who.passwordHash !== null && given.password === '') return { kind: 'password' };
  return tx(ctx, async (t) => {
    if (who.passwordHash !== null) {
      const checked = await checkPassword(ctx, t, { id, password: given.password, hash: who.passwordHash });
      if (checked !== 'right') return { kind: checked === 'over' ? 'over' : 'wrong-password' };
    }
    return enterOnce(ctx, t, id, { accountId: who.accountId, from });
  });
}

/** She opens an account herself: proven is only that the telephone is hers. */
async function finishNew(ctx: Ctx, id: string, phone: string, typed: string, from: From): Promise<Finished> {
  if (typed === '') return { kind: 'sign-up' };
  const name = parseName(typed);
  if (!name.ok) return { kind: 'sign-up', problem: name.message };
  if ([...name.value].length > 60) return { kind: 'sign-up', problem: more.signUp.longName };
  return tx(ctx, async (t) => {
    const accountId = await signUp(ctx, t, { name: name.value, phone });
    await t.audit({ verb: 'account.opened-at-home', subjectKind: 'account', subjectId: accountId });
    return enterOnce(ctx, t, id, { accountId, from, isNew: true });
  });
}

/** After an officer's code: the post, when she holds several, then a session acting in it. */
export async function finishOfficer(ctx: Ctx, id: string, post: string, from: From): Promise<Finished> {
  const attempt = await attemptOf(ctx, ctx.db, 'officer', id);
  const accountId = attempt?.accountId;
  if (!attempt?.passed || !accountId) return { kind: 'over' };
  const posts = await appointmentsOf(ctx.db, accountId, ctx.now());
  const chosen = posts.length === 1 ? posts[0] : posts.find((p) => p.id === post);
  if (!chosen) return posts.length === 0 ? { kind: 'over' } : { kind: 'choose' };
  return tx(ctx, (t) => enterOnce(ctx, t, id, { accountId, appointmentId: chosen.id, from }));
}

interface Way {
  readonly accountId: string;
  readonly appointmentId?: string;
  readonly from: From;
  readonly level?: IdentityLevel;
  readonly isNew?: boolean;
}

async function enterOnce(ctx: Ctx, t: Tx, attempt: string, way: Way): Promise<Finished> {
  // The account that was just made goes with the attempt that is over.
  if (!(await spendAttempt(ctx, t, attempt))) {
    if (way.isNew) throw new Refusal('conflict', 'account.code-over', vi.code.over);
    return { kind: 'over' };
  }
  return { kind: 'in', token: await enter(ctx, t, way) };
}

/** Opens the session of an account, whichever way showed whose it is, and lets the browser be known for it. */
export async function enter(ctx: Ctx, t: Tx, way: Way): Promise<string> {
  const account = await accountById(t, way.accountId);
  if (account?.state !== 'open') throw new Refusal('denied', 'account.closed', vi.code.over);
  const token = await openSession(ctx, t, {
    accountId: way.accountId,
    ...(way.appointmentId ? { appointmentId: way.appointmentId } : {}),
    ...(way.level ? { level: way.level } : {}),
    device: deviceName(way.from.userAgent),
  });
  await knowDevice(ctx, t, way.from.device, way.accountId);
  await t.audit({
    verb: 'account.signed-in',
    subjectKind: 'account',
    subjectId: way.accountId,
    detail: way.appointmentId ? { appointment: way.appointmentId } : {},
  });
  return token;
}
