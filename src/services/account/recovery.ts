import {
  accountById,
  accountsOfPersons,
  askPasswordReset,
  attemptOf,
  cancelReset,
  decideOnRecovery,
  dueResets,
  finishReset,
  type IdentityCheck,
  maskPhone,
  openReset,
  personNamed,
  recoverAccount,
  requireAccount,
  requirePermission,
  waitingRecoveries,
} from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { type Ctx, Refusal, type Tx, tx } from '#engines/database';
import { notify, queueSms } from '#engines/messages';
import { upsertPerson } from '#engines/people';
import { lineageOf } from '#engines/units';
import { candidatesOf } from './sign-in.ts';
import { vi } from './vi/recovery.ts';

export interface Recovery {
  readonly name: string;
  readonly number: string;
  readonly checked: string;
  readonly phone: string;
  readonly again: string;
}

/**
 * At the counter: the officer has the person before her. The register and the account get the new number, everything
 * that was opened with the lost telephone ends, and the old number is told as well as the new.
 * @throws invalid with the sentence for the form, its `field` in the facts
 */
export async function recoverAtCounter(
  ctx: Ctx,
  given: Recovery,
): Promise<{ waiting: boolean; phone: string }> {
  const officer = requirePermission(ctx, 'accounts.recover');
  const checked = (['card', 'vneid', 'known'] as const).find((one) => one === given.checked);
  if (!checked) throw wrong('checked');
  if (given.phone.replace(/\D/g, '') !== given.again.replace(/\D/g, '')) throw wrong('differ');
  const person = await tx(ctx, (t) => personNamed(ctx, t, given));
  if (!person) throw wrong('notFound');
  if (!officer.scope.units.includes(person.unit_id)) throw wrong('scope');
  const [account] = await accountsOfPersons(ctx.db, [person.id]);
  if (!account) throw wrong('noAccount');
  return tx(ctx, async (t) => {
    await t.look({ persons: [person.id], purpose: 'recover-account' });
    const { state, oldPhone, newPhone } = await recoverAccount(ctx, t, {
      accountId: account.id,
      newPhone: given.phone,
      checked: checked satisfies IdentityCheck,
    });
    if (state === 'waiting') return { waiting: true, phone: newPhone };
    await upsertPerson(t, { ...person, phone: newPhone });
    await tellRecovered(ctx, t, { personId: person.id, accountId: account.id, oldPhone, newPhone });
    return { waiting: false, phone: maskPhone(newPhone) };
  });
}

/** What waits for a second officer of this commune. */
export async function waitingHere(ctx: Ctx) {
  const officer = requirePermission(ctx, 'accounts.recover');
  return waitingRecoveries(ctx.db, await lineageOf(ctx.db, officer.unitId));
}

/** The second officer's word on a colleague's account. */
export async function decideHere(ctx: Ctx, id: string, granted: boolean): Promise<void> {
  const officer = requirePermission(ctx, 'accounts.recover');
  const units = await lineageOf(ctx.db, officer.unitId);
  await tx(ctx, async (t) => {
    const done = await decideOnRecovery(ctx, t, { id: isUuid(id) ? id : nobody, units, granted });
    if (granted)
      await tellRecovered(ctx, t, {
        personId: done.person_id,
        accountId: done.account_id,
        oldPhone: done.old_phone,
        newPhone: done.new_phone,
      });
  });
}

async function tellRecovered(
  ctx: Ctx,
  t: Tx,
  who: { personId: string; accountId: string; oldPhone: string; newPhone: string },
): Promise<void> {
  const { title, body, sms } = vi.counter.told;
  await notify(ctx, t, {
    personId: who.personId,
    accountId: who.accountId,
    kind: 'account',
    title,
    body: body(maskPhone(who.newPhone)),
    sms,
    phone: who.newPhone,
    link: '/toi',
  });
  // At once, whatever the hour: whoever holds the old number may be the one who was robbed.
  if (who.oldPhone !== who.newPhone) await queueSms(ctx, t, { to: who.oldPhone, text: sms, urgent: true });
}

/**
 * She forgot her password but holds the telephone. Whoever holds it may be another of the house, so it takes time and
 * is told; undefined when the attempt is over or there is nothing to forget.
 */
export async function forgetPassword(
  ctx: Ctx,
  attemptId: string,
  personId: string,
): Promise<Date | undefined> {
  const attempt = await attemptOf(ctx, ctx.db, 'citizen', attemptId);
  if (!attempt?.passed || attempt.accountId) return undefined;
  const candidates = await candidatesOf(ctx, attempt.phone);
  const who = candidates.length === 1 ? candidates[0] : candidates.find((one) => one.personId === personId);
  if (!who || who.isDead) return undefined;
  return tx(ctx, async (t) => {
    const fresh = await askPasswordReset(ctx, t, who.accountId);
    const reset = await openReset(t, who.accountId);
    if (!reset) return undefined;
    const at = formatDateTime(reset.due_at);
    const { title, body, sms } = vi.forgot.told;
    const account = await accountById(t, who.accountId);
    if (fresh && account)
      await notify(ctx, t, {
        personId: who.personId,
        accountId: who.accountId,
        kind: 'account',
        title,
        body: body(at),
        sms: sms(at),
        phone: account.phone,
        link: '/toi',
      });
    return reset.due_at;
  });
}

/** On her own page: what is asked of her account just now. */
export const resetOf = (ctx: Ctx) => openReset(ctx.db, requireAccount(ctx).accountId);

/** It was not she. */
export async function refuseReset(ctx: Ctx): Promise<void> {
  const { accountId } = requireAccount(ctx);
  await tx(ctx, (t) => cancelReset(ctx, t, accountId));
}

/** Every few minutes: passwords whose time of waiting is over. */
export async function finishResets(ctx: Ctx): Promise<void> {
  for (const { account_id, person_id } of await dueResets(ctx.db, ctx.now()))
    await tx(ctx, async (t) => {
      if (!(await finishReset(ctx, t, account_id))) return;
      const { title, body } = vi.forgot.finished;
      await notify(ctx, t, {
        personId: person_id,
        accountId: account_id,
        kind: 'account',
        title,
        body,
        link: '/toi',
      });
    });
}

const nobody = '00000000-0000-0000-0000-000000000000';
const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
const wrong = (what: keyof typeof vi.counter.mistakes) =>
  new Refusal('invalid', `account.recovery-${what}`, vi.counter.mistakes[what], { field: what });
