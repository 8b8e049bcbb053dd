import { accountById, maskPhone, requireCitizen, standingOf } from '#engines/access';
import {
  Button,
  Buttons,
  CitizenPage,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  TextField,
} from '#engines/ui';
import { type Answer, citizen, type Exchange, page, type Route, redirect, route } from '#engines/web';
import { authorise, confirmAuthorisation, endOwn, ownMandate } from './authorise.ts';
import { atField, checkTerms, mistakeOf, procedureOptions, TermsFields, termsIn } from './forms.tsx';
import { SimulatedPhone } from './simulated-phone.tsx';
import { vi } from './vi/index.ts';

const home = '/toi/uy-quyen';
const nobody = '00000000-0000-0000-0000-000000000000';

async function ask(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx, form } = exchange;
  return page(
    <CitizenPage
      exchange={exchange}
      title={vi.authorise.title}
      hasErrors={errors.length > 0}
      back={{ href: '/toi/lam-thay', label: vi.mine.title }}
    >
      <ErrorSummary errors={errors} />
      <p class="lead">{vi.authorise.lead}</p>
      <Form action={home}>
        <TermsFields form={form} now={ctx.now()} errors={errors} options={await procedureOptions(ctx)} />
        <Button>{vi.authorise.submit}</Button>
      </Form>
    </CitizenPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function post(exchange: Exchange): Promise<Answer> {
  try {
    checkTerms(exchange.form);
    return redirect(`${home}/${await authorise(exchange.ctx, termsIn(exchange.form))}`);
  } catch (error) {
    return ask(exchange, [atField(mistakeOf(error, 'so'))]);
  }
}

/** Her own telephone rings: the code is her signature. */
async function askCode(exchange: Exchange, problem?: string): Promise<Answer> {
  const { ctx, params } = exchange;
  const self = requireCitizen(ctx);
  const mandate = await ownMandate(ctx, params.id ?? '');
  const isOpen = mandate.principal_id === self.personId && standingOf(mandate, ctx.now()) === 'asked';
  if (!isOpen) return redirect('/toi/lam-thay');
  const account = await accountById(ctx.db, self.accountId);
  const errors = problem ? [{ field: 'ma', message: problem }] : [];
  return page(
    <CitizenPage
      exchange={exchange}
      title={vi.authorise.codeTitle}
      hasErrors={errors.length > 0}
      back={{ href: '/toi/lam-thay', label: vi.mine.title }}
    >
      <ErrorSummary errors={errors} />
      <p class="lead">{vi.authorise.codeLead(mandate.agent_name, maskPhone(account?.phone ?? ''))}</p>
      <SimulatedPhone exchange={exchange} />
      <Form action={`${home}/${mandate.id}`}>
        <TextField
          name="ma"
          label={vi.authorise.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          width="short"
          maxLength={10}
          error={errorOf(errors, 'ma')}
        />
        <Buttons>
          <Button>{vi.authorise.codeSubmit}</Button>
          <Button look="plain" name="thoi" value="1">
            {vi.authorise.cancel}
          </Button>
        </Buttons>
      </Form>
    </CitizenPage>,
    problem ? 422 : 200,
  );
}

async function postCode(exchange: Exchange): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const id = params.id ?? '';
  if (form.has('thoi')) {
    await endOwn(ctx, id);
    return redirect('/toi/lam-thay');
  }
  const answer = await confirmAuthorisation(ctx, id, form.get('ma'));
  if (answer === 'wrong') return askCode(exchange, vi.authorise.wrong);
  if (answer === 'over') return redirect(home, vi.authorise.over);
  const mandate = await ownMandate(ctx, id);
  return redirect('/toi/lam-thay', vi.authorise.done(mandate.agent_name));
}

export const authoriseRoutes: Route[] = [
  route({ method: 'GET', url: home, who: citizen, sample: {}, handler: (exchange) => ask(exchange) }),
  route({
    method: 'POST',
    url: home,
    who: citizen,
    sample: { body: { ten: 'Không có ai', so: '1' } },
    handler: post,
  }),
  route({
    method: 'GET',
    url: `${home}/:id`,
    who: citizen,
    sample: { params: { id: nobody } },
    handler: (exchange) => askCode(exchange),
  }),
  route({
    method: 'POST',
    url: `${home}/:id`,
    who: citizen,
    sample: { params: { id: nobody }, body: { ma: '000000' } },
    handler: postCode,
  }),
];
