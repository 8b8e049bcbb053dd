import { Type } from '@fastify/type-provider-typebox';
import { formatDate, localDate } from '#engines/calendar';
import { type DailySeal, dailySeals } from '#engines/database';
import { CitizenPage, EmptyState, Table } from '#engines/ui';
import { type Answer, anyone, type Exchange, json, page, type Route, route } from '#engines/web';
import { vi as all } from './vi.ts';

const vi = all.seals;

/** What was sealed by the end of each day, for everyone to copy: nothing in it is about a person. */
async function showSeals(exchange: Exchange): Promise<Answer> {
  const { ctx } = exchange;
  const rows = await dailySeals(ctx.db, localDate(ctx.now()));
  return page(
    <CitizenPage exchange={exchange} title={vi.title} wide>
      <p class="lead">{vi.lead}</p>
      <Table<DailySeal>
        caption={vi.caption}
        rows={rows}
        rowKey={(row) => `${row.day}${row.source}`}
        empty={
          <EmptyState title={vi.none}>
            <p>{vi.noneText}</p>
          </EmptyState>
        }
        columns={[
          { key: 'day', title: vi.day, cell: (row) => formatDate(row.day) },
          { key: 'book', title: vi.book, cell: (row) => vi.books[row.source] },
          { key: 'row', title: vi.row, cell: (row) => row.to_id, align: 'right' },
          { key: 'hash', title: vi.hash, cell: (row) => <code>{inGroups(row.hash)}</code> },
        ]}
      />
      <h2>{vi.how}</h2>
      <p>{vi.howText}</p>
      <p>
        <a href="/api/v1/audit-seals">{vi.machine}</a>
      </p>
    </CitizenPage>,
  );
}

/** Groups of eight break where the screen is narrow and are read out without losing the place. */
const inGroups = (hash: Buffer): string => (hash.toString('hex').match(/.{8}/g) ?? []).join(' ');

const Seals = Type.Object({
  seals: Type.Array(
    Type.Object({
      day: Type.String({ format: 'date' }),
      source: Type.Union([Type.Literal('entries'), Type.Literal('views')]),
      to: Type.Integer({ minimum: 1 }),
      hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    }),
  ),
});

export const sealRoutes: readonly Route[] = [
  route({ method: 'GET', url: '/niem-phong-nhat-ky', who: anyone, sample: {}, handler: showSeals }),
  route({
    method: 'GET',
    url: '/api/v1/audit-seals',
    who: anyone,
    sample: {},
    api: { summary: vi.api, response: { 200: Seals } },
    async handler({ ctx }) {
      const rows = await dailySeals(ctx.db, localDate(ctx.now()), 1_000);
      return json({
        seals: rows.map((row) => ({
          ...{ day: row.day, source: row.source, to: row.to_id },
          hash: row.hash.toString('hex'),
        })),
      });
    },
  }),
];
