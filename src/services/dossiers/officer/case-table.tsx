import type { VNode } from 'preact';
import { formatDate, formatDateTime } from '#engines/calendar';
import { type Case, type Timing, timingOf } from '#engines/cases';
import { EmptyState, Table, Tag, type TagColour } from '#engines/ui';
import { type DossierState, stateOf, states } from '../dossier.ts';
import type { Moments } from './queues.ts';
import { vi } from './vi.ts';

const stateColours: Readonly<Record<DossierState, TagColour>> = {
  submitted: 'blue',
  received: 'blue',
  refused: 'grey',
  processing: 'violet',
  supplement: 'amber',
  'awaiting-payment': 'amber',
  withdrawn: 'grey',
  stopped: 'grey',
  decided: 'green',
  'handed-over': 'green',
};

export function StateTag(props: { readonly state: string }): VNode {
  const state = stateOf(props.state);
  return <Tag colour={stateColours[state]}>{states[state].name}</Tag>;
}

const timingColours: Readonly<Record<Timing, TagColour>> = {
  'no-clock': 'grey',
  paused: 'grey',
  running: 'green',
  'due-soon': 'amber',
  late: 'red',
  early: 'green',
  'on-time': 'green',
  'was-late': 'red',
};

/** In words first; the colour only helps to find it again. */
export function TimingTag(props: { readonly c: Case; readonly at: Moments }): VNode {
  const timing = timingOf(props.c, props.at.now, props.at.soon);
  return <Tag colour={timingColours[timing]}>{vi.timing[timing]}</Tag>;
}

export function CaseTable(props: {
  readonly caption: string;
  readonly rows: readonly Case[];
  readonly at: Moments;
  /** Who holds it, by post. */
  readonly posts: ReadonlyMap<string, string>;
  readonly empty: string;
}): VNode {
  return (
    <Table<Case>
      caption={props.caption}
      rows={props.rows}
      rowKey={(c) => c.id}
      href={(c) => `/can-bo/ho-so/${c.number}`}
      empty={
        <EmptyState title={props.empty}>
          <p>{vi.emptyHelp}</p>
        </EmptyState>
      }
      columns={[
        { key: 'number', title: vi.columns.number, whole: true, cell: (c) => c.number },
        {
          key: 'what',
          title: vi.columns.what,
          cell: (c) => (
            <>
              {c.title}
              <br />
              <strong>{c.subject_name}</strong>
            </>
          ),
        },
        { key: 'filer', title: vi.columns.filer, cell: (c) => c.filer_name },
        { key: 'state', title: vi.columns.state, cell: (c) => <StateTag state={c.state} /> },
        {
          key: 'due',
          title: vi.columns.due,
          cell: (c) => (
            <>
              <TimingTag c={c} at={props.at} />
              {c.due_at && <span class="hint"> {formatDateTime(c.due_at)}</span>}
            </>
          ),
        },
        {
          key: 'who',
          title: vi.columns.who,
          cell: (c) => (c.assignee_post_id && props.posts.get(c.assignee_post_id)) || vi.nobody,
        },
        { key: 'at', title: vi.columns.at, cell: (c) => formatDate(c.submitted_at) },
      ]}
    />
  );
}
