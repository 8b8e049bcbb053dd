import { localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { fold } from '#engines/search';
import {
  Button,
  Cards,
  CitizenPage,
  Details,
  EmptyState,
  Form,
  Inset,
  Pagination,
  TextField,
} from '#engines/ui';
import { anyone, type Exchange, page, type Route, route } from '#engines/web';
import { type CatalogueEntry, catalogueOf, searchWithin } from '../catalogue.ts';
import type { LifeEvent } from '../life-events.ts';
import { entryCard } from './entry-card.tsx';
import { entriesOf, eventOfSlug, fieldsOf } from './events.ts';
import { byFrequency, pictureOf } from './pictures.ts';
import { vi } from './vi.ts';

const pageSize = 20;

/** What belongs to a life event: ours first, then the fields where more may be. */
export const eventRoute: Route = route({
  method: 'GET',
  url: '/thu-tuc/theo-viec/:viec',
  who: anyone,
  sample: { params: { viec: 'sinh-con' } },
  async handler(exchange) {
    const { ctx, params } = exchange;
    const event = eventOfSlug(params.viec ?? '');
    if (!event) throw noSuchList();
    const entries = await catalogueOf(ctx.db, localDate(ctx.now()));
    return page(<EventPage exchange={exchange} event={event} entries={entries} />);
  },
});

/** A field of work: everything in it, page by page, with a search of its own. */
export const fieldRoute: Route = route({
  method: 'GET',
  url: '/thu-tuc/theo-linh-vuc/:field',
  who: anyone,
  sample: { params: { field: 'ho-tich' } },
  async handler(exchange) {
    const { ctx, params } = exchange;
    const entries = await catalogueOf(ctx.db, localDate(ctx.now()));
    const own = entries.filter((entry) => slugOf(entry.field_name) === params.field);
    const name = own[0]?.field_name;
    if (name === undefined) throw noSuchList();
    const path = `/thu-tuc/theo-linh-vuc/${params.field}`;
    return page(<ListPage {...(await shown(exchange, own))} title={name} path={path} hasCodes />);
  },
});

/** All there is, page by page. */
export const allRoute: Route = route({
  method: 'GET',
  url: '/thu-tuc/tat-ca',
  who: anyone,
  sample: {},
  async handler(exchange) {
    const { ctx } = exchange;
    const entries = await catalogueOf(ctx.db, localDate(ctx.now()));
    const title = vi.browse.allTitle(entries.length);
    return page(<ListPage {...(await shown(exchange, entries))} title={title} path="/thu-tuc/tat-ca" />);
  },
});

/** “Hộ tịch” → `ho-tich`, for an address. */
export const slugOf = (name: string): string => fold(name).replaceAll(' ', '-');

interface FieldCount {
  readonly name: string;
  readonly count: number;
  readonly ours: number;
  readonly first: CatalogueEntry;
}

/** The fields of a list, those with our own words first, then by name. */
export function countFields(entries: readonly CatalogueEntry[]): FieldCount[] {
  const fields = new Map<string, FieldCount>();
  for (const entry of entries) {
    const known = fields.get(entry.field_name);
    fields.set(entry.field_name, {
      name: entry.field_name,
      count: (known?.count ?? 0) + 1,
      ours: (known?.ours ?? 0) + (entry.kind === 'official' ? 0 : 1),
      first: known?.first ?? entry,
    });
  }
  return [...fields.values()].sort(
    (a, b) => Number(b.ours > 0) - Number(a.ours > 0) || a.name.localeCompare(b.name, 'vi'),
  );
}

/** Sixty fields are read as a list; those that we have told in plain words are open. */
export function FieldList(props: { readonly fields: readonly FieldCount[] }) {
  const told = props.fields.filter((field) => field.ours > 0);
  const others = props.fields.filter((field) => field.ours === 0);
  return (
    <>
      <FieldLinks fields={told} />
      {others.length > 0 && (
        <Details summary={vi.browse.otherFields(others.length)}>
          <FieldLinks fields={others} />
        </Details>
      )}
    </>
  );
}

const FieldLinks = (props: { readonly fields: readonly FieldCount[] }) => (
  <ul class="link-list">
    {props.fields.map((field) => (
      <li key={field.name}>
        <a href={fieldCard(field).href}>{field.name}</a>{' '}
        <span class="hint">{vi.browse.counts(field.count, field.ours)}</span>
      </li>
    ))}
  </ul>
);

const fieldCard = (field: FieldCount) => ({
  href: `/thu-tuc/theo-linh-vuc/${slugOf(field.name)}`,
  title: field.name,
  text: vi.browse.counts(field.count, field.ours),
  icon: pictureOf({ code: '', field: field.first.field }),
});

/** Where the portal's texts were not imported, the list is what we wrote and says so. */
export const OwnOnly = (props: { readonly entries: readonly CatalogueEntry[] }) =>
  props.entries.some((entry) => entry.kind === 'official') ? null : (
    <Inset tone="neutral">{vi.browse.ownOnly}</Inset>
  );

function EventPage(props: {
  readonly exchange: Exchange;
  readonly event: LifeEvent;
  readonly entries: readonly CatalogueEntry[];
}) {
  const { exchange, event, entries } = props;
  const own = entriesOf(event, entries);
  const inFields = entries.filter((entry) => fieldsOf(event).includes(entry.field));
  const more = countFields(inFields.filter((entry) => !own.includes(entry)));
  return (
    <CitizenPage exchange={exchange} title={vi.events[event].title} back={{ href: '/thu-tuc' }} wide>
      {own.length > 0 ? (
        <Cards level={2} shape="list" items={own.map(entryCard)} />
      ) : (
        <EmptyState title={vi.browse.emptyEvent} icon="map-search">
          <p>{vi.browse.emptyEventHelp}</p>
        </EmptyState>
      )}
      {more.length > 0 && (
        <>
          <h2>{vi.browse.more}</h2>
          <Cards items={more.map((field) => ({ ...fieldCard(field), text: vi.browse.count(field.count) }))} />
        </>
      )}
      <OwnOnly entries={entries} />
    </CitizenPage>
  );
}

interface Shown {
  readonly exchange: Exchange;
  readonly asked: string;
  readonly rows: readonly CatalogueEntry[];
  readonly total: number;
  readonly page: number;
  readonly entries: readonly CatalogueEntry[];
}

/** The page asked for of a list, narrowed down by its own search. */
async function shown(exchange: Exchange, entries: readonly CatalogueEntry[]): Promise<Shown> {
  const { ctx, query } = exchange;
  const asked = (query.q ?? '').slice(0, 200);
  const found =
    asked === ''
      ? [...entries].sort(oursFirst)
      : await searchWithin(ctx.db, asked, localDate(ctx.now()), entries);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const at = Math.min(pages, Math.max(1, Math.floor(Number(query.trang) || 1)));
  const rows = found.slice((at - 1) * pageSize, at * pageSize);
  return { exchange, asked, rows, total: found.length, page: at, entries };
}

function ListPage(
  props: Shown & { readonly title: string; readonly path: string; readonly hasCodes?: boolean },
) {
  const { exchange, asked, rows, total, path } = props;
  const query = asked === '' ? '' : `q=${encodeURIComponent(asked)}&`;
  return (
    <CitizenPage exchange={exchange} title={props.title} back={{ href: '/thu-tuc' }} wide>
      <Form action={path} method="get" class="no-print">
        <TextField
          name="q"
          type="search"
          label={vi.browse.within}
          hint={vi.browse.withinHint}
          value={asked}
          autoComplete="off"
          maxLength={200}
        />
        <Button look="secondary" icon="search">
          {vi.home.find}
        </Button>
      </Form>
      {total === 0 ? (
        <EmptyState title={vi.browse.notWithin(asked)} icon="search-off">
          <p>{vi.browse.notWithinHelp}</p>
          <p>
            <a href={`/thu-tuc?q=${encodeURIComponent(asked)}`}>{vi.browse.everywhere}</a>
          </p>
        </EmptyState>
      ) : (
        <>
          <p class="hint">{vi.browse.count(total)}</p>
          <Cards level={2} shape="list" items={rows.map(entryCard)} />
        </>
      )}
      <Pagination
        page={props.page}
        pages={Math.ceil(total / pageSize)}
        href={(n) => `${path}?${query}trang=${n}`}
      />
      {props.hasCodes && (
        <p class="no-print">
          <a href={`${path}/ma-qr`}>{vi.browse.codes}</a>
        </p>
      )}
      {path.endsWith('tat-ca') && <OwnOnly entries={props.entries} />}
    </CitizenPage>
  );
}

const oursFirst = (a: CatalogueEntry, b: CatalogueEntry): number =>
  Number(a.kind === 'official') - Number(b.kind === 'official') ||
  byFrequency(a, b) ||
  a.plain_name.localeCompare(b.plain_name, 'vi');

export const noSuchList = () => new Refusal('missing', 'procedures.no-such-list', vi.browse.noEvent);
