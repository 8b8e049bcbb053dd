import { mandatesOf, personNamed, requirePermission, usesOf } from '#engines/access';
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
  TextField,
} from '#engines/ui';
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

const record = officer('representation.record');

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
];
