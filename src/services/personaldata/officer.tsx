import { formatDateTime, localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  Button,
  Buttons,
  DateBoxes,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  OfficerPage,
  Table,
  Tag,
  TextArea,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { Facts, RequestState, rightTitle, Steps } from './request-parts.tsx';
import {
  answerRequest,
  bundleFor,
  type DataRequest,
  deletionPlan,
  extendRequest,
  openRequest,
  openRequests,
} from './requests.ts';
import { vi } from './vi/index.ts';

const home = '/can-bo/du-lieu-ca-nhan';
const words = vi.office;

async function list(exchange: Exchange): Promise<Answer> {
  const rows = await openRequests(exchange.ctx);
  const now = exchange.ctx.now();
  return page(
    <OfficerPage exchange={exchange} title={words.title}>
      <p>{words.lead}</p>
      <Table
        caption={words.caption}
        rows={rows}
        rowKey={({ c }) => c.id}
        empty={<EmptyState title={words.none} icon="circle-check" />}
        columns={[
          {
            key: 'number',
            title: words.number,
            cell: ({ c }) => <a href={`${home}/${c.number}`}>{c.number}</a>,
          },
          { key: 'right', title: vi.requests.right, cell: ({ r }: DataRequest) => rightTitle(r.right) },
          { key: 'from', title: words.from, cell: ({ c }) => c.filer_name },
          { key: 'at', title: words.sentAt, cell: ({ c }) => formatDateTime(c.submitted_at) },
          {
            key: 'due',
            title: vi.requests.due,
            cell: ({ c }) =>
              c.due_at ? (
                <Tag colour={c.due_at < now ? 'red' : 'blue'}>{formatDateTime(c.due_at)}</Tag>
              ) : (
                vi.requests.noDue
              ),
          },
        ]}
      />
    </OfficerPage>,
  );
}

async function show(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const one = await openRequest(exchange.ctx, exchange.params.number ?? '');
  const { c, r } = one;
  const isOpen = c.state === 'open';
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.requests.one(c.number)}
      hasErrors={errors.length > 0}
      back={{ href: home, label: words.title }}
      aside={<RequestState state={c.state} />}
    >
      <ErrorSummary errors={errors} />
      <Facts one={one} />
      {r.answer && (
        <Inset tone="ok" title={vi.requests.answer}>
          {r.answer.split('\n').map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Inset>
      )}
      {isOpen && (r.right === 'access' || r.right === 'portability') && (
        <section class="stack">
          <p>{words.bundleText}</p>
          <Form action={`${home}/${c.number}/goi`}>
            <Button look="secondary" icon="download">
              {words.bundle}
            </Button>
          </Form>
        </section>
      )}
      {isOpen && r.right === 'delete' && <Plan />}
      {isOpen && <Act one={one} exchange={exchange} errors={errors} />}
      <Steps trail={one.trail} />
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

/** Before she decides she sees what goes and what stays, and by which law. */
const Plan = () => (
  <section class="stack">
    <h2>{words.plan}</h2>
    <Table
      caption={words.plan}
      rows={deletionPlan()}
      rowKey={(row) => row.key}
      columns={[
        { key: 'what', title: vi.profile.what, cell: (row) => row.title },
        {
          key: 'does',
          title: words.plan,
          cell: (row) => (
            <Tag colour={row.keptBecause ? 'grey' : 'red'}>
              {row.keptBecause ? words.keeps : words.erases}
            </Tag>
          ),
        },
        { key: 'why', title: words.why, cell: (row) => row.keptBecause ?? '–' },
      ]}
    />
  </section>
);

function Act(props: {
  readonly one: DataRequest;
  readonly exchange: Exchange;
  readonly errors: readonly FieldMistake[];
}) {
  const { one, exchange, errors } = props;
  const { c, r } = one;
  const version = <input type="hidden" name="ban" value={String(c.version)} />;
  return (
    <>
      <section class="stack">
        <h2>{words.answer}</h2>
        <Form action={`${home}/${c.number}/tra-loi`} once>
          {version}
          <TextArea
            name="tra-loi"
            label={words.words}
            hint={words.wordsHint}
            rows={5}
            maxLength={4000}
            value={exchange.form.get('tra-loi')}
            error={errorOf(errors, 'tra-loi')}
          />
          <Buttons>
            <Button name="cach" value="answered">
              {words.grant}
            </Button>
            <Button look="secondary" name="cach" value="refused">
              {words.refuse}
            </Button>
          </Buttons>
        </Form>
      </section>
      {!r.extended_reason && (
        <section class="stack">
          <h2>{c.due_at ? words.extend : words.setDate}</h2>
          <Form action={`${home}/${c.number}/gia-han`} once>
            {version}
            <DateBoxes
              name="den"
              label={words.until}
              day={exchange.form.get('den-day')}
              month={exchange.form.get('den-month')}
              year={exchange.form.get('den-year') || localDate(exchange.ctx.now()).slice(0, 4)}
              error={errorOf(errors, 'den')}
            />
            <TextArea
              name="ly-do"
              label={words.reason}
              rows={3}
              maxLength={1000}
              value={exchange.form.get('ly-do')}
              error={errorOf(errors, 'ly-do')}
            />
            <Button look="secondary">{c.due_at ? words.extend : words.setDate}</Button>
          </Form>
        </section>
      )}
    </>
  );
}

const fields: Readonly<Record<string, string>> = { answer: 'tra-loi', reason: 'ly-do', until: 'den' };

/** Does one act; a mistake in its form comes back beside its field. */
const act =
  (work: (exchange: Exchange) => Promise<string>) =>
  async (exchange: Exchange): Promise<Answer> => {
    try {
      return redirect(`${home}/${exchange.params.number ?? ''}`, await work(exchange));
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
      return show(exchange, [
        { field: fields[String(error.facts.field)] ?? 'tra-loi', message: error.message },
      ]);
    }
  };

const on = ({ params, form }: Exchange) => ({
  number: params.number ?? '',
  expectedVersion: Number(form.get('ban')),
});

const who = officer('personal-data.answer');
const nobody = '00000000-0000-0000-0000-000000000000';
const sample = { params: { number: nobody } };

export const officerRoutes: Route[] = [
  route({ method: 'GET', url: home, who, sample: {}, handler: list }),
  route({ method: 'GET', url: `${home}/:number`, who, sample, handler: (exchange) => show(exchange) }),
  route({
    method: 'POST',
    url: `${home}/:number/tra-loi`,
    who,
    sample: { ...sample, body: { ban: '1', 'tra-loi': 'Câu trả lời để thử', cach: 'answered' } },
    handler: act(async (exchange) => {
      const { ctx, form } = exchange;
      const granted = form.get('cach') === 'answered';
      await answerRequest(ctx, on(exchange), { granted, words: form.get('tra-loi') });
      return words.answered;
    }),
  }),
  route({
    method: 'POST',
    url: `${home}/:number/gia-han`,
    who,
    sample: { ...sample, body: { ban: '1', 'ly-do': 'Một lý do để thử' } },
    handler: act(async (exchange) => {
      const { ctx, form } = exchange;
      const part = (name: string, length: number) => form.get(`den-${name}`).padStart(length, '0');
      const until = `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`;
      await extendRequest(ctx, on(exchange), { until, reason: form.get('ly-do') });
      return words.extended;
    }),
  }),
  ...['tra-loi', 'gia-han'].map((name) =>
    // A page that came back with mistakes is reloaded, or gone back to.
    route({
      method: 'GET',
      url: `${home}/:number/${name}`,
      who,
      sample,
      async handler({ ctx, params }) {
        const { c } = await openRequest(ctx, params.number ?? '');
        return redirect(`${home}/${c.number}`);
      },
    }),
  ),
  route({
    method: 'POST',
    url: `${home}/:number/goi`,
    who,
    sample,
    async handler({ ctx, params }) {
      const bytes = await bundleFor(ctx, params.number ?? '');
      const name = `${params.number ?? 'du-lieu'}.zip`;
      return { kind: 'file', stream: bytes, type: 'application/zip', name, length: bytes.length };
    },
  }),
];
