import {
  Button,
  Buttons,
  Form,
  LinkButton,
  OfficerPage,
  Pagination,
  Stats,
  Table,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, route } from '#engines/web';
import { mostFound, overview, perPage, search, villagePage } from './looking.ts';
import { home, householdAt, PeopleTable, pageAsked } from './parts.tsx';
import { mayKeep } from './scope.ts';
import { vi } from './vi.ts';
import { unplaced } from './village-list.tsx';
import { villageName, villagesHere } from './villages.ts';

async function showHome(exchange: Exchange): Promise<Answer> {
  const { ctx } = exchange;
  const asked = (exchange.query.tim ?? '').slice(0, 100);
  const villages = await villagesHere(ctx);
  const { counts, duplicates } = await overview(ctx);
  const found = asked === '' ? undefined : await search(ctx, asked);
  return page(
    <OfficerPage exchange={exchange} title={vi.title}>
      <p>{vi.lead}</p>
      <Form action={home} method="get" class="filter">
        <TextField
          name="tim"
          label={vi.search}
          hint={vi.searchHint}
          value={asked}
          type="search"
          maxLength={100}
        />
        <div class="filter-buttons">
          <Button icon="search">{vi.searchButton}</Button>
          {asked && <a href={home}>{vi.searchAnew}</a>}
        </div>
      </Form>
      {mayKeep(ctx) && (
        <Buttons>
          <LinkButton href={`${home}/them`} look="secondary" icon="user-plus">
            {vi.add}
          </LinkButton>
          <LinkButton href={`${home}/gop`} look="plain">
            {vi.merges}
          </LinkButton>
        </Buttons>
      )}
      {found && (
        <>
          {found.households.map((one) => (
            <p key={one.id}>
              <a href={householdAt(one.id)}>{vi.householdOf(one.code)}</a>
            </p>
          ))}
          {found.people.length === mostFound && <p>{vi.foundMost(mostFound)}</p>}
          <PeopleTable caption={vi.found(found.people.length)} people={found.people} villages={villages} />
        </>
      )}
      {!found && (
        <>
          <Stats
            items={[
              {
                label: vi.people,
                value: counts.reduce((sum, one) => sum + one.people, 0),
                href: `${home}/thon`,
              },
              {
                label: vi.duplicates,
                value: duplicates,
                href: `${home}/trung`,
                ...(duplicates > 0 ? { tone: 'warning' as const } : {}),
              },
            ]}
          />
          <Table
            caption={vi.villages}
            rows={[...counts].sort((a, b) =>
              villageName(villages, a.village_id).localeCompare(villageName(villages, b.village_id), 'vi'),
            )}
            rowKey={(row) => String(row.village_id)}
            href={(row) => `${home}/thon?ma=${row.village_id ?? unplaced}`}
            columns={[
              { key: 'village', title: vi.village, cell: (row) => villageName(villages, row.village_id) },
              {
                key: 'people',
                title: vi.people,
                align: 'right',
                cell: (row) => row.people.toLocaleString('vi-VN'),
              },
              {
                key: 'households',
                title: vi.households,
                align: 'right',
                cell: (row) => row.households.toLocaleString('vi-VN'),
              },
            ]}
          />
        </>
      )}
    </OfficerPage>,
  );
}

async function showVillage(exchange: Exchange): Promise<Answer> {
  const { ctx, query } = exchange;
  const villages = await villagesHere(ctx);
  const id = query.ma === unplaced ? 'none' : /^\d{1,9}$/.test(query.ma ?? '') ? Number(query.ma) : null;
  const { counts } = await overview(ctx);
  const total = counts
    .filter((one) => id === null || one.village_id === (id === 'none' ? null : id))
    .reduce((sum, one) => sum + one.people, 0);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const at = Math.min(pageAsked(query.trang), pages);
  const name = id === null ? '' : id === 'none' ? vi.placeless : villageName(villages, id);
  return page(
    <OfficerPage exchange={exchange} title={vi.allOf(name).trim()} back={{ href: home, label: vi.title }}>
      {id !== null && total > 0 && (
        <section class="stack no-print">
          <p class="hint">{vi.listAsks}</p>
          <Buttons>
            {(['in', 'tep'] as const).map((what) => (
              <Form key={what} action={`${home}/thon/${what}`}>
                <input type="hidden" name="ma" value={String(query.ma)} />
                <Button look="secondary" icon={what === 'in' ? 'printer' : 'download'}>
                  {what === 'in' ? vi.list : vi.listFile}
                </Button>
              </Form>
            ))}
          </Buttons>
        </section>
      )}
      <PeopleTable
        caption={`${total.toLocaleString('vi-VN')} ${vi.people.toLowerCase()}`}
        people={await villagePage(ctx, id, at)}
        villages={villages}
      />
      <Pagination
        page={at}
        pages={pages}
        href={(n) => `${home}/thon?ma=${query.ma === unplaced ? unplaced : (id ?? '')}&trang=${n}`}
      />
    </OfficerPage>,
  );
}

const who = officer('people.see');

export const listRoutes: Route[] = [
  route({ method: 'GET', url: home, who, sample: { query: { tim: 'lan' } }, handler: showHome }),
  route({ method: 'GET', url: `${home}/thon`, who, sample: { query: { trang: '1' } }, handler: showVillage }),
];
