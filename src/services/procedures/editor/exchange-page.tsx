import { requirePermission } from '#engines/access';
import { Refusal } from '#engines/database';
import { Button, ErrorSummary, Form, LinkButton, OfficerPage } from '#engines/ui';
import { type Answer, type Exchange, page, readFiles, redirect } from '#engines/web';
import { isEqual, startChange } from '#services/changes';
import { exportCatalogue, exportName, overlaid, readCatalogueFile } from './catalogue-file.ts';
import { changedCodes, wholeCatalogue } from './catalogue-kind.ts';
import { home } from './list-page.tsx';
import { vi } from './vi.ts';

const largest = 8 * 1024 * 1024;

export function showExchange(exchange: Exchange, error = ''): Answer {
  requirePermission(exchange.ctx, 'procedures.edit');
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.exchange.title}
      back={{ href: home, label: vi.versions.back }}
      hasErrors={error !== ''}
    >
      <ErrorSummary
        errors={error
          .split('\n')
          .filter(Boolean)
          .map((message) => ({ field: 'tep', message }))}
      />
      <p>{vi.exchange.lead}</p>
      <p>
        <LinkButton href={`${home}/xuat`} icon="download">
          {vi.exchange.export}
        </LinkButton>
      </p>
      <h2>{vi.exchange.import}</h2>
      <Form action={`${home}/nhap-tep`} upload>
        <div class="field">
          <label class="label" for="f-tep">
            {vi.exchange.file}
          </label>
          <p class="hint" id="f-tep-hint">
            {vi.exchange.fileHint}
          </p>
          <input
            id="f-tep"
            type="file"
            name="tep"
            accept="application/json,.json"
            aria-describedby="f-tep-hint"
          />
        </div>
        <Button icon="upload" look="secondary">
          {vi.exchange.look}
        </Button>
      </Form>
    </OfficerPage>,
    error ? 422 : 200,
  );
}

export async function download({ ctx }: Exchange): Promise<Answer> {
  requirePermission(ctx, 'procedures.edit');
  const file = await exportCatalogue(ctx);
  const stream = Buffer.from(`${JSON.stringify(file, null, 1)}\n`);
  return {
    kind: 'file',
    stream,
    type: 'application/json; charset=utf-8',
    name: exportName(file),
    length: stream.length,
  };
}

/** A file becomes one change of the whole catalogue, compared with what is in force, for the second person. */
export async function upload(exchange: Exchange): Promise<Answer> {
  const { ctx } = exchange;
  requirePermission(ctx, 'procedures.edit');
  try {
    const data = readCatalogueFile(await textOf(exchange));
    const current = await wholeCatalogue(ctx.db);
    const content = overlaid(current, data);
    if (isEqual(current, content)) throw new Refusal('invalid', 'catalogue.same', vi.exchange.nothing);
    const changes = changedCodes(current, content);
    const added = changes.filter(([, , was]) => was === undefined).length;
    const same = new Set(data.procedures.map((one) => one.code)).size - changes.length;
    const id = await startChange(ctx, { kind: 'catalogue', subject: 'catalogue', content });
    return redirect(`/can-bo/thay-doi/${id}`, vi.exchange.drafted(added, changes.length - added, same));
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
    return showExchange(exchange, error.message);
  }
}

async function textOf(exchange: Exchange): Promise<string> {
  let text: string | undefined;
  await readFiles(exchange, async (file) => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of file.stream) {
      size += (chunk as Buffer).length;
      if (size > largest) throw new Refusal('invalid', 'catalogue.too-big', vi.exchange.tooBig);
      chunks.push(chunk as Buffer);
    }
    text = Buffer.concat(chunks).toString('utf8');
  });
  if (!text) throw new Refusal('invalid', 'catalogue.no-file', vi.exchange.noFile);
  return text;
}
