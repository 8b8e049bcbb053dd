import {
  accountById,
  accountsByPhone,
  accountsOf,
  appointmentsOf,
  attemptOf,
  type CodeAnswer,
  checkCode,
  checkPassword,
  codeMinutes,
  createCitizenAccount,
  type Door,
  issueCode,
  moveToPhone,
  officerByPassword,
  openSession,
  phoneFrom,
  spendAttempt,
} from '#engines/access';
import { localDate } from '#engines/calendar';
import { as, type Ctx, type Db, machine, Refusal, read, type Tx, tx } from '#engines/database';
import { codeSms, deliverNow, queueSms } from '#engines/messages';
import { ageOn, nationalPhone, personsById, searchPersons } from '#engines/people';
import { unitsInForce } from '#engines/units';
import { type Candidate, deviceName, signInAge } from './account.ts';
import { vi } from './vi.ts';

/** Where a sign-in comes from. */
export interface From {
  readonly address: string;
  readonly userAgent: string;
}

export type Started = { readonly kind: 'sent'; readonly attempt: string } | { readonly kind: 'unknown' };

/**
 * A citizen gives her telephone number. A code is made in any case and sent when the number is known: whoever
 * asks learns neither whose it is nor whether it is anybody's.
 */
export async function startCitizen(ctx: Ctx, written: string, from: From): Promise<Started> {
  const phone = phoneFrom(written);
  const deliver = (await candidatesOf(ctx, phone)).length > 0;
  return sendCode(ctx, { door: 'citizen', phone, address: from.address, send: true }, deliver);
}

/** An officer gives name and password; only when they are right a code is sent to the telephone of the post. */
export async function startOfficer(ctx: Ctx, who: string, password: string, from: From): Promise<Started> {
  const account = await officerByPassword(ctx, ctx.db, who, password);
  return sendCode(ctx, {
    door: 'officer',
    // A wrong name is counted as well, or guessing names would be free.
    phone: account?.phone ?? who.trim().toLowerCase().slice(0, 60),
    address: from.address,
    ...(account ? { accountId: account.id } : {}),
    send: account !== undefined,
  });
}

/** Sends another code for the attempt this browser holds. */
export async function sendAgain(ctx: Ctx, door: Door, id: string, from: From): Promise<Started> {
  const attempt = await attemptOf(ctx, ctx.db, door, id);
  if (!attempt) return { kind: 'unknown' };
  const { phone, accountId } = attempt;
  const ask = { door, phone, address: from.address, ...(accountId ? { accountId } : {}), send: true };
  return sendCode(ctx, ask, door === 'officer' || (await candidatesOf(ctx, phone)).length > 0);
}

type Ask = Parameters<typeof issueCode>[2];

async function sendCode(ctx: Ctx, ask: Ask, deliver = ask.send): Promise<Started> {
  const { attempt, delivery } = await tx(ctx, async (t) => {
    const made = await issueCode(ctx, t, ask);
    await t.audit({
      verb: deliver ? 'account.code-sent' : 'account.sign-in-refused',
      subjectKind: 'sign-in',
      subjectId: made.id,
    });
    if (made.code === undefined || !deliver) return { attempt: made, delivery: undefined };
    const text = codeSms({ code: made.code, minutes: codeMinutes });
    return {
      attempt: made,
      delivery: await queueSms(ctx, t, { to: ask.phone, text, urgent: true, secretFor: codeMinutes }),
    };
  });
  if (attempt.code === undefined) return { kind: 'unknown' };
  if (delivery !== undefined) await deliverNow(ctx, delivery);
  return { kind: 'sent', attempt: attempt.id };
}

/** The code as typed. */
export const giveCode = (ctx: Ctx, door: Door, id: string, code: string): Promise<CodeAnswer> =>
  tx(ctx, async (t) => {
    const answer = await checkCode(ctx, t, { door, id, code });
    if (answer.kind === 'wrong')
      await t.audit({ verb: 'account.code-refused', subjectKind: 'sign-in', subjectId: id.slice(0, 36) });
    return answer;
  });

/**
 * The people a telephone number may belong to: those with an account on it, then those whom the register
 * lists under it. Read as the program: nobody is signed in yet, and only masked names leave here.
 */
