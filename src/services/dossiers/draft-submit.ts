import { accountsOfPersons, caseFiled, requireCitizen } from '#engines/access';
import { type Ctx, type Db, read, type Tx } from '#engines/database';
import { headlineOf } from '#engines/forms';
import { personById } from '#engines/people';
import { villagesOf } from '#engines/units';
import { type Incomplete, type Receipt, type Submission, submitDossier } from './actions/submit-dossier.ts';
import { caseHolding, deliveryOf, type FilingFor } from './draft.ts';
import { type OpenDraft, reachOn } from './draft-actions.ts';
import { registeredAt } from './draft-place.ts';
import { markSubmitted } from './store/draft.ts';

/**
 * One draft becomes one dossier: its id is the key of the submission, and it is ticked off in the same
 * transaction. A second tap gets the first one's receipt.
 */
export async function submitDraft(ctx: Ctx, open: OpenDraft): Promise<Receipt | Incomplete> {
  const { accountId, name } = requireCitizen(ctx);
  const acting = await reachOn(ctx, open.draft.id);
  const { draft, version, files } = open;
  const filingFor = draft.filing_for as FilingFor;
  const submission = async (t: Tx): Promise<Submission> => {
    const { unitId, village, subjectName, filer } = await aroundIt(acting, t, open);
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
  return submitDossier(acting, submission, async (t, receipt) => {
    await t.run(markSubmitted, {
      id: draft.id,
      account_id: accountId,
      case_id: receipt.caseId,
      number: receipt.number,
      at: ctx.now(),
    });
    const { caseId, number } = receipt;
    await caseFiled(acting, t, { draftId: draft.id, caseId, number, title: version.name });
  });
}

/** The commune that will decide: for the promised day, before anything is sent. */
export async function decidingUnit(ctx: Ctx, open: OpenDraft): Promise<number> {
  const acting = await reachOn(ctx, open.draft.id);
  return read(acting, async (db) => (await registeredAt(ctx, db, residentOf(open))).unit.id);
}

/** Whose commune decides: the filer's, or of whoever authorised her. */
const residentOf = ({ draft, mandate }: OpenDraft): string => mandate?.principal_id ?? draft.person_id;

/** Who decides it and whom it concerns: the commune where the filer is registered answers for her. */
async function aroundIt(ctx: Ctx, db: Db, open: OpenDraft) {
  const { draft, version, mandate } = open;
  const { person, unit } = await registeredAt(ctx, db, residentOf(open));
  const known = person?.id === draft.person_id ? person : await personById(db, draft.person_id);
  // Whoever opened her account at home stands for nobody of the register: her name is what she gave.
  const filer = known ?? { id: draft.person_id, name: requireCitizen(ctx).name, phone: null };
  const village = (await villagesOf(db, unit.id)).find((v) => v.id === person?.village_id);
  const subject = draft.subject_person_id ? await personById(db, draft.subject_person_id) : undefined;
  return {
    unitId: unit.id,
    village: village ? `${village.kind} ${village.name}` : null,
    subjectName:
      draft.filing_for === 'self'
        ? ''
        : (subject?.name ?? draft.subject_name ?? headlineOf(version.definition.form, draft.answers)),
    // The number she gave for the messages is the one that tracking asks for.
    filer: {
      name: filer.name,
      phone: phoneOf(draft, version) || (filer.phone ?? ''),
      // Whom a helper helped is the filer herself; the helper's account stands only in the trail.
      ...(mandate?.kind === 'assistance'
        ? { personId: filer.id, accountId: (await accountsOfPersons(db, [filer.id]))[0]?.id ?? null }
        : {}),
    },
  };
}

const phoneOf = (draft: OpenDraft['draft'], version: OpenDraft['version']): string =>
  deliveryOf(version.definition.form, draft).phone ?? '';
