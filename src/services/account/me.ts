import {
  accountById,
  actorOf,
  appointmentsOf,
  checkOwnPassword,
  closeOtherSessions,
  closeSessionById,
  issueCode,
  levelOf,
  reaches,
  requireAccount,
  sessionsOf,
  setPassword,
  switchRole,
  withdrawAttempt,
} from '#engines/access';
import { localDate } from '#engines/calendar';
import { as, type Citizen, type Ctx, machine, type Officer, Refusal, read, tx } from '#engines/database';
import { unreadCount } from '#engines/messages';
import { dependantsOf, type Person, personsById, recordFor } from '#engines/people';
import { vi } from './vi.ts';

type Self = Citizen | Officer;

/** Herself only, whichever post she acts in: nobody else's data opens on her own page. */
const asHerself = (ctx: Ctx, self: Self, persons: readonly string[] = [self.personId]): Ctx =>
  as(ctx, { ...self, scope: { units: [], fields: null, persons } });

/** Everything on a person's own page; the look at her and her family is recorded like any other (law 8). */
export async function ownPage(ctx: Ctx, token: string) {
  const self = requireAccount(ctx);
  const now = ctx.now();
  const family = await familyOf(ctx);
  const herself = asHerself(ctx, self, [self.personId, ...family.map((p) => p.id)]);
  const record = await tx(herself, async (t) => {
    await t.look({ persons: herself.actor.scope.persons, purpose: 'own-page' });
    return reaches(levelOf(self), 'own-record') ? recordFor(t, self.personId) : undefined;
  });
  const resolved = await actorOf(ctx.db, token, now);
  return {
    self,
    record: record ?? {},
    family,
    account: await accountById(ctx.db, self.accountId),
    sessions: await sessionsOf(ctx.db, self.accountId, now),
    sessionId: resolved?.sessionId,
    unread: await unreadCount(ctx.db, self.personId),
    posts: self.kind === 'officer' ? await appointmentsOf(ctx.db, self.accountId, now) : [],
  };
}

/** Those she may file for: children under age and wards. */
export async function familyOf(ctx: Ctx): Promise<Person[]> {
  const self = requireAccount(ctx);
  if (self.kind === 'citizen') {
    const others = self.scope.persons.filter((id) => id !== self.personId);
    return others.length === 0 ? [] : read(ctx, (db) => personsById(db, others));
  }
  // An officer's session holds no family of her own: ask as the register does when it makes a scope.
  return read(as(ctx, machine('account.family')), (db) =>
    dependantsOf(db, self.personId, localDate(ctx.now())),
  );
}

/** Ends one of her own sessions. */
export async function endOwnSession(ctx: Ctx, id: string): Promise<boolean> {
  const self = requireAccount(ctx);
  if (!/^[0-9a-f-]{36}$/.test(id)) return false;
  return tx(ctx, async (t) => {
    const ended = await closeSessionById(ctx, t, self.accountId, id);
    if (ended)
      await t.audit({ verb: 'account.session-ended', subjectKind: 'account', subjectId: self.accountId });
    return ended;
  });
}

/** Ends all of hers but the one in her hands. */
export async function endOtherSessions(ctx: Ctx, token: string): Promise<void> {
  const self = requireAccount(ctx);
  const current = await actorOf(ctx.db, token, ctx.now());
  if (!current) return;
  await tx(ctx, async (t) => {
    await closeOtherSessions(ctx, t, self.accountId, current.sessionId);
    await t.audit({ verb: 'account.sessions-ended', subjectKind: 'account', subjectId: self.accountId });
  });
}

export interface NewPassword {
  readonly current: string;
  readonly next: string;
  readonly again: string;
  readonly remove: boolean;
}

/** Sets, changes or takes away the second factor; everyone else in this account is put out. */
export async function changePassword(
  ctx: Ctx,
  change: NewPassword,
  where: { token: string; address: string },
): Promise<void> {
  const self = requireAccount(ctx);
  const account = await accountById(ctx.db, self.accountId);
  if (!account) throw new Refusal('missing', 'account.missing', vi.code.over);
  if (account.password_hash !== null) {
    // A wrong one counts as a sign-in attempt, so that a stolen session cannot be used to guess.
    const ask = { door: 'citizen', phone: account.phone, address: where.address, send: false } as const;
    const attempt = await tx(ctx, (t) => issueCode(ctx, t, ask));
    if (!(await checkOwnPassword(change.current, account.password_hash)))
      throw new Refusal('invalid', 'account.wrong-password', vi.newPassword.wrong);
    await tx(ctx, (t) => withdrawAttempt(t, attempt.id));
  }
  if (change.remove && account.user_name !== null)
    throw new Refusal('conflict', 'account.officer-keeps-password', vi.newPassword.officerKeeps);
  if (!change.remove && change.next !== change.again)
    throw new Refusal('invalid', 'account.passwords-differ', vi.newPassword.differ);
  const current = await actorOf(ctx.db, where.token, ctx.now());
  await tx(ctx, async (t) => {
    await setPassword(t, self.accountId, change.remove ? null : change.next);
    if (current) await closeOtherSessions(ctx, t, self.accountId, current.sessionId);
    const verb = change.remove ? 'account.password-removed' : 'account.password-set';
    await t.audit({ verb, subjectKind: 'account', subjectId: self.accountId });
  });
}

/**
 * Changes the post an officer acts in, or to herself as a citizen. Back to a post only through the
 * officers' door: a citizen's session has shown no password.
 */
export async function actAs(
  ctx: Ctx,
  change: { token: string; appointmentId: string | undefined; device: string },
): Promise<string> {
  const self = requireAccount(ctx);
  if (self.kind !== 'officer') throw new Refusal('denied', 'account.cannot-switch', vi.cannotSwitch);
  const token = await tx(ctx, async (t) => {
    const opened = await switchRole(ctx, t, change);
    if (opened === undefined) throw new Refusal('denied', 'account.cannot-switch', vi.cannotSwitch);
    await t.audit({
      verb: 'account.role-changed',
      subjectKind: 'account',
      subjectId: self.accountId,
      detail: { appointment: change.appointmentId ?? null },
    });
    return opened;
  });
  return token;
}
