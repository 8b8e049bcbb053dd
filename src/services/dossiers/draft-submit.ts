import { requireCitizen } from '#engines/access';
import { type Ctx, type Db, read, type Tx } from '#engines/database';
import { headlineOf } from '#engines/forms';
import { personById } from '#engines/people';
import { villagesOf } from '#engines/units';
import { type Incomplete, type Receipt, type Submission, submitDossier } from './actions/submit-dossier.ts';
import { caseHolding, deliveryOf, type FilingFor } from './draft.ts';
import type { OpenDraft } from './draft-actions.ts';
import { registeredAt } from './draft-place.ts';
import { markSubmitted } from './store/draft.ts';

/**
 * One draft becomes one dossier: its id is the key of the submission, and it is ticked off in the same
 * transaction. A second tap gets the first one's receipt.
 */
export function submitDraft(ctx: Ctx, open: OpenDraft): Promise<Receipt | Incomplete> {
  const { accountId, name } = requireCitizen(ctx);
  const { draft, version, files } = open;
  const filingFor = draft.filing_for as FilingFor;
  const submission = async (t: Tx): Promise<Submission> => {
    const { unitId, village, subjectName, filer } = await aroundIt(ctx, t, open);
    const subject =
      filingFor === 'self' ? undefined : { personId: draft.subject_person_id, name: subjectName || name };
    return {
      versionId: version.id,
      caseChoice: caseHolding(version.definition, draft)?.id ?? '',
      unitId,
      answers: draft.answers,
      files: files.map((file) => ({ paperId: file.paper_id, fileId: file.file_id })),
      delivery: deliveryOf(version.definition.form, draft),
      filingFor,
      filer,
      subject,
      representativePersonId: filingFor === 'authorised' ? draft.person_id : null,
      village,
      idempotencyKey: draft.id,
    };
  };
  return submitDossier(ctx, submission, async (t, receipt) => {
    await t.run(markSubmitted, {
      id: draft.id,
      account_id: accountId,
      case_id: receipt.caseId,
      number: receipt.number,
      at: ctx.now(),
    });
  });
}

/** The commune that will decide: for the promised day, before anything is sent. */
export async function decidingUnit(ctx: Ctx, open: OpenDraft): Promise<number> {
  return read(ctx, async (db) => (await registeredAt(ctx, db, open.draft.person_id)).unit.id);
}

/** Who decides it and whom it concerns: the commune where the filer is registered answers for her. */
async function aroundIt(ctx: Ctx, db: Db, { draft, version }: OpenDraft) {
  const { person, unit } = await registeredAt(ctx, db, draft.person_id);
  const village = (await villagesOf(db, unit.id)).find((v) => v.id === person.village_id);
  const subject = draft.subject_person_id ? await personById(db, draft.subject_person_id) : undefined;
  return {
    unitId: unit.id,
    village: village ? `${village.kind} ${village.name}` : null,
    subjectName:
      draft.filing_for === 'self'
        ? ''
        : (subject?.name ?? draft.subject_name ?? headlineOf(version.definition.form, draft.answers)),
    // The number she gave for the messages is the one that tracking asks for.
    filer: { name: person.name, phone: phoneOf(draft, version) || (person.phone ?? '') },
  };
}

const phoneOf = (draft: OpenDraft['draft'], version: OpenDraft['version']): string =>
  deliveryOf(version.definition.form, draft).phone ?? '';
