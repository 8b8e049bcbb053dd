import {
  accountById,
  helperPlace,
  type Mandate,
  maskPhone,
  requireCitizen,
  standingOf,
} from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { as, machine, read } from '#engines/database';
import { personById } from '#engines/people';
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
  Panel,
  Radios,
  SelectField,
  SummaryList,
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
import { askConsent, confirmHelp, donesOf, type HelpDone, helpsOf, ownHelp } from './help.ts';
import { standingWords } from './mandate-card.tsx';
import { phoneOf } from './people.ts';
import { SimulatedPhone } from './simulated-phone.tsx';
import { vi } from './vi/index.ts';

const home = '/giup-dan';
const nobody = '00000000-0000-0000-0000-000000000000';
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

/** Where one help stands: waiting for the code, to be written, or only number and state. */
async function one(exchange: Exchange, problem?: string): Promise<Answer> {
  const { ctx, params } = exchange;
  const mandate = await ownHelp(ctx, params.id ?? '');
  const [done] = await donesOf(ctx, [mandate]);
  const standing = standingOf(mandate, ctx.now());
  const errors = problem ? [{ field: 'ma', message: problem }] : [];
  return page(
    <CitizenPage
      exchange={exchange}
      title={standing === 'asked' ? words.codeTitle : words.one}
      caption={mandate.team ?? ''}
      heading={!done?.number}
      hasErrors={errors.length > 0}
      back={{ href: home, label: words.back }}
    >
      <ErrorSummary errors={errors} />
      {standing === 'asked' && (
        <Code
          exchange={exchange}
          mandate={mandate}
          errors={errors}
          phone={await herPhone(exchange, mandate)}
        />
      )}
      {standing === 'in-force' && !done?.begun && (
        <>
          <p class="lead">{words.waiting}</p>
          <LinkButton
            href={`/nop/${mandate.procedures?.[0] ?? ''}?cho=mandate:${mandate.id}`}
            icon="arrow-right"
          >
            {words.goOn}
          </LinkButton>
        </>
      )}
      {done?.number && (
        <>
          <Panel title={words.number_} code={done.number}>
            <p>{words.giveNumber}</p>
          </Panel>
          <p>{done.state && <StateTag state={done.state} />}</p>
          <p>{words.oneLead}</p>
        </>
      )}
      <SummaryList
        rows={[
          { label: words.for, value: mandate.principal_name },
          { label: words.at, value: formatDateTime(mandate.asked_at) },
          { label: words.state, value: standingWords(mandate, ctx.now()) },
        ]}
      />
    </CitizenPage>,
    problem ? 422 : 200,
  );
}

function Code(props: {
  readonly exchange: Exchange;
  readonly mandate: Mandate;
  readonly errors: readonly FieldMistake[];
  readonly phone: string;
}) {
  const { mandate, errors } = props;
  return (
    <>
      <p class="lead">{words.codeLead(mandate.principal_name, props.phone)}</p>
      <SimulatedPhone exchange={props.exchange} />
      <Form action={`${home}/${mandate.id}`}>
        <TextField
          name="ma"
          label={vi.authorise.code}
          inputMode="numeric"
          width="short"
          maxLength={10}
          error={errorOf(errors, 'ma')}
        />
        <Button>{words.codeSubmit}</Button>
      </Form>
    </>
  );
}

/** Masked: the helper need not learn it. */
async function herPhone({ ctx }: Exchange, mandate: Mandate): Promise<string> {
  return read(as(ctx, machine('representation.phone')), async (db) => {
    const person = await personById(db, mandate.principal_id);
    const phone = person && (await phoneOf(db, person));
    return phone ? maskPhone(phone) : '';
  });
}

export const helpRoutes: Route[] = [
  route({ method: 'GET', url: home, who: citizen, sample: {}, handler: (exchange) => show(exchange) }),
  route({ method: 'POST', url: home, who: citizen, sample: {}, stream: true, handler: post }),
  route({
    method: 'GET',
    url: `${home}/:id`,
    who: citizen,
    sample: { params: { id: nobody } },
    handler: (exchange) => one(exchange),
  }),
  route({
    method: 'POST',
    url: `${home}/:id`,
    who: citizen,
    sample: { params: { id: nobody }, body: { ma: '000000' } },
    async handler(exchange) {
      const { ctx, params, form } = exchange;
      const answer = await confirmHelp(ctx, params.id ?? '', form.get('ma'));
      if (answer === 'wrong') return one(exchange, vi.authorise.wrong);
      if (answer === 'over') return redirect(home, vi.authorise.over);
      return redirect(`${home}/${params.id ?? ''}`);
    },
  }),
];
