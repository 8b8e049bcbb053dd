import { localDate } from '#engines/calendar';
import type { Ctx, Db, Tx } from '#engines/database';
import { checkNewPassword, hashPassword, matches } from './password.ts';
import type { Role } from './permissions.ts';
import { normalPhone, phoneFrom } from './phone.ts';
import {
  endAppointmentOn,
  findAccount,
  findAccountsByPhone,
  findAccountsOfPersons,
  findAccountsWhole,
  findOfficerAccounts,
  findPosts,
  insertAccount,
  insertAppointment,
  insertPost,
  listPosts,
  setPasswordHash,
} from './store.ts';

/** Makes the account of a person whose identity is proven, or finds it: one person has one. */
export async function createCitizenAccount(
  ctx: Ctx,
  tx: Tx,
  citizen: { personId: string; name: string; phone: string; password?: string },
): Promise<string> {
  const { id } = await tx.one(insertAccount, {
    person_id: citizen.personId,
    name: citizen.name,
    phone: phoneFrom(citizen.phone),
    user_name: null,
    password_hash: citizen.password === undefined ? null : await hashPassword(citizen.password),
    at: ctx.now(),
  });
  return id;
}

/** Makes an officer: account with a password, post (found by unit, title and first day), appointment. */
export async function createOfficer(
  ctx: Ctx,
  tx: Tx,
  officer: {
    personId: string;
    name: string;
    phone: string;
    userName: string;
    password: string;
    post: { title: string; bodyId?: string; unitId: number; role: Role; fields?: readonly string[] };
    /** First day in post, `YYYY-MM-DD`. */
    from: string;
  },
): Promise<{ accountId: string; postId: string; appointmentId: string }> {
  const account = await tx.one(insertAccount, {
    person_id: officer.personId,
    name: officer.name,
    phone: phoneFrom(officer.phone),
    user_name: officer.userName,
    password_hash: await hashPassword(officer.password),
    at: ctx.now(),
  });
  const post = await tx.one(insertPost, {
    title: officer.post.title,
    body_id: officer.post.bodyId ?? null,
    unit_id: officer.post.unitId,
    role: officer.post.role,
    fields: officer.post.fields ? [...officer.post.fields] : null,
    valid_from: officer.from,
  });
  const appointment = await tx.one(insertAppointment, {
    account_id: account.id,
    post_id: post.id,
    valid_from: officer.from,
  });
  return { accountId: account.id, postId: post.id, appointmentId: appointment.id };
}

export const accountById = (db: Db, id: string) => db.maybe(findAccount, { id });
export const accountsByPhone = (db: Db, phone: string) => db.many(findAccountsByPhone, { phone });
/** Accounts of these persons in any state, for signing in. */
export const accountsOf = (db: Db, persons: readonly string[]) =>
  db.many(findAccountsWhole, { persons: [...persons] });

/** The open accounts of these persons, for whoever must tell them something. */
export const accountsOfPersons = (db: Db, persons: readonly string[]) =>
  db.many(findAccountsOfPersons, { persons: [...persons] });

/**
 * The account of an officer by user name or telephone and password. Takes as long for a name that does not
 * exist as for a wrong password.
 */
export async function officerByPassword(ctx: Ctx, db: Db, who: string, password: string) {
  const found = await db.many(findOfficerAccounts, {
    user_name: who.trim().toLowerCase(),
    phone: normalPhone(who) ?? '',
    today: localDate(ctx.now()),
  });
  for (const account of found) if (await matches(password, account.password_hash)) return account;
  if (found.length === 0) await matches(password, null);
  return undefined;
}

/** True when this is the password of the hash; constant time. */
export const checkOwnPassword = (password: string, hash: string | null): Promise<boolean> =>
  matches(password, hash);

/** Sets the second factor, or takes it away (null). */
export async function setPassword(tx: Tx, accountId: string, password: string | null): Promise<void> {
  const account = await tx.maybe(findAccount, { id: accountId });
  if (!account) return;
  if (password !== null)
    checkNewPassword(password, [account.phone, account.user_name ?? '', account.name.toLowerCase()]);
  const password_hash = password === null ? null : await hashPassword(password);
  await tx.run(setPasswordHash, { id: accountId, password_hash });
}

/** The posts of these unit versions with who holds them today. */
export const postsOf = (db: Db, units: readonly number[], now: Date) =>
  db.many(listPosts, { units: [...units], today: localDate(now) });

/** Posts by id, ended ones too: for showing who did something. */
export const postsById = (db: Db, ids: readonly string[]) => db.many(findPosts, { ids: [...ids] });

/** Ends an appointment today; undefined when there is none open in these units. */
export const endAppointment = (tx: Tx, id: string, units: readonly number[], now: Date) =>
  tx.maybe(endAppointmentOn, { id, units: [...units], today: localDate(now) });
