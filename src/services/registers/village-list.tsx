import { formatDateTime } from '#engines/calendar';
import { maskIdentity, showPartialDate, showPhone } from '#engines/people';
import { OfficerPage, Table } from '#engines/ui';
import { type Answer, csv, type Exchange, officer, page, type Route, route } from '#engines/web';
import { villagePeople } from './looking.ts';
import { home } from './parts.tsx';
import { vi } from './vi.ts';
import { villageName, villagesHere } from './villages.ts';

/** Stands in an address for "without a village". */
export const unplaced = 'chua-ro';

type Line = Awaited<ReturnType<typeof villagePeople>>[number];

async function listIn(exchange: Exchange) {
  const { ctx, form } = exchange;
  const asked = form.get('ma');
  const id = /^\d{1,9}$/.test(asked) ? Number(asked) : null;
  const name = id === null ? vi.placeless : villageName(await villagesHere(ctx), id);
  const people = await villagePeople(ctx, id);
  return { asked, name, people, households: new Set(people.flatMap((one) => one.household_id ?? [])).size };
}

const sexOf = ({ sex }: Line): string => (sex === 'male' ? vi.male : vi.female);
const relationOf = ({ is_head, relation }: Line): string => (is_head ? vi.head : (relation ?? ''));

/** A sheet for the wall of the village hall or for a walk from door to door: numbers are masked. */
async function print(exchange: Exchange): Promise<Answer> {
  const { ctx } = exchange;
  const { asked, name, people, households } = await listIn(exchange);
  const by = ctx.actor.kind === 'officer' ? `${ctx.actor.name}, ${ctx.actor.postTitle}` : '';
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.listTitle(name)}
      back={{ href: `${home}/thon?ma=${asked || unplaced}` }}
    >
      <p>{vi.listSums(people.length, households)}</p>
      <p>{vi.listAt(formatDateTime(ctx.now()), by)}</p>
      <p class="hint no-print">{vi.listPrint}</p>
      <Table
        caption={vi.listTitle(name)}
        hideCaption
        rows={people.map((one, i) => ({ ...one, n: i + 1 }))}
        rowKey={(one) => one.id}
        columns={[
          { key: 'n', title: vi.ordinal, align: 'right', cell: (one) => String(one.n) },
          {
            key: 'name',
            title: vi.name,
            cell: (one) => (one.is_head ? <strong>{one.name}</strong> : one.name),
          },
          { key: 'birth', title: vi.birth, cell: (one) => showPartialDate(one.birth) },
          { key: 'sex', title: vi.sex, cell: sexOf },
          { key: 'household', title: vi.household, cell: (one) => one.household_code ?? '–' },
          { key: 'relation', title: vi.relation, cell: (one) => relationOf(one) || '–' },
          { key: 'number', title: vi.number, cell: (one) => maskIdentity(one.identity_number) || '–' },
          { key: 'phone', title: vi.phone, cell: (one) => (one.phone ? showPhone(one.phone) : '–') },
        ]}
      />
    </OfficerPage>,
  );
}

async function file(exchange: Exchange): Promise<Answer> {
  const { asked, people } = await listIn(exchange);
  const head = [
    vi.ordinal,
    vi.household,
    vi.name,
    vi.birth,
    vi.sex,
    vi.relation,
    vi.number,
    vi.phone,
    vi.address,
  ];
  const lines = people.map((one, i) => [
    ...[String(i + 1), one.household_code ?? '', one.name, showPartialDate(one.birth), sexOf(one)],
    ...[relationOf(one), maskIdentity(one.identity_number), one.phone ? showPhone(one.phone) : ''],
    one.address ?? '',
  ]);
  return csv(`nhan-khau-thon-${asked || unplaced}.csv`, [head, ...lines]);
}

const who = officer('people.see');
const sample = { body: { ma: unplaced } };

/** By POST: to make a list is to look at everybody on it. */
export const villageListRoutes: Route[] = [
  route({ method: 'POST', url: `${home}/thon/in`, who, sample, handler: print }),
  route({ method: 'POST', url: `${home}/thon/tep`, who, sample, handler: file }),
];
