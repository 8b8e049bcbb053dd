import { type Mandate, maskPhone, standingOf } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { as, machine, read } from '#engines/database';
import { personById } from '#engines/people';
import {
  Button,
  CitizenPage,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  LinkButton,
  Panel,
  SummaryList,
  TextField,
} from '#engines/ui';
import { type Answer, citizen, type Exchange, page, type Route, redirect, route } from '#engines/web';
import { StateTag } from '#services/dossiers';
import { confirmHelp, donesOf, ownHelp } from './help.ts';
import { standingWords } from './mandate-card.tsx';
import { phoneOf } from './people.ts';
import { SimulatedPhone } from './simulated-phone.tsx';
import { vi } from './vi/index.ts';

const home = '/giup-dan';
const nobody = '00000000-0000-0000-0000-000000000000';
const words = vi.help;

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

export const oneHelpRoutes: Route[] = [
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
