import { attemptOf, maskPhone, resetHours } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  Button,
  Buttons,
  CitizenPage,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  LinkButton,
  OfficerPage,
  Radios,
  Table,
  TextField,
} from '#engines/ui';
import {
  type Answer,
  anyone,
  type Exchange,
  officer,
  page,
  type Route,
  redirect,
  route,
  signedIn,
} from '#engines/web';
import { decideHere, forgetPassword, recoverAtCounter, refuseReset, waitingHere } from './recovery.ts';
import { vi } from './vi/recovery.ts';

const counter = '/can-bo/khoi-phuc';
const forgot = '/quen-mat-khau';
const nobody = '00000000-0000-0000-0000-000000000000';
const words = vi.counter;

async function show(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { form } = exchange;
  const waiting = await waitingHere(exchange.ctx);
  const box = (name: string) => ({ name, value: form.get(name), error: errorOf(errors, name) });
  return page(
    <OfficerPage exchange={exchange} title={words.title} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p>{words.lead}</p>
      <Form action={counter} once>
        <TextField
          {...box('so')}
          label={words.number}
          inputMode="numeric"
          width="medium"
          maxLength={20}
          autoComplete="off"
        />
        <TextField {...box('ten')} label={words.name} maxLength={100} autoComplete="off" />
        <Radios
          {...box('doi-chieu')}
          label={words.checked}
          options={(['card', 'vneid', 'known'] as const).map((way) => ({
            value: way,
            label: words.checks[way],
          }))}
        />
        <TextField
          {...box('dien-thoai')}
          label={words.phone}
          type="tel"
          inputMode="tel"
          width="medium"
          maxLength={20}
          autoComplete="off"
        />
        <TextField
          {...box('lai')}
          label={words.again}
          type="tel"
          inputMode="tel"
          width="medium"
          maxLength={20}
          autoComplete="off"
        />
        <Button>{words.submit}</Button>
      </Form>
      <section class="stack">
        <h2>{words.list}</h2>
        <p>{words.listLead}</p>
        <Table
          caption={words.list}
          rows={waiting}
          rowKey={(row) => row.id}
          empty={<EmptyState title={words.none} icon="circle-check" />}
          columns={[
            { key: 'who', title: words.who, cell: (row) => row.name },
            { key: 'to', title: words.to, cell: (row) => maskPhone(row.new_phone) },
            { key: 'at', title: words.at, cell: (row) => formatDateTime(row.asked_at) },
            {
              key: 'act',
              title: words.act,
              cell: (row) => (
                <Form action={`${counter}/${row.id}`}>
                  <Buttons>
                    <Button look="secondary" name="cach" value="co">
                      {words.grant}
                    </Button>
                    <Button look="plain" name="cach" value="khong">
                      {words.refuse}
                    </Button>
                  </Buttons>
                </Form>
              ),
            },
          ]}
        />
      </section>
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

const fields: Readonly<Record<string, string>> = {
  checked: 'doi-chieu',
  differ: 'lai',
  notFound: 'so',
  scope: 'so',
  noAccount: 'so',
};

async function post(exchange: Exchange): Promise<Answer> {
  const { ctx, form } = exchange;
  try {
    const done = await recoverAtCounter(ctx, {
      name: form.get('ten'),
      number: form.get('so').replace(/\D/g, ''),
      checked: form.get('doi-chieu'),
      phone: form.get('dien-thoai'),
      again: form.get('lai'),
    });
    return redirect(counter, done.waiting ? words.waiting : words.done(done.phone));
  } catch (error) {
    if (!(error instanceof Refusal) || !['invalid', 'limited', 'conflict'].includes(error.kind)) throw error;
    const field = fields[String(error.facts.field)] ?? 'dien-thoai';
    return show(exchange, [{ field, message: error.message }]);
  }
}

const keys = (exchange: Exchange) => ({
  lan: exchange.form.get('lan') || exchange.query.lan || '',
  nguoi: exchange.form.get('nguoi') || exchange.query.nguoi || '',
});

/** Only for a browser that has shown the code of this telephone. */
async function askForgot(exchange: Exchange): Promise<Answer> {
  const { lan, nguoi } = keys(exchange);
  const attempt = await attemptOf(exchange.ctx, exchange.ctx.db, 'citizen', lan);
  return page(
    <CitizenPage
      exchange={exchange}
      title={vi.forgot.title}
      back={{ href: '/dang-nhap', label: vi.forgot.back }}
    >
      <p class="lead">{vi.forgot.lead(resetHours)}</p>
      <p>{vi.forgot.why}</p>
      {attempt?.passed ? (
        <Form action={forgot}>
          <input type="hidden" name="lan" value={lan} />
          <input type="hidden" name="nguoi" value={nguoi} />
          <Button>{vi.forgot.submit}</Button>
        </Form>
      ) : (
        <>
          <p>{vi.forgot.first}</p>
          <LinkButton href="/dang-nhap">{vi.forgot.start}</LinkButton>
        </>
      )}
    </CitizenPage>,
  );
}

async function postForgot(exchange: Exchange): Promise<Answer> {
  const { lan, nguoi } = keys(exchange);
  const due = await forgetPassword(exchange.ctx, lan, nguoi);
  if (!due) return redirect(forgot);
  return page(
    <CitizenPage exchange={exchange} title={vi.forgot.done}>
      <Inset tone="ok">{vi.forgot.doneText(formatDateTime(due))}</Inset>
      <LinkButton href="/dang-nhap">{vi.forgot.back}</LinkButton>
    </CitizenPage>,
  );
}

/** On her own page while somebody asks for her password to go. */
export const ResetBanner = ({ dueAt }: { readonly dueAt: Date }) => (
  <Inset tone="warning" title={vi.forgot.banner}>
    <p>{vi.forgot.bannerText(formatDateTime(dueAt))}</p>
    <Form action="/toi/huy-bo-mat-khau">
      <Button look="secondary">{vi.forgot.cancel}</Button>
    </Form>
  </Inset>
);

const who = officer('accounts.recover');

export const recoveryRoutes: Route[] = [
  route({ method: 'GET', url: counter, who, sample: {}, handler: (exchange) => show(exchange) }),
  route({
    method: 'POST',
    url: counter,
    who,
    sample: { body: { so: '1', ten: 'Không có ai' } },
    handler: post,
  }),
  route({
    method: 'POST',
    url: `${counter}/:id`,
    who,
    sample: { params: { id: nobody }, body: { cach: 'co' } },
    async handler({ ctx, params, form }) {
      const granted = form.get('cach') === 'co';
      await decideHere(ctx, params.id ?? '', granted);
      return redirect(counter, granted ? words.granted : words.refused);
    },
  }),
  route({ method: 'GET', url: forgot, who: anyone, sample: {}, handler: askForgot }),
  route({ method: 'POST', url: forgot, who: anyone, sample: { body: { lan: nobody } }, handler: postForgot }),
  route({
    method: 'POST',
    url: '/toi/huy-bo-mat-khau',
    who: signedIn,
    sample: {},
    async handler({ ctx }) {
      await refuseReset(ctx);
      return redirect('/toi', vi.forgot.cancelled);
    },
  }),
];
