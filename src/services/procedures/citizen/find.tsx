import { localDate } from '#engines/calendar';
import { Cards, CitizenPage, EmptyState, Inset } from '#engines/ui';
import { anyone, type Exchange, page, type Route, route } from '#engines/web';
import { answersTo, type CatalogueEntry, catalogueOf, type Found, mentioning } from '../catalogue.ts';
import type { Elsewhere } from '../procedure.ts';
import { noteOpened, noteSearch } from '../searches.ts';
import { countFields, FieldList, OwnOnly } from './browse.tsx';
import { entryCard } from './entry-card.tsx';
import { eventTiles } from './events.ts';
import { SearchForm } from './home.tsx';
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
    const mentioned = await mentioning(ctx.db, asked, today, found.procedures);
    await noteSearch(ctx, asked, found.procedures.length + found.elsewhere.length + mentioned.length);
    // Where to go is an answer that nobody has to open.
    if (found.elsewhere.length > 0) await noteOpened(ctx, asked);
    return page(<AnswersPage exchange={exchange} asked={asked} found={found} mentioned={mentioned} />);
  },
});

function AnswersPage(props: {
  readonly exchange: Exchange;
  readonly asked: string;
  readonly found: Found;
  readonly mentioned: readonly CatalogueEntry[];
}) {
  const { exchange, asked } = props;
  const { mentioned } = props;
  const { procedures, elsewhere } = props.found;
  const nothing = procedures.length + elsewhere.length + mentioned.length === 0;
  return (
    <CitizenPage exchange={exchange} title={vi.list.title} back={{ href: '/' }} wide>
      <SearchForm value={asked} />
      {elsewhere.map((matter) => (
        <ElsewhereBlock key={matter.id} matter={matter} />
      ))}
      {procedures.length > 0 && (
        <>
          <h2>{elsewhere.length > 0 ? vi.list.near : vi.list.found(procedures.length, asked)}</h2>
          <Cards shape="list" items={procedures.map(entryCard)} />
        </>
      )}
      {mentioned.length > 0 && (
        <>
          <h2>{vi.browse.mentioned}</h2>
          <Cards shape="list" items={mentioned.map(entryCard)} />
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

/** Three ways into the catalogue: asking, what happens in the house, fields of work. */
function CataloguePage(props: { readonly exchange: Exchange; readonly entries: readonly CatalogueEntry[] }) {
  const { exchange, entries } = props;
  return (
    <CitizenPage exchange={exchange} title={vi.list.title} back={{ href: '/' }} wide>
      <SearchForm value="" />
      <h2>{vi.browse.byEvent}</h2>
      <Cards shape="tiles" items={eventTiles(entries)} />
      <h2>{vi.browse.byField}</h2>
      {entries.some((entry) => entry.kind === 'official') && <p>{vi.list.officialLead}</p>}
      <FieldList fields={countFields(entries)} />
      <Cards
        shape="list"
        items={[
          {
            href: '/thu-tuc/tat-ca',
            title: vi.browse.all,
            text: vi.browse.count(entries.length),
            icon: 'list-search',
          },
        ]}
      />
      <OwnOnly entries={entries} />
    </CitizenPage>
  );
}
