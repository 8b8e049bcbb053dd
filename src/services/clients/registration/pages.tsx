import { grants as allGrants } from '#engines/access';
import { formatDate, formatDateTime } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  Button,
  Checkboxes,
  Details,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  LinkButton,
  OfficerPage,
  Panel,
  SummaryList,
  Table,
  Tag,
  TextArea,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { type ClientState, stateOf } from '../client.ts';
import type { ListedClient } from '../store/clients.ts';
import { vi } from '../vi.ts';
import { clientDesk, clientsDesk, registerClient, revokeClient, rotateKey } from './actions.ts';

const home = '/can-bo/ket-noi';
const colours = { active: 'green', expired: 'amber', revoked: 'grey' } as const;

const StateTag = ({ state }: { readonly state: ClientState }) => (
  <Tag colour={colours[state]}>{vi.states[state]}</Tag>
);

async function showAll(exchange: Exchange): Promise<Answer> {
  const { ctx } = exchange;
  const rows = await clientsDesk(ctx);
  return page(
    <OfficerPage exchange={exchange} title={vi.title}>
      <p class="lead">{vi.lead}</p>
      <p>
        <LinkButton href={`${home}/moi`} icon="plus">
          {vi.add}
        </LinkButton>
      </p>
      <p>
        <a href="/api">{vi.guide}</a>
      </p>
      <Table<ListedClient>
        caption={vi.caption}
        rows={rows}
        rowKey={(row) => row.id}
        href={(row) => `${home}/${row.id}`}
        empty={<EmptyState title={vi.none} icon="plug-connected" />}
        columns={[
          { key: 'name', title: vi.name, cell: (row) => row.name },
          { key: 'owner', title: vi.owner, cell: (row) => row.owner },
          { key: 'state', title: vi.state, cell: (row) => <StateTag state={stateOf(row, ctx.now())} /> },
          { key: 'until', title: vi.until, cell: (row) => formatDate(row.expires_at) },
          { key: 'used', title: vi.used, cell: (row) => usedAt(row) },
          { key: 'parked', title: vi.parked, cell: (row) => String(row.parked) },
        ]}
      />
    </OfficerPage>,
  );
}

const usedAt = ({ calls, used_at }: ListedClient): string =>
  Number(calls) === 0 ? vi.neverUsed : formatDateTime(used_at);

async function showNew(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { form } = exchange;
  const asked = form.all('quyen');
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.add}
      back={{ href: home, label: vi.title }}
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} />
      <Form action={`${home}/moi`}>
        <TextField
          name="ten"
          label={vi.name}
          hint={vi.nameHint}
          value={form.get('ten')}
          error={errorOf(errors, 'ten')}
        />
        <TextField
          name="don-vi"
          label={vi.owner}
          value={form.get('don-vi')}
          error={errorOf(errors, 'don-vi')}
        />
        <TextField
          name="lien-he"
          label={vi.contact}
          value={form.get('lien-he')}
          error={errorOf(errors, 'lien-he')}
        />
        <Checkboxes
          name="quyen"
          label={vi.grantsAsked}
          values={asked}
          options={allGrants.map((grant) => ({ value: grant, label: vi.grants[grant] ?? grant }))}
          error={errorOf(errors, 'quyen')}
        />
        <TextArea
          name="khoa"
          label={vi.key}
          hint={vi.keyHint}
          value={form.get('khoa')}
          error={errorOf(errors, 'khoa')}
        />
        <TextField
          name="thang"
          label={vi.months}
          hint={vi.monthsHint}
          value={form.get('thang') || '12'}
          error={errorOf(errors, 'thang')}
        />
        <TextField
          name="so-lan"
          label={vi.calls}
          value={form.get('so-lan') || '60'}
          error={errorOf(errors, 'so-lan')}
        />
        <Button>{vi.submit}</Button>
      </Form>
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function register(exchange: Exchange): Promise<Answer> {
  const { ctx, form, site } = exchange;
  try {
    const id = await registerClient(ctx, {
      ...{ name: form.get('ten'), owner: form.get('don-vi'), contact: form.get('lien-he') },
      ...{ grants: form.all('quyen'), key: form.get('khoa') },
      ...{ months: form.get('thang'), callsAMinute: form.get('so-lan'), sandbox: site.demo },
    });
    return redirect(`${home}/${id}`, vi.made);
  } catch (error) {
    return showNew(exchange, [mistakeIn(error)]);
  }
}