export async function candidatesOf(ctx: Ctx, phone: string): Promise<Candidate[]> {
  const today = localDate(ctx.now());
  const inside = as(ctx, machine('account.sign-in'));
  return read(inside, async (db) => {
    const accounts = await accountsByPhone(db, phone);
    const open = accounts.filter((account) => account.state === 'open');
    const persons = await personsById(
      db,
      open.map((account) => account.person_id),
    );
    const known = new Map(persons.map((person) => [person.id, person]));
    const withAccount = open
      .filter((account) => {
        const person = known.get(account.person_id);
        if (person?.died_on) return false;
        // A number that the register no longer has for her may be another's by now.
        const moved = person?.phone && nationalPhone(person.phone) !== phone;
        return !moved || account.user_name !== null;
      })
      .map((account) => ({
        personId: account.person_id,
        accountId: account.id,
        name: account.name,
        birthYear: known.get(account.person_id)?.birth.slice(0, 4) ?? '',
        passwordHash: account.password_hash,
      }));
    return [
      ...withAccount,
      ...(await registered(db, phone, today, new Set(accounts.map((a) => a.person_id)))),
    ];
  });
}

async function registered(
  db: Db,
  phone: string,
  today: string,
  have: ReadonlySet<string>,
): Promise<Candidate[]> {
  const communes = await unitsInForce(db, 'commune', today);
  const found = await searchPersons(db, { phone, units: communes.map((unit) => unit.id), limit: 20 });
  const accounts = await accountsOf(
    db,
    found.map((person) => person.id),
  );
  const accountOf = new Map(accounts.map((account) => [account.person_id, account]));
  // Closed accounts stay closed; an officer's account keeps the telephone it was given for the post.
  const shut = accounts.filter((account) => account.state !== 'open' || account.user_name !== null);
  const out = new Set([...have, ...shut.map((account) => account.person_id)]);
  return found
    .filter((p) => !out.has(p.id) && p.died_on === null && (ageOn(p.birth, today)?.least ?? 0) >= signInAge)
    .map((p) => ({
      personId: p.id,
      // Her number was changed at the counter: the account is the same, and so is its password.
      accountId: accountOf.get(p.id)?.id,
      name: p.name,
      birthYear: p.birth.slice(0, 4),
      passwordHash: accountOf.get(p.id)?.password_hash ?? null,
    }));
}

export type Finished =
  | { readonly kind: 'in'; readonly token: string }
  | { readonly kind: 'choose' }
  | { readonly kind: 'password' }
  | { readonly kind: 'wrong-password' }
  | { readonly kind: 'over' };

/** After the code: who of the house it is, her password when she has set one, then a session. */
export async function finishCitizen(
  ctx: Ctx,
  id: string,
  given: { personId: string; password: string },
  from: From,
): Promise<Finished> {
  const attempt = await attemptOf(ctx, ctx.db, 'citizen', id);
  if (!attempt?.passed) return { kind: 'over' };
  const candidates = await candidatesOf(ctx, attempt.phone);
  const who = candidates.length === 1 ? candidates[0] : candidates.find((c) => c.personId === given.personId);
  if (!who) return candidates.length === 0 ? { kind: 'over' } : { kind: 'choose' };
  if (who.passwordHash !== null && given.password === '') return { kind: 'password' };
  return tx(ctx, async (t) => {
    if (who.passwordHash !== null) {
      const checked = await checkPassword(ctx, t, { id, password: given.password, hash: who.passwordHash });
      if (checked !== 'right') return { kind: checked === 'over' ? 'over' : 'wrong-password' };
    }
    const { personId, name } = who;
    const accountId =
      who.accountId ?? (await createCitizenAccount(ctx, t, { personId, name, phone: attempt.phone }));
    await moveToPhone(t, accountId, attempt.phone);
    return enter(ctx, t, { attempt: id, accountId, from });
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
  return tx(ctx, (t) => enter(ctx, t, { attempt: id, accountId, appointmentId: chosen.id, from }));
}

async function enter(
  ctx: Ctx,
  t: Tx,
  way: { attempt: string; accountId: string; appointmentId?: string; from: From },
): Promise<Finished> {
  if (!(await spendAttempt(ctx, t, way.attempt))) return { kind: 'over' };
  const account = await accountById(t, way.accountId);
  if (account?.state !== 'open') throw new Refusal('denied', 'account.closed', vi.code.over);
  const token = await openSession(ctx, t, {
    accountId: way.accountId,
    ...(way.appointmentId ? { appointmentId: way.appointmentId } : {}),
    device: deviceName(way.from.userAgent),
  });
  await t.audit({
    verb: 'account.signed-in',
    subjectKind: 'account',
    subjectId: way.accountId,
    detail: way.appointmentId ? { appointment: way.appointmentId } : {},
  });
  return { kind: 'in', token };
}
