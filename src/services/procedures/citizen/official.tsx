import type { ComponentChildren } from 'preact';
import { Details } from '#engines/ui';
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

interface Part {
  readonly title: string;
  readonly body: ComponentChildren;
  readonly open: boolean;
}

function partsOf(text: OfficialText): readonly Part[] {
  const parts: readonly (Part & { readonly empty: boolean })[] = [
    {
      title: vi.page.bring,
      body: <PaperGroups text={text} />,
      open: true,
      empty: text.papers.length === 0,
    },
    {
      title: vi.page.order,
      body: <Paragraphs text={text.order} />,
      open: false,
      empty: text.order === '',
    },
    {
      title: vi.page.conditions,
      body: <Paragraphs text={text.conditions} />,
      open: false,
      empty: text.conditions === '',
    },
    {
      title: vi.page.advice,
      body: <List lines={text.advice} />,
      open: false,
      empty: text.advice.length === 0,
    },
    {
      title: vi.page.bases,
      body: <List lines={text.bases} />,
      open: false,
      empty: text.bases.length === 0,
    },
  ];
  return parts.filter((part) => !part.empty);
}

const PaperGroups = ({ text }: OfficialProps) => (
  <>
    {text.papers.map((group) => (
      <div key={group.group}>
        {group.group && <p>{group.group}</p>}
        <List lines={group.items.map((item) => item.name)} />
      </div>
    ))}
  </>
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
