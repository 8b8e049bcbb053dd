import type { VNode } from 'preact';
import { formatDateTime } from '#engines/calendar';
import {
  Button,
  Buttons,
  Checkboxes,
  CitizenPage,
  Details,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  FileField,
  Form,
  Inset,
  LinkButton,
  MessageThread,
  Radios,
  SummaryList,
  type SummaryRow,
  Tag,
  TextArea,
  Timeline,
  type TimelineItem,
} from '#engines/ui';
import type { Exchange } from '#engines/web';
import { stateOf } from '../dossier.ts';
import type { OwnDossier } from './own-dossier.ts';
import { placeNow, plainStatus } from './status.ts';
import { vi } from './vi.ts';

export interface TrackingPageProps {
  readonly exchange: Exchange;
  readonly own: OwnDossier;
  readonly errors?: readonly FieldMistake[];
}

/** What is happening to it, when it will be ready, where it lies, and what she must do now. */
export function TrackingPage(props: TrackingPageProps): VNode {
  const { exchange, own } = props;
  const { c } = own;
  const errors = props.errors ?? [];
  const status = plainStatus(c);
  return (
    <CitizenPage
      exchange={exchange}
      title={c.title}
      caption={vi.track.caption(c.number)}
      hasErrors={errors.length > 0}
      back={{ href: '/ho-so', label: vi.mine.title }}
    >
      <ErrorSummary errors={errors} />
      <p>
        <Tag colour={status.colour}>{status.label}</Tag>
      </p>
      <p>{status.sentence}</p>
      <ToDo {...props} errors={errors} />
      <SummaryList rows={factRows(own)} />
      <Results own={own} />
      <h2>{vi.track.timeline}</h2>
      <Timeline items={timelineOf(own)} />
      <Talk own={own} errors={errors} />
      <Filing own={own} />
      {own.mayWithdraw && (
        <p>
          <a href={`/ho-so/${c.number}/rut`}>{vi.withdraw.link}</a>
        </p>
      )}
    </CitizenPage>
  );
}

function ToDo({ own, errors }: TrackingPageProps & { readonly errors: readonly FieldMistake[] }): VNode {
  const { c } = own;
  if (c.state === 'supplement' && c.facet3 === 'citizen') return <Supplement own={own} errors={errors} />;
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
function Supplement({
  own,
  errors,
}: {
  readonly own: OwnDossier;
  readonly errors: readonly FieldMistake[];
}): VNode {
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
        {(asked?.items ?? []).map((item, i) => (
          <FileField key={item} name={`anh-${i}`} label={vi.supplement.photo(item)} multiple optional />
        ))}
        <TextArea
          name="words"
          label={vi.supplement.words}
          hint={vi.supplement.wordsHint}
          error={errorOf(errors, 'words')}
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

function factRows({ c, d, unit, pauses }: OwnDossier) {
  const running = pauses.find((pause) => !pause.to_at);
  const rows: SummaryRow[] = [];
  if (!c.decided_at && !c.ended_at) rows.push({ label: vi.track.expected, value: expectedOf(c, d) });
  if (running) rows.push({ label: vi.track.paused, value: running.reason });
  const place = placeNow(c, unit?.full_name ?? '');
  if (place) rows.push({ label: vi.track.place, value: place });
  rows.push({ label: vi.track.sent, value: formatDateTime(c.submitted_at) });
  if (c.received_at) rows.push({ label: vi.track.received, value: formatDateTime(c.received_at) });
  if (c.subject_name !== c.filer_name) rows.push({ label: vi.track.subject, value: c.subject_name });
  if (d.delivery.how) rows.push({ label: vi.check.delivery, value: vi.wizard.ways[d.delivery.how].label });
  return rows;
}

function expectedOf(c: OwnDossier['c'], d: OwnDossier['d']): string {
  if (c.paused_at) return vi.track.duePaused;
  if (c.due_at) return formatDateTime(c.due_at);
  if (d.provisional_due_at && !c.received_at)
    return vi.track.dueProvisional(formatDateTime(d.provisional_due_at));
  return vi.track.dueUnknown;
}

function Results({ own }: { readonly own: OwnDossier }): VNode | null {
  if (own.results.length === 0) return null;
  return (
    <section class="stack">
      <h2>{vi.track.results}</h2>
      {own.results.map((result) => (
        <p key={result.id}>
          {result.file_id ? (
            <LinkButton href={`/ho-so/${own.c.number}/tep/${result.file_id}`} icon="download">
              {vi.track.download(result.title)}
            </LinkButton>
          ) : (
            result.title
          )}
        </p>
      ))}
    </section>
  );
}

/** The office's own comings and goings are left out: she is told what changes for her. */
export function timelineOf(own: Pick<OwnDossier, 'trail' | 'c'>): TimelineItem[] {
  const told: Readonly<Record<string, string>> = vi.verbs;
  const items = own.trail.flatMap((step): TimelineItem[] => {
    const title = told[step.verb];
    if (!title) return [];
    const mine = step.actor_kind === 'citizen';
    return [
      {
        title,
        at: formatDateTime(step.at),
        by: mine ? undefined : step.actor_name,
        text: step.reason || undefined,
        state: 'done',
      },
    ];
  });
  return items.reverse();
}

function Talk({
  own,
  errors,
}: {
  readonly own: OwnDossier;
  readonly errors: readonly FieldMistake[];
}): VNode {
  return (
    <section id="nhan-tin" class="stack">
      <h2>{vi.talk.title}</h2>
      {own.messages.length > 0 && (
        <MessageThread
          messages={own.messages.map((message) => ({
            from: message.author,
            at: formatDateTime(message.at),
            text: message.body,
            mine: message.author_kind === 'citizen',
          }))}
        />
      )}
      <Form action={`/ho-so/${own.c.number}/nhan`}>
        <TextArea
          name="message"
          label={vi.talk.label}
          hint={vi.talk.hint}
          error={errorOf(errors, 'message')}
          rows={3}
          maxLength={2000}
        />
        <Buttons>
          <Button look="secondary" icon="send">
            {vi.talk.send}
          </Button>
        </Buttons>
      </Form>
    </section>
  );
}

/** A copy of what she filed. */
function Filing({ own }: { readonly own: OwnDossier }): VNode {
  return (
    <Details summary={vi.track.filing}>
      {own.filing.map((group) => (
        <SummaryList key={`${group.group}${group.index ?? ''}`} title={group.title} rows={group.rows} />
      ))}
      {own.attachments.length > 0 && (
        <>
          <h3>{vi.check.papers}</h3>
          <ul>
            {own.attachments.map((file) => (
              <li key={file.id}>
                <a href={`/ho-so/${own.c.number}/tep/${file.file_id}`}>
                  {own.version.definition.papers.find((paper) => paper.id === file.paper_id)?.name ??
                    file.name}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Details>
  );
}
