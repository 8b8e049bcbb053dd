import {
  accountById,
  closeAllSessions,
  invitationOf,
  invite,
  officerHistory,
  printCodes,
  setPassword,
  useInvitation,
} from '#engines/access';
import { formatDate, localDate } from '#engines/calendar';
import { as, type Ctx, machine, Refusal, type Tx, tx } from '#engines/database';
import { notify, smsGatewayName } from '#engines/messages';
import { lineageOf } from '#engines/units';
import type { Link } from './first-administrator.ts';
import { namedUnit } from './first-administrator.ts';
import { vi } from './vi.ts';

/** Makes the link by which an officer sets a password of her own; inside the transaction of the act around it. */
export async function linkFor(ctx: Ctx, t: Tx, accountId: string, origin: string): Promise<string> {
  const { token } = await invite(ctx, t, { kind: 'officer', accountId, origin });
  return `${origin}/can-bo/moi/${token}`;
}

/** Whose link it is and for which posts; refuses every link that cannot be used here and now. */
export async function openInvitation(ctx: Ctx, link: Link) {
  const found = await invitationOf(ctx, ctx.db, 'officer', link);
  const account = found?.account_id ? await accountById(ctx.db, found.account_id) : undefined;
  if (!found || account?.state !== 'open')
    throw new Refusal('missing', 'administration.link-over', vi.invited.over);
  const unit = await namedUnit(ctx);
  const units = unit ? await lineageOf(ctx.db, unit.id) : [];
  const today = localDate(ctx.now());
  const held = await officerHistory(ctx.db, account.id, units);
  const posts = held
    .filter((row) => row.held_to === null || row.held_to > today)
    .map((row) => vi.invited.from(row.title, formatDate(row.held_from ?? today)));
  return { invitation: found, account, posts };
}

/**
 * Sets the password by the link and uses it up; every session of the account ends. Where no message can be sent
 * the officer gets a sheet of codes; where one can, the second factor stays the telephone of the post, so that
 * whoever made the link cannot come in by it alone.
 */
export async function takeInvitation(ctx: Ctx, link: Link, password: string): Promise<readonly string[]> {
  const { invitation, account } = await openInvitation(ctx, link);
  const self = as(ctx, machine('administration.invited'));
  return tx(self, async (t) => {
    if (!(await useInvitation(self, t, invitation.id)))
      throw new Refusal('missing', 'administration.link-over', vi.invited.over);
    await setPassword(t, account.id, password);
    await closeAllSessions(self, t, account.id);
    await t.audit({ verb: 'account.password-set-by-link', subjectKind: 'account', subjectId: account.id });
    await notify(self, t, {
      personId: account.person_id,
      accountId: account.id,
      title: vi.invited.noticeTitle,
      body: vi.invited.noticeBody,
    });
    return smsGatewayName() === undefined ? printCodes(self, t, account.id) : [];
  });
}
