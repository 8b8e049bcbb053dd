import { type DelegationState, delegationState } from '#engines/access';
import { addDays, formatDate, localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  Button,
  DateBoxes,
  Details,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  OfficerPage,
  SelectField,
  Table,
  Tag,
  type TagColour,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { Places } from '../places.tsx';
import { boxesFrom, dayIn } from '../staff/day.ts';
import { delegationDesk, giveDelegation, takeBack } from './actions.ts';
import { vi } from './vi.ts';

const own = '/can-bo/uy-quyen';
const whole = '/can-bo/quan-tri/uy-quyen';

type Row = Awaited<ReturnType<typeof delegationDesk>>['rows'][number];

const colours: Readonly<Record<DelegationState, TagColour>> = {
  coming: 'blue',
  running: 'green',
  over: 'grey',
  ended: 'grey',
};

async function show(exchange: Exchange, path: string, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx, form } = exchange;
  const { self, held, colleagues, rows } = await delegationDesk(ctx, path === whole);
  const today = localDate(ctx.now());
  const stands = rows.some(
    (row) => row.delegate_id === self.accountId && delegationState(row, today) === 'running',
  );
  return page(
    <OfficerPage exchange={exchange} title={vi.title} hasErrors={errors.length > 0}>
      {path === whole && <Places exchange={exchange} current={whole} />}
      <ErrorSummary errors={errors} />
      <p class="lead">{path === whole ? vi.adminLead : vi.lead}</p>
      <p>{vi.rules}</p>
      {stands && (
        <Inset tone="ok">
          <p>
            {vi.actNow} <a href="/toi">{vi.actLink}</a>.
          </p>
        </Inset>
      )}
      <Table<Row>
        caption={vi.caption}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title={vi.none} icon="users" />}
        columns={[
          { key: 'post', title: vi.post, cell: (row) => row.title },
          { key: 'holder', title: vi.holder, cell: (row) => row.holder },
          { key: 'who', title: vi.who, cell: (row) => row.delegate },
          {
            key: 'days',
            title: vi.days,
            cell: (row) => vi.span(formatDate(row.valid_from), formatDate(addDays(row.valid_to, -1))),
          },
          {
            key: 'why',
            title: vi.why,
            cell: (row) => [row.reason, row.document].filter((text) => text !== null).join('; '),
          },
          {
            key: 'state',
            title: vi.state,
            cell: (row) => {
              const state = delegationState(row, today);
              return <Tag colour={colours[state]}>{vi.states[state]}</Tag>;
            },
          },
          {
            key: 'end',
            title: vi.end,
            cell: (row) =>
              ['coming', 'running'].includes(delegationState(row, today)) && (
                <Form action={`${own}/${row.id}/thoi`}>
                  <Button look="secondary" name="ve" value={path}>
                    {vi.end}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      {held.length === 0 ? (
        <p>{vi.noPost}</p>
      ) : (
        <Details summary={vi.create} open={form.has('ly-do')}>
          <Form action={path}>
            <SelectField
              name="vi-tri"
              label={vi.post}
              value={form.get('vi-tri') || (held.length === 1 ? held[0]?.id : undefined)}
              options={held.map((one) => ({ value: one.id, label: one.label }))}
              error={errorOf(errors, 'vi-tri')}
            />
            <SelectField
              name="nguoi"
              label={vi.delegate}
              value={form.get('nguoi')}
              options={colleagues.map((one) => ({
                value: one.account_id,
                label: `${one.name} (${one.titles})`,
              }))}
              error={errorOf(errors, 'nguoi')}
            />
            <DateBoxes
              name="tu"
              label={vi.from}
              {...boxesFrom(form, 'tu', today)}
              error={errorOf(errors, 'tu')}
            />
            <DateBoxes
              name="den"
              label={vi.until}
              {...boxesFrom(form, 'den', today)}
              error={errorOf(errors, 'den')}
            />
            <TextField
              name="ly-do"
              label={vi.reason}
              hint={vi.reasonHint}
              value={form.get('ly-do')}
              maxLength={200}
              error={errorOf(errors, 'ly-do')}
            />
            <TextField
              name="van-ban"
              label={vi.document}
              hint={vi.documentHint}
              value={form.get('van-ban')}
              maxLength={120}
              optional
              error={errorOf(errors, 'van-ban')}
            />
            <Button>{vi.submit}</Button>
          </Form>
        </Details>
      )}
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

const fields: Readonly<Record<string, string>> = {
  'access.delegation-no-reason': 'ly-do',
  'access.delegation-no-document': 'van-ban',
  'access.delegation-self': 'nguoi',
  'access.delegation-no-colleague': 'nguoi',
  'access.delegation-administrator': 'nguoi',
  'administration.no-delegate': 'nguoi',
  'administration.no-post': 'vi-tri',
  'access.delegation-no-post': 'vi-tri',
  'access.delegation-not-own': 'vi-tri',
};

async function give(exchange: Exchange, path: string): Promise<Answer> {
  const { ctx, form } = exchange;
  try {
    await giveDelegation(ctx, {
      appointmentId: form.get('vi-tri'),
      delegateId: form.get('nguoi'),
      from: dayIn(form, 'tu') ?? '',
      until: dayIn(form, 'den') ?? '',
      reason: form.get('ly-do'),
      document: form.get('van-ban'),
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'denied') throw error;
    return show(exchange, path, [{ field: fields[error.code] ?? 'tu', message: error.message }]);
  }
  return redirect(path, vi.made);
}

async function end({ ctx, params, form }: Exchange): Promise<Answer> {
  await takeBack(ctx, params.id ?? '');
  return redirect(form.get('ve') === whole ? whole : own, vi.ended);
}

const anyOfficer = officer('post.delegate');
const administrator = officer('admin.accounts');
const empty = { body: { 'ly-do': '' } };

export const delegationRoutes: readonly Route[] = [
  route({ method: 'GET', url: own, who: anyOfficer, sample: {}, handler: (exchange) => show(exchange, own) }),
  route({
    method: 'POST',
    url: own,
    who: anyOfficer,
    sample: empty,
    handler: (exchange) => give(exchange, own),
  }),
  route({
    method: 'POST',
    url: `${own}/:id/thoi`,
    who: anyOfficer,
    sample: { params: { id: '00000000-0000-0000-0000-000000000000' } },
    handler: end,
  }),
  route({
    method: 'GET',
    url: whole,
    who: administrator,
    sample: {},
    handler: (exchange) => show(exchange, whole),
  }),
  route({
    method: 'POST',
    url: whole,
    who: administrator,
    sample: empty,
    handler: (exchange) => give(exchange, whole),
  }),
];
