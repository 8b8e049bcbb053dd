import { Inset, SummaryList } from '#engines/ui';
import { vi } from './vi.ts';

/** A sheet of codes to print, shown once. */
export function CodeSheet(props: { readonly codes: readonly string[]; readonly name: string }) {
  return (
    <section>
      <h2>{vi.codes.title}</h2>
      <p>{vi.codes.lead}</p>
      <Inset tone="warning">
        <p>{vi.codes.keep}</p>
      </Inset>
      <p>{vi.codes.of(props.name)}</p>
      <SummaryList
        rows={props.codes.map((code, i) => ({
          label: vi.codes.nth(i + 1),
          value: <code data-code>{`${code.slice(0, 4)} ${code.slice(4)}`}</code>,
        }))}
      />
      <p class="no-print">{vi.codes.print}</p>
    </section>
  );
}
