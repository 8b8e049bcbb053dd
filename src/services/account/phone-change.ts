import {
  accountById,
  actorOf,
  askPhoneCodes,
  attemptOf,
  changePhone,
  checkCode,
  checkPassword,
  codeMinutes,
  maskPhone,
  movesOwnPhone,
  phoneFrom,
  requireAccount,
  spendAttempt,
} from '#engines/access';
import { type Ctx, Refusal, type Tx, tx } from '#engines/database';
import { deliverNow, notify, queueSms } from '#engines/messages';
import { personById, upsertPerson } from '#engines/people';
import type { From } from './sign-in.ts';
import { vi } from './vi/phone-change.ts';

/** Her account as the pages need it; `isOwn` is false for an account of the office. */
export async function phoneOfMine(ctx: Ctx) {
  const { accountId } = requireAccount(ctx);
  const account = await accountById(ctx.db, accountId);
  if (account?.state !== 'open') throw new Refusal('missing', 'account.missing', vi.over);
  return { ...account, isOwn: await movesOwnPhone(ctx, ctx.db, accountId) };
}

/** The attempts that the browser holds while she looks for the codes; `old` is '' when her password is asked. */
export interface Codes {
  readonly fresh: string;
  readonly old: string;
}

/**
 * Sends a code to the new number, and one to the old unless she has a password: that is what another of the house,
 * who may hold her telephone and this browser, does not have.
 * @throws invalid with the sentence for the form; limited with how long to wait
 */
export async function askPhoneChange(ctx: Ctx, written: string, from: From): Promise<Codes> {
  const account = await phoneOfMine(ctx);
  if (!account.isOwn) throw new Refusal('denied', 'account.office-phone', vi.office);
  const newPhone = phoneFrom(written);
  if (newPhone === account.phone) throw new Refusal('invalid', 'account.same-phone', vi.same);
  const oldPhone = account.password_hash === null ? account.phone : undefined;
  const { codes, deliveries } = await tx(ctx, async (t) => {
    const made = await askPhoneCodes(ctx, t, {
      ...{ accountId: account.id, oldPhone, newPhone, isProven: account.level !== 'unproven' },
      ...{ address: from.address, device: from.device },
    });
    await t.audit({ verb: 'account.phone-codes-sent', subjectKind: 'account', subjectId: account.id });
    const send = (to: string, text: string) =>
      queueSms(ctx, t, { to, text, urgent: true, secretFor: codeMinutes });
    const sent = [await send(newPhone, vi.smsFresh(made.fresh.code ?? ''))];
    if (made.old) sent.push(await send(account.phone, vi.smsOld(made.old.code ?? '')));
    return { codes: { fresh: made.fresh.id, old: made.old?.id ?? '' }, deliveries: sent };
  });
  for (const delivery of deliveries) await deliverNow(ctx, delivery);
  return codes;
}

/** What a change still lacks; undefined when its codes are over, used or somebody else's. */
export async function phoneChangeOf(ctx: Ctx, codes: Codes) {
  const account = await phoneOfMine(ctx);
  const fresh = await attemptOf(ctx, ctx.db, 'citizen', codes.fresh);
  if (!account.isOwn || fresh?.accountId !== account.id || fresh.phone === account.phone) return undefined;
  if (account.password_hash !== null) return { account, newPhone: fresh.phone, fresh, old: undefined };
  const old = await attemptOf(ctx, ctx.db, 'citizen', codes.old);
  if (old?.accountId !== account.id || old.phone !== account.phone) return undefined;
  return { account, newPhone: fresh.phone, fresh, old };
}

export interface Shown {
  readonly freshCode: string;
  readonly oldCode: string;
  readonly password: string;
}

export type PhoneChanged =
  | { readonly kind: 'done'; readonly phone: string }
  | { readonly kind: 'over' }
  | { readonly kind: 'lacks'; readonly wrong: readonly (keyof typeof vi.wrong)[] };

/** The codes and the password as typed; what was right once is not asked again. */
export async function confirmPhoneChange(
  ctx: Ctx,
  codes: Codes,
  shown: Shown,
  token: string,
): Promise<PhoneChanged> {
  const change = await phoneChangeOf(ctx, codes);
  if (!change) return { kind: 'over' };
  const { account, newPhone, fresh, old } = change;
  const answers = {
    freshCode: fresh.passed ? 'right' : await compare(ctx, codes.fresh, shown.freshCode),
    oldCode: !old || old.passed ? 'right' : await compare(ctx, codes.old, shown.oldCode),
    password: 'right',
  };
  // The tries at a password are counted on the code before it: none without the new telephone in hand.
  if (account.password_hash !== null && answers.freshCode === 'right')
    answers.password = await tx(ctx, (t) =>
      checkPassword(ctx, t, { id: codes.fresh, password: shown.password, hash: account.password_hash }),
    );
  if (Object.values(answers).includes('over')) return { kind: 'over' };
  const wrong = (['freshCode', 'oldCode', 'password'] as const).filter((what) => answers[what] === 'wrong');
  if (wrong.length > 0) return { kind: 'lacks', wrong };
  const current = await actorOf(ctx.db, token, ctx.now());
  if (!current) return { kind: 'over' };
  const { id: accountId, person_id: personId, phone: oldPhone } = account;
  await tx(ctx, async (t) => {
    const isSpent =
      (await spendAttempt(ctx, t, codes.fresh)) && (!old || (await spendAttempt(ctx, t, codes.old)));
    const move = { accountId, oldPhone, newPhone, keepSession: current.sessionId };
    if (!isSpent || !(await changePhone(ctx, t, move)))
      throw new Refusal('conflict', 'account.code-over', vi.over);
    await writeInRegister(t, personId, newPhone);
    await tell(ctx, t, { personId, accountId, oldPhone, newPhone });
  });
  return { kind: 'done', phone: maskPhone(newPhone) };
}

async function compare(ctx: Ctx, id: string, code: string): Promise<'right' | 'wrong' | 'over'> {
  if (!/\d/.test(code)) return 'wrong';
  return tx(ctx, async (t) => (await checkCode(ctx, t, { door: 'citizen', id, code })).kind);
}

/** The register lists the number that codes go to: one that it no longer has for her would let her in no more. */
async function writeInRegister(t: Tx, personId: string, phone: string): Promise<void> {
  const person = await personById(t, personId);
  if (!person) return;
  await t.look({ persons: [personId], purpose: 'own-page' });
  await upsertPerson(t, { ...person, phone });
}

async function tell(
  ctx: Ctx,
  t: Tx,
  who: { personId: string; accountId: string; oldPhone: string; newPhone: string },
): Promise<void> {
  const { personId, accountId, oldPhone, newPhone } = who;
  const { title, body, sms } = vi.told;
  await notify(ctx, t, {
    ...{ personId, accountId, kind: 'account', title, sms, phone: newPhone, link: '/toi' },
    body: body(maskPhone(newPhone)),
  });
  // At once, whatever the hour: whoever holds the old number may be the one who was robbed.
  await queueSms(ctx, t, { to: oldPhone, text: sms, urgent: true });
}
