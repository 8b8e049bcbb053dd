import { may } from '#engines/access';
import { type Case, caseByNumber, expectVersion } from '#engines/cases';
import { type Ctx, type Db, type Officer, Refusal, type Tx } from '#engines/database';
import type { ProcedureVersion } from '#services/procedures';
import {
  actsOpen,
  type OfficerAct,
  permissionsFor,
  type Standing,
  stateOf,
  states,
  type Turn,
} from '../dossier.ts';
import { pinnedVersion } from '../pinned-version.ts';
import { type DossierRow, findAnswers, findDossier, updateDossier } from '../store/dossier.ts';
import { vi } from '../vi.ts';

/** What every act of an officer names: the dossier, and the version of it that she was looking at. */
export interface OnDossier {
  readonly number: string;
  readonly expectedVersion: number;
}

export interface AtHand {
  readonly c: Case;
  readonly d: DossierRow;
  readonly version: ProcedureVersion;
}

/** The first line of every officer's act. */
export function requireAct(ctx: Ctx, act: OfficerAct): Officer {
  const { actor } = ctx;
  if (actor.kind === 'officer' && permissionsFor[act].some((permission) => may(actor, permission)))
    return actor;
  throw new Refusal('denied', 'dossier.not-permitted', vi.notPermitted(vi.acts[act]), { act });
}

/** The dossier an officer acts on: within her scope, unchanged since she looked, and open to this act. */
export async function atHand(ctx: Ctx, tx: Tx, on: OnDossier, act: OfficerAct): Promise<AtHand> {
  const found = await dossierOf(tx, await caseByNumber(ctx, tx, on.number));
  await expectVersion(tx, found.c, on.expectedVersion);
  if (!actsOpen(standingOf(found.c, found.d)).includes(act))
    throw new Refusal(
      'conflict',
      'dossier.not-now',
      vi.notNow(vi.acts[act], states[stateOf(found.c.state)].name),
    );
  return found;
}

/** What belongs to a case already found within the actor's scope. */
export async function dossierOf(db: Db, c: Case): Promise<AtHand> {
  const d = c.kind === 'dossier' ? await db.one(findDossier, { case_id: c.id }) : undefined;
  if (!d) throw new Refusal('missing', 'case.missing', vi.noSuchDossier);
  const version = await pinnedVersion(db, d.version_id);
  if (!version) throw new Error(`dossier ${c.number}: its pinned version ${d.version_id} is gone`);
  return { c, d, version };
}

export const standingOf = (c: Case, d: DossierRow): Standing => ({
  state: stateOf(c.state),
  received: c.received_at !== null,
  paused: c.paused_at !== null,
  approved: d.approved_at !== null,
  supplementsAsked: d.supplements_asked,
  turn: c.facet3 as Turn | null,
  waitingForSystem: d.waiting_for !== null && d.system_number === null,
});

export async function change(
  tx: Tx,
  d: DossierRow,
  changes: Partial<Omit<DossierRow, 'case_id'>>,
): Promise<DossierRow> {
  const next = { ...d, ...changes };
  await tx.one(updateDossier, {
    case_id: d.case_id,
    case_choice: next.case_choice,
    promised_at: next.promised_at,
    supplements_asked: next.supplements_asked,
    proposal: next.proposal,
    proposed_by: next.proposed_by,
    approved_at: next.approved_at,
    approved_by: next.approved_by,
    waiting_for: next.waiting_for,
    system_number: next.system_number,
    handed_over_to: next.handed_over_to,
    handed_over_at: next.handed_over_at,
  });
  return next;
}

/** The audit row and the event of an act, by one verb: `dossier.received`. No personal data in either. */
export async function record(
  tx: Tx,
  c: Case,
  verb: string,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await tx.audit({
    verb: `dossier.${verb}`,
    subjectKind: 'dossier',
    subjectId: c.id,
    detail: { number: c.number, state: c.state },
  });
  await tx.emit(`dossier.${verb}`, c.id, { caseId: c.id, number: c.number, ...payload });
}

/** Whose row-level door the dossier's papers stand behind. */
export async function personsOf(tx: Tx, caseId: string): Promise<{ unit_id: number; persons: string[] }> {
  return tx.one(findAnswers, { case_id: caseId });
}

export function needed(value: string | undefined, sentence: string, code = 'dossier.needs-words'): string {
  const clean = (value ?? '').normalize('NFC').trim();
  if (!clean) throw new Refusal('invalid', code, sentence);
  return clean;
}
