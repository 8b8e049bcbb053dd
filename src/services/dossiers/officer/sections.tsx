import type { VNode } from 'preact';
import { explainSkipped, formatDate, formatDateTime, formatRun } from '#engines/calendar';
import { maskIdentity, showPartialDate, showPhone } from '#engines/people';
import {
  Button,
  Details,
  Form,
  formatMoney,
  Inset,
  MessageThread,
  SummaryList,
  type SummaryRow,
  Table,
  TextArea,
  Timeline,
} from '#engines/ui';
import type { Quote } from '#services/procedures';
import { stateOf, states, type Verb, verbs } from '../dossier.ts';
import type { WholeDossier } from '../look.ts';
import type { PostName } from './post-names.ts';
import { vi } from './vi.ts';

interface Of {
  readonly whole: WholeDossier;
}

export function Facts({ whole, posts }: Of & { readonly posts: readonly PostName[] }): VNode {
  const { c, d, version } = whole;
  const moment = (at: Date | null) => (at ? formatDateTime(at) : vi.notYet);
  const rows: (SummaryRow | false)[] = [
    { label: vi.subject, value: c.subject_name },
    { label: vi.filer, value: c.filer_name },
    { label: vi.phone, value: c.filer_phone ? showPhone(c.filer_phone) : vi.notYet },
    { label: vi.channel, value: channelOf(whole) },
    {
      label: vi.caseChoice,
      value: version.definition.cases.find((k) => k.id === d.case_choice)?.label ?? d.case_choice,
    },
    { label: vi.delivery, value: vi.deliveries[d.delivery.how ?? ''] ?? vi.notYet },
    { label: vi.submittedAt, value: moment(c.submitted_at) },
    { label: vi.receivedAt, value: moment(c.received_at) },
    { label: vi.promisedAt, value: moment(c.due_at ?? d.promised_at) },
    {
      label: vi.holder,
      value: posts.find((p) => p.id === c.assignee_post_id)?.label ?? vi.nobody,
    },
    {
      label: vi.step,
      value: version.definition.steps.find((s) => s.id === c.step)?.title ?? vi.notYet,
    },
    { label: vi.fee, value: feeOf(d.quote) },
    d.waiting_for !== null && { label: vi.systemWaits, value: d.waiting_for },
    d.system_number !== null && { label: vi.systemNumber, value: d.system_number },
    d.proposal !== null && { label: vi.proposal, value: d.proposal },
    { label: vi.versionOf, value: `${version.code}, ${formatDate(version.valid_from)}` },
  ];
  return <SummaryList title={vi.facts} rows={rows.filter((row) => row !== false)} />;
}

/** What another system filed is named as such: the officer knows whom to ask. */
function channelOf({ d, trail }: WholeDossier): string {
  const filing = trail.find((step) => step.from_state === null);
  if (filing?.actor_kind === 'client') return vi.throughSystem(filing.actor_name);
  return vi.channels[d.channel] ?? d.channel;
}

const feeOf = (quote: Quote | null): string => {
  if (!quote || quote.lines.length === 0) return formatMoney(0);
  return quote.total === null ? vi.feeUnknown : formatMoney(quote.total);
};

/** The legal clock with every day that did not count, and why. */
export function Clock({ whole }: Of): VNode {
  const { c, due, pauses } = whole;
  return (
    <section>
      <h2>{vi.clock}</h2>
      {!c.received_at && <p>{vi.clockNone}</p>}
      {due.kind === 'undecided' && c.received_at && (
        <Inset tone="warning">
          <p>{vi.clockUndecided(due.reason)}</p>
        </Inset>
      )}
      {due.kind === 'due' && <p>{vi.dueAt(formatDateTime(due.at))}</p>}
      {due.kind === 'due' && due.skipped.length > 0 && (
        <Details summary={vi.skipped}>
          <ul>
            {explainSkipped(due.skipped).map((run) => (
              <li key={run.from}>{formatRun(run)}</li>
            ))}
          </ul>
        </Details>
      )}
      {pauses.map((p) => (
        <Inset key={p.from_at.toISOString()} tone="neutral" title={vi.paused(p.reason, p.paper)}>
          <p>
            {vi.pauseFromTo(formatDateTime(p.from_at), p.to_at ? formatDateTime(p.to_at) : vi.stillPaused)}
          </p>
        </Inset>
      ))}
    </section>
  );
}

export function Answers({ whole }: Of): VNode {
  return (
    <section>
      <h2>{vi.answers}</h2>
      {whole.readable.map((group) => (
        <SummaryList
          key={`${group.group}${group.index ?? ''}`}
          title={group.title}
          rows={group.rows.map((row) => ({ label: row.label, value: row.value }))}
        />
      ))}
    </section>
  );
}

