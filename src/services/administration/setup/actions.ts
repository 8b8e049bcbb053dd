import {
  accountById,
  checkOwnPassword,
  createPost,
  issueCode,
  printCodes,
  requirePermission,
  rolesOf,
  staffOn,
  withdrawAttempt,
} from '#engines/access';
import { localDate, setOfficeHours } from '#engines/calendar';
import { type Ctx, Refusal, tx } from '#engines/database';
import { deliverNow, queueSms } from '#engines/messages';
import { bodiesOf, unitById } from '#engines/units';
import { hoursInWords, type OfficeHours, weekOf } from './hours.ts';
import { keepSettings, settingsChanged } from './settings.ts';
import { templatePosts } from './template.ts';
import { vi } from './vi.ts';

/** Keeps what the foot of every page says, and the hours by which promises are counted from today on. */
export async function saveContact(
  ctx: Ctx,
  given: { address: string; phone: string; hours: OfficeHours },
): Promise<void> {
  const officer = requirePermission(ctx, 'admin.accounts');
  const unit = await unitById(ctx.db, officer.unitId);
  if (!unit) throw new Error(`the administrator's unit ${officer.unitId} is unknown`);
  await tx(ctx, async (t) => {
    const hours = hoursInWords(given.hours);
    await keepSettings(ctx, t, {
      ...{ unit_code: unit.code, hours },
      ...{ address: given.address.trim(), phone: given.phone.trim() },
    });
    await setOfficeHours(t, {
      ...{ unitId: unit.id, validFrom: localDate(ctx.now()) },
      ...{ hours: weekOf(given.hours), source: vi.contact.source },
    });
    await t.audit({ verb: 'administration.contact-set', subjectKind: 'unit', subjectId: unit.code });
  });
  await settingsChanged();
}

/** The template's posts with the office each belongs to here, and whether the commune has it already. */
export async function proposedPosts(ctx: Ctx) {
  const officer = requirePermission(ctx, 'admin.accounts');
  const today = localDate(ctx.now());
  const unit = await unitById(ctx.db, officer.unitId);
  const bodies = await bodiesOf(ctx.db, officer.unitId, today);
  const roles = new Map((await rolesOf(ctx.db)).map((one) => [one.role, one.title]));
  const there = new Set((await staffOn(ctx.db, [officer.unitId], today)).map((row) => row.title));
  return templatePosts.map((post) => {
    const title = post.title.replace('{unit}', unit?.type ?? '');
    const body = bodies.find((one) => one.code === post.body);
    return { ...post, title, body, roleTitle: roles.get(post.role) ?? post.role, exists: there.has(title) };
  });
}

/** Makes the chosen posts of the template, from today on; what exists is left alone. */
export async function makeTemplatePosts(ctx: Ctx, keys: readonly string[]): Promise<number> {
  const officer = requirePermission(ctx, 'admin.accounts');
  const wanted = (await proposedPosts(ctx)).filter((post) => keys.includes(post.key) && !post.exists);
  if (wanted.length === 0) return 0;
  await tx(ctx, async (t) => {
    for (const post of wanted)
      await createPost(ctx, t, {
        ...{ title: post.title, unitId: officer.unitId, officeId: post.body?.id ?? null },
        ...{ role: post.role, fields: post.fields, from: localDate(ctx.now()) },
      });
    await t.audit({
      verb: 'administration.posts-made',
      subjectKind: 'unit',
      subjectId: String(officer.unitId),
      detail: { posts: wanted.map((post) => post.key) },
    });
  });
  return wanted.length;
}

/** A message to her own telephone; its address, for the sentence that says where to look. */
export async function sendTestMessage(ctx: Ctx): Promise<string> {
  const officer = requirePermission(ctx, 'admin.accounts');
  const account = await accountById(ctx.db, officer.accountId);
  if (!account) throw new Error('an officer without an account');
  const delivery = await tx(ctx, async (t) => {
    await t.audit({ verb: 'administration.message-tested', subjectKind: 'account', subjectId: account.id });
    return queueSms(ctx, t, { to: account.phone, text: vi.messages.text, urgent: true });
  });
  await deliverNow(ctx, delivery);
  return account.phone;
}

/**
 * A new sheet of codes for herself. The password is asked again, and a wrong one counts as a sign-in attempt, so
 * that a session left open prints no keys.
 */
export async function printOwnCodes(ctx: Ctx, password: string, address: string): Promise<readonly string[]> {
  const officer = requirePermission(ctx, 'post.delegate');
  const account = await accountById(ctx.db, officer.accountId);
  if (!account) throw new Error('an officer without an account');
  const ask = { door: 'officer', phone: account.phone, address, send: false } as const;
  const attempt = await tx(ctx, (t) => issueCode(ctx, t, ask));
  if (!(await checkOwnPassword(password, account.password_hash)))
    throw new Refusal('invalid', 'administration.wrong-password', vi.codes.wrong);
  return tx(ctx, async (t) => {
    await withdrawAttempt(t, attempt.id);
    await t.audit({ verb: 'account.codes-printed', subjectKind: 'account', subjectId: account.id });
    return printCodes(ctx, t, account.id);
  });
}
