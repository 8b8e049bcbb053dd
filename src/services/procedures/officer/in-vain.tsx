import { requirePermission } from '#engines/access';
import { addDays, formatDate, localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { EmptyState, OfficerPage, Pagination, Table } from '#engines/ui';
import { type Exchange, officer, page, type Route, route } from '#engines/web';
import { findDaysOf, findInVain } from '../searches-store.ts';
import { vi } from './vi.ts';

const path = '/can-bo/thu-tuc/tim-khong-thay';
const pageSize = 50;
const days = 90;

/** What people search for and do not find: where an everyday word, or a procedure, is missing. */
export const inVainRoute: Route = route({
  method: 'GET',
  url: path,
  who: officer('procedures.edit'),
  sample: {},
  async handler(exchange) {
    const { ctx, query } = exchange;
    requirePermission(ctx, 'procedures.edit');
    const since = addDays(localDate(ctx.now()), -days);
    if (query.tu) return page(await daysPage(exchange, query.tu, since));
    return page(await listPage(exchange, since));
  },
});

async function listPage(exchange: Exchange, since: string) {
  const at = Math.max(1, Math.floor(Number(exchange.query.trang) || 1));
  const rows = await exchange.ctx.db.many(findInVain, { since, rows: pageSize, skip: (at - 1) * pageSize });
  const total = rows[0]?.total ?? 0;
  const open = (question: string, n: number) =>
    n === 0 ? '0' : <a href={`${path}?tu=${encodeURIComponent(question)}`}>{n.toLocaleString('vi-VN')}</a>;
  return (
    <OfficerPage exchange={exchange} title={vi.title}>
      <p>{vi.lead}</p>
      <Table<(typeof rows)[number]>
        caption={vi.caption(total)}
        rows={rows}
        rowKey={(row) => row.question}
        empty={
          <EmptyState title={vi.none} icon="zoom-question">
            <p>{vi.noneHelp}</p>
          </EmptyState>
        }
        columns={[
          { key: 'question', title: vi.question, cell: (row) => <strong>{row.question}</strong> },
          { key: 'asked', title: vi.asked, align: 'right', cell: (row) => open(row.question, row.asked) },
          {
            key: 'unanswered',
            title: vi.unanswered,
            align: 'right',
            cell: (row) => open(row.question, row.unanswered),
          },
          {
            key: 'unopened',
            title: vi.unopened,
            align: 'right',
            cell: (row) => open(row.question, row.unopened),
          },
          { key: 'last', title: vi.last, cell: (row) => formatDate(row.last_day) },
          {
            key: 'todo',
            title: vi.todo,
            cell: (row) => (
              <>
                <a href={`/thu-tuc?q=${encodeURIComponent(row.question)}`}>{vi.tryIt}</a>
                {' · '}
                <a href={`/can-bo/thu-tuc/tu-dong-nghia?tu=${encodeURIComponent(row.question)}`}>
                  {vi.propose}
                </a>
              </>
            ),
          },
        ]}
      />
      <Pagination page={at} pages={Math.ceil(total / pageSize)} href={(n) => `${path}?trang=${n}`} />
    </OfficerPage>
  );
}

/** The days behind the figures of one question. */
async function daysPage(exchange: Exchange, question: string, since: string) {
  const rows = await exchange.ctx.db.many(findDaysOf, { question, since });
  if (rows.length === 0) throw new Refusal('missing', 'procedures.no-such-search', vi.noSuchQuestion);
  return (
    <OfficerPage exchange={exchange} title={vi.daysTitle(question)} back={{ href: path, label: vi.back }}>
      <Table<(typeof rows)[number]>
        caption={vi.daysTitle(question)}
        hideCaption
        rows={rows}
        rowKey={(row) => row.day}
        columns={[
          { key: 'day', title: vi.day, cell: (row) => formatDate(row.day) },
          { key: 'asked', title: vi.asked, align: 'right', cell: (row) => row.asked },
          { key: 'unanswered', title: vi.unanswered, align: 'right', cell: (row) => row.unanswered },
          { key: 'opened', title: vi.opened, align: 'right', cell: (row) => row.opened },
        ]}
      />
    </OfficerPage>
  );
}
