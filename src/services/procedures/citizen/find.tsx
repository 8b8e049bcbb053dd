import { localDate } from '#engines/calendar';
import { Cards, CitizenPage, Details, EmptyState, Inset } from '#engines/ui';
import { anyone, type Exchange, page, type Route, route } from '#engines/web';
import { answersTo, type CatalogueEntry, catalogueOf, type Found } from '../catalogue.ts';
import type { Elsewhere } from '../procedure.ts';
import { cardOf, SearchForm } from './home.tsx';
import { byFrequency } from './pictures.ts';
import { vi } from './vi.ts';

/** The whole catalogue by field, or the answers to a question in everyday words. */
export const findRoute: Route = route({
  method: 'GET',
  url: '/thu-tuc',
  who: anyone,
  sample: { query: { q: 'giay khai sinh cho con' } },
  async handler(exchange) {
    const { ctx, query } = exchange;
    const asked = (query.q ?? '').slice(0, 200);
    const today = localDate(ctx.now());
    if (asked === '')
      return page(<CataloguePage exchange={exchange} entries={await catalogueOf(ctx.db, today)} />);
    const found = await answersTo(ctx.db, asked, today, 12);
    return page(<AnswersPage exchange={exchange} asked={asked} found={found} />);
  },
});

function AnswersPage(props: { readonly exchange: Exchange; readonly asked: string; readonly found: Found }) {
  const { exchange, asked } = props;
  const { procedures, elsewhere } = props.found;
  const nothing = procedures.length + elsewhere.length === 0;
  return (
    <CitizenPage exchange={exchange} title={vi.list.title} back={{ href: '/' }} wide>
      <SearchForm value={asked} />
      {elsewhere.map((matter) => (
        <ElsewhereBlock key={matter.id} matter={matter} />
      ))}
      {procedures.length > 0 && (
        <>
          <h2>{elsewhere.length > 0 ? vi.list.near : vi.list.found(procedures.length, asked)}</h2>
          <Cards shape="list" items={procedures.map(answerOf)} />
        </>
      )}
      {nothing && (
        <EmptyState title={vi.list.none(asked)} icon="search-off">
          <ul>
            {vi.list.noneHelp.map((help) => (
              <li key={help}>{help}</li>
            ))}
          </ul>
        </EmptyState>
      )}
    </CitizenPage>
  );
}

/** The commune is the wrong door: which one is right, and how. */
function ElsewhereBlock({ matter }: { readonly matter: Elsewhere }) {
  return (
    <Inset title={vi.elsewhere.title(matter.title)}>
      <p>
        {vi.elsewhere.where}: <strong>{matter.place_to_go}</strong>
      </p>
      <p>{matter.how}</p>
      <p class="hint">
        {matter.checked === 'unchecked' && `${vi.page.unchecked}. `}
        {vi.elsewhere.source}: {matter.source}.
      </p>
    </Inset>
  );
}

function CataloguePage(props: { readonly exchange: Exchange; readonly entries: readonly CatalogueEntry[] }) {
  const ours = props.entries.filter((entry) => entry.kind !== 'official').sort(byFrequency);
  const official = props.entries.filter((entry) => entry.kind === 'official');
  return (
    <CitizenPage exchange={props.exchange} title={vi.list.title} back={{ href: '/' }} wide>
      <SearchForm value="" />
      <h2>{vi.home.frequent}</h2>
      <Cards items={ours.map((entry) => ({ ...cardOf(entry), foot: <small>{entry.field_name}</small> }))} />
      {official.length > 0 && (
        <>
          <h2>{vi.list.officialOnly}</h2>
          <p>{vi.list.officialLead}</p>
          {fieldsOf(official).map(([field, entries]) => (
            <Details key={field} summary={`${field} (${vi.list.count(entries.length)})`}>
              <ul>
                {entries.map((entry) => (
                  <li key={entry.code}>
                    <a href={`/thu-tuc/${entry.code}`}>{entry.name}</a>
                  </li>
                ))}
              </ul>
            </Details>
          ))}
        </>
      )}
    </CitizenPage>
  );
}

const answerOf = (entry: CatalogueEntry) => ({
  ...cardOf(entry),
  text: (
    <>
      {entry.summary}
      {entry.summary && <br />}
      <small>
        {entry.field_name} · {vi.route[entry.route]}
      </small>
    </>
  ),
});

function fieldsOf(entries: readonly CatalogueEntry[]): [string, CatalogueEntry[]][] {
  const fields = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) fields.set(entry.field_name, [...(fields.get(entry.field_name) ?? []), entry]);
  return [...fields].sort(([a], [b]) => a.localeCompare(b, 'vi'));
}
