import { maskPhone } from '#engines/access';
import {
  Button,
  CitizenPage,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, page, type Route, redirect, route, signedIn } from '#engines/web';
import {
  askPhoneChange,
  type Codes,
  confirmPhoneChange,
  phoneChangeOf,
  phoneOfMine,
} from './phone-change.ts';
import { address, fromOf, SimulatedPhoneHint, sentenceOf } from './sign-in-page.tsx';
import { vi } from './vi/phone-change.ts';

const start = '/toi/so-dien-thoai';
const codesPath = `${start}/ma`;
const nobody = '00000000-0000-0000-0000-000000000000';
const boxes = { freshCode: 'ma-moi', oldCode: 'ma-cu', password: 'mat-khau' } as const;

async function show(exchange: Exchange, problem?: string): Promise<Answer> {
  const account = await phoneOfMine(exchange.ctx);
  const errors = problem ? [{ field: 'dien-thoai', message: problem }] : [];
  return page(
    <CitizenPage exchange={exchange} title={vi.title} hasErrors={errors.length > 0} back={{ href: '/toi' }}>
      <ErrorSummary errors={errors} />
      {account.isOwn ? (
        <>
          <p class="lead">{vi.lead(maskPhone(account.phone))}</p>
          <Form action={start}>
            <TextField
              name="dien-thoai"
              label={vi.number}
              hint={vi.numberHint}
              type="tel"
              inputMode="tel"
              autoComplete="tel"
              width="medium"
              maxLength={20}
              value={exchange.form.get('dien-thoai')}
              error={errorOf(errors, 'dien-thoai')}
            />
            <Button>{vi.submit}</Button>
          </Form>
          <Inset title={vi.lostTitle}>
            <p>{vi.lost}</p>
          </Inset>
        </>
      ) : (
        <Inset>
          <p>{vi.office}</p>
        </Inset>
      )}
    </CitizenPage>,
    problem ? 422 : 200,
  );
}

async function post(exchange: Exchange): Promise<Answer> {
  const { ctx, form } = exchange;
  // An account of the office reads where its telephone is changed.
  if (!(await phoneOfMine(ctx)).isOwn) return show(exchange);
  try {
    const { fresh, old } = await askPhoneChange(ctx, form.get('dien-thoai'), fromOf(exchange));
    return redirect(address(codesPath, { lan: fresh, cu: old }));
  } catch (error) {
    return show(exchange, sentenceOf(error));
  }
}

const codesIn = ({ form, query }: Exchange): Codes => ({
  fresh: form.get('lan') || query.lan || '',
  old: form.get('cu') || query.cu || '',
});

/** Only what is still lacking is asked. */
async function showCodes(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const codes = codesIn(exchange);
  const change = await phoneChangeOf(exchange.ctx, codes);
  if (!change) return redirect(start, vi.over);
  const { account, fresh, old } = change;
  const oldLabel = vi.oldCode(maskPhone(account.phone));
  return page(
    <CitizenPage
      exchange={exchange}
      title={vi.codeTitle}
      hasErrors={errors.length > 0}
      back={{ href: start, label: vi.title }}
    >
      <ErrorSummary errors={errors} />
      <p class="lead">{vi.codeLead(maskPhone(change.newPhone))}</p>
      <SimulatedPhoneHint exchange={exchange} />
      <Form action={codesPath}>
        <input type="hidden" name="lan" value={codes.fresh} />
        <input type="hidden" name="cu" value={codes.old} />
        <CodeBox name={boxes.freshCode} label={vi.freshCode} passed={fresh.passed} errors={errors} />
        {old && <CodeBox name={boxes.oldCode} label={oldLabel} passed={old.passed} errors={errors} />}
        {account.password_hash !== null && (
          <TextField
            name={boxes.password}
            label={vi.password}
            type="password"
            autoComplete="current-password"
            maxLength={200}
            error={errorOf(errors, boxes.password)}
          />
        )}
        <Inset tone="warning">
          <p>{vi.warning}</p>
        </Inset>
        <Button>{vi.confirm}</Button>
      </Form>
      <p>
        <a href={start}>{vi.again}</a>
      </p>
    </CitizenPage>,
    errors.length > 0 ? 422 : 200,
  );
}

function CodeBox(props: {
  readonly name: string;
  readonly label: string;
  readonly passed: boolean;
  readonly errors: readonly FieldMistake[];
}) {
  if (props.passed) return <p>{vi.right(props.label)}</p>;
  return (
    <TextField
      name={props.name}
      label={props.label}
      hint={vi.codeHint}
      inputMode="numeric"
      width="short"
      maxLength={10}
      error={errorOf(props.errors, props.name)}
    />
  );
}

async function postCodes(exchange: Exchange): Promise<Answer> {
  const { ctx, form, session } = exchange;
  const shown = {
    freshCode: form.get(boxes.freshCode),
    oldCode: form.get(boxes.oldCode),
    password: form.get(boxes.password),
  };
  const answer = await confirmPhoneChange(ctx, codesIn(exchange), shown, session.token);
  switch (answer.kind) {
    case 'done':
      return redirect('/toi', vi.done(answer.phone));
    case 'over':
      return redirect(start, vi.over);
    case 'lacks':
      return showCodes(
        exchange,
        answer.wrong.map((what) => ({ field: boxes[what], message: vi.wrong[what] })),
      );
  }
}

export const phoneChangeRoutes: Route[] = [
  route({ method: 'GET', url: start, who: signedIn, sample: {}, handler: (exchange) => show(exchange) }),
  route({
    method: 'POST',
    url: start,
    who: signedIn,
    sample: { body: { 'dien-thoai': '1' } },
    handler: post,
  }),
  route({
    method: 'GET',
    url: codesPath,
    who: signedIn,
    sample: {},
    handler: (exchange) => showCodes(exchange),
  }),
  route({
    method: 'POST',
    url: codesPath,
    who: signedIn,
    sample: { body: { lan: nobody, 'ma-moi': '000000' } },
    handler: postCodes,
  }),
];
