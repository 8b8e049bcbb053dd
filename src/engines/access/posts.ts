import { type CalendarDate, isCalendarDate, localDate } from '#engines/calendar';
import { type Ctx, type Db, Refusal, type Tx } from '#engines/database';
import { fold } from '#engines/search';
import type { Role } from './permissions.ts';
import { phoneFrom } from './phone.ts';
import {
  addAppointment,
  addPost,
  closeAppointment,
  closeAppointmentsOfPost,
  closePost,
  countAdministrators,
  endAllSessions,
  findAppointmentHeld,
  insertOfficerAccount,
  listOfficerHistory,
  listOfficers,
  listPostHistory,
  listRoles,
  listStaff,
  userNameTaken,
} from './posts-store.ts';
import { vi } from './vi.ts';

export interface NewPost {
  readonly title: string;
  readonly unitId: number;
  /** The office (a version of engines/units) it belongs to. */
  readonly officeId: number | null;
  readonly role: Role;
  /** Fields of work the post is bound to; null = all. */
  readonly fields: readonly string[] | null;
  readonly from: CalendarDate;
  readonly to?: CalendarDate | null;
}

/** Makes a post from today or a later day on. A post is never edited: another title or role is another post. */
export async function createPost(ctx: Ctx, tx: Tx, post: NewPost): Promise<string> {
  notBeforeToday(ctx, post.from);
  const title = post.title.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (title.length < 3) throw refuse('invalid', 'no-title', vi.posts.noTitle);
  const to = post.to ?? null;
  if (to !== null && (!isCalendarDate(to) || to <= post.from))
    throw refuse('invalid', 'bad-day', vi.posts.badDay);
  const made = await tx.maybe(addPost, {
    title,
    office_id: post.officeId,
    unit_id: post.unitId,
    role: post.role,
    fields: post.fields && post.fields.length > 0 ? [...post.fields] : null,
    valid_from: post.from,
    valid_to: to,
  });
  if (!made) throw refuse('conflict', 'post-exists', vi.posts.exists);
  return made.id;
}

/** Abolishes a post from a day on, today at the earliest; whoever holds it leaves it with that day. */
export async function abolishPost(
  ctx: Ctx,
  tx: Tx,
  post: { id: string; units: readonly number[]; on: CalendarDate },
): Promise<void> {
  notBeforeToday(ctx, post.on);
  if ((await tx.run(closePost, { id: post.id, units: [...post.units], on: post.on })) !== 1)
    throw refuse('missing', 'no-post', vi.posts.missing);
  await tx.run(closeAppointmentsOfPost, { post_id: post.id, on: post.on });
}

/** Puts an account into a post from today or a later day on. One person may hold several. */
export async function appoint(
  ctx: Ctx,
  tx: Tx,
  to: { accountId: string; postId: string; units: readonly number[]; from: CalendarDate },
): Promise<string> {
  notBeforeToday(ctx, to.from);
  const made = await tx.maybe(addAppointment, {
    account_id: to.accountId,
    post_id: to.postId,
    valid_from: to.from,
    valid_to: null,
    units: [...to.units],
  });
  if (!made) throw refuse('conflict', 'not-appointed', vi.posts.notAppointed);
  return made.id;
}

/** Ends an appointment with a day, today at the earliest: from that day on it gives nothing. */
export async function endAppointmentOn(
  ctx: Ctx,
  tx: Tx,
  ending: { id: string; units: readonly number[]; on: CalendarDate },
): Promise<{ account_id: string; post_id: string }> {
  notBeforeToday(ctx, ending.on);
  const ended = await tx.maybe(closeAppointment, {
    id: ending.id,
    units: [...ending.units],
    on: ending.on,
  });
  if (!ended) throw refuse('missing', 'no-appointment', vi.posts.noAppointment);
  return ended;
}

/** An officer's account that waits for its password; who has one already keeps name and telephone. */
export async function openOfficerAccount(
  ctx: Ctx,
  tx: Tx,
  officer: { personId: string; name: string; phone: string; userName: string },
): Promise<{ id: string; userName: string }> {
  const userName = officer.userName.trim().toLowerCase();
  if (!/^[a-z0-9.-]{3,40}$/.test(userName)) throw refuse('invalid', 'bad-user-name', vi.posts.badUserName);
  const phone = phoneFrom(officer.phone);
  if ((await tx.one(userNameTaken, { user_name: userName })).taken)
    throw refuse('conflict', 'user-name-taken', vi.posts.userNameTaken);
  const account = await tx.one(insertOfficerAccount, {
    person_id: officer.personId,
    name: officer.name,
    phone,
    user_name: userName,
    at: ctx.now(),
  });
  return { id: account.id, userName: account.user_name ?? userName };
}

/** "phamductuong": the whole name without marks, for a user name to begin with. */
export const userNameFrom = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 30);

/** The posts of a day with who held them; `query` narrows by title or name, marks or none. */
export const staffOn = (db: Db, units: readonly number[], day: CalendarDate, query = '') =>
  db.many(listStaff, { units: [...units], day, query: fold(query) || null });

/** One appointment with its holder and post, past, running or to come; undefined when it is none of these units'. */
export const appointmentById = (db: Db, id: string, units: readonly number[]) =>
  db.maybe(findAppointmentHeld, { id, units: [...units] });

/** A post with everybody who held, holds and will hold it; empty when it is none of these units'. */
export const postHistory = (db: Db, postId: string, units: readonly number[]) =>
  db.many(listPostHistory, { post_id: postId, units: [...units] });

/** What a person held, holds and will hold in these units. */
export const officerHistory = (db: Db, accountId: string, units: readonly number[]) =>
  db.many(listOfficerHistory, { account_id: accountId, units: [...units] });

/** Everybody who ever had a post of these units, with the state of the account. */
export const officersOf = (db: Db, units: readonly number[]) => db.many(listOfficers, { units: [...units] });

/** The roles a post may have, each with what it allows. */
export const rolesOf = (db: Db) => db.many(listRoles, {});

/** Whether anybody can sign in today who may make posts and officers. */
export const hasAdministrator = async (db: Db, now: Date): Promise<boolean> =>
  (await db.one(countAdministrators, { today: localDate(now) })).n > 0;

/** Puts an account out everywhere, as when its password is set anew by a link. */
export const closeAllSessions = (ctx: Ctx, tx: Tx, accountId: string): Promise<number> =>
  tx.run(endAllSessions, { account_id: accountId, now: ctx.now() });

function notBeforeToday(ctx: Ctx, day: string): void {
  if (!isCalendarDate(day)) throw refuse('invalid', 'bad-day', vi.posts.badDay);
  if (day < localDate(ctx.now())) throw refuse('invalid', 'past', vi.posts.past);
}

const refuse = (kind: 'invalid' | 'missing' | 'conflict', code: string, sentence: string) =>
  new Refusal(kind, `access.${code}`, sentence);
