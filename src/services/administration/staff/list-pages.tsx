import { maskPhone, officerHistory, officersOf, staffOn } from '#engines/access';
import { formatDate, formatDateTime, localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  Button,
  Buttons,
  DateBoxes,
  EmptyState,
  ErrorSummary,
  FilterBar,
  Form,
  LinkButton,
  OfficerPage,
  SummaryList,
  Table,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, route } from '#engines/web';
import { Places } from '../places.tsx';
import { desk, renewLink } from './actions.ts';
import { boxesAsked, dayAsked } from './day.ts';
import { LinkSheet } from './link-sheet.tsx';
import { staffNames } from './names.ts';
import { vi } from './vi.ts';

const postsPath = '/can-bo/quan-tri/vi-tri';
const officersPath = '/can-bo/quan-tri/can-bo';

type Held = Awaited<ReturnType<typeof staffOn>>[number];

const dayText = (date: string | null): string => (date === null ? vi.list.open : formatDate(date));

/** The staff of a day: today's unless another is asked for. */
async function showStaff(exchange: Exchange): Promise<Answer> {
  const { ctx, query } = exchange;
  const { self, units } = await desk(ctx);
  const today = localDate(ctx.now());
  const asked = dayAsked(query, 'ngay');
  const day = asked || today;
  const errors = asked === undefined ? [{ field: 'ngay', message: vi.list.badDay }] : [];
  const rows = await staffOn(ctx.db, units, day, query.tim ?? '');
  const { offices, fields } = await staffNames(ctx, self.unitId);
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.list.title}
      hasErrors={errors.length > 0}
      aside={
        <Buttons>
          <LinkButton href={`${postsPath}/moi`} icon="plus">
            {vi.list.create}
          </LinkButton>
          <LinkButton look="secondary" href={officersPath}>
            {vi.list.officers}
          </LinkButton>
        </Buttons>
      }
    >
      <Places exchange={exchange} current={postsPath} />
      <ErrorSummary errors={errors} />
      <p>{vi.list.lead}</p>
      <FilterBar action={postsPath} clear={postsPath}>
        <TextField name="tim" label={vi.list.search} value={query.tim ?? ''} type="search" maxLength={60} />
        <DateBoxes
          name="ngay"
          label={vi.list.day}
          {...boxesAsked(query, 'ngay', today)}
          error={errors[0]?.message}
        />
      </FilterBar>
      <Table<Held>
        caption={vi.list.caption(formatDate(day), rows.length)}
        rows={rows}
        rowKey={(row) => `${row.post_id}${row.appointment_id ?? ''}`}
        href={(row) => `${postsPath}/${row.post_id}`}
        empty={
          <EmptyState title={vi.list.none} icon="users">
            <p>{vi.list.noneHelp}</p>
          </EmptyState>
        }
        columns={[
          { key: 'post', title: vi.list.post, cell: (row) => row.title },
          {
            key: 'office',
            title: vi.list.office,
            cell: (row) =>
              row.office_id === null ? vi.list.open : (offices.get(row.office_id) ?? vi.list.open),
          },
          {
            key: 'role',
            title: vi.list.role,
            cell: (row) => (
              <>
                {row.role_title}
                {row.fields && (
                  <span class="hint"> {row.fields.map((code) => fields.get(code) ?? code).join(', ')}</span>
                )}
              </>
            ),
          },
          {
            key: 'holder',
            title: vi.list.holder,
            cell: (row) =>
              row.account_id === null ? (
                vi.list.vacant
              ) : (
                <a href={`${officersPath}/${row.account_id}`}>{row.holder}</a>
              ),
          },
          { key: 'since', title: vi.list.since, cell: (row) => dayText(row.held_from) },
          { key: 'until', title: vi.list.until, cell: (row) => dayText(row.held_to ?? row.post_to) },
        ]}
      />
      <p class="hint no-print">{vi.list.print}</p>
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function showOfficers(exchange: Exchange): Promise<Answer> {
  const { ctx } = exchange;
  const { units } = await desk(ctx);
  const rows = await officersOf(ctx.db, units);
  return page(
    <OfficerPage exchange={exchange} title={vi.officers.title} back={{ href: postsPath }}>
      <Table
        caption={vi.officers.caption(rows.length)}
        rows={rows}
        rowKey={(row) => row.account_id}
        href={(row) => `${officersPath}/${row.account_id}`}
        empty={<EmptyState title={vi.officers.none} icon="users" />}
        columns={[
          { key: 'name', title: vi.officers.name, cell: (row) => row.name },
          { key: 'user', title: vi.officers.user, cell: (row) => row.user_name ?? vi.list.open },
          { key: 'phone', title: vi.officers.phone, cell: (row) => maskPhone(row.phone) },
          { key: 'state', title: vi.officers.state, cell: (row) => accountState(row, ctx.now()) },
        ]}
      />
      <p class="hint no-print">{vi.list.print}</p>
    </OfficerPage>,
  );
}

