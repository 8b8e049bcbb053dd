import { localDate } from '#engines/calendar';
import { Button, Cards, CitizenPage, EmptyState, Form, Inset, TextField } from '#engines/ui';
import { type AddressSuggestion, suggestAddresses, suggestVillages } from '#engines/units';
import { type Answer, anyone, type Exchange, page, type Route, route } from '#engines/web';
import { vi as all } from './vi.ts';

const vi = all.address;
const home = '/dia-chi';

type FoundVillage = Awaited<ReturnType<typeof suggestVillages>>[number];

/** An old address to the new one with the clause that made it; for citizens and officers alike. */
async function show(exchange: Exchange): Promise<Answer> {
  const { ctx, query } = exchange;
  const asked = (query.tim ?? '').slice(0, 200);
  const onDate = localDate(ctx.now());
  const found = asked === '' ? [] : await suggestAddresses(ctx.db, asked, { onDate, limit: 5 });
  const villages = asked === '' ? [] : await suggestVillages(ctx.db, asked, { onDate, limit: 5 });
  return page(
    <CitizenPage exchange={exchange} title={vi.title}>
      <p class="lead">{vi.lead}</p>
      <Form action={home} method="get">
        <TextField name="tim" label={vi.label} hint={vi.hint} value={asked} type="search" maxLength={200} />
        <Button icon="search">{vi.submit}</Button>
      </Form>
      {asked !== '' && found.length + villages.length === 0 && (
        <EmptyState title={vi.none} icon="map-pin">
          <p>{vi.noneHelp}</p>
        </EmptyState>
      )}
      {found.length + villages.length > 0 && (
        <>
          <h2>{vi.results}</h2>
          <Cards
            shape="list"
            items={[
              ...found.map((one) => ({ title: one.said, icon: 'map-pin', text: <Now suggestion={one} /> })),
              ...villages.map((one) => ({
                title: vi.village(one.kind, one.name, one.unit_name),
                icon: 'home',
                text: <VillageNow village={one} />,
              })),
            ]}
          />
          <Inset>
            <p>{vi.keep}</p>
          </Inset>
        </>
      )}
    </CitizenPage>,
  );
}

function Now({ suggestion }: { readonly suggestion: AddressSuggestion }) {
  const { now } = suggestion;
  if (now.every((one) => one.clause === null)) return <>{vi.same}</>;
  return (
    <>
      {now.map((one) => (
        <span key={one.unit.id}>
          {one.divided ? vi.part(one.name) : vi.now(one.name)}. {one.clause && `${vi.basis(one.clause)}. `}
        </span>
      ))}
      {now.some((one) => one.divided) && vi.divided}
    </>
  );
}

const VillageNow = ({ village }: { readonly village: FoundVillage }) => (
  <>
    {village.former_name && `${vi.formerly(village.former_name)}. `}
    {village.now_name === null
      ? vi.same
      : `${village.divided ? vi.part(village.now_name) : vi.now(village.now_name)}. ${village.clause ? vi.basis(village.clause) : ''}`}
  </>
);

export const addressRoutes: readonly Route[] = [
  route({ method: 'GET', url: home, who: anyone, sample: { query: { tim: 'xã Yên Hòa' } }, handler: show }),
];
