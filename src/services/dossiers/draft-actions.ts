import { randomUUID } from 'node:crypto';
import {
  actingOn,
  actingUnder,
  type Mandate,
  mandatesInForce,
  requireCitizen,
  useMandate,
} from '#engines/access';
import { localDate } from '#engines/calendar';
import { type Ctx, type Db, Refusal, read, type Tx, tx } from '#engines/database';
import { releaseFiles } from '#engines/files';
import type { Answers } from '#engines/forms';
import { currentVersion, type ProcedureVersion } from '#services/procedures';
import { vi } from './citizen/vi.ts';
import { carryOver, casesOffered, type Delivery, type FilingFor, forgetBefore } from './draft.ts';
import { mayBeFiledHere } from './draft-place.ts';
import { pinnedVersion } from './pinned-version.ts';
import {
  type DraftFile,
  type DraftRow,
  deleteDraft,
  deleteDraftsBefore,
  filesOfDraft,
  filesOfDraftsBefore,
  findDraft,
  insertDraft,
  lockDraft,
  openDraftsOf,
  updateDraft,
} from './store/draft.ts';

export type { DraftFile, DraftRow } from './store/draft.ts';

/** A draft with all that its screens need. */
export interface OpenDraft {
  readonly draft: DraftRow;
  readonly files: readonly DraftFile[];
  /** The version that it is being written for. */
  readonly version: ProcedureVersion;
  /** The version in force today; another one means that the procedure was replaced meanwhile. */
  readonly current: ProcedureVersion;
  /** Under which it is written for somebody else. */
  readonly mandate: Mandate | undefined;
}

export interface Beginning {
  readonly code: string;
  readonly filingFor: FilingFor;
  readonly subjectPersonId: string | null;
  readonly subjectName: string | null;
  /** Written for somebody else under this mandate. */
  readonly mandateId?: string;
  /** Begun on a phone without network: the id that it was given there. */
  readonly id?: string;
}

export async function beginDraft(ctx: Ctx, beginning: Beginning): Promise<DraftRow> {
  const citizen = requireCitizen(ctx);
  if (beginning.mandateId !== undefined) return beginForAnother(ctx, beginning, beginning.mandateId);
  const version = await versionInForce(ctx, beginning.code);
  if (!(await mayBeFiledHere(ctx, version))) {
    throw new Refusal('conflict', 'draft.filed-elsewhere', vi.refusals.filedElsewhere);
  }
  const known = beginning.subjectPersonId;
  if (known && !citizen.scope.persons.includes(known)) {
    throw new Refusal('denied', 'draft.not-yours-to-file-for', vi.refusals.notFamily);
  }
  return tx(ctx, async (t) => {
    const draft = await t.one(insertDraft, {
      id: beginning.id ?? randomUUID(),
      account_id: citizen.accountId,
      person_id: citizen.personId,
      procedure_code: version.code,
      version_id: version.id,
      filing_for: beginning.filingFor,
      subject_person_id: known,
      subject_name: beginning.subjectName,
      mandate_id: null,
      case_choice: null,
      at: ctx.now(),
    });
    await audit(t, 'draft.begun', draft.id, { procedure: version.code });
    return draft;
  });
}

/**
 * An authorised person files and the principal is the one concerned; whom a helper helps files herself, and the
 * helper stands only in the trail.
 */
async function beginForAnother(ctx: Ctx, beginning: Beginning, mandateId: string): Promise<DraftRow> {
  const { accountId, personId } = requireCitizen(ctx);
  const version = await versionInForce(ctx, beginning.code);
  if (!(await mayBeFiledHere(ctx, version)))
    throw new Refusal('conflict', 'draft.filed-elsewhere', vi.refusals.filedElsewhere);
  const acting = await actingUnder(ctx, mandateId, version.code);
  if (!acting) throw new Refusal('denied', 'draft.not-yours-to-file-for', vi.refusals.notFamily);
  const { mandate } = acting;
  const helped = mandate.kind === 'assistance';
  return tx(acting.ctx, async (t) => {
    const draft = await t.one(insertDraft, {
      id: randomUUID(),
      account_id: accountId,
      person_id: helped ? mandate.principal_id : personId,
      procedure_code: version.code,
      version_id: version.id,
      filing_for: helped ? beginning.filingFor : 'authorised',
      subject_person_id: helped ? null : mandate.principal_id,
      subject_name: helped ? null : mandate.principal_name,
      mandate_id: mandate.id,
      case_choice: null,
      at: ctx.now(),
    });
    await useMandate(acting.ctx, t, { mandateId, draftId: draft.id, procedure: version.code });
    await t.look({ persons: [mandate.principal_id], purpose: 'fill-form' });
    await audit(t, 'draft.begun', draft.id, { procedure: version.code, mandate: mandate.id });
    return draft;
  });
}

/**
 * The citizen's own draft, or one she writes for somebody under a mandate that holds now (her look at that person is
 * recorded); anything else does not exist for her.
 */
export async function openDraft(ctx: Ctx, id: string): Promise<OpenDraft> {
  const { accountId } = requireCitizen(ctx);
  const acting = isUuid(id) ? await actingOn(ctx, id) : undefined;
  const find = (db: Db) => db.maybe(findDraft, { id, account_id: accountId });
  const mandate = acting?.mandate;
  const found = mandate
    ? await tx(acting.ctx, async (t) => {
        await t.look({ persons: [mandate.principal_id], purpose: 'fill-form' });
        return find(t);
      })
    : acting && (await read(ctx, find));
  if (!found || (found.mandate_id ?? undefined) !== mandate?.id) throw missing();
  const { files, ...draft } = found;
  const version = await pinnedVersion(ctx.db, draft.version_id);
  if (!version) throw new Error(`draft ${id} points to a version that is gone`);
  const current = await currentVersion(ctx.db, draft.procedure_code, localDate(ctx.now()));
  return { draft, files, version, current: current ?? version, mandate };
}

