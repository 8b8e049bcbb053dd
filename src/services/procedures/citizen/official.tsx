import type { ComponentChildren } from 'preact';
import { Details, Table } from '#engines/ui';
import type { Official as OfficialText } from '../procedure.ts';
import { vi } from './vi.ts';

interface OfficialProps {
  readonly text: OfficialText;
}

/** The national portal's own words, unchanged, folded away behind our account of the procedure. */
export const OfficialFolded = ({ text }: OfficialProps) => (
  <Details summary={vi.page.officialText}>
    {partsOf(text).map(({ title, body }) => (
      <div key={title} class="stack">
        <h3>{title}</h3>
        {body}
      </div>
    ))}
  </Details>
);

/** The portal's words as the page itself: what to bring is open, the long rest is folded part by part. */
export const OfficialWhole = ({ text }: OfficialProps) => (
  <>
    <h2>{vi.page.officialText}</h2>
    {partsOf(text).map(({ title, body, open }) => (
      <Details key={title} summary={title} open={open}>
        {body}
      </Details>
    ))}
  </>
);

/** The portal's words with nothing folded, for paper. */
export const OfficialOpen = ({ text }: OfficialProps) => (
  <>
    {partsOf(text).map(({ title, body }) => (
      <div key={title} class="stack">
        <h2>{title}</h2>
        {body}
      </div>
    ))}
  </>
);

interface Part {
  readonly title: string;
  readonly body: ComponentChildren;
  readonly open: boolean;
}

function partsOf(text: OfficialText): readonly Part[] {
  const { official } = vi;
  const parts: readonly (Part & { readonly empty: boolean })[] = [
    part(official.who, <p>{text.applicants}</p>, text.applicants === '', true),
    part(vi.page.bring, <PaperGroups text={text} />, text.papers.length === 0, true),
    part(official.channels, <Channels text={text} />, text.channels.length === 0, true),
    part(vi.page.result, <p>{text.result}</p>, text.result === '', true),
    part(vi.page.order, <Paragraphs text={text.order} />, text.order === ''),
    part(vi.page.conditions, <Paragraphs text={text.conditions} />, text.conditions === ''),
    part(vi.page.advice, <List lines={text.advice} />, text.advice.length === 0),
    part(official.competent, <p>{text.competent}</p>, text.competent === ''),
    part(
      vi.page.bases,
      <List lines={[text.decision, ...text.bases].filter(Boolean)} />,
      text.bases.length === 0 && text.decision === '',
    ),
  ];
  return parts.filter((one) => !one.empty);
}

const part = (title: string, body: ComponentChildren, empty: boolean, open = false) => ({
  title,
  body,
  empty,
  open,
});

const PaperGroups = ({ text }: OfficialProps) => (
  <>
    {text.papers.map((group) => (
      <div key={group.group}>
        {group.group && <p>{group.group}</p>}
        <List
          lines={group.items.map(
            (item) => `${item.name} (${vi.official.copies(item.originals, item.copies)})`,
          )}
        />
      </div>
    ))}
  </>
);

/** The portal prints limit and fee by channel; a number without a unit promises nothing and is not shown as one. */
const Channels = ({ text }: OfficialProps) => (
  <Table<OfficialText['channels'][number]>
    caption={vi.official.channels}
    hideCaption
    rows={text.channels}
    rowKey={(row) => JSON.stringify(row)}
    columns={[
      { key: 'channel', title: vi.official.channel, cell: (row) => row.channel },
      {
        key: 'limit',
        title: vi.page.limit,
        cell: (row) =>
          row.number !== null && row.unit
            ? vi.official.limit(row.number, vi.official.units[row.unit])
            : vi.official.noLimit,
      },
      { key: 'fee', title: vi.page.fee, cell: (row) => row.fee || vi.official.noFee },
    ]}
  />
);

const List = (props: { readonly lines: readonly string[] }) => (
  <ul>
    {props.lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

const Paragraphs = (props: { readonly text: string }) => (
  <>
    {props.text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => (
        <p key={line}>{line}</p>
      ))}
  </>
);
