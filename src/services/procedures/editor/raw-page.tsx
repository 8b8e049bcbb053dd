import { stringify } from 'yaml';
import { localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { Button, ErrorSummary, Form, OfficerPage, TextArea } from '#engines/ui';
import { type Answer, type Exchange, page, redirect } from '#engines/web';
import { isList, isRecord, type Json, markOf, openDraft, rewrite } from '#services/changes';
import { readProcedure } from '../read-file.ts';
import { contentOf, fileFrom } from './content.ts';
import { vi } from './vi.ts';

/** The draft as a file of our own form, for those who write faster than they click. */
export async function showRaw(exchange: Exchange): Promise<Answer> {
  const { change } = await draft(exchange);
  const file = fileFrom(
    change.subject,
    change.effective_from ?? localDate(exchange.ctx.now()),
    change.content,
  );
  return page(
    <RawPage
      exchange={exchange}
      title={change.title}
      text={stringify(kebabKeys(file))}
      mark={markOf(change.content)}
    />,
  );
}

export async function saveRaw(exchange: Exchange): Promise<Answer> {
  const { ctx, form, params } = exchange;
  const { change } = await draft(exchange);
  const text = form.get('van-ban');
  try {
    const read = readProcedure({ name: vi.raw.file, text });
    if (read.code !== change.subject)
      throw new Refusal('invalid', 'procedures.other-code', vi.raw.otherCode(change.subject));
    const content = contentOf(read);
    await rewrite(ctx, params.id ?? '', (seen) => ({ content, seen, expected: form.get('goc') }));
    return redirect(`/can-bo/thay-doi/${change.id}`, vi.raw.saved);
  } catch (error) {
    if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error;
    const again = { exchange, title: change.title, text, mark: markOf(change.content), error: error.message };
    return page(<RawPage {...again} />, 422);
  }
}

async function draft({ ctx, params }: Exchange) {
  const open = await openDraft(ctx, params.id ?? '');
  if (open.change.kind !== 'procedure')
    throw new Refusal('missing', 'procedures.no-version', vi.versions.missing);
  return open;
}

function RawPage(props: {
  readonly exchange: Exchange;
  readonly title: string;
  readonly text: string;
  readonly mark: string;
  readonly error?: string;
}) {
  const { error } = props;
  const id = props.exchange.params.id ?? '';
  return (
    <OfficerPage
      exchange={props.exchange}
      title={vi.raw.title}
      caption={props.title}
      back={{ href: `/can-bo/thay-doi/${id}` }}
      hasErrors={error !== undefined}
    >
      {error && <ErrorSummary errors={[{ field: 'van-ban', message: error }]} />}
      <p>{vi.raw.lead}</p>
      <Form action={`/can-bo/thu-tuc/nhap/${id}/van-ban`}>
        <input type="hidden" name="goc" value={props.mark} />
        <TextArea
          name="van-ban"
          label={vi.raw.text}
          rows={36}
          value={props.text}
          {...(error ? { error } : {})}
        />
        <Button icon="device-floppy">{vi.raw.save}</Button>
      </Form>
    </OfficerPage>
  );
}

/** Files write `plain-name` where the program says `plainName`. */
function kebabKeys(value: Json | undefined): Json | undefined {
  if (isList(value)) return value.map((item) => kebabKeys(item) ?? null);
  if (!isRecord(value)) return value;
  const kebab = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [kebab(key), kebabKeys(inner)]));
}
