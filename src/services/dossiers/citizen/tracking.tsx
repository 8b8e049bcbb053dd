import type { VNode } from 'preact';
import { formatDateTime } from '#engines/calendar';
import {
  Button,
  Buttons,
  CitizenPage,
  Details,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  LinkButton,
  MessageThread,
  SummaryList,
  type SummaryRow,
  Tag,
  TextArea,
  Timeline,
  type TimelineItem,
} from '#engines/ui';
import type { OwnDossier } from './own-dossier.ts';
import { placeNow, plainStatus } from './status.ts';
import { ToDo, type TrackingPageProps } from './to-do.tsx';
import { vi } from './vi.ts';

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
function timelineOf(own: Pick<OwnDossier, 'trail' | 'c'>): TimelineItem[] {
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
      <Form action={`/ho-so/${own.c.number}/nhan`} once>
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
