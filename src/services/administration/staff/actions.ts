import {
  abolishPost,
  appoint,
  appointmentById,
  createPost,
  endAppointmentOn,
  officersOf,
  postHistory,
  type Role,
  requirePermission,
} from '#engines/access';
import { localDate } from '#engines/calendar';
import { as, type Ctx, type Officer, Refusal, tx } from '#engines/database';
import { lineageOf } from '#engines/units';
import { properName } from '../proper-name.ts';
import { freshAccount, personFor } from '../setup/first-administrator.ts';
import { linkFor } from '../setup/invited.ts';
import { vi } from './vi.ts';

/** The administrator with the unit versions whose posts are hers to make. */
export async function desk(ctx: Ctx): Promise<{ self: Officer; units: number[] }> {
  const self = requirePermission(ctx, 'admin.accounts');
  return { self, units: await lineageOf(ctx.db, self.unitId) };
}

export interface PostGiven {
  readonly title: string;
  readonly officeId: number | null;
  readonly role: Role;
  readonly fields: readonly string[];
  readonly from: string;
  readonly to: string | null;
}

/** Makes a post of the administrator's own commune. */
export async function makePost(ctx: Ctx, given: PostGiven): Promise<string> {
  const { self } = await desk(ctx);
  return tx(ctx, async (t) => {
    const title = properName(given.title, 120);
    const id = await createPost(ctx, t, { ...given, title, unitId: self.unitId });
    const detail = { role: given.role, from: given.from };
    await t.audit({ verb: 'post.made', subjectKind: 'post', subjectId: id, detail });
    return id;
  });
}

/** Abolishes a post from a day on; not the one she sits in. */
export async function removePost(ctx: Ctx, postId: string, on: string): Promise<void> {
  const { self, units } = await desk(ctx);
  await tx(ctx, async (t) => {
    const held = await postHistory(t, uuidOr(postId), units);
    if (held.some((row) => row.account_id === self.accountId && (row.held_to === null || row.held_to > on)))
      throw new Refusal('conflict', 'administration.own-post', vi.ending.self);
    await abolishPost(ctx, t, { id: uuidOr(postId), units, on });
    await t.audit({ verb: 'post.abolished', subjectKind: 'post', subjectId: postId, detail: { on } });
  });
}

/** Puts an officer of the commune into a post; never oneself: nobody gives herself a right. */
export async function assignOfficer(
  ctx: Ctx,
  given: { postId: string; accountId: string; from: string },
): Promise<void> {
  const { self, units } = await desk(ctx);
  if (given.accountId === self.accountId)
    throw new Refusal('conflict', 'administration.self', vi.post.notSelf);
  await tx(ctx, async (t) => {
    if (!(await officersOf(t, units)).some((one) => one.account_id === given.accountId))
      throw new Refusal('missing', 'administration.no-officer', vi.post.noOfficer);
    const id = await appoint(ctx, t, { ...given, postId: uuidOr(given.postId), units });
    await t.audit({
      ...{ verb: 'appointment.made', subjectKind: 'account', subjectId: given.accountId },
      detail: { post: given.postId, appointment: id, from: given.from },
    });
  });
}

export interface NewOfficer {
  readonly postId: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly birthYear: string;
  readonly identity: string;
  readonly phone: string;
  readonly from: string;
}

/** Makes an account without a password, puts it into the post, and answers the link that sets one. */
export async function inviteOfficer(
  ctx: Ctx,
  given: NewOfficer,
  origin: string,
): Promise<{ link: string; userName: string }> {
  const { self, units } = await desk(ctx);
  // The register's rows are open to those who handle people; making an officer's own row is this act's.
  const inside = as(ctx, { ...self, scope: { ...self.scope, units } });
  return tx(inside, async (t) => {
    const personId = await personFor(t, self.unitId, given);
    await t.look({ persons: [personId], purpose: 'appoint-officer' });
    if (personId === self.personId) throw new Refusal('conflict', 'administration.self', vi.post.notSelf);
    const account = await freshAccount(ctx, t, personId, given);
    const id = await appoint(ctx, t, {
      ...{ accountId: account.id, postId: uuidOr(given.postId), units, from: given.from },
    });
    await t.audit({
      ...{ verb: 'officer.invited', subjectKind: 'account', subjectId: account.id },
      detail: { post: given.postId, appointment: id, from: given.from },
    });
    return { link: await linkFor(ctx, t, account.id, origin), userName: account.userName };
  });
}

/** A new link for an officer who has lost hers or her password; the officer hears of its use. */
export async function renewLink(ctx: Ctx, accountId: string, origin: string): Promise<string> {
  const { self, units } = await desk(ctx);
  if (accountId === self.accountId) throw new Refusal('conflict', 'administration.self', vi.post.notSelf);
  return tx(ctx, async (t) => {
    if (!(await officersOf(t, units)).some((one) => one.account_id === accountId))
      throw new Refusal('missing', 'administration.no-officer', vi.post.noOfficer);
    await t.audit({ verb: 'officer.link-renewed', subjectKind: 'account', subjectId: accountId });
    return linkFor(ctx, t, accountId, origin);
  });
}

/** Ends an appointment with a day and, when a post is named, begins one in it the same day. */
export async function endOrMove(
  ctx: Ctx,
  given: { appointmentId: string; on: string; toPostId: string },
): Promise<void> {
  const { self, units } = await desk(ctx);
  await tx(ctx, async (t) => {
    const { account_id, post_id } = await endAppointmentOn(ctx, t, {
      ...{ id: uuidOr(given.appointmentId), units, on: given.on },
    });
    if (account_id === self.accountId)
      throw new Refusal('conflict', 'administration.own-post', vi.ending.self);
    const to =
      given.toPostId === ''
        ? undefined
        : await appoint(ctx, t, {
            ...{ accountId: account_id, postId: uuidOr(given.toPostId), units, from: given.on },
          });
    await t.audit({
      ...{
        verb: to ? 'appointment.moved' : 'appointment.ended',
        subjectKind: 'account',
        subjectId: account_id,
      },
      detail: { post: post_id, appointment: given.appointmentId, on: given.on, ...(to ? { to } : {}) },
    });
  });
}

/** An appointment that has not ended, running or to come, with its holder and post. */
export async function appointmentIn(ctx: Ctx, id: string) {
  const { units } = await desk(ctx);
  const today = localDate(ctx.now());
  const found = await appointmentById(ctx.db, uuidOr(id), units);
  if (!found || (found.held_to !== null && found.held_to <= today))
    throw new Refusal('missing', 'administration.no-appointment', vi.ending.missing);
  return found;
}

export const uuidOr = (id: string): string =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : '00000000-0000-0000-0000-000000000000';
