import {
  accountsOfPersons,
  endHelper,
  helpersOf,
  mandatesOf,
  nameHelper,
  personNamed,
  requirePermission,
  usesOf,
} from '#engines/access';
import { formatDate } from '#engines/calendar';
import { Refusal, tx } from '#engines/database';
import {
  Button,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  FileBox,
  Form,
  LinkButton,
  OfficerPage,
  Table,
  TextField,
} from '#engines/ui';
import { lineageOf } from '#engines/units';
import {
  type Answer,
  type Exchange,
  officer,
  type Form as Posted,
  page,
  type Route,
  redirect,
  route,
} from '#engines/web';
import { endAtCounter, isOpen, recordAuthorisation } from './authorise.ts';
import {
  atField,
  checkTerms,
  mistakeOf,
  procedureOptions,
  TermsFields,
  takePhoto,
  termsIn,
} from './forms.tsx';
import { MandateCard } from './mandate-card.tsx';
import { titlesOf } from './mine-page.tsx';
import { vi } from './vi/index.ts';

const home = '/can-bo/dai-dien';
const helpers = '/can-bo/nguoi-giup';
const nobody = '00000000-0000-0000-0000-000000000000';
const words = vi.office;

/** The counter's page: what a person has authorised, and writing down a paper. */
async function show(
  exchange: Exchange,
  form: Posted = exchange.form,
  errors: readonly FieldMistake[] = [],
  found?: Awaited<ReturnType<typeof find>>,
): Promise<Answer> {
  const { ctx } = exchange;
  requirePermission(ctx, 'representation.record');
  return page(
    <OfficerPage exchange={exchange} title={words.authorisations} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p>{words.lead}</p>
      {found}
      <section class="stack">
        <h2>{words.find}</h2>
        <Form action={`${home}/xem`}>
          <TextField name="ten-tim" label={words.principalName} value={form.get('ten-tim')} maxLength={100} />
          <TextField
            name="so-tim"
            label={words.principalNumber}
            width="medium"
            inputMode="numeric"
            value={form.get('so-tim')}
            maxLength={20}
            error={errorOf(errors, 'so-tim')}
          />
          <Button look="secondary">{words.findSubmit}</Button>
        </Form>
      </section>
      <section class="stack">
        <h2>{words.record}</h2>
        <Form action={home} upload once>
          <TextField
            name="ten-nguoi"
            label={words.principalName}
            value={form.get('ten-nguoi')}
            maxLength={100}
          />
          <TextField
            name="so-nguoi"
            label={words.principalNumber}
            width="medium"
            inputMode="numeric"
            value={form.get('so-nguoi')}
            maxLength={20}
            error={errorOf(errors, 'so-nguoi')}
          />
          <TermsFields form={form} now={ctx.now()} errors={errors} options={await procedureOptions(ctx)} />
          <FileBox name="anh" label={words.photo} listed error={errorOf(errors, 'anh')} />
          <Button>{words.submit}</Button>
        </Form>
      </section>
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function find(exchange: Exchange) {
  const { ctx, form } = exchange;
  const self = requirePermission(ctx, 'representation.record');
  const number = form.get('so-tim').replace(/\D/g, '');
  const person = await tx(ctx, async (t) => {
    const named = await personNamed(ctx, t, { number, name: form.get('ten-tim') });
    if (named) await t.look({ persons: [named.id], purpose: 'record-representation' });
    return named;
  });
  if (!person)
    throw new Refusal('invalid', 'representation.notFound', vi.authorise.mistakes.notFound, {
      field: 'so-tim',
    });
  const list = (await mandatesOf(ctx.db, person.id)).filter((one) => self.scope.units.includes(one.unit_id));
  const uses = await usesOf(
    ctx.db,
    list.map((mandate) => mandate.id),
  );
  const titles = await titlesOf(ctx);
  return (
    <section class="stack">
      <h2>{words.of(person.name)}</h2>
      {list.length === 0 && <EmptyState title={words.none} icon="users" />}
      {list.map((mandate) => (
        <MandateCard
          key={mandate.id}
          mandate={mandate}
          name={mandate.agent_name}
          uses={uses.filter((use) => use.mandate_id === mandate.id)}
          titles={titles}
          now={ctx.now()}
          opens={false}
        >
          {mandate.paper_file_id && (
            <LinkButton look="plain" href={`/uy-quyen/${mandate.id}/giay`}>
              {vi.mine.paper}
            </LinkButton>
          )}
          {isOpen(mandate, ctx.now()) && (
            <Form action={`${home}/${mandate.id}/dung`}>
              <Button look="danger">{words.end}</Button>
            </Form>
          )}
        </MandateCard>
      ))}
    </section>
  );
}

async function postFind(exchange: Exchange): Promise<Answer> {
  try {
    return await show(exchange, exchange.form, [], await find(exchange));
  } catch (error) {
    return show(exchange, exchange.form, [mistakeOf(error, 'so-tim')]);
  }
}

async function postRecord(exchange: Exchange): Promise<Answer> {
  requirePermission(exchange.ctx, 'representation.record');
  const { form, fileId } = await takePhoto(exchange);
  try {
    checkTerms(form);
    await recordAuthorisation(exchange.ctx, {
      ...termsIn(form),
      principalName: form.get('ten-nguoi'),
      principalNumber: form.get('so-nguoi').replace(/\D/g, ''),
      paperFileId: fileId ?? '',
    });
    return redirect(home, words.recorded);
  } catch (error) {
    return show(exchange, form, [atField(mistakeOf(error, 'anh'))]);
  }
}

async function showHelpers(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx, form } = exchange;
  const self = requirePermission(ctx, 'helpers.name');
  const rows = await helpersOf(ctx.db, await lineageOf(ctx.db, self.unitId));
  return page(
    <OfficerPage exchange={exchange} title={words.helpers} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p>{words.helperLead}</p>
      <Table
        caption={words.caption}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title={words.helperNone} icon="users" />}
        columns={[
          { key: 'name', title: words.helperName, cell: (row) => row.name },
          { key: 'team', title: words.team, cell: (row) => row.team },
          {
            key: 'since',
            title: words.since,
            cell: (row) => formatDate(new Date(`${row.valid_from}T12:00:00Z`)),
          },
          {
            key: 'to',
            title: words.to,
            cell: (row) =>
              row.valid_to ? (
                formatDate(new Date(`${row.valid_to}T12:00:00Z`))
              ) : (
                <Form action={`${helpers}/${row.id}/thoi`}>
                  <Button look="secondary">{words.endHelper}</Button>
                </Form>
              ),
          },
        ]}
      />
      <section class="stack">
        <h2>{words.nameIt}</h2>
        <Form action={helpers}>
          <TextField name="ten" label={words.helperName} value={form.get('ten')} maxLength={100} />
          <TextField
            name="so"
            label={words.helperNumber}
            inputMode="numeric"
            width="medium"
            value={form.get('so')}
            maxLength={20}
            error={errorOf(errors, 'so')}
          />
          <TextField
            name="to"
            label={words.team}
            hint={words.teamHint}
            value={form.get('to')}
            maxLength={100}
            error={errorOf(errors, 'to')}
          />
          <Button>{words.nameIt}</Button>
        </Form>
      </section>
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function postHelper(exchange: Exchange): Promise<Answer> {
  const { ctx, form } = exchange;
  requirePermission(ctx, 'helpers.name');
  const wrong = (field: string, message: string) =>
    new Refusal('invalid', 'representation.helper', message, { field });
  try {
    if (!form.get('to')) throw wrong('to', words.needTeam);
    const named = { number: form.get('so').replace(/\D/g, ''), name: form.get('ten') };
    const person = await tx(ctx, (t) => personNamed(ctx, t, named));
    if (!person) throw wrong('so', vi.authorise.mistakes.notFound);
    const [account] = await accountsOfPersons(ctx.db, [person.id]);
    if (!account) throw wrong('so', words.noAccount);
    await tx(ctx, async (t) => {
      await t.look({ persons: [person.id], purpose: 'record-representation' });
      await nameHelper(ctx, t, {
        accountId: account.id,
        personId: person.id,
        name: person.name,
        team: form.get('to').slice(0, 100),
      });
    });
    return redirect(helpers, words.named);
  } catch (error) {
    return showHelpers(exchange, [mistakeOf(error, 'so')]);
  }
}

const record = officer('representation.record');
const name = officer('helpers.name');

export const officerRoutes: Route[] = [
  route({ method: 'GET', url: home, who: record, sample: {}, handler: (exchange) => show(exchange) }),
  route({ method: 'POST', url: home, who: record, sample: {}, stream: true, handler: postRecord }),
  route({
    method: 'POST',
    url: `${home}/xem`,
    who: record,
    sample: { body: { 'ten-tim': 'Không có ai', 'so-tim': '1' } },
    handler: postFind,
  }),
  route({
    method: 'GET',
    url: `${home}/xem`,
    who: record,
    sample: {},
    handler: () => redirect(home),
  }),
  route({
    method: 'POST',
    url: `${home}/:id/dung`,
    who: record,
    sample: { params: { id: nobody } },
    async handler({ ctx, params }) {
      await endAtCounter(ctx, params.id ?? '');
      return redirect(home, words.ended);
    },
  }),
  route({ method: 'GET', url: helpers, who: name, sample: {}, handler: (exchange) => showHelpers(exchange) }),
  route({
    method: 'POST',
    url: helpers,
    who: name,
    sample: { body: { ten: 'Không', so: '1' } },
    handler: postHelper,
  }),
  route({
    method: 'POST',
    url: `${helpers}/:id/thoi`,
    who: name,
    sample: { params: { id: nobody } },
    async handler({ ctx, params }) {
      const self = requirePermission(ctx, 'helpers.name');
      const units = await lineageOf(ctx.db, self.unitId);
      const id = /^[0-9a-f-]{36}$/.test(params.id ?? '') ? (params.id ?? '') : nobody;
      if (!(await tx(ctx, (t) => endHelper(ctx, t, id, units))))
        throw new Refusal('missing', 'representation.no-helper', words.helperMissing);
      return redirect(helpers, words.helperEnded);
    },
  }),
];
