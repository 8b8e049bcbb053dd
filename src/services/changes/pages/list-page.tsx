import { requirePermission } from '#engines/access';
import { formatDate, localDate } from '#engines/calendar';
import {
  EmptyState,
  FilterBar,
  OfficerPage,
  Pagination,
  SelectField,
  Table,
  Tag,
  type TagColour,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, page } from '#engines/web';
import { isInForce } from '../change.ts';
import { allKinds, kindCalled } from '../kinds.ts';
import { changeCounts } from '../news.ts';
import { reach } from '../open.ts';
import { listComing, listDecided, listDrafts, listWaiting } from '../store.ts';
import { vi } from '../vi.ts';

export const home = '/can-bo/thay-doi';
const perPage = 50;

/** My drafts, what waits for me, what comes into force soon, and what was decided. */
export async function showList(exchange: Exchange): Promise<Answer> {
  const { ctx, query } = exchange;
  const officer = requirePermission(ctx, 'changes.see');
  const { units, account } = await reach(ctx.db, officer);
  const today = localDate(ctx.now());
  const waiting = await ctx.db.many(listWaiting, { units });
  const mine = waiting.filter((row) => row.author_id === account);
  const forMe = officer.permissions.has('changes.approve')
    ? waiting.filter((row) => row.author_id !== account)
    : [];
  const nth = Math.max(1, Number.parseInt(query.trang ?? '1', 10) || 1);
  const [kind, words] = [query.loai ?? '', query.tim ?? ''];
  const asked = { units, kind, words, subject: query.ma ?? '', after: (nth - 1) * perPage };
  const decided = await ctx.db.many(listDecided, asked);
  const address = (trang: number) =>
    `${home}?${new URLSearchParams({ loai: kind, tim: words, trang: String(trang) })}`;
  return page(
    <OfficerPage exchange={exchange} title={vi.title} counts={await changeCounts(ctx)}>
      <p>{vi.list.lead}</p>
      <Rows caption={vi.list.waiting} rows={forMe} today={today} />
      {mine.length > 0 && <Rows caption={vi.list.waitingOthers} rows={mine} today={today} />}
      <Rows caption={vi.list.drafts} rows={await ctx.db.many(listDrafts, { units, account })} today={today} />
      <Rows caption={vi.list.coming} rows={await ctx.db.many(listComing, { units, today })} today={today} />
      <h2>{vi.list.history}</h2>
      <FilterBar action={home} {...(kind || words ? { clear: home } : {})}>
        <SelectField
          name="loai"
          label={vi.list.kind}
          empty={vi.list.allKinds}
          value={kind}
          options={allKinds().map((k) => ({ value: k.kind, label: k.title }))}
        />
        <TextField name="tim" label={vi.list.search} type="search" value={words} />
      </FilterBar>
      <Rows caption={vi.list.history} hideCaption rows={decided.slice(0, perPage)} today={today} />
      <Pagination page={nth} pages={nth + (decided.length > perPage ? 1 : 0)} href={address} />
    </OfficerPage>,
  );
}

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly title: string;
  readonly author_name: string;
  readonly author_id: string;
  readonly effective_from: string | null;
  readonly state: Parameters<typeof isInForce>[0]['state'];
  readonly reviewer_name: string | null;
  readonly changed_at: Date;
}

function Rows(props: {
  readonly caption: string;
  readonly hideCaption?: boolean;
  readonly rows: readonly Row[];
  readonly today: string;
}) {
  return (
    <Table
      caption={`${props.caption} (${props.rows.length})`}
      {...(props.hideCaption ? { hideCaption: true } : {})}
      rows={props.rows}
      rowKey={(row) => row.id}
      href={(row) => `${home}/${row.id}`}
      empty={
        props.hideCaption ? (
          <EmptyState title={vi.list.none} />
        ) : (
          <p class="hint">{`${props.caption}: ${vi.list.none.toLowerCase()}.`}</p>
        )
      }
      columns={[
        { key: 'what', title: vi.list.what, cell: (row) => row.title },
        { key: 'kind', title: vi.list.kind, cell: (row) => kindCalled(row.kind).title },
        { key: 'author', title: vi.list.author, cell: (row) => row.author_name },
        { key: 'reviewer', title: vi.list.reviewer, cell: (row) => row.reviewer_name ?? '–' },
        {
          key: 'from',
          title: vi.list.from,
          cell: (row) => (row.effective_from ? formatDate(row.effective_from) : '–'),
        },
        { key: 'state', title: vi.list.state, cell: (row) => <StateTag row={row} today={props.today} /> },
        { key: 'at', title: vi.list.at, cell: (row) => formatDate(row.changed_at) },
      ]}
    />
  );
}

const colours: Readonly<Record<string, TagColour>> = {
  draft: 'grey',
  submitted: 'amber',
  returned: 'red',
  coming: 'blue',
  'in-force': 'green',
  withdrawn: 'grey',
};

export function StateTag(props: { readonly row: Parameters<typeof isInForce>[0]; readonly today: string }) {
  const { state } = props.row;
  const shown = state !== 'approved' ? state : isInForce(props.row, props.today) ? 'in-force' : 'coming';
  return <Tag colour={colours[shown] ?? 'grey'}>{vi.states[shown] ?? shown}</Tag>;
}
