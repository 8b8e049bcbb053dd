import { recordView, requireAbility } from '#engines/access';
import { caseByNumber } from '#engines/cases';
import { type Ctx, Refusal, type Tx, tx } from '#engines/database';
import { bindOwnFiles, openFile } from '#engines/files';
import { type Answer, type Exchange, type Route, route, signedIn } from '#engines/web';
import { findPaper } from './store/dossier.ts';
import { vi } from './vi.ts';

export interface NamedFile {
  readonly paperId: string;
  readonly fileId: string;
  readonly name: string;
}

/** Binds uploaded files to what is being written; refuses any that this account has not uploaded. */
export async function ownFiles(
  ctx: Ctx,
  open: Tx,
  accountId: string,
  files: readonly { readonly paperId: string; readonly fileId: string }[],
): Promise<NamedFile[]> {
  if (files.length === 0) return [];
  const bound = await bindOwnFiles(
    ctx,
    open,
    accountId,
    files.map((f) => f.fileId),
  );
  const names = new Map(bound.map((f) => [f.id, f.name]));
  return files.map(({ paperId, fileId }) => {
    const name = names.get(fileId);
    if (name === undefined) throw new Refusal('invalid', 'dossier.file-not-yours', vi.fileNotYours);
    return { paperId, fileId, name };
  });
}

/** A paper or result of a dossier, for whoever may see the dossier; each look is recorded (law 8). */
async function showPaper(exchange: Exchange): Promise<Answer> {
  const { ctx, params, query } = exchange;
  const small = query.nho === '1';
  const fileId = params.file ?? '';
  await tx(ctx, async (open) => {
    const c = await caseByNumber(ctx, open, params.number ?? '');
    const paper = /^[0-9a-f-]{36}$/.test(fileId)
      ? await open.maybe(findPaper, { case_id: c.id, file_id: fileId })
      : undefined;
    if (!paper) throw new Refusal('missing', 'dossier.no-such-paper', vi.noSuchPaper);
    // The result may tell of someone whom the filer has not proven to be.
    if (paper.is_result && ctx.actor.kind === 'citizen') requireAbility(ctx, 'see-results');
    // The small pictures are part of the page, whose look is recorded already.
    if (!small)
      await recordView(open, { persons: paper.persons, purpose: vi.purposePaper(c.number), caseId: c.id });
  });
  const { file, read, thumbnail } = await openFile(ctx, fileId, () => true);
  const picture = small ? await thumbnail() : undefined;
  if (picture) return { kind: 'file', stream: picture, type: 'image/webp', name: file.name, inline: true };
  return {
    kind: 'file',
    stream: read(),
    type: file.type,
    name: file.name,
    inline: !file.active_content,
    length: file.size,
  };
}

export const paperRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/ho-so/:number/tep/:file',
    who: signedIn,
    sample: { params: { number: '{dossier}', file: '{file}' } },
    handler: showPaper,
  }),
];
