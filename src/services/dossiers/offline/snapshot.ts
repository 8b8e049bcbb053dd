import { randomBytes } from 'node:crypto';
import { requireCitizen } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import type { Case } from '#engines/cases';
import { type Ctx, read, tx } from '#engines/database';
import { recordFor } from '#engines/people';
import { directFiling } from '#services/procedures';
import { myDossiers } from '../citizen/own-dossier.ts';
import { plainStatus } from '../citizen/status.ts';
import type { FilingFor } from '../draft.ts';
import { myDrafts, type OpenDraft, openDraft } from '../draft-actions.ts';
import { dependantsInReach, recordsAround } from '../draft-known.ts';
import { registeredAt } from '../draft-place.ts';
import { sealOf } from '../store/phone-seal.ts';
import type { Greeting, SeenDossier, SeenDraft, Snapshot } from './kept.ts';

/** So many dossiers are kept on a phone, the newest first. */
const most = 50;
const mostDrafts = 10;

/** A person's own things for her phone. Her own only: a draft written under a mandate stays with the server. */
export async function snapshotFor(ctx: Ctx, greeting: Greeting): Promise<Snapshot> {
  const citizen = requireCitizen(ctx);
  const [drafts, dossiers, dependants] = await Promise.all([
    myDrafts(ctx),
    myDossiers(ctx),
    dependantsInReach(ctx),
  ]);
  const [record, unit] = await read(ctx, async (db) => [
    await recordFor(db, citizen.personId),
    (await registeredAt(ctx, db, citizen.personId)).unit,
  ]);
  const own = drafts.filter((draft) => draft.mandate_id === null).slice(0, mostDrafts);
  const open = await Promise.all(own.map(({ id }) => openDraft(ctx, id)));
  const direct = await directFiling(ctx.db);
  const { key } = await tx(ctx, (t) =>
    t.one(sealOf, {
      account_id: citizen.accountId,
      fresh: randomBytes(32).toString('base64'),
      at: ctx.now(),
    }),
  );
  return {
    ...greeting,
    seal: key,
    at: ctx.now().toISOString(),
    name: citizen.name,
    phone: record?.phone ?? '',
    dossiers: dossiers.slice(0, most).map(seen),
    drafts: open.map(seenDraft),
    known: recordsAround(record ?? undefined),
    dependants: dependants.map(({ id, name }) => ({ id, name })),
    filesPortal: direct.some((row) => row.unit_code === unit.code),
  };
}

const seen = (c: Case): SeenDossier => {
  const { label, sentence, colour } = plainStatus(c);
  return {
    number: c.number,
    title: c.title,
    subject: c.subject_name ?? c.filer_name,
    ...{ status: label, sentence, colour },
    due: c.due_at && !c.decided_at ? formatDateTime(c.due_at) : null,
    isOver: c.ended_at !== null,
  };
};

const seenDraft = ({ draft, files, version }: OpenDraft): SeenDraft => ({
  id: draft.id,
  title: version.plain_name,
  code: draft.procedure_code,
  versionId: draft.version_id,
  filingFor: draft.filing_for as FilingFor,
  subjectName: draft.subject_name,
  caseChoice: draft.case_choice,
  answers: draft.answers,
  delivery: draft.delivery,
  papers: [...new Set(files.map((file) => file.paper_id))],
  updatedAt: draft.updated_at.toISOString(),
});
