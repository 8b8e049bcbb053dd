import { requireCitizen } from '#engines/access';
import { type Ctx, read } from '#engines/database';
import { headlineOf } from '#engines/forms';
import { personById, recordFor } from '#engines/people';
import { type Incomplete, type Receipt, submitDossier } from './actions/submit-dossier.ts';
import { caseHolding, deliveryOf, type FilingFor } from './draft.ts';
import type { OpenDraft } from './draft-actions.ts';
import { communeOf } from './draft-place.ts';
import { markSubmitted } from './store/draft.ts';

/**
 * One draft becomes one dossier: its id is the key of the submission, and it is ticked off in the same
 * transaction. A second tap gets the first one's receipt.
 */
export async function submitDraft(ctx: Ctx, open: OpenDraft): Promise<Receipt | Incomplete> {
  const { accountId, name } = requireCitizen(ctx);
  const { draft, version, files } = open;
  const { unitId, village, subjectName } = await aroundIt(ctx, open);
  const filingFor = draft.filing_for as FilingFor;
  const subject =
    filingFor === 'self' ? undefined : { personId: draft.subject_person_id, name: subjectName || name };
  return submitDossier(
    ctx,
    {
      versionId: version.id,
      caseChoice: caseHolding(version.definition, draft)?.id ?? '',
      unitId,
      answers: draft.answers,
      files: files.map((file) => ({ paperId: file.paper_id, fileId: file.file_id })),
      delivery: deliveryOf(version.definition.form, draft),
      filingFor,
      subject,
      representativePersonId: filingFor === 'authorised' ? draft.person_id : null,
      village,
      idempotencyKey: draft.id,
    },
    async (t, receipt) => {
      await t.run(markSubmitted, {
        id: draft.id,
        account_id: accountId,
        case_id: receipt.caseId,
        number: receipt.number,
        at: ctx.now(),
      });
    },
  );
}

/** The commune that will decide: for the promised day, before anything is sent. */
export async function decidingUnit(ctx: Ctx, open: OpenDraft): Promise<number> {
  return (await aroundIt(ctx, open)).unitId;
}

/** Who decides it and whom it concerns: the commune where the filer is registered answers for her. */
async function aroundIt(ctx: Ctx, { draft, version }: OpenDraft) {
  return read(ctx, async (db) => {
    const commune = await communeOf(ctx, db, draft.person_id);
    const subject = draft.subject_person_id ? await personById(db, draft.subject_person_id) : undefined;
    const record = await recordFor(db, draft.person_id);
    return {
      unitId: commune.id,
      village: record?.village ?? null,
      subjectName: subject?.name ?? draft.subject_name ?? headlineOf(version.definition.form, draft.answers),
    };
  });
}
