import { randomInt } from 'node:crypto';
import { localDate } from '#engines/calendar';
import { as, type Citizen, type Ctx, type Db, machine, Refusal, read, type Tx } from '#engines/database';
import { ageOn, findByIdentity, type Person } from '#engines/people';
import { fold } from '#engines/search';
import { hashCode, matches } from './password.ts';
import {
  assistanceHours,
  type ConsentWay,
  covers,
  type EndReason,
  fullAge,
  type MandateKind,
  reminderDays,
  standingOf,
} from './representation.ts';
import {
  consentMandate,
  countAsked,
  countMandateTry,
  countPersonTries,
  deleteOldTries,
  endMandateRow,
  findMandate,
  findMandateOfCase,
  findMandateOfDraft,
  insertMandate,
  insertPersonTry,
  insertUse,
  listMandatesHeld,
  listMandatesInForce,
  listMandatesOf,
  listUses,
  lockMandate,
  type Mandate,
  noteCaseOfUse,
  takeLapsing,
} from './representation-store.ts';
import { vi } from './vi-representation.ts';

const minute = 60_000;
const hour = 60 * minute;
const limits = { tries: 5, codeMinutes: 10, asksAnHour: 3, asksADay: 8, searchesADay: 20 };

export interface NewMandate {
  readonly kind: MandateKind;
  readonly principal: { readonly id: string; readonly name: string };
  readonly agent: { readonly id: string; readonly name: string };
  /** The helper's team. */
  readonly team?: string;
  readonly unitId: number;
  /** Codes of procedures; null = all. An assistance is for exactly one. */
  readonly procedures: readonly string[] | null;
  readonly from: Date;
  readonly until: Date;
  readonly way: ConsentWay;
  /** Who stood by when the finger mark was made. */
  readonly witness?: string;
  readonly paperFileId?: string;
}

/**
 * Writes down a mandate. By paper or finger mark it holds at once; by code only after `confirmMandate`: the code is
 * returned to be sent to the principal's own telephone and is kept nowhere. `limited` when her telephone has
 * been asked too often.
 */
export async function makeMandate(
  ctx: Ctx,
  tx: Tx,
  mandate: NewMandate,
): Promise<{ id: string; code: string | undefined }> {
  const now = ctx.now();
  const { actor } = ctx;
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') throw refused('invalid', 'no-maker');
  if (mandate.principal.id === mandate.agent.id) throw refused('invalid', 'self');
  if (mandate.until <= now || mandate.until <= mandate.from) throw refused('invalid', 'until-past');
  if (mandate.way === 'mark' && !mandate.witness?.trim()) throw refused('invalid', 'needs-witness');
  if (mandate.way === 'paper' && !mandate.paperFileId) throw refused('invalid', 'needs-paper');
  const byCode = mandate.way === 'code';
  if (byCode) await refuseTooMany(tx, mandate.principal.id, now);
  const code = byCode ? String(randomInt(1_000_000)).padStart(6, '0') : undefined;
  const { id } = await tx.one(insertMandate, {
    kind: mandate.kind,
    principal_id: mandate.principal.id,
    agent_id: mandate.agent.id,
    principal_name: mandate.principal.name,
    agent_name: mandate.agent.name,
    team: mandate.team ?? null,
    unit_id: mandate.unitId,
    procedures: mandate.procedures && [...mandate.procedures],
    valid_from: mandate.from,
    valid_until: mandate.until,
    way: mandate.way,
    witness: mandate.witness?.trim() || null,
    paper_file_id: mandate.paperFileId ?? null,
    made_by: actor.accountId,
    at: now,
    code_hash: code === undefined ? null : await hashCode(code),
    code_until: byCode ? new Date(now.getTime() + limits.codeMinutes * minute) : null,
    consented_at: byCode ? null : now,
  });
  await tx.audit({
    ...about(id, byCode ? 'asked' : 'given'),
    detail: { kind: mandate.kind, way: mandate.way },
  });
  return { id, code };
}

async function refuseTooMany(db: Db, principalId: string, now: Date): Promise<void> {
  const asked = async (hours: number) =>
    (await db.one(countAsked, { principal_id: principalId, since: new Date(now.getTime() - hours * hour) }))
      .n;
  if ((await asked(1)) >= limits.asksAnHour || (await asked(24)) >= limits.asksADay)
    throw refused('limited', 'asked-too-often');
}

