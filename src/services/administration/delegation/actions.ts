import {
  accountById,
  appointmentsOf,
  colleaguesOf,
  delegatePost,
  delegationById,
  delegationsOf,
  delegationsOfAccount,
  endDelegation,
  requirePermission,
  staffOn,
} from '#engines/access';
import { addDays, formatDate, localDate } from '#engines/calendar';
import { type Ctx, Refusal, type Tx, tx } from '#engines/database';
import { notify } from '#engines/messages';
import { lineageOf } from '#engines/units';
import { vi } from './vi.ts';

export interface DelegationGiven {
  readonly appointmentId: string;
  readonly delegateId: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly document: string;
}

/** What an officer sees of delegations: her own, and as administrator the commune's. */
export async function delegationDesk(ctx: Ctx, whole: boolean) {
  const self = requirePermission(ctx, whole ? 'admin.accounts' : 'post.delegate');
  const units = await lineageOf(ctx.db, self.unitId);
  const today = localDate(ctx.now());
  const held = whole
    ? (await staffOn(ctx.db, units, today)).flatMap((row) =>
        row.appointment_id ? [{ id: row.appointment_id, label: `${row.title}: ${row.holder}` }] : [],
      )
    : (await appointmentsOf(ctx.db, self.accountId, ctx.now()))
        .filter((one) => !one.isDelegated)
        .map((one) => ({ id: one.id, label: one.title }));
  return {
    self,
    held,
    colleagues: (await colleaguesOf(ctx.db, units, ctx.now())).filter(
      (one) => one.account_id !== self.accountId,
    ),
    rows: whole ? await delegationsOf(ctx.db, units) : await delegationsOfAccount(ctx.db, self.accountId),
  };
}

/** Gives a post to a colleague for some days; both are told. */
export async function giveDelegation(ctx: Ctx, given: DelegationGiven): Promise<void> {
  const self = requirePermission(ctx, 'post.delegate');
  const units = await lineageOf(ctx.db, self.unitId);
  if (!isUuid(given.appointmentId)) throw new Refusal('invalid', 'administration.no-post', vi.postMissing);
  if (!isUuid(given.delegateId))
    throw new Refusal('invalid', 'administration.no-delegate', vi.delegateMissing);
  await tx(ctx, async (t) => {
    const id = await delegatePost(ctx, t, self, units, given);
    const made = await delegationById(t, id);
    if (!made) throw new Error('a delegation that was just made is gone');
    const days = vi.span(formatDate(made.valid_from), formatDate(addDays(made.valid_to, -1)));
    await tell(ctx, t, made.delegate_id, made.title, vi.noticeDelegate(made.holder, made.title, days));
    await tell(ctx, t, made.holder_id, made.title, vi.noticeHolder(made.delegate, made.title, days));
    await t.audit({
      ...{ verb: 'post.delegated', subjectKind: 'delegation', subjectId: id },
      detail: {
        ...{ appointment: given.appointmentId, to: given.delegateId },
        ...{ from: made.valid_from, until: made.valid_to },
      },
    });
  });
}

/** Ends a delegation before its day. */
export async function takeBack(ctx: Ctx, id: string): Promise<void> {
  const self = requirePermission(ctx, 'post.delegate');
  const units = await lineageOf(ctx.db, self.unitId);
  await tx(ctx, async (t) => {
    await endDelegation(ctx, t, self, units, isUuid(id) ? id : '00000000-0000-0000-0000-000000000000');
    const ended = await delegationById(t, id);
    for (const account of ended ? [ended.delegate_id, ended.holder_id] : [])
      await tell(ctx, t, account, ended?.title ?? '', vi.noticeEnd(ended?.title ?? ''));
    await t.audit({ verb: 'post.delegation-ended', subjectKind: 'delegation', subjectId: id });
  });
}

async function tell(ctx: Ctx, t: Tx, accountId: string, post: string, body: string): Promise<void> {
  const account = await accountById(t, accountId);
  if (!account) return;
  const link = '/can-bo/uy-quyen';
  await notify(ctx, t, { personId: account.person_id, accountId, title: vi.noticeTitle(post), body, link });
}

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
