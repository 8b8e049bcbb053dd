import {
  appoint,
  closeAllSessions,
  createPost,
  hasAdministrator,
  invitationOf,
  invite,
  openOfficerAccount,
  printCodes,
  setPassword,
  staffOn,
  useInvitation,
  userNameFrom,
} from '#engines/access';
import { localDate } from '#engines/calendar';
import { as, type Ctx, type Db, machine, Refusal, type Tx, tx } from '#engines/database';
import { findByIdentity, upsertPerson } from '#engines/people';
import { bodiesOf, currentUnit, suggestAddresses, type Unit, unitById } from '#engines/units';
import { theInstallation } from './installation.ts';
import { keepSettings, settingsChanged, settingsOf } from './settings.ts';
import { vi } from './vi.ts';

/** Where the link of a first administrator leads. */
const firstPath = (token: string): string => `/can-bo/thiet-lap/${token}`;

/** A link for the first administrator, good once, for a day, at this address; the one before is void. */
export async function inviteFirstAdministrator(
  ctx: Ctx,
  origin: string,
): Promise<{ path: string; expiresAt: Date }> {
  return tx(ctx, async (t) => {
    const { token, expiresAt } = await invite(ctx, t, { kind: 'first-administrator', origin });
    await t.audit({
      verb: 'administration.first-administrator-invited',
      subjectKind: 'house',
      subjectId: 'house',
    });
    return { path: firstPath(token), expiresAt };
  });
}

/** Whether somebody can already sign in who may make posts and officers. */
export const isSetUp = (ctx: Ctx): Promise<boolean> => hasAdministrator(ctx.db, ctx.now());

export interface Link {
  readonly token: string;
  readonly origin: string;
}

/** The link as it stands; refuses one that is used, expired, of another address or invented, in one sentence. */
export async function openFirstLink(ctx: Ctx, link: Link) {
  const found = await invitationOf(ctx, ctx.db, 'first-administrator', link);
  if (!found) throw new Refusal('missing', 'administration.link-over', vi.first.over);
  return found;
}

/** The commune that LANGSO_UNIT or an earlier administrator has named; undefined while it is still to choose. */
export async function namedUnit(ctx: Ctx): Promise<Unit | undefined> {
  const code = (await settingsOf(ctx.db))?.unit_code ?? theInstallation().unitCode;
  return code === undefined ? undefined : currentUnit(ctx.db, code, localDate(ctx.now()));
}

/** Communes in force that a code or a name, old or new, may mean. */
export async function communesCalled(ctx: Ctx, said: string): Promise<{ unit: Unit; name: string }[]> {
  const today = localDate(ctx.now());
  if (/^\d{5}$/.test(said.trim())) {
    const unit = await currentUnit(ctx.db, said.trim(), today);
    return unit ? [{ unit, name: unit.full_name }] : [];
  }
  const found = new Map<number, { unit: Unit; name: string }>();
  for (const { now } of await suggestAddresses(ctx.db, said, { onDate: today }))
    for (const { unit, name } of now) if (!found.has(unit.id)) found.set(unit.id, { unit, name });
  return [...found.values()];
}

export interface FirstAdministrator {
  readonly unitCode: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly birthYear: string;
  /** Twelve digits, or empty. */
  readonly identity: string;
  readonly phone: string;
  readonly password: string;
}

/**
 * Makes the administrator of an empty house: person, account, post, appointment, and a sheet of printed codes,
 * for there may be no SMS gateway yet. The link is used up by it, in the same transaction.
 */
export async function makeFirstAdministrator(
  ctx: Ctx,
  link: Link,
  given: FirstAdministrator,
): Promise<{ userName: string; codes: readonly string[] }> {
  const self = as(ctx, machine('administration.first-administrator'));
  const today = localDate(ctx.now());
  const unit = await currentUnit(ctx.db, given.unitCode, today);
  if (unit?.level !== 'commune') throw new Refusal('invalid', 'administration.no-unit', vi.first.noUnit);
  const made = await tx(self, async (t) => {
    const invitation = await invitationOf(self, t, 'first-administrator', link);
    if (!invitation || !(await useInvitation(self, t, invitation.id)))
      throw new Refusal('missing', 'administration.link-over', vi.first.over);
    const personId = await personFor(t, unit.id, given);
    const { id, userName } = await freshAccount(self, t, personId, given);
    await setPassword(t, id, given.password);
    await closeAllSessions(self, t, id);
    const postId = await administratorPost(self, t, unit, today);
    const holds = (await staffOn(t, [unit.id], today)).some(
      (row) => row.post_id === postId && row.account_id === id,
    );
    if (!holds) await appoint(self, t, { accountId: id, postId, units: [unit.id], from: today });
    if ((await settingsOf(t)) === undefined) await keepSettings(self, t, await firstSettings(t, unit, today));
    await t.audit({
      verb: 'administration.first-administrator-made',
      subjectKind: 'account',
      subjectId: id,
      detail: { unit: unit.code, post: postId },
    });
    return { userName, codes: await printCodes(self, t, id) };
  });
  await settingsChanged();
  return made;
}

/** The register's own row when the number is known, a new one otherwise. */
export async function personFor(
  t: Tx,
  unitId: number,
  given: Pick<FirstAdministrator, 'name' | 'sex' | 'birthYear' | 'identity'>,
): Promise<string> {
  const known = given.identity === '' ? undefined : await findByIdentity(t, given.identity);
  if (known) return known.id;
  const { id } = await upsertPerson(t, {
    unit_id: unitId,
    name: given.name,
    sex: given.sex,
    birth: given.birthYear,
    ...(given.identity === '' ? {} : { identity_number: given.identity }),
  });
  return id;
}

/** An account whose user name nobody has: the name without marks, with a number behind it where needed. */
export async function freshAccount(
  ctx: Ctx,
  t: Tx,
  personId: string,
  given: { readonly name: string; readonly phone: string },
): Promise<{ id: string; userName: string }> {
  const plain = userNameFrom(given.name).padEnd(3, '0');
  for (let n = 1; ; n++) {
    const userName = n === 1 ? plain : `${plain}${n}`;
    try {
      return await openOfficerAccount(ctx, t, { personId, name: given.name, phone: given.phone, userName });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'access.user-name-taken' || n > 50) throw error;
    }
  }
}

async function administratorPost(ctx: Ctx, t: Tx, unit: Unit, today: string): Promise<string> {
  const there = (await staffOn(t, [unit.id], today)).find((row) => row.role === 'administrator');
  if (there) return there.post_id;
  const office = (await bodiesOf(t, unit.id, today)).find((body) => body.code === 'van-phong');
  return createPost(ctx, t, {
    title: vi.first.postTitle,
    unitId: unit.id,
    officeId: office?.id ?? null,
    role: 'administrator',
    fields: null,
    from: today,
  });
}

async function firstSettings(db: Db, unit: Unit, today: string) {
  const office = (await bodiesOf(db, unit.id, today)).find((body) => body.code === 'hanh-chinh-cong');
  const province = unit.parent_id === null ? undefined : await unitById(db, unit.parent_id);
  const address = [office?.name ?? unit.full_name, province?.full_name].filter(Boolean).join(', ');
  return { unit_code: unit.code, address, phone: '', hours: vi.contact.usualHours };
}