/**
 * The principal's code turns an asked mandate into one that holds. Never throws for a wrong code: the
 * transaction must commit, or the try would not count.
 */
export async function confirmMandate(
  ctx: Ctx,
  tx: Tx,
  given: { id: string; code: string },
): Promise<'right' | 'wrong' | 'over'> {
  const now = ctx.now();
  const tried = isUuid(given.id)
    ? await tx.maybe(countMandateTry, { id: given.id, now, max_tries: limits.tries })
    : undefined;
  if (!tried) return 'over';
  if (!(await matches(given.code.replace(/\D/g, ''), tried.code_hash)))
    return tried.tries < limits.tries ? 'wrong' : 'over';
  const assisted_until = new Date(now.getTime() + assistanceHours * hour);
  if ((await tx.run(consentMandate, { id: given.id, now, assisted_until })) === 0) return 'over';
  await tx.audit(about(given.id, 'given'));
  return 'right';
}

/** Ends a mandate at once: true when it was still open. Whoever calls has checked that it is hers to end. */
export async function endMandate(ctx: Ctx, tx: Tx, end: { id: string; reason: EndReason }): Promise<boolean> {
  const { actor } = ctx;
  const by = actor.kind === 'citizen' || actor.kind === 'officer' ? actor.accountId : null;
  const ended = await tx.run(endMandateRow, { id: end.id, now: ctx.now(), by, reason: end.reason });
  if (ended === 1) await tx.audit({ ...about(end.id, 'ended'), detail: { reason: end.reason } });
  return ended === 1;
}

/** One mandate, in any state; undefined for an id that is none. */
export const mandateById = async (db: Db, id: string): Promise<Mandate | undefined> =>
  isUuid(id) ? db.maybe(findMandate, { id }) : undefined;

/** Everything that others may do, or could have done, for this person; the latest first. */
export const mandatesOf = (db: Db, personId: string): Promise<Mandate[]> =>
  db.many(listMandatesOf, { person_id: personId });

/** Everything this person was given to do for others. */
export const mandatesHeldBy = (db: Db, personId: string): Promise<Mandate[]> =>
  db.many(listMandatesHeld, { person_id: personId });

/** Those that hold now, for whom she may file. */
export const mandatesInForce = (db: Db, personId: string, now: Date): Promise<Mandate[]> =>
  db.many(listMandatesInForce, { person_id: personId, now });

/** What was done under them: drafts, and the numbers of the dossiers they became. */
export const usesOf = (db: Db, mandates: readonly string[]) =>
  mandates.length === 0 ? Promise.resolve([]) : db.many(listUses, { mandates: [...mandates] });

/** Under which mandate a case was filed; undefined for one filed by the person herself. */
export const mandateOfCase = (db: Db, caseId: string): Promise<Mandate | undefined> =>
  db.maybe(findMandateOfCase, { case_id: caseId });

/**
 * Ties a new draft to the mandate it is written under. Refuses when it does not hold now, is not this agent's, is
 * not for this procedure, or, for a consent to be helped, has been used before.
 */
export async function useMandate(
  ctx: Ctx,
  tx: Tx,
  use: { mandateId: string; draftId: string; procedure: string },
): Promise<Mandate> {
  const mandate = isUuid(use.mandateId) ? await tx.maybe(lockMandate, { id: use.mandateId }) : undefined;
  const isHers = mandate && ctx.actor.kind === 'citizen' && mandate.agent_id === ctx.actor.personId;
  if (!isHers || !covers(mandate, use.procedure, ctx.now())) throw refused('denied', 'not-in-force');
  const used = await tx.run(insertUse, { mandate_id: mandate.id, draft_id: use.draftId, at: ctx.now() });
  if (used !== 1) throw refused('denied', 'used-already');
  return mandate;
}

/** The draft became this case. A consent to be helped has then served; only number and state stay with the helper. */
export async function caseFiled(
  ctx: Ctx,
  tx: Tx,
  filed: { draftId: string; caseId: string; number: string; title: string },
): Promise<void> {
  const mandate = await tx.maybe(findMandateOfDraft, { draft_id: filed.draftId });
  if (!mandate) return;
  await tx.run(noteCaseOfUse, {
    draft_id: filed.draftId,
    case_id: filed.caseId,
    number: filed.number,
    title: filed.title,
  });
  await tx.audit({ ...about(mandate.id, 'used'), detail: { caseId: filed.caseId } });
  if (mandate.kind === 'assistance') await endMandate(ctx, tx, { id: mandate.id, reason: 'done' });
}

