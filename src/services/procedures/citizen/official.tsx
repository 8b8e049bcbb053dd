import { Details } from '#engines/ui';
import type { Official as OfficialText } from '../procedure.ts';
import { vi } from './vi.ts';

/** The national portal's own words, unchanged, with their lines kept. */
export function Official(props: { readonly text: OfficialText; readonly open: boolean }) {
  const { text } = props;
  return (
    <Details summary={vi.page.officialText} open={props.open}>
      <h3>{vi.page.order}</h3>
      <Paragraphs text={text.order} />
      <h3>{vi.page.bring}</h3>
      {text.papers.map((group) => (
        <div key={group.group}>
          {group.group && <p>{group.group}</p>}
          <ul>
            {group.items.map((item) => (
              <li key={item.name}>{item.name}</li>
            ))}
          </ul>
        </div>
      ))}
      {text.advice.length > 0 && (
        <ul>
          {text.advice.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <h3>{vi.page.conditions}</h3>
      <Paragraphs text={text.conditions} />
      <h3>{vi.page.bases}</h3>
      <ul>
        {text.bases.map((basis) => (
          <li key={basis}>{basis}</li>
        ))}
      </ul>
    </Details>
  );
}

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
