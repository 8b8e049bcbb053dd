import { localDate } from '#engines/calendar';
import { Button, Cards, CitizenPage, Form, Hero, TextField } from '#engines/ui';
import { anyone, type Exchange, page, type Route, route } from '#engines/web';
import { type CatalogueEntry, catalogueOf } from '../catalogue.ts';
import { cardOf } from './entry-card.tsx';
import { eventTiles } from './events.ts';
import { byFrequency } from './pictures.ts';
import { vi } from './vi.ts';

/** The first page: one question, then the matters that most people come for. */
export const homeRoute: Route = route({
  method: 'GET',
  url: '/',
  who: anyone,
  sample: {},
  async handler(exchange) {
    const { ctx } = exchange;
    const entries = await catalogueOf(ctx.db, localDate(ctx.now()));
    return page(<HomePage exchange={exchange} entries={entries} />);
  },
});

const mostFrequent = 8;

interface HomeProps {
  readonly exchange: Exchange;
  readonly entries: readonly CatalogueEntry[];
}

function HomePage({ exchange, entries }: HomeProps) {
  const ours = entries.filter((entry) => entry.kind !== 'official').sort(byFrequency);
  return (
    <CitizenPage exchange={exchange} title={vi.home.title} heading={false} wide>
      <Hero title={vi.home.title} lead={vi.home.lead}>
        <SearchForm value="" />
      </Hero>
      <h2>{vi.home.events}</h2>
      <Cards shape="tiles" items={eventTiles(entries)} />
      <h2>{vi.home.frequent}</h2>
      <Cards items={ours.slice(0, mostFrequent).map(cardOf)} />
      <h2>{vi.home.own}</h2>
      <Cards
        items={[
          { href: '/ho-so', title: vi.home.mine, text: vi.home.mineText, icon: 'folder' },
          { href: '/tra-cuu', title: vi.home.track, text: vi.home.trackText, icon: 'qrcode' },
          { href: '/thu-tuc', title: vi.home.all, text: vi.home.allText, icon: 'list-search' },
        ]}
      />
      <h2>{vi.home.where}</h2>
      <p>{vi.home.whereText}</p>
    </CitizenPage>
  );
}

export function SearchForm(props: { readonly value: string }) {
  return (
    <Form action="/thu-tuc" method="get">
      <TextField
        name="q"
        type="search"
        label={vi.home.search}
        hint={vi.home.example}
        value={props.value}
        autoComplete="off"
        maxLength={200}
      />
      <Button icon="search">{vi.home.find}</Button>
    </Form>
  );
}
