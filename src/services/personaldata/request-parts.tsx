import { formatDateTime } from '#engines/calendar';
import type { trailOf } from '#engines/cases';
import { Inset, LinkButton, SummaryList, Tag, Timeline } from '#engines/ui';
import { isRight, requestKind } from './request.ts';
import type { DataRequest } from './requests.ts';
import { vi } from './vi/index.ts';

const words = vi.requests;
const colours = {
  sent: 'blue',
  open: 'blue',
  answered: 'green',
  refused: 'amber',
  withdrawn: 'grey',
} as const;

export const rightTitle = (right: string): string => (isRight(right) ? vi.rights[right].title : right);

export function RequestState({ state }: { readonly state: string }) {
  const colour = colours[state as keyof typeof colours] ?? 'grey';
  return <Tag colour={colour}>{requestKind.states[state]?.name ?? state}</Tag>;
}

/** A limit that was not compared with the gazette says so wherever it stands. */
export function Facts({ one }: { readonly one: DataRequest }) {
  const { c, r } = one;
  const source = `${words.source} ${r.limit_source}${r.limit_checked ? '' : ` (${words.unchecked})`}`;
  return (
    <SummaryList
      rows={[
        { label: words.right, value: rightTitle(r.right) },
        { label: vi.office.from, value: c.filer_name },
        ...(c.subject_name === c.filer_name ? [] : [{ label: vi.office.about, value: c.subject_name }]),
        { label: words.yourWords, value: r.words || '–' },
        { label: vi.office.sentAt, value: formatDateTime(c.submitted_at) },
        {
          label: words.due,
          value: (
            <>
              {c.due_at ? formatDateTime(c.due_at) : words.noDue}
              <br />
              <span class="hint">{source}</span>
            </>
          ),
        },
        ...(r.extended_reason ? [{ label: words.extended, value: r.extended_reason }] : []),
      ]}
    />
  );
}

export const Steps = ({ trail }: { readonly trail: Awaited<ReturnType<typeof trailOf>> }) => (
  <>
    <h2>{words.history}</h2>
    <Timeline
      items={trail
        .map((step) => ({
          title: capital(requestKind.verbs[step.verb] ?? step.verb),
          at: formatDateTime(step.at),
          by: step.actor_name,
          text: step.reason ?? undefined,
          state: 'done' as const,
        }))
        .reverse()}
    />
  </>
);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Instead of a button that would refuse whoever has shown no more than a telephone. */
export const ProveFirst = () => (
  <Inset tone="warning">
    <div class="stack">
      <p>{vi.requests.proveFirst}</p>
      <LinkButton href="/toi/muc-xac-thuc" look="secondary">
        {vi.requests.proveLink}
      </LinkButton>
    </div>
  </Inset>
);
