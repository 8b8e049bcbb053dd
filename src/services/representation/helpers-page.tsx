import {
  accountsOfPersons,
  endHelper,
  helpersOf,
  nameHelper,
  personNamed,
  requirePermission,
} from '#engines/access';
import { formatDate } from '#engines/calendar';
import { Refusal, tx } from '#engines/database';
import {
  Button,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  OfficerPage,
  Table,
  TextField,
} from '#engines/ui';
import { lineageOf } from '#engines/units';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { mistakeOf } from './forms.tsx';
import { vi } from './vi/index.ts';

const helpers = '/can-bo/nguoi-giup';
const nobody = '00000000-0000-0000-0000-000000000000';
const words = vi.office;

/** The team of the community that files for others, as the commune names it. */
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
            cell: (row) => formatDate(row.valid_from),
          },
          {
            key: 'to',
            title: words.to,
            cell: (row) =>
              row.valid_to ? (
                formatDate(row.valid_to)
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

const name = officer('helpers.name');

export const helperRoutes: Route[] = [
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