function accountState(row: { has_password: boolean; invited_until: Date | null }, now: Date): string {
  if (row.invited_until !== null && row.invited_until > now)
    return vi.officers.invited(formatDateTime(row.invited_until));
  return row.has_password ? vi.officers.hasPassword : vi.officers.noPassword;
}

async function showOfficer(exchange: Exchange): Promise<Answer> {
  const { ctx, params } = exchange;
  const { self, units } = await desk(ctx);
  const account = (await officersOf(ctx.db, units)).find((one) => one.account_id === params.id);
  if (!account) throw new Refusal('missing', 'administration.no-officer', vi.post.noOfficer);
  const held = await officerHistory(ctx.db, account.account_id, units);
  return page(
    <OfficerPage exchange={exchange} title={account.name} back={{ href: officersPath }}>
      <SummaryList
        rows={[
          { label: vi.officers.user, value: account.user_name ?? vi.list.open },
          { label: vi.officers.phone, value: maskPhone(account.phone) },
          { label: vi.officers.state, value: accountState(account, ctx.now()) },
        ]}
      />
      <Table<Held>
        caption={vi.officers.heldCaption}
        rows={held}
        rowKey={(row) => row.appointment_id ?? row.post_id}
        href={(row) => `${postsPath}/${row.post_id}`}
        columns={[
          { key: 'post', title: vi.list.post, cell: (row) => row.title },
          { key: 'role', title: vi.list.role, cell: (row) => row.role_title },
          { key: 'since', title: vi.list.since, cell: (row) => dayText(row.held_from) },
          { key: 'until', title: vi.list.until, cell: (row) => dayText(row.held_to ?? row.post_to) },
        ]}
      />
      {account.account_id !== self.accountId && (
        <>
          <h2>{vi.officers.newLink}</h2>
          <p>{vi.officers.newLinkLead}</p>
          <Form action={`${officersPath}/${account.account_id}`}>
            <Button look="secondary">{vi.officers.newLink}</Button>
          </Form>
        </>
      )}
    </OfficerPage>,
  );
}

async function postLink(exchange: Exchange): Promise<Answer> {
  const { ctx, params, origin } = exchange;
  const { units } = await desk(ctx);
  const link = await renewLink(ctx, params.id ?? '', origin);
  const account = (await officersOf(ctx.db, units)).find((one) => one.account_id === params.id);
  return page(
    <LinkSheet
      exchange={exchange}
      link={link}
      name={account?.name ?? ''}
      userName={account?.user_name ?? ''}
      back={`${officersPath}/${params.id}`}
    />,
  );
}

const who = officer('admin.accounts');
const nobody = { params: { id: '00000000-0000-0000-0000-000000000000' } };

export const listRoutes: readonly Route[] = [
  route({ method: 'GET', url: postsPath, who, sample: { query: { tim: 'hộ tịch' } }, handler: showStaff }),
  route({ method: 'GET', url: officersPath, who, sample: {}, handler: showOfficers }),
  route({ method: 'GET', url: `${officersPath}/:id`, who, sample: nobody, handler: showOfficer }),
  route({ method: 'POST', url: `${officersPath}/:id`, who, sample: nobody, handler: postLink }),
];