export function Papers({ whole }: Of): VNode {
  const { c, attachments, version } = whole;
  const nameOf = (id: string) => version.definition.papers.find((p) => p.id === id)?.name ?? id;
  return (
    <section>
      <h2>{vi.papers}</h2>
      {attachments.length === 0 && <p>{vi.noPapers}</p>}
      <ul class="files">
        {attachments.map((file) => (
          <li key={file.id}>
            <span class="file-picture">
              <img
                src={`/ho-so/${c.number}/tep/${file.file_id}?nho=1`}
                alt=""
                loading="lazy"
                width="64"
                height="64"
              />
            </span>
            <div>
              <a href={`/ho-so/${c.number}/tep/${file.file_id}`}>{nameOf(file.paper_id)}</a>
              <p class="hint">
                {file.name} · {formatDateTime(file.added_at)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Results({ whole }: Of): VNode | null {
  if (whole.results.length === 0) return null;
  return (
    <SummaryList
      title={vi.results}
      rows={whole.results.map((r) => ({
        label: r.number ? `${r.title}, ${r.number}` : r.title,
        value: r.file_id ? (
          <a href={`/ho-so/${whole.c.number}/tep/${r.file_id}`}>{formatDateTime(r.issued_at)}</a>
        ) : (
          formatDateTime(r.issued_at)
        ),
      }))}
    />
  );
}

export function Supplements({ whole }: Of): VNode | null {
  if (whole.supplements.length === 0) return null;
  return (
    <section>
      <h2>{vi.supplements}</h2>
      {whole.supplements.map((s) => (
        <Inset
          key={s.asked_at.toISOString()}
          tone={s.answered_at ? 'neutral' : 'warning'}
          title={`${formatDateTime(s.asked_at)}, ${s.asked_by}`}
        >
          <p>{s.reason}</p>
          <ul>
            {s.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <p>
            {s.answered_at ? `${vi.answered} ${formatDateTime(s.answered_at)}` : vi.waiting}
            {s.answer && `: ${s.answer}`}
          </p>
        </Inset>
      ))}
    </section>
  );
}

export function Persons({ whole, revealed }: Of & { readonly revealed: boolean }): VNode {
  const rows = [
    ...whole.persons.map((person) => ({
      person,
      role: person.id === whole.c.subject_person_id ? vi.subject : vi.filer,
    })),
    ...whole.kin.map(({ kind, person }) => ({ person, role: vi.kinKinds[kind] ?? kind })),
  ];
  return (
    <Table
      caption={vi.person}
      hideCaption
      rows={rows}
      rowKey={(row) => `${row.role}${row.person.id}`}
      columns={[
        { key: 'role', title: vi.role, cell: (row) => row.role },
        { key: 'name', title: vi.name, cell: (row) => row.person.name },
        {
          key: 'birth',
          title: vi.birth,
          cell: (row) => (revealed ? showPartialDate(row.person.birth) : row.person.birth.slice(0, 4)),
        },
        {
          key: 'number',
          title: vi.identityNumber,
          cell: (row) =>
            revealed ? (row.person.identity_number ?? vi.notYet) : maskIdentity(row.person.identity_number),
        },
        { key: 'address', title: vi.address, cell: (row) => (revealed ? row.person.address : '•••') },
      ]}
    />
  );
}

export function Messages({ whole, canSay }: Of & { readonly canSay: boolean }): VNode {
  return (
    <section>
      <h2>{vi.messages}</h2>
      <MessageThread
        messages={whole.messages.map((m) => ({
          from: m.author,
          at: formatDateTime(m.at),
          text: m.body,
          mine: m.author_kind === 'officer',
        }))}
      />
      {canSay && (
        <Form action={`/can-bo/ho-so/${whole.c.number}/nhan`} once>
          <TextArea name="words" label={vi.say} rows={2} />
          <Button look="secondary" icon="send">
            {vi.send}
          </Button>
        </Form>
      )}
    </section>
  );
}

export function History({ whole, posts }: Of & { readonly posts: readonly PostName[] }): VNode {
  return (
    <section>
      <h2>{vi.history}</h2>
      <Timeline
        items={whole.trail.map((line, i) => ({
          title: `${states[stateOf(line.to_state)].name}: ${verbs[line.verb as Verb] ?? line.verb}`,
          at: formatDateTime(line.at),
          by: line.actor_name,
          text: [
            line.reason,
            line.paper,
            line.assignee_post_id &&
              `${vi.holder}: ${posts.find((p) => p.id === line.assignee_post_id)?.label ?? ''}`,
          ]
            .filter(Boolean)
            .join(' · '),
          state: i === whole.trail.length - 1 && !whole.c.ended_at ? ('now' as const) : ('done' as const),
        }))}
      />
    </section>
  );
}
