import { type Ctx, Refusal } from '#engines/database';
import { attachFiles, filesOf, releaseFiles } from '#engines/files';
import { vi } from './citizen/vi.ts';
import { papersAsked } from './draft.ts';
import { audit, isUuid, type OpenDraft, withDraft } from './draft-actions.ts';
import { deleteDraftFile, insertDraftFile } from './store/draft.ts';

/** A photo for one of the papers that this draft asks for. */
export function addPaper(
  ctx: Ctx,
  open: OpenDraft,
  paper: { readonly paperId: string; readonly fileId: string; readonly name: string },
): Promise<void> {
  const asked = papersAsked(open.version.definition, open.draft.answers);
  if (!asked.some((p) => p.id === paper.paperId)) {
    throw new Refusal('invalid', 'draft.paper-not-asked', vi.refusals.paperNotAsked);
  }
  return withDraft(ctx, open.draft.id, async (t, draft) => {
    const [own] = await filesOf(t, draft.account_id, [paper.fileId]);
    if (!own) throw new Refusal('invalid', 'draft.file-not-yours', vi.refusals.fileNotYours);
    await attachFiles(ctx, t, [own.id]);
    await t.run(insertDraftFile, {
      draft_id: draft.id,
      account_id: draft.account_id,
      file_id: paper.fileId,
      paper_id: paper.paperId,
      name: paper.name.slice(0, 200),
      at: ctx.now(),
    });
    await audit(t, 'draft.paper-added', draft.id, { file: paper.fileId, paper: paper.paperId });
  });
}

export function removePaper(ctx: Ctx, id: string, fileId: string): Promise<void> {
  return withDraft(ctx, id, async (t, draft) => {
    if (!isUuid(fileId)) return;
    const gone = await t.run(deleteDraftFile, {
      draft_id: id,
      account_id: draft.account_id,
      file_id: fileId,
    });
    if (gone > 0) await releaseFiles(t, [fileId]);
    await audit(t, 'draft.paper-removed', id, { file: fileId });
  });
}