async function showOne(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx, params, origin, form } = exchange;
  const { client, keys } = await clientDesk(ctx, params.id ?? '');
  const state = stateOf(client, ctx.now());
  return page(
    <OfficerPage
      exchange={exchange}
      title={client.name}
      back={{ href: home, label: vi.title }}
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} />
      {client.sandbox && (
        <Inset>
          <p>{vi.sandboxText}</p>
        </Inset>
      )}
      <SummaryList
        rows={[
          { label: vi.id, value: <code>{client.id}</code> },
          { label: vi.address, value: <code>{`${origin}/api/v1/oauth/token`}</code> },
          { label: vi.state, value: <StateTag state={state} /> },
          { label: vi.owner, value: client.owner },
          { label: vi.contact, value: client.contact },
          {
            label: vi.grantsAsked,
            value: client.grants.map((grant) => vi.grants[grant] ?? grant).join('; '),
          },
          { label: vi.since, value: formatDate(client.created_at) },
          { label: vi.until, value: formatDate(client.expires_at) },
          { label: vi.calls, value: String(client.calls_a_minute) },
          { label: vi.callsMade, value: String(client.calls) },
          { label: vi.used, value: usedAt(client) },
          ...(client.jwks_url ? [{ label: vi.keys, value: vi.keysAt(client.jwks_url) }] : []),
        ]}
      />
      <p>
        <a href={`${home}/${client.id}/tin`}>{vi.deliveries}</a>
      </p>
      {!client.jwks_url && (
        <Table
          caption={vi.keys}
          rows={keys}
          rowKey={(row) => row.id}
          empty={<EmptyState title={vi.keys} icon="key" />}
          columns={[
            { key: 'kid', title: vi.keyName, cell: (row) => <code>{row.kid}</code> },
            { key: 'added', title: vi.keyAdded, cell: (row) => formatDateTime(row.added_at) },
            {
              key: 'until',
              title: vi.keyUntil,
              cell: (row) => (row.valid_until ? formatDateTime(row.valid_until) : vi.keyOpen),
            },
          ]}
        />
      )}
      {state !== 'revoked' && (
        <>
          <Details summary={vi.rotate} open={errors.length > 0}>
            <p>{vi.rotateLead}</p>
            <Form action={`${home}/${client.id}/khoa`}>
              <TextArea
                name="khoa"
                label={vi.key}
                hint={vi.keyHint}
                value={form.get('khoa')}
                error={errorOf(errors, 'khoa')}
              />
              <Button>{vi.rotateSubmit}</Button>
            </Form>
          </Details>
          <Panel title={vi.revoke}>
            <p>{vi.revokeLead}</p>
            <Form action={`${home}/${client.id}/thu-hoi`}>
              <Button look="danger">{vi.revokeSubmit}</Button>
            </Form>
          </Panel>
        </>
      )}
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function rotate(exchange: Exchange): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const id = params.id ?? '';
  try {
    await rotateKey(ctx, id, form.get('khoa'));
  } catch (error) {
    return showOne(exchange, [mistakeIn(error)]);
  }
  return redirect(`${home}/${id}`, vi.rotated);
}

async function revoke({ ctx, params }: Exchange): Promise<Answer> {
  await revokeClient(ctx, params.id ?? '');
  return redirect(`${home}/${params.id}`, vi.revoked);
}

function mistakeIn(error: unknown): FieldMistake {
  if (!(error instanceof Refusal) || error.kind === 'denied' || error.kind === 'missing') throw error;
  return { field: String(error.facts.field ?? 'khoa'), message: error.message };
}

const who = officer('clients.manage');
const nobody = { params: { id: '00000000-0000-0000-0000-000000000000' } };

export const registrationRoutes: readonly Route[] = [
  route({ method: 'GET', url: home, who, sample: {}, handler: showAll }),
  route({ method: 'GET', url: `${home}/moi`, who, sample: {}, handler: (exchange) => showNew(exchange) }),
  route({ method: 'POST', url: `${home}/moi`, who, sample: { body: { ten: '' } }, handler: register }),
  route({ method: 'GET', url: `${home}/:id`, who, sample: nobody, handler: (exchange) => showOne(exchange) }),
  route({ method: 'POST', url: `${home}/:id/khoa`, who, sample: nobody, handler: rotate }),
  route({ method: 'POST', url: `${home}/:id/thu-hoi`, who, sample: nobody, handler: revoke }),
];
