import type { HeldRecord, Holding } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { type Case, ownCases } from '#engines/cases';
import { as, type Ctx, type Db } from '#engines/database';
import { releaseFiles } from '#engines/files';
import { readable } from '#engines/forms';
import { dossierOf } from './actions/at-hand.ts';
import { answerWords } from './answer-checks.ts';
import { stateOf, states } from './dossier.ts';
import { findAnswers, listAttachments } from './store/dossier.ts';
import { deleteDraftsOf, draftsHeld, filesOfDraftsOf } from './store/holding.ts';
import { vi } from './vi.ts';

const words = vi.holding;

/** Dossiers are records of the authority: whoever they are about reads them, nobody deletes them. */
export const dossierHolding: Holding = {
  key: 'dossiers',
  title: words.dossiers,
  origin: words.fromForms,
  keptBecause: words.keptBecause,
  async collect(ctx, db, personId) {
    const cases = await ownCases(herself(ctx, personId), db, 'dossier');
    const hers = cases.filter((c) => c.subject_person_id === personId || c.filer_person_id === personId);
    return Promise.all(hers.map((c) => recordOf(db, c)));
  },
};

/** What is collected for her is what she may see herself, whoever presses the button. */
const herself = (ctx: Ctx, personId: string): Ctx =>
  as(ctx, {
    kind: 'citizen',
    accountId: '00000000-0000-0000-0000-000000000000',
    personId,
    name: '',
    scope: { units: [], fields: null, persons: [personId] },
  });

async function recordOf(db: Db, c: Case): Promise<HeldRecord> {
  const { version } = await dossierOf(db, c);
  const { answers } = await db.one(findAnswers, { case_id: c.id });
  const papers = await db.many(listAttachments, { case_id: c.id });
  const filed = readable(version.definition.form, answers, answerWords('whole')).flatMap((group) =>
    group.rows.map((line) => ({ label: `${group.title}: ${line.label}`, value: String(line.value) })),
  );
  return {
    title: `${c.number}, ${c.title}`,
    rows: [
      { label: words.sent, value: formatDateTime(c.submitted_at) },
      { label: words.state, value: states[stateOf(c.state)].name },
      ...filed,
      ...papers.map((paper) => ({ label: words.paper, value: paper.name })),
    ],
  };
}

/** What she had begun and not sent is hers alone, and goes when she asks. */
export const draftHolding: Holding = {
  key: 'drafts',
  title: words.drafts,
  origin: words.fromForms,
  async collect(_ctx, db, personId) {
    const rows = await db.many(draftsHeld, { person_id: personId });
    return rows.map((row) => ({
      title: `${words.drafts} ${row.procedure_code}`,
      rows: [
        { label: words.touched, value: formatDateTime(row.updated_at) },
        { label: words.content, value: JSON.stringify(row.answers) },
      ],
    }));
  },
  async erase(_ctx, tx, personId) {
    const files = await tx.many(filesOfDraftsOf, { person_id: personId });
    await releaseFiles(
      tx,
      files.map((file) => file.file_id),
    );
    return tx.run(deleteDraftsOf, { person_id: personId });
  },
};