export async function myDrafts(ctx: Ctx): Promise<DraftRow[]> {
  const { accountId, personId } = requireCitizen(ctx);
  const drafts = await read(ctx, (db) => db.many(openDraftsOf, { account_id: accountId }));
  if (drafts.every((draft) => draft.mandate_id === null)) return drafts;
  const held = new Set((await mandatesInForce(ctx.db, personId, ctx.now())).map((mandate) => mandate.id));
  return drafts.filter((draft) => draft.mandate_id === null || held.has(draft.mandate_id));
}

export interface Change {
  readonly caseChoice?: string;
  readonly answers?: Answers;
  readonly delivery?: Delivery;
  /** The mark of a screen that a phone had kept: it need not be sent again. */
  readonly keptMark?: string;
}

/** Saves one screen. `change` sees the row as it is now, locked, so that two screens never undo each other. */
export function saveDraft(ctx: Ctx, id: string, change: (draft: DraftRow) => Change): Promise<DraftRow> {
  return withDraft(ctx, id, async (t, draft) => {
    const made = change(draft);
    const saved = await t.one(updateDraft, {
      ...columnsOf(draft),
      case_choice: made.caseChoice ?? draft.case_choice,
      answers: made.answers ?? draft.answers,
      delivery: made.delivery ?? draft.delivery,
      last_kept: made.keptMark?.slice(0, 64) || draft.last_kept,
      at: ctx.now(),
    });
    await audit(t, 'draft.saved', id, {});
    return saved;
  });
}

/** Goes on under the version now in force, keeping the answers that still fit. */
export async function renewDraft(ctx: Ctx, open: OpenDraft): Promise<readonly string[]> {
  const { version, current } = open;
  return withDraft(ctx, open.draft.id, async (t, draft) => {
    const carried = carryOver(draft.answers, version.definition.form, current.definition.form);
    const kept = casesOffered(current.definition).find((c) => c.id === draft.case_choice);
    await t.one(updateDraft, {
      ...columnsOf(draft),
      version_id: current.id,
      case_choice: kept?.id ?? null,
      answers: carried.answers,
      at: ctx.now(),
    });
    await audit(t, 'draft.renewed', draft.id, { from: version.id, to: current.id });
    return carried.dropped;
  });
}

export function discardDraft(ctx: Ctx, id: string): Promise<void> {
  return withDraft(ctx, id, async (t, draft) => {
    const files = await t.many(filesOfDraft, { draft_id: id, account_id: draft.account_id });
    await releaseFiles(
      t,
      files.map((file) => file.file_id),
    );
    await t.run(deleteDraft, { id, account_id: draft.account_id });
    await audit(t, 'draft.discarded', id, {});
  });
}

/** Nightly: what nobody has touched for 90 days is forgotten, submitted or not. */
export async function forgetOldDrafts(ctx: Ctx): Promise<number> {
  return tx(ctx, async (t) => {
    const before = forgetBefore(ctx.now());
    const files = await t.many(filesOfDraftsBefore, { before });
    await releaseFiles(
      t,
      files.map((file) => file.file_id),
    );
    const count = await t.run(deleteDraftsBefore, { before });
    if (count > 0)
      await t.audit({ verb: 'draft.forgotten', subjectKind: 'draft', subjectId: '-', detail: { count } });
    return count;
  });
}

/** The version that people file under today. */
export async function versionInForce(ctx: Ctx, code: string): Promise<ProcedureVersion> {
  const version = await currentVersion(ctx.db, code, localDate(ctx.now()));
  if (!version) throw new Refusal('missing', 'draft.no-such-procedure', vi.refusals.noProcedure);
  return version;
}

export async function withDraft<T>(
  ctx: Ctx,
  id: string,
  work: (t: Tx, draft: DraftRow) => Promise<T>,
): Promise<T> {
  const { accountId } = requireCitizen(ctx);
  return tx(await reachOn(ctx, id), async (t) => {
    const draft = await t.maybe(lockDraft, { id, account_id: accountId });
    if (!draft) throw missing();
    if (draft.submitted_number) throw alreadySent(draft.submitted_number);
    return work(t, draft);
  });
}

/** What she may reach while she works on this draft: her own, and whom a mandate in force adds for it alone. */
export async function reachOn(ctx: Ctx, draftId: string): Promise<Ctx> {
  const acting = isUuid(draftId) ? await actingOn(ctx, draftId) : undefined;
  if (!acting) throw missing();
  return acting.ctx;
}

const columnsOf = (draft: DraftRow) => ({
  id: draft.id,
  account_id: draft.account_id,
  version_id: draft.version_id,
  case_choice: draft.case_choice,
  answers: draft.answers,
  delivery: draft.delivery,
  last_kept: draft.last_kept,
});

// Ids only: what is in a draft is nobody's business yet.
export const audit = (t: Tx, verb: string, subjectId: string, detail: Record<string, unknown>) =>
  t.audit({ verb, subjectKind: 'draft', subjectId, detail });

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
const missing = () => new Refusal('missing', 'draft.missing', vi.refusals.noDraft);
const alreadySent = (number: string) =>
  new Refusal('conflict', 'draft.already-submitted', vi.refusals.alreadySent(number), { number });
