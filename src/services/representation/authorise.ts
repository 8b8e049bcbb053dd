import {
  accountById,
  authorisationYears,
  confirmMandate,
  endMandate,
  isOfAge,
  type Mandate,
  makeMandate,
  mandateById,
  personNamed,
  requireAbility,
  requireCitizen,
  requirePermission,
  standingOf,
  yearsFrom,
} from '#engines/access';
import { addDays, fromLocal, isCalendarDate, localDate } from '#engines/calendar';
import { as, type Ctx, machine, Refusal, read, tx } from '#engines/database';
import { attachFiles } from '#engines/files';
import { deliverNow, queueSms } from '#engines/messages';
import { type Person, personById } from '#engines/people';
import { tellAuthorised, tellEnded } from './people.ts';
import { vi } from './vi/index.ts';

/** What is authorised, as the form gives it. */
export interface Terms {
  readonly name: string;
  readonly number: string;
  /** null = every procedure. */
  readonly procedures: readonly string[] | null;
  /** YYYY-MM-DD, the last day. */
  readonly until: string;
}

/**
 * A citizen authorises somebody. Nothing holds before she has typed the code that went to her own telephone.
 * @throws invalid with the sentence for the form; limited when she asked too often
 */
export async function authorise(ctx: Ctx, terms: Terms): Promise<string> {
  const citizen = requireCitizen(ctx);
  requireAbility(ctx, 'act-for-family');
  const agent = await agentOf(ctx, terms);
  const { phone } = (await accountById(ctx.db, citizen.accountId)) ?? {};
  if (!phone) throw wrong('phone');
  const { id, delivery } = await tx(ctx, async (t) => {
    const principal = await personById(t, citizen.personId);
    if (!principal || !isOfAge(principal, ctx.now())) throw wrong('young');
    const made = await makeMandate(ctx, t, {
      kind: 'authorisation',
      principal,
      agent,
      unitId: principal.unit_id,
      procedures: terms.procedures,
      from: ctx.now(),
      until: endOf(ctx, terms.until),
      way: 'code',
    });
    const text = vi.authorise.sms(made.code ?? '', agent.name);
    return {
      id: made.id,
      delivery: await queueSms(ctx, t, { to: phone, text, urgent: true, secretFor: 10 }),
    };
  });
  await deliverNow(ctx, delivery);
  return id;
}

/** The code as typed; both are told when it was right. */
export async function confirmAuthorisation(ctx: Ctx, id: string, code: string) {
  const citizen = requireCitizen(ctx);
  return tx(ctx, async (t) => {
    const mandate = await mandateById(t, id);
    if (mandate?.principal_id !== citizen.personId || mandate.kind !== 'authorisation') throw missing();
    const answer = await confirmMandate(ctx, t, { id, code });
    if (answer === 'right') await tellAuthorised(ctx, t, mandate);
    return answer;
  });
}

/**
 * Either side ends a mandate whenever she likes, a guardian for her ward; at once.
 * @throws missing for one that is neither's
 */
export async function endOwn(ctx: Ctx, id: string): Promise<Mandate> {
  const citizen = requireCitizen(ctx);
  return tx(ctx, async (t) => {
    const mandate = await ownMandate(ctx, id);
    const isAgent = mandate.agent_id === citizen.personId;
    const ended = await endMandate(ctx, t, { id, reason: isAgent ? 'agent' : 'principal' });
    if (ended && mandate.consented_at) await tellEnded(ctx, t, mandate);
    return mandate;
  });
}

/** A mandate of hers, on either side; any other does not exist for her. */
export async function ownMandate(ctx: Ctx, id: string): Promise<Mandate> {
  const citizen = requireCitizen(ctx);
  const mandate = await mandateById(ctx.db, id);
  const isHers =
    mandate &&
    (citizen.scope.persons.includes(mandate.principal_id) ||
      (mandate.agent_id === citizen.personId && mandate.consented_at !== null));
  if (!isHers) throw missing();
  return mandate;
}

/** At the counter: the signed paper is before the officer, its photo is kept, and it holds at once. */
export async function recordAuthorisation(
  ctx: Ctx,
  terms: Terms & {
    readonly principalName: string;
    readonly principalNumber: string;
    readonly paperFileId: string;
  },
): Promise<void> {
  requirePermission(ctx, 'representation.record');
  if (!terms.paperFileId) throw new Refusal('invalid', 'representation.paper', vi.office.needPhoto);
  const agent = await agentOf(ctx, terms);
  await tx(ctx, async (t) => {
    const principal = await personNamed(ctx, t, { number: terms.principalNumber, name: terms.principalName });
    if (!principal) throw wrong('notFound');
    if (!isOfAge(principal, ctx.now())) throw wrong('young');
    await t.look({ persons: [principal.id, agent.id], purpose: 'record-representation' });
    await attachFiles(ctx, t, [terms.paperFileId]);
    const { id } = await makeMandate(ctx, t, {
      kind: 'authorisation',
      principal,
      agent,
      unitId: principal.unit_id,
      procedures: terms.procedures,
      from: ctx.now(),
      until: endOf(ctx, terms.until),
      way: 'paper',
      paperFileId: terms.paperFileId,
    });
    const mandate = await mandateById(t, id);
    if (mandate) await tellAuthorised(ctx, t, mandate);
  });
}

/** At the counter, for somebody without a telephone who wants it to end. Only within the officer's units. */
export async function endAtCounter(ctx: Ctx, id: string): Promise<void> {
  const officer = requirePermission(ctx, 'representation.record');
  await tx(ctx, async (t) => {
    const mandate = await mandateById(t, id);
    if (!mandate || !officer.scope.units.includes(mandate.unit_id)) throw missing();
    await t.look({ persons: [mandate.principal_id], purpose: 'record-representation' });
    if (await endMandate(ctx, t, { id, reason: 'office' })) await tellEnded(ctx, t, mandate);
  });
}

/** A person's own page asks for whom each mandate is; a name once known is told, the register is not opened. */
export const isOpen = (mandate: Mandate, now: Date): boolean =>
  ['asked', 'in-force', 'not-yet'].includes(standingOf(mandate, now));

/** The agent by number and name, both right; of full age. */
async function agentOf(ctx: Ctx, terms: Terms): Promise<Person> {
  if (!terms.name) throw wrong('name');
  if (!/^\d{12}$/.test(terms.number)) throw wrong('number');
  // The try must count even when nothing is found: a transaction of its own.
  const agent = await tx(ctx, (t) => personNamed(ctx, t, terms));
  if (!agent) throw wrong('notFound');
  if (!isOfAge(agent, ctx.now())) throw wrong('young');
  return agent;
}

/** The midnight after the last day. */
function endOf(ctx: Ctx, until: string): Date {
  const today = localDate(ctx.now());
  const isFine =
    isCalendarDate(until) && until >= today && until <= yearsFrom(today, authorisationYears.most);
  if (!isFine) throw wrong('until');
  return fromLocal(`${addDays(until, 1)}T00:00`);
}

/** The names of persons by id for the program itself. */
export const nameOf = (ctx: Ctx, personId: string): Promise<string | undefined> =>
  read(as(ctx, machine('representation.name')), async (db) => (await personById(db, personId))?.name);

const wrong = (what: keyof typeof vi.authorise.mistakes) =>
  new Refusal('invalid', `representation.${what}`, vi.authorise.mistakes[what], { field: what });
const missing = () => new Refusal('missing', 'representation.missing', vi.mine.missing);
