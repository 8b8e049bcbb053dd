import { randomUUID } from 'node:crypto';
import { requireAccount, requireGrant, requirePermission } from '#engines/access';
import { localDate, type SkippedDay } from '#engines/calendar';
import { anyCaseById, dueIfReceived, searchText, trailActor } from '#engines/cases';
import {
  type Citizen,
  type Client,
  type Ctx,
  type Db,
  handlersFor,
  type Officer,
  Refusal,
  type Tx,
  tx,
} from '#engines/database';
import { type Answers, type FieldError, type FieldWarning, holdsIn, validateAll } from '#engines/forms';
import { personById } from '#engines/people';
import { unitById } from '#engines/units';
import { canBeFiled, limitOf, type ProcedureVersion, quote } from '#services/procedures';
import { answerChecks } from '../answer-checks.ts';
import { numberPrefix } from '../dossier.ts';
import type { Delivery, FilingFor } from '../draft.ts';
import { ownFiles } from '../papers.ts';
import { pinnedVersion } from '../pinned-version.ts';
import { findSubmission, insertSubmission } from '../store/submission.ts';
import { vi } from '../vi.ts';

export interface Submission {
  readonly versionId: string;
  readonly caseChoice: string;
  /** The commune that decides; not where it is filed. */
  readonly unitId: number;
  readonly answers: Answers;
  readonly files: readonly { readonly paperId: string; readonly fileId: string }[];
  readonly delivery: Delivery;
  readonly filingFor: FilingFor;
  /** What the register says of the filer, when the caller has just read it. */
  readonly filer?: {
    readonly name: string;
    readonly phone: string;
    /** Only when somebody else's hands fill it in for her (a client's always do): the filer and her account, if any. */
    readonly personId?: string;
    readonly accountId?: string | null;
  };
  readonly subject?: { readonly personId: string | null; readonly name: string };
  readonly representativePersonId?: string | null;
  readonly village?: string | null;
  /** Unique per account: the same key is the same dossier, however often the button is pressed. */
  readonly idempotencyKey: string;
  /** At the counter an officer enters it for the person before her. */
  readonly counter?: {
    readonly personId: string | null;
    readonly name: string;
    readonly phone: string;
    readonly channel: 'counter' | 'post';
  };
}

export interface Receipt {
  readonly kind: 'submitted';
  readonly caseId: string;
  readonly number: string;
  /** When it would be ready if it were validly received now; a promise is made only at reception. */
  readonly provisionalDue: Date | null;
  /** Why no date can be named, if none can. */
  readonly noDateBecause: string | null;
  readonly skipped: readonly SkippedDay[];
  /** The same key had been sent before. */
  readonly again: boolean;
}

export interface Incomplete {
  readonly kind: 'incomplete';
  readonly errors: readonly FieldError[];
  readonly warnings: readonly FieldWarning[];
  /** Ids of required papers without a file. */
  readonly missingPapers: readonly string[];
}

/**
 * Files a dossier: code, pinned version, provisional date. Errors are returned, not thrown, so that the
 * screen can show each at its field. `alongside` runs in the same transaction (the draft is ticked off).
 */
export async function submitDossier(
  ctx: Ctx,
  given: Submission | ((tx: Tx) => Promise<Submission>),
  alongside?: (tx: Tx, receipt: Receipt) => Promise<void>,
): Promise<Receipt | Incomplete> {
  const account = ctx.actor.kind === 'client' ? requireGrant(ctx, 'dossiers.submit') : requireAccount(ctx);
  let key = '';
  try {
    return await tx(ctx, async (open) => {
      const input = typeof given === 'function' ? await given(open) : given;
      key = input.idempotencyKey;
      const actor = input.counter ? requirePermission(ctx, 'dossier.receive') : account;
      const version = await filedHere(open, input.versionId);
      const checked = validateAll(version.definition.form, input.answers, answerChecks(ctx));
      const missingPapers = papersMissing(version, checked.answers, input);
      if (checked.errors.length > 0 || missingPapers.length > 0)
        return (
          (await sentBefore(open, idOf(actor), key)) ?? {
            kind: 'incomplete',
            errors: checked.errors,
            warnings: checked.warnings,
            missingPapers,
          }
        );
      const receipt = await file(ctx, open, actor, version, { ...input, answers: checked.answers });
      await alongside?.(open, receipt);
      return receipt;
    });
  } catch (error) {
    if (!isSecondTap(error)) throw error;
    // The same key has been filed, now or before: that dossier is the answer (and the number goes back).
    const before = await tx(ctx, (open) => sentBefore(open, idOf(account), key));
    if (!before) throw error;
    return before;
  }
}