/** Who acts in a draft: the account's own person, or she for somebody else under a mandate in force. */
export interface Acting {
  readonly ctx: Ctx;
  readonly mandate: Mandate | undefined;
}

/**
 * With what reach a citizen works on a draft. On one that is tied to a mandate, her own reach grows by the
 * principal, in this draft alone and only while the mandate holds; undefined when it does not, or is another's.
 */
export async function actingOn(ctx: Ctx, draftId: string): Promise<Acting | undefined> {
  const { actor } = ctx;
  if (actor.kind !== 'citizen') return { ctx, mandate: undefined };
  const mandate = isUuid(draftId) ? await ctx.db.maybe(findMandateOfDraft, { draft_id: draftId }) : undefined;
  if (!mandate) return { ctx, mandate: undefined };
  if (mandate.agent_id !== actor.personId) return undefined;
  // What has become a case is no draft any more: the mandate need not hold for being led to its number.
  if (mandate.case_id === null && standingOf(mandate, ctx.now()) !== 'in-force') return undefined;
  return { ctx: as(ctx, actingFor(actor, mandate)), mandate };
}

/** The same before there is a draft, for one about to be begun; undefined when the mandate gives no right to it. */
export async function actingUnder(
  ctx: Ctx,
  mandateId: string,
  procedure: string,
): Promise<(Acting & { readonly mandate: Mandate }) | undefined> {
  const { actor } = ctx;
  const mandate = await mandateById(ctx.db, mandateId);
  if (actor.kind !== 'citizen' || mandate?.agent_id !== actor.personId) return undefined;
  if (!covers(mandate, procedure, ctx.now())) return undefined;
  return { ctx: as(ctx, actingFor(actor, mandate)), mandate };
}

/** She herself with the principal in reach; trails say for whom she acts. */
function actingFor(actor: Citizen, mandate: Mandate): Citizen {
  const persons = [...new Set([...actor.scope.persons, mandate.principal_id])];
  return { ...actor, name: vi.acting(mandate), scope: { ...actor.scope, persons } };
}

/**
 * The person of the register with this number and name, whatever commune she lives in; both must be right, and an
 * account may try only so often a day. For naming somebody one knows, never for finding people.
 */
export async function personNamed(
  ctx: Ctx,
  tx: Tx,
  named: { number: string; name: string },
): Promise<Person | undefined> {
  const { actor } = ctx;
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return undefined;
  const now = ctx.now();
  const since = new Date(now.getTime() - 24 * hour);
  const { n } = await tx.one(countPersonTries, { account_id: actor.accountId, since });
  if (n >= limits.searchesADay) throw refused('limited', 'searched-too-often');
  await tx.run(insertPersonTry, { account_id: actor.accountId, at: now });
  const inside = as(ctx, machine('access.person-named'));
  const found = await read(inside, (db) => findByIdentity(db, named.number));
  const plain = (text: string) => fold(text.normalize('NFC').trim().toLocaleLowerCase('vi'));
  return found && plain(found.name) === plain(named.name) && found.died_on === null ? found : undefined;
}

/** True when she is of full age on that day for certain. */
export const isOfAge = (person: Person, now: Date): boolean =>
  (ageOn(person.birth, localDate(now))?.least ?? 0) >= fullAge;

/**
 * Authorisations that end within a fortnight and were made before that fortnight began; each is given out once, to
 * whoever tells of it in this transaction.
 */
export function takeLapsingMandates(ctx: Ctx, tx: Tx) {
  const fortnight = reminderDays * 24 * hour;
  const now = ctx.now();
  return tx.many(takeLapsing, {
    now,
    before: new Date(now.getTime() + fortnight),
    made_before: new Date(now.getTime() - fortnight),
  });
}

/** For a nightly job. */
export const forgetPersonTries = (tx: Tx, now: Date): Promise<number> =>
  tx.run(deleteOldTries, { before: new Date(now.getTime() - 48 * hour) });

const about = (subjectId: string, what: string) => ({
  verb: `mandate.${what}`,
  subjectKind: 'mandate',
  subjectId,
});
const refused = (kind: 'invalid' | 'denied' | 'limited', code: keyof typeof vi.refused) =>
  new Refusal(kind, `access.mandate-${code}`, vi.refused[code]);
const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
