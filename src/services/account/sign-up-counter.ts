import {
  accountByIdentity,
  accountsOf,
  checkCode,
  createCitizenAccount,
  issueCode,
  normalPhone,
  proveIdentity,
  refuseTooMany,
  requirePermission,
  spendAttempt,
  unprovenOn,
} from '#engines/access';
import { localDate } from '#engines/calendar';
import { type Ctx, Refusal, type Tx, tx } from '#engines/database';
import { codeSms, deliverNow, queueSms } from '#engines/messages';
import {
  findByIdentity,
  type Person,
  parseName,
  parsePartialDate,
  type Sex,
  upsertPerson,
} from '#engines/people';
import { vi } from './vi/sign-up.ts';
import { vi as common } from './vi.ts';

/** What the officer read off the card of the person before her. */
export interface Card {
  readonly identity: string;
  readonly name: string;
  readonly birth: string;
  readonly sex: string;
  readonly phone: string;
  readonly compared: boolean;
}

interface Read {
  readonly identity: string;
  readonly name: string;
  readonly birth: string;
  readonly sex: Sex;
  readonly phone: string;
}

export interface Prepared {
  readonly attempt: string;
  readonly name: string;
  readonly phone: string;
  readonly inBook: boolean;
  /** Accounts that were opened at home on this telephone, one of which may be hers. */
  readonly own: readonly { id: string; name: string; created_at: Date }[];
}

/** Compares the card with the register and sends a code to the telephone, to see that it is hers. */
export async function prepareAtCounter(ctx: Ctx, card: Card, from: { address: string }): Promise<Prepared> {
  requirePermission(ctx, 'dossier.receive');
  const read = readCard(ctx, card);
  const asked = { door: 'citizen', phone: read.phone, address: from.address } as const;
  await refuseTooMany(ctx, asked);
  const made = await tx(ctx, async (t) => {
    const person = await personOn(t, read);
    const { id, code = '' } = await issueCode(ctx, t, { ...asked, send: true });
    const sms = { to: read.phone, text: codeSms({ code, minutes: 5 }), urgent: true, secretFor: 5 };
    const delivery = await queueSms(ctx, t, sms);
    await t.audit({ verb: 'account.code-sent', subjectKind: 'sign-in', subjectId: id.slice(0, 36) });
    const has = person ? (await accountsOf(t, [person.id])).length > 0 : false;
    const own = has ? [] : await unprovenOn(t, read.phone);
    return { attempt: id, inBook: person !== undefined, own, delivery };
  });
  await deliverNow(ctx, made.delivery);
  const { attempt, inBook, own } = made;
  return { attempt, name: read.name, phone: read.phone, inBook, own };
}

export type Opened =
  | { readonly kind: 'opened'; readonly name: string }
  | { readonly kind: 'wrong-code'; readonly message: string };

/**
 * With the code that the person read out: her account now stands for her entry in the register, and is opened
 * when she has none. One account a person: where she has one, it takes the telephone.
 * @param choice the id of an account opened at home that is hers, or 'new'
 */
export async function openAtCounter(
  ctx: Ctx,
  card: Card,
  given: { attempt: string; code: string; choice: string },
): Promise<Opened> {
  const officer = requirePermission(ctx, 'dossier.receive');
  const read = readCard(ctx, card);
  const answer = await tx(ctx, (t) =>
    checkCode(ctx, t, { door: 'citizen', id: given.attempt, code: given.code }),
  );
  if (answer.kind === 'wrong') return { kind: 'wrong-code', message: common.code.wrong(answer.triesLeft) };
  if (answer.kind === 'over' || answer.phone !== read.phone)
    throw new Refusal('invalid', 'account.code-over', common.code.over);
  await tx(ctx, async (t) => {
    if (!(await spendAttempt(ctx, t, given.attempt)))
      throw new Refusal('invalid', 'account.code-over', common.code.over);
    const found = await personOn(t, read);
    const { phone, name, identity, birth, sex } = read;
    const person = found
      ? await upsertPerson(t, { ...found, phone })
      : await upsertPerson(t, {
          unit_id: officer.unitId,
          name,
          birth,
          sex,
          phone,
          identity_number: identity,
        }).catch(elsewhere);
    const accountId = await accountFor(
      ctx,
      t,
      { personId: person.id, name: found?.name ?? name, phone, identity },
      given.choice,
    );
    await t.look({ persons: [person.id], purpose: 'look-up-person' });
    await t.audit({ verb: 'account.proven-at-counter', subjectKind: 'account', subjectId: accountId });
  });
  return { kind: 'opened', name: read.name };
}

/** Hers already, one of those opened at home, or a new one; proven in each case. */
async function accountFor(
  ctx: Ctx,
  t: Tx,
  who: { personId: string; name: string; phone: string; identity: string },
  choice: string,
): Promise<string> {
  const { personId, name, phone } = who;
  const [own] = await accountsOf(t, [personId]);
  if (own && own.state !== 'open') throw new Refusal('conflict', 'account.closed', vi.counter.closed);
  const unproven = own ? [] : await unprovenOn(t, phone);
  if (choice !== 'new' && unproven.length > 0 && !unproven.some((account) => account.id === choice))
    throw new Refusal('invalid', 'account.which', vi.counter.whichMissing);
  // VNeID may have vouched for her before the register had her.
  const linked = own ? undefined : await accountByIdentity(t, who.identity);
  const id =
    own?.id ??
    linked?.id ??
    unproven.find((account) => account.id === choice)?.id ??
    (await createCitizenAccount(ctx, t, { personId, name, phone }));
  await proveIdentity(ctx, t, id, { level: 'counter', personId, name, phone });
  return id;
}

/** The person of that number, if the register has her; refused when it says something else than the card. */
async function personOn(t: Tx, read: Read): Promise<Person | undefined> {
  const person = await findByIdentity(t, read.identity);
  if (!person) return undefined;
  if (person.died_on !== null) throw new Refusal('conflict', 'account.dead', vi.counter.dead);
  const same = (a: string, b: string) => a.toLocaleLowerCase('vi') === b.toLocaleLowerCase('vi');
  // The register may know the year or the month only.
  if (!same(person.name, read.name) || !read.birth.startsWith(person.birth))
    throw new Refusal('invalid', 'account.card-differs', vi.counter.differs);
  return person;
}

function readCard(ctx: Ctx, card: Card): Read {
  if (!card.compared) throw invalid('doi-chieu', vi.counter.notCompared);
  const identity = card.identity.replace(/\s/g, '');
  if (!/^\d{12}$/.test(identity)) throw invalid('so-dinh-danh', vi.counter.badIdentity);
  const name = parseName(card.name);
  if (!name.ok) throw invalid('ho-ten', name.message);
  const birth = parsePartialDate(card.birth, localDate(ctx.now()));
  if (!birth.ok) throw invalid('ngay-sinh', birth.message);
  if (card.sex !== 'female' && card.sex !== 'male') throw invalid('gioi-tinh', vi.counter.sexMissing);
  const phone = normalPhone(card.phone);
  if (!phone) throw invalid('dien-thoai', vi.counter.badPhone);
  return { identity, name: name.value, birth: birth.value.text, sex: card.sex, phone };
}

const invalid = (field: string, message: string) =>
  new Refusal('invalid', `account.${field}`, message, { field });

function elsewhere(error: unknown): never {
  if (error instanceof Refusal && error.code === 'people.identity-taken')
    throw new Refusal('conflict', 'account.elsewhere', vi.counter.elsewhere);
  throw error;
}
