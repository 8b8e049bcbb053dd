import type { VNode } from 'preact';
import { Button, Buttons, errorOf, type FieldMistake, FileBox, Form, Inset, Island, Tag } from '#engines/ui';
import { type Answer, citizen, type Exchange, json, page, type Route, redirect, route } from '#engines/web';
import type { Paper } from '#services/procedures';
import { missingPapers, papersAsked, papersScreen } from '../draft.ts';
import { type DraftFile, openDraft } from '../draft-actions.ts';
import { addPaper, removePaper } from '../draft-papers.ts';
import { leadsBack } from './leads-back.ts';
import { ScreenPage, screenPath } from './screen-page.tsx';
import { takeFiles } from './uploads.ts';
import { vi } from './vi.ts';
import { atScreen, onward, type Place } from './wizard.ts';

const sample = { params: { draft: '{draft}' } };

/** Photos of papers: by an ordinary form, or one by one in the background by the island. */
export const paperRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/nop/:draft/giay-to/anh',
    who: citizen,
    sample,
    stream: true,
    handler: (exchange) => atScreen(exchange, papersScreen, receivePhotos),
  }),
  route({
    method: 'POST',
    url: '/nop/:draft/giay-to/gan',
    who: citizen,
    sample: { ...sample, body: { paper: 'x', file: 'x' } },
    handler: attachUploaded,
  }),
  ...['anh', 'gan', 'xoa'].map((act) =>
    leadsBack(`/nop/:draft/giay-to/${act}`, sample, ({ draft = '' }) => screenPath(draft, papersScreen)),
  ),
  route({
    method: 'POST',
    url: '/nop/:draft/giay-to/xoa',
    who: citizen,
    sample: { ...sample, body: { file: 'x' } },
    async handler({ ctx, params, form, request }) {
      await removePaper(ctx, params.draft ?? '', form.get('file'));
      if (request.headers.accept === 'application/json') return json({ removed: true });
      return redirect(screenPath(params.draft ?? '', papersScreen), vi.wizard.paperRemoved);
    },
  }),
];

export const showPapers = (place: Place): Answer => page(<PapersPage {...place} errors={[]} />);

/** "Tiếp tục": what is required must be there. */
export function leavePapers(place: Place): Answer {
  const { open, exchange } = place;
  const filled = { ...open.draft, files: open.files };
  const missing = exchange.form.has('later') ? [] : missingPapers(open.version.definition, filled);
  if (missing.length === 0) return onward(place, open);
  const errors = missing.map((id) => ({
    field: fieldOf(id),
    message: vi.wizard.paperMissing(open.version.definition.papers.find((p) => p.id === id)?.name ?? id),
  }));
  return page(<PapersPage {...place} errors={errors} />, 422);
}

/** Without JavaScript: the chosen photos come with the form. */
async function receivePhotos(place: Place): Promise<Answer> {
  const { exchange, open } = place;
  const { taken, refused } = await takeFiles(exchange);
  for (const { field, fileId, name } of taken) {
    await addPaper(exchange.ctx, open, { paperId: paperOf(field), fileId, name });
  }
  if (refused.length === 0 && taken.length > 0) {
    return redirect(screenPath(open.draft.id, papersScreen), vi.wizard.paperAdded(taken.length));
  }
  const first = papersAsked(open.version.definition, open.draft.answers)[0]?.id ?? '';
  const errors = refused.length > 0 ? refused : [{ field: fieldOf(first), message: vi.wizard.paperChoose }];
  const now = await openDraft(exchange.ctx, open.draft.id);
  return page(<PapersPage {...place} open={now} errors={errors} />, 422);
}

/** From the island, after the last piece of a photo has arrived. */
async function attachUploaded({ ctx, params, form }: Exchange): Promise<Answer> {
  const open = await openDraft(ctx, params.draft ?? '');
  await addPaper(ctx, open, {
    paperId: form.get('paper'),
    fileId: form.get('file'),
    name: form.get('name'),
  });
  return json({ added: true });
}

const fieldOf = (paperId: string) => `anh-${paperId}`;
const paperOf = (field: string) => field.replace(/^anh-/, '');

function PapersPage(props: Place & { readonly errors: readonly FieldMistake[] }): VNode {
  const { open, screen, errors } = props;
  const papers = papersAsked(open.version.definition, open.draft.answers);
  return (
    <ScreenPage
      {...props}
      screen={screen.id}
      title={vi.wizard.papersTitle}
      errors={errors}
      keeps={false}
      before={
        <>
          <p>{vi.wizard.papersHelp}</p>
          {papers.map((paper) => (
            <PaperCard
              key={paper.id}
              draftId={open.draft.id}
              paper={paper}
              files={open.files.filter((file) => file.paper_id === paper.id)}
              error={errorOf(errors, fieldOf(paper.id))}
            />
          ))}
          <AtCounter papers={open.version.definition.papers.filter((paper) => !paper.photo && !paper.when)} />
        </>
      }
    />
  );
}

function AtCounter({ papers }: { readonly papers: readonly Paper[] }): VNode | null {
  if (papers.length === 0) return null;
  return (
    <Inset title={vi.wizard.papersAtCounter}>
      <ul>
        {papers.map((paper) => (
          <li key={paper.id}>{paper.name}</li>
        ))}
      </ul>
    </Inset>
  );
}

interface PaperCardProps {
  readonly draftId: string;
  readonly paper: Paper;
  readonly files: readonly DraftFile[];
  readonly error?: string;
}

/** One paper: what it is, the photos that are there, and one more. */
function PaperCard({ draftId, paper, files, error }: PaperCardProps): VNode {
  const action = screenPath(draftId, papersScreen);
  return (
    <section class="paper stack">
      <h2>{paper.name}</h2>
      <p>
        <Tag colour={files.length > 0 ? 'green' : paper.required ? 'amber' : 'grey'}>
          {files.length > 0
            ? vi.wizard.paperCount(files.length)
            : paper.required
              ? vi.wizard.paperRequired
              : vi.wizard.paperOptional}
        </Tag>
      </p>
      {paper.help && <p>{paper.help}</p>}
      {files.length > 0 && (
        <ul class="files">
          {files.map((file, i) => (
            <li key={file.file_id}>
              <span class="file-picture">
                <img src={`/tep/${file.file_id}/xem?nho=1`} alt="" loading="lazy" width="64" height="64" />
              </span>
              <div>
                <a href={`/tep/${file.file_id}/xem`}>{vi.wizard.paperFile(i + 1)}</a>
              </div>
              <Form action={`${action}/xoa`}>
                <input type="hidden" name="file" value={file.file_id} />
                <Button look="plain" icon="trash">
                  {vi.wizard.paperRemove(i + 1)}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Island
        name="photo-upload"
        props={{ paper: paper.id, attach: `${action}/gan`, remove: `${action}/xoa` }}
      >
        <Form action={`${action}/anh`} upload>
          <FileBox name={fieldOf(paper.id)} label={vi.wizard.paperAdd} multiple error={error} />
          <Buttons>
            <Button look="secondary" icon="upload">
              {vi.wizard.paperSend}
            </Button>
          </Buttons>
        </Form>
      </Island>
    </section>
  );
}
