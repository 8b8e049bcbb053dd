import { accountById, helperPlace, requireCitizen } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import {
  Button,
  CitizenPage,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  FileBox,
  Form,
  Inset,
  LinkButton,
  Radios,
  SelectField,
  Table,
  TextField,
} from '#engines/ui';
import {
  type Answer,
  citizen,
  type Exchange,
  type Form as Posted,
  page,
  type Route,
  redirect,
  route,
} from '#engines/web';
import { StateTag } from '#services/dossiers';
import { mistakeOf, procedureOptions, takePhoto } from './forms.tsx';
import { askConsent, type HelpDone, helpsOf } from './help.ts';
import { oneHelpRoutes } from './one-help-page.tsx';
import { vi } from './vi/index.ts';

const home = '/giup-dan';
const words = vi.help;

async function show(
  exchange: Exchange,
  form: Posted = exchange.form,
  errors: readonly FieldMistake[] = [],
): Promise<Answer> {
  const { ctx } = exchange;
  const self = requireCitizen(ctx);
  const place = await helperPlace(ctx.db, self.accountId, ctx.now());
  const helps = await helpsOf(ctx);
  if (!place)
    return page(
      <CitizenPage exchange={exchange} title={words.title} back={{ href: '/toi' }}>
        <EmptyState title={words.notHelper} icon="users">
          <p>{words.notHelperText}</p>
        </EmptyState>
        {helps.length > 0 && <Helps rows={helps} />}
      </CitizenPage>,
    );
  const account = await accountById(ctx.db, self.accountId);
  return page(
    <CitizenPage exchange={exchange} title={words.title} caption={place.team} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p class="lead">{words.lead}</p>
      {account?.password_hash ? (
        <Ask form={form} errors={errors} options={await procedureOptions(ctx)} />
      ) : (
        <Inset tone="warning">
          <div class="stack">
            <p>{words.needsPassword}</p>
            <LinkButton href="/toi/mat-khau">{words.setPassword}</LinkButton>
          </div>
        </Inset>
      )}
      <Helps rows={helps} />
    </CitizenPage>,
    errors.length > 0 ? 422 : 200,
  );
}

function Ask(props: {
  readonly form: Posted;
  readonly errors: readonly FieldMistake[];
  readonly options: readonly { value: string; label: string }[];
}) {
  const { form, errors } = props;
  return (
    <section class="stack">
      <h2>{words.start}</h2>
      <Form action={home} upload once>
        <TextField
          name="ten"
          label={words.person}
          value={form.get('ten')}
          maxLength={100}
          error={errorOf(errors, 'ten')}
        />
        <TextField
          name="so"
          label={words.number}
          inputMode="numeric"
          width="medium"
          value={form.get('so')}
          maxLength={20}
          error={errorOf(errors, 'so')}
        />
        <SelectField
          name="thu-tuc"
          label={words.procedure}
          empty={words.choose}
          options={props.options}
          value={form.get('thu-tuc')}
          error={errorOf(errors, 'thu-tuc')}
        />
        <Radios
          name="cach"
          label={words.way}
          value={form.get('cach')}
          error={errorOf(errors, 'cach')}
          options={(['code', 'mark', 'paper'] as const).map((way) => ({
            value: way,
            label: words.ways[way],
            hint: words.wayHints[way],
          }))}
        />
        <TextField
          name="lam-chung"
          label={words.witness}
          hint={words.witnessHint}
          value={form.get('lam-chung')}
          maxLength={100}
          error={errorOf(errors, 'lam-chung')}
        />
        <FileBox name="anh" label={words.photo} optional listed error={errorOf(errors, 'anh')} />
        <Button>{words.submit}</Button>
      </Form>
    </section>
  );
}

const Helps = ({ rows }: { readonly rows: readonly HelpDone[] }) => (
  <section class="stack">
    <h2>{words.mine}</h2>
    <Table
      caption={words.mine}
      rows={rows}
      rowKey={(row) => row.mandate.id}
      empty={
        <EmptyState title={words.none} icon="files">
          <p>{words.noneText}</p>
        </EmptyState>
      }
      columns={[
        {
          key: 'number',
          title: words.number_,
          cell: (row) => <a href={`${home}/${row.mandate.id}`}>{row.number ?? words.noNumber}</a>,
        },
        { key: 'for', title: words.for, cell: (row) => row.mandate.principal_name },
        {
          key: 'state',
          title: words.state,
          cell: (row) => (row.state ? <StateTag state={row.state} /> : '–'),
        },
        { key: 'at', title: words.at, cell: (row) => formatDateTime(row.mandate.asked_at) },
      ]}
    />
  </section>
);

const fields: Readonly<Record<string, string>> = {
  person: 'ten',
  number: 'so',
  notFound: 'so',
  young: 'so',
  procedure: 'thu-tuc',
  way: 'cach',
  noPhone: 'cach',
  ownPhone: 'cach',
  witness: 'lam-chung',
  photo: 'anh',
};

async function post(exchange: Exchange): Promise<Answer> {
  const { form, fileId } = await takePhoto(exchange);
  try {
    const id = await askConsent(exchange.ctx, {
      name: form.get('ten').slice(0, 100),
      number: form.get('so').replace(/\D/g, ''),
      procedure: form.get('thu-tuc'),
      way: form.get('cach'),
      witness: form.get('lam-chung').slice(0, 100),
      paperFileId: fileId,
    });
    return redirect(`${home}/${id}`);
  } catch (error) {
    const mistake = mistakeOf(error, 'so');
    return show(exchange, form, [{ ...mistake, field: fields[mistake.field] ?? mistake.field }]);
  }
}

export const helpRoutes: Route[] = [
  route({ method: 'GET', url: home, who: citizen, sample: {}, handler: (exchange) => show(exchange) }),
  route({ method: 'POST', url: home, who: citizen, sample: {}, stream: true, handler: post }),
  ...oneHelpRoutes,
];
