import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Checkboxes,
  errorOf,
  type FieldMistake,
  FileBox,
  Form,
  Inset,
  Radios,
  TextArea,
} from '#engines/ui';
import type { Exchange } from '#engines/web';
import { stateOf } from '../dossier.ts';
import type { OwnDossier } from './own-dossier.ts';
import type { Taken } from './uploads.ts';
import { vi } from './vi.ts';

export interface TrackingPageProps {
  readonly exchange: Exchange;
  readonly own: OwnDossier;
  readonly errors?: readonly FieldMistake[];
  /** An answer to a supplement request that came back. */
  readonly begun?: { readonly words: string; readonly photos: readonly Taken[] };
}

/** `anh-0|file|name`: a photo that is stored already, while the rest is corrected. */
export const keptPhotoField = 'da-nhan';

type ToDoProps = TrackingPageProps & { readonly errors: readonly FieldMistake[] };

/** What she must do now, if anything; with the boxes to do it in. */
export function ToDo(props: ToDoProps): VNode {
  const { own, errors } = props;
  const { c } = own;
  if (c.state === 'supplement' && c.facet3 === 'citizen') return <Supplement {...props} />;
  if (own.isFiler && c.state === 'handed-over' && !own.rating) return <Rate own={own} errors={errors} />;
  const todo = vi.track.todo[stateOf(c.state)];
  return todo ? (
    <Inset tone="warning" title={vi.track.todoTitle}>
      {todo}
    </Inset>
  ) : (
    <Inset tone="ok">{c.ended_at ? vi.track.ended : vi.track.nothingToDo}</Inset>
  );
}

/** Exactly what is asked, and the boxes to answer it in. */
function Supplement({ own, errors, begun }: ToDoProps): VNode {
  const asked = own.supplements.findLast((one) => !one.answered_at);
  return (
    <section class="stack">
      <Inset tone="warning" title={vi.supplement.title}>
        {asked?.reason && <p>{asked.reason}</p>}
        <ol>
          {(asked?.items ?? []).map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      </Inset>
      <Form action={`/ho-so/${own.c.number}/bo-sung`} upload>
        {begun?.photos.map(({ field, fileId, name }) => (
          <p key={fileId}>
            <input type="hidden" name={keptPhotoField} value={`${field}|${fileId}|${name}`} />
            {vi.supplement.kept(name)}
          </p>
        ))}
        {(asked?.items ?? []).map((item, i) => (
          <FileBox
            key={item}
            name={`anh-${i}`}
            label={vi.supplement.photo(item)}
            error={errorOf(errors, `anh-${i}`)}
            multiple
            optional
            listed
          />
        ))}
        <TextArea
          name="words"
          label={vi.supplement.words}
          hint={vi.supplement.wordsHint}
          error={errorOf(errors, 'words')}
          value={begun?.words}
          optional
        />
        <Buttons>
          <Button icon="send">{vi.supplement.send}</Button>
        </Buttons>
      </Form>
    </section>
  );
}

/** Once, after the result; three levels as at the counter, the six criteria only if she wants to. */
function Rate({
  own,
  errors,
}: {
  readonly own: OwnDossier;
  readonly errors: readonly FieldMistake[];
}): VNode {
  return (
    <section class="stack">
      <Form action={`/ho-so/${own.c.number}/danh-gia`}>
        <Radios
          name="score"
          label={vi.rate.title}
          isHeading
          error={errorOf(errors, 'score')}
          options={[
            { value: '3', label: vi.rate.levels[3] },
            { value: '2', label: vi.rate.levels[2] },
            { value: '1', label: vi.rate.levels[1] },
          ]}
        />
        <Checkboxes
          name="criteria"
          label={vi.rate.better}
          optional
          options={vi.rate.criteria.map((label) => ({ value: label, label }))}
        />
        <TextArea name="words" label={vi.rate.words} optional rows={3} maxLength={800} />
        <Buttons>
          <Button>{vi.rate.send}</Button>
        </Buttons>
      </Form>
    </section>
  );
}