async function file(
  ctx: Ctx,
  open: Tx,
  actor: Submitter,
  version: ProcedureVersion,
  input: Submission,
): Promise<Receipt> {
  const now = ctx.now();
  const unit = await unitById(open, input.unitId);
  if (!unit?.authority_code || unit.level !== 'commune')
    throw new Refusal('invalid', 'dossier.no-such-authority', vi.noSuchAuthority);
  const filer = await filerOf(open, actor, input);
  const subject = input.subject ?? { personId: filer.personId, name: filer.name };
  const files = await ownFiles(ctx, open, idOf(actor), input.files);
  const due = await dueIfReceived(open, unit.id, limitOf(version, input.caseChoice), now);
  const fee = quote(version, input.caseChoice, input.answers, {
    channel: input.counter ? 'counter' : 'online',
    copies: input.delivery.copies,
    on: localDate(now),
  });
  const persons = [filer.personId, subject.personId, input.representativePersonId].filter((p) => p != null);
  const acting = trailActor(ctx.actor);
  const prefix = numberPrefix(unit.authority_code, localDate(now));
  const done = await open.one(insertSubmission, {
    series: `dossier/${prefix}`,
    number_prefix: prefix,
    title: version.name,
    unit_id: unit.id,
    received_unit_id: actor.kind === 'officer' ? actor.unitId : unit.id,
    field: version.field,
    filer_account_id: input.counter ? null : accountOf(actor, input),
    filer_person_id: filer.personId,
    subject_person_id: subject.personId,
    representative_person_id: input.representativePersonId ?? null,
    filer_name: filer.name,
    subject_name: subject.name,
    filer_phone: filer.phone,
    village: input.village ?? null,
    search: searchText('', filer.name, subject.name, filer.phone),
    at: now,
    procedure_code: version.code,
    version_id: version.id,
    case_choice: input.caseChoice,
    idempotency_key: input.idempotencyKey || randomUUID(),
    channel: input.counter?.channel ?? 'online',
    filing_for: input.filingFor,
    delivery: input.delivery,
    provisional_due_at: due.kind === 'due' ? due.at : null,
    quote: fee,
    persons: [...new Set(persons)],
    answers: input.answers,
    paper_ids: files.map((f) => f.paperId),
    file_ids: files.map((f) => f.fileId),
    file_names: files.map((f) => f.name),
    ...acting,
    actor_unit_id: actor.kind === 'officer' ? actor.unitId : null,
    request_id: ctx.requestId,
    pending: handlersFor('dossier.submitted'),
  });
  return {
    kind: 'submitted',
    caseId: done.case_id,
    number: done.number,
    provisionalDue: due.kind === 'due' ? due.at : null,
    noDateBecause: due.kind === 'undecided' ? due.reason : due.kind === 'none' ? vi.noLimitInSource : null,
    skipped: due.kind === 'due' ? due.skipped : [],
    again: false,
  };
}

/** The version, if it is one that people file with this program and that is in force. */
async function filedHere(db: Db, versionId: string): Promise<ProcedureVersion> {
  const version = await pinnedVersion(db, versionId);
  if (!version) throw new Refusal('missing', 'dossier.no-such-procedure', vi.noSuchProcedure);
  if (!canBeFiled(version)) throw new Refusal('conflict', 'dossier.filed-elsewhere', vi.filedElsewhere);
  return version;
}

type Submitter = Citizen | Officer | Client;

/** Under whose id uploads and keys stand. */
const idOf = (actor: Submitter): string => (actor.kind === 'client' ? actor.clientId : actor.accountId);

const accountOf = (actor: Submitter, { filer }: Submission): string | null => {
  if (filer?.accountId !== undefined) return filer.accountId;
  return actor.kind === 'client' ? null : actor.accountId;
};

async function filerOf(db: Db, actor: Submitter, input: Submission) {
  if (input.counter) return input.counter;
  if (actor.kind === 'client') {
    const { filer } = input;
    if (!filer?.personId) throw new Error('a client files for a person whom it names');
    return { ...filer, personId: filer.personId };
  }
  if (input.filer) return { personId: actor.personId, ...input.filer };
  const person = await personById(db, actor.personId);
  return { personId: actor.personId, name: person?.name ?? actor.name, phone: person?.phone ?? '' };
}

const papersMissing = (version: ProcedureVersion, answers: Answers, input: Submission): string[] =>
  input.counter
    ? []
    : version.definition.papers
        // What is only shown or handed in on paper comes at reception.
        .filter(
          (p) => p.required && p.photo && (!p.when || holdsIn(version.definition.form, answers, p.when)),
        )
        .filter((p) => !input.files.some((f) => f.paperId === p.id))
        .map((p) => p.id);

async function sentBefore(db: Db, accountId: string, key: string): Promise<Receipt | undefined> {
  const sent = await db.maybe(findSubmission, { account_id: accountId, idempotency_key: key });
  const c = sent && (await anyCaseById(db, sent.case_id));
  if (!sent || !c) return undefined;
  return {
    kind: 'submitted',
    caseId: c.id,
    number: c.number,
    provisionalDue: sent.provisional_due_at,
    noDateBecause: null,
    skipped: [],
    again: true,
  };
}

const isSecondTap = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23505' &&
  'constraint' in error &&
  error.constraint === 'dossiers_once';
