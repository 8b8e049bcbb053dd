import type { ComponentChildren } from 'preact';
import { type Mandate, type Standing, standingOf } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { SummaryList, type SummaryRow, Tag, type TagColour } from '#engines/ui';
import { lastDay } from './people.ts';
import { vi } from './vi/index.ts';

const colours: Readonly<Record<Standing, TagColour>> = {
  asked: 'amber',
  'in-force': 'green',
  'not-yet': 'blue',
  lapsed: 'grey',
  ended: 'grey',
  died: 'grey',
};

export interface Use {
  readonly mandate_id: string;
  readonly number: string | null;
  readonly title: string | null;
  readonly at: Date;
}

/** How it stands, and who ended it; a consent that has done its work was not stopped by anybody. */
export function standingWords(mandate: Mandate, now: Date): string {
  const standing = standingOf(mandate, now);
  const { standings, ended, done } = vi.mine;
  if (standing !== 'ended' || mandate.end_reason === null) return standings[standing];
  return mandate.end_reason === 'done' ? done : `${standings.ended}, ${ended[mandate.end_reason]}`;
}

/** One mandate in words: who, for what, until when, how agreed, what was done. */
export function MandateCard(props: {
  readonly mandate: Mandate;
  readonly name: string;
  readonly uses: readonly Use[];
  readonly titles: ReadonlyMap<string, string>;
  readonly now: Date;
  /** The dossiers may be opened by whoever reads this. */
  readonly opens: boolean;
  readonly children?: ComponentChildren;
}) {
  const { mandate, uses, now } = props;
  const standing = standingOf(mandate, now);
  const words = vi.mine;
  const rows: SummaryRow[] = [
    {
      label: words.what,
      value:
        mandate.procedures === null
          ? words.everything
          : mandate.procedures.map((code) => props.titles.get(code) ?? code).join('; '),
    },
    { label: words.when, value: formatDateTime(mandate.consented_at ?? mandate.asked_at) },
    {
      label: words.until,
      value: mandate.kind === 'assistance' ? formatDateTime(mandate.valid_until) : lastDay(mandate),
    },
    {
      label: words.how,
      value: [words.ways[mandate.way], mandate.witness && words.witness(mandate.witness)]
        .filter(Boolean)
        .join(', '),
    },
    {
      label: words.did,
      value:
        uses.length === 0 ? (
          words.didNothing
        ) : (
          <ul>
            {uses.map((use) => (
              <li key={use.number ?? String(use.at)}>
                {use.number === null ? (
                  `${words.writing}, ${formatDateTime(use.at)}`
                ) : props.opens ? (
                  <a href={`/ho-so/${use.number}`}>{`${use.number}: ${use.title ?? ''}`}</a>
                ) : (
                  use.number
                )}
              </li>
            ))}
          </ul>
        ),
    },
  ];
  return (
    <section class="stack">
      <h3>{props.name}</h3>
      <p>
        <Tag colour={colours[standing]}>{standingWords(mandate, now)}</Tag>{' '}
        {words.kinds[mandate.kind] + (mandate.team ? `, ${mandate.team}` : '')}
      </p>
      <SummaryList rows={rows} />
      {props.children}
    </section>
  );
}
