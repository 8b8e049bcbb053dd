import { officersOf, requirePermission } from '#engines/access';
import { addDays, formatDate, formatDateTime, localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  DateBoxes,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  FilterBar,
  LinkButton,
  OfficerPage,
  Radios,
  SelectField,
  SummaryList,
  Table,
  TextField,
} from '#engines/ui';
import { lineageOf } from '#engines/units';
import { type Answer, csv, type Exchange, officer, page, type Route, route } from '#engines/web';
import { boxesAsked, dayAsked } from '../staff/day.ts';
import { type AuditAsked, type AuditLine, type Book, openLine, searchAudit } from './actions.ts';
import { detailInWords } from './said.ts';
import { vi } from './vi.ts';

const home = '/can-bo/quan-tri/nhat-ky/tra-cuu';
const pageSize = 50;
const mostExported = 10_000;

/** The address says everything that was asked; a week when no days are given. */
function askedIn({ query, ctx }: Exchange): AuditAsked {
  const today = localDate(ctx.now());
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(query['can-bo'] ?? '');
  const kind = query.loai ?? '';
  return {
    book: query.so === 'xem' ? 'xem' : 'viec',
    from: dayAsked(query, 'tu') || addDays(today, -7),
    to: dayAsked(query, 'den') || today,
    accountId: isUuid ? (query['can-bo'] ?? null) : null,
    verb: Object.hasOwn(vi.kinds, kind) ? kind : null,
    subjectId: query.ma ? query.ma : null,
    person: query.nguoi ?? '',
    // A page further on narrows what is shown, never what is exported.
    before: /^\d{1,15}$/.test(query.truoc ?? '') ? Number(query.truoc) : null,
  };
}

async function show(exchange: Exchange): Promise<Answer> {
  const { ctx, query } = exchange;
  const self = requirePermission(ctx, 'admin.audit');
  const asked = askedIn(exchange);
  const officers = await officersOf(ctx.db, await lineageOf(ctx.db, self.unitId));
  let rows: AuditLine[] = [];
  const errors = ['tu', 'den']
    .filter((name) => dayAsked(query, name) === undefined)
    .map((field): FieldMistake => ({ field, message: vi.badDay }));
  try {
    if (errors.length === 0) rows = await searchAudit(ctx, asked, 'searched', pageSize);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
    errors.push({ field: error.code.endsWith('person') ? 'nguoi' : 'tu', message: error.message });
  }
  const last = rows.at(-1);
  const again = (more: Readonly<Record<string, string>>) =>
    new URLSearchParams({ ...query, ...more }).toString();
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.title}
      back={{ href: '/can-bo/quan-tri/nhat-ky' }}
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} />
      <p>{vi.lead}</p>
      <FilterBar action={home} clear={home}>
        <Radios
          name="so"
          label={vi.book}
          inline
          value={asked.book}
          options={Object.entries(vi.books).map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          name="can-bo"
          label={vi.officer}
          empty={vi.anyOfficer}
          value={asked.accountId ?? ''}
          options={officers.map((one) => ({ value: one.account_id, label: one.name }))}
        />
        {asked.book === 'viec' ? (
          <>
            <SelectField
              name="loai"
              label={vi.kind}
              empty={vi.anyKind}
              value={asked.verb ?? ''}
              options={Object.entries(vi.kinds).map(([value, label]) => ({ value, label }))}
            />
            <TextField
              name="ma"
              label={vi.subject}
              hint={vi.subjectHint}
              value={asked.subjectId ?? ''}
              maxLength={80}
            />
          </>
        ) : (
          <TextField
            name="nguoi"
            label={vi.person}
            hint={vi.personHint}
            value={asked.person}
            inputMode="numeric"
            maxLength={20}
            error={errorOf(errors, 'nguoi')}
          />
        )}
        <DateBoxes
          name="tu"
          label={vi.from}
          {...boxesAsked(query, 'tu', asked.from)}
          error={errorOf(errors, 'tu')}
        />
        <DateBoxes
          name="den"
          label={vi.to}
          {...boxesAsked(query, 'den', asked.to)}
          error={errorOf(errors, 'den')}
        />
      </FilterBar>
      <Table<AuditLine>
        caption={vi.caption(formatDate(asked.from), formatDate(asked.to))}
        rows={rows}
        rowKey={(row) => String(row.id)}
        href={(row) => `/can-bo/quan-tri/nhat-ky/${asked.book}/${row.id}`}
        empty={
          <EmptyState title={vi.none} icon="list-search">
            <p>{vi.noneHelp}</p>
          </EmptyState>
        }
        columns={[
          { key: 'at', title: vi.at, cell: (row) => formatDateTime(row.at) },
          { key: 'who', title: vi.who, cell: (row) => row.who },
          { key: 'what', title: asked.book === 'xem' ? vi.purpose : vi.what, cell: (row) => row.what },
          { key: 'on', title: asked.book === 'xem' ? vi.seen : vi.on, cell: (row) => row.on },
        ]}
      />
      {rows.length > 0 && (
        <p>
          {rows.length === pageSize && last && (
            <LinkButton look="secondary" href={`${home}?${again({ truoc: String(last.id) })}`}>
              {vi.next}
            </LinkButton>
          )}{' '}
          <LinkButton
            look="secondary"
            icon="download"
            href={`/can-bo/quan-tri/nhat-ky/xuat.csv?${again({})}`}
          >
            {vi.export}
          </LinkButton>
        </p>
      )}
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function exportRows(exchange: Exchange): Promise<Answer> {
  const asked = askedIn(exchange);
  const { query, ctx } = exchange;
  if (['tu', 'den'].some((name) => dayAsked(query, name) === undefined))
    throw new Refusal('invalid', 'administration.bad-span', vi.badDay);
  const rows = await searchAudit(ctx, { ...asked, before: null }, 'exported', mostExported + 1);
  if (rows.length > mostExported)
    throw new Refusal('invalid', 'administration.too-many', vi.tooMany(mostExported.toLocaleString('vi-VN')));
  const head = [vi.number, vi.at, vi.who, vi.what, vi.on];
  const lines = rows.map((row) => [String(row.id), formatDateTime(row.at), row.who, row.what, row.on]);
  return csv(`nhat-ky-${asked.from}-${asked.to}.csv`, [head, ...lines]);
}

const showLine =
  (book: Book) =>
  async (exchange: Exchange): Promise<Answer> => {
    const { row, who, what, on, detail } = await openLine(exchange.ctx, book, Number(exchange.params.id));
    const said = detailInWords(detail);
    return page(
      <OfficerPage
        exchange={exchange}
        title={what}
        caption={vi.books[book]}
        back={{ href: `${home}?so=${book}` }}
      >
        <SummaryList
          rows={[
            { label: vi.number, value: String(row.id) },
            { label: vi.at, value: formatDateTime(row.at) },
            { label: vi.who, value: who },
            { label: vi.on, value: on === '' ? '–' : on },
            {
              label: vi.detail,
              value: said.length === 0 ? '–' : said.map((text) => <div key={text}>{text}</div>),
            },
            { label: vi.request, value: row.request_id },
            {
              label: vi.sealed,
              value:
                row.sealed_at === null
                  ? vi.notSealed
                  : vi.sealedAt(formatDateTime(row.sealed_at), row.seal_from ?? 0, row.seal_to ?? 0),
            },
          ]}
        />
      </OfficerPage>,
    );
  };

const who = officer('admin.audit');

export const auditRoutes: readonly Route[] = [
  route({ method: 'GET', url: home, who, sample: { query: { so: 'viec' } }, handler: show }),
  route({
    method: 'GET',
    url: '/can-bo/quan-tri/nhat-ky/xuat.csv',
    who,
    sample: { query: { so: 'xem' } },
    handler: exportRows,
  }),
  ...(['viec', 'xem'] as const).map((book) =>
    route({
      method: 'GET',
      url: `/can-bo/quan-tri/nhat-ky/${book}/:id`,
      who,
      sample: { params: { id: '00000000-0000-0000-0000-000000000000' } },
      handler: showLine(book),
    }),
  ),
];
