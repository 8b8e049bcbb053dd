import { maskPhone } from '#engines/access';
import { formatDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  Button,
  Buttons,
  Checkboxes,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  LinkButton,
  OfficerPage,
  Radios,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { maskName } from './account.ts';
import { SimulatedPhoneHint } from './sign-in-page.tsx';
import { type Card, openAtCounter, type Prepared, prepareAtCounter } from './sign-up-counter.ts';
import { vi } from './vi/sign-up.ts';

const path = '/can-bo/mo-tai-khoan';
const words = vi.counter;
const kept = ['so-dinh-danh', 'ho-ten', 'ngay-sinh', 'gioi-tinh', 'dien-thoai', 'doi-chieu'] as const;

const cardIn = ({ form }: Exchange): Card => ({
  identity: form.get('so-dinh-danh'),
  name: form.get('ho-ten'),
  birth: form.get('ngay-sinh'),
  sex: form.get('gioi-tinh'),
  phone: form.get('dien-thoai'),
  compared: form.get('doi-chieu') === '1',
});

function cardForm(exchange: Exchange, errors: readonly FieldMistake[] = []): Answer {
  const { form } = exchange;
  const box = (name: string) => ({ name, value: form.get(name), error: errorOf(errors, name) });
  return page(
    <OfficerPage exchange={exchange} title={words.title} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p class="lead">{words.lead}</p>
      <Form action={path}>
        <TextField
          {...box('so-dinh-danh')}
          label={words.identity}
          hint={words.identityHint}
          inputMode="numeric"
          maxLength={15}
          width="medium"
          autoComplete="off"
        />
        <TextField
          {...box('ho-ten')}
          label={words.name}
          hint={words.nameHint}
          maxLength={100}
          autoComplete="off"
        />
        <TextField
          {...box('ngay-sinh')}
          label={words.birth}
          hint={words.birthHint}
          maxLength={10}
          width="medium"
          autoComplete="off"
        />
        <Radios
          {...box('gioi-tinh')}
          label={words.sex}
          options={[
            { value: 'female', label: words.female },
            { value: 'male', label: words.male },
          ]}
        />
        <TextField
          {...box('dien-thoai')}
          label={words.phone}
          hint={words.phoneHint}
          inputMode="tel"
          maxLength={20}
          width="medium"
          autoComplete="off"
        />
        <Checkboxes
          name="doi-chieu"
          label={words.compared}
          options={[{ value: '1', label: words.comparedYes }]}
          values={form.all('doi-chieu')}
          error={errorOf(errors, 'doi-chieu')}
        />
        <Button icon="message">{words.send}</Button>
      </Form>
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

function codeForm(exchange: Exchange, made: Prepared, problem?: FieldMistake): Answer {
  const { form } = exchange;
  const errors = problem ? [problem] : [];
  return page(
    <OfficerPage
      exchange={exchange}
      title={words.codeTitle}
      hasErrors={errors.length > 0}
      back={{ href: path }}
    >
      <ErrorSummary errors={errors} />
      <p class="lead">{words.codeLead(made.name, maskPhone(made.phone))}</p>
      <p>{made.inBook ? words.inBook : words.notInBook}</p>
      <Form action={`${path}/ma`}>
        {kept.map((name) => (
          <input key={name} type="hidden" name={name} value={form.get(name)} />
        ))}
        <input type="hidden" name="lan" value={made.attempt} />
        <input type="hidden" name="co-trong-so" value={made.inBook ? '1' : ''} />
        {made.own.map((account) => (
          <input
            key={account.id}
            type="hidden"
            name="tu-mo"
            value={[account.id, account.created_at.toISOString(), maskName(account.name)].join('|')}
          />
        ))}
        <TextField
          name="ma"
          label={words.code}
          inputMode="numeric"
          autoComplete="off"
          width="short"
          maxLength={10}
          error={errorOf(errors, 'ma')}
        />
        {made.own.length > 0 && (
          <Radios
            name="tai-khoan"
            label={words.which}
            value={form.get('tai-khoan')}
            error={errorOf(errors, 'tai-khoan')}
            options={[
              ...made.own.map((account) => ({
                value: account.id,
                label: words.own(maskName(account.name), formatDate(account.created_at)),
              })),
              { value: 'new', label: words.fresh },
            ]}
          />
        )}
        <Buttons>
          <Button>{words.submit}</Button>
          <LinkButton href={path} look="secondary">
            {words.back}
          </LinkButton>
        </Buttons>
      </Form>
      <SimulatedPhoneHint exchange={exchange} phone={made.phone} />
    </OfficerPage>,
    problem ? 422 : 200,
  );
}

/** The same page again from its own fields: what was prepared is not asked twice. */
const preparedIn = ({ form }: Exchange): Prepared => ({
  attempt: form.get('lan'),
  name: form.get('ho-ten'),
  phone: form.get('dien-thoai').replace(/\D/g, ''),
  inBook: form.get('co-trong-so') === '1',
  own: form.all('tu-mo').map((line) => {
    const [id = '', at = '', name = ''] = line.split('|');
    return { id, name, created_at: new Date(at) };
  }),
});

async function postCard(exchange: Exchange): Promise<Answer> {
  try {
    const { ctx, request } = exchange;
    return codeForm(exchange, await prepareAtCounter(ctx, cardIn(exchange), { address: request.ip }));
  } catch (error) {
    return cardForm(exchange, [mistakeOf(error)]);
  }
}

async function postCode(exchange: Exchange): Promise<Answer> {
  const { ctx, form } = exchange;
  const given = { attempt: form.get('lan'), code: form.get('ma'), choice: form.get('tai-khoan') };
  const prepared = preparedIn(exchange);
  if (prepared.own.length > 0 && given.choice === '')
    return codeForm(exchange, prepared, { field: 'tai-khoan', message: words.whichMissing });
  try {
    const opened = await openAtCounter(ctx, cardIn(exchange), given);
    if (opened.kind === 'wrong-code')
      return codeForm(exchange, prepared, { field: 'ma', message: opened.message });
    return redirect(path, words.done(opened.name));
  } catch (error) {
    return cardForm(exchange, [mistakeOf(error)]);
  }
}

function mistakeOf(error: unknown): FieldMistake {
  if (!(error instanceof Refusal) || error.kind === 'denied' || error.kind === 'unavailable') throw error;
  const field = typeof error.facts.field === 'string' ? error.facts.field : 'so-dinh-danh';
  return { field, message: error.message };
}

const who = officer('dossier.receive');
const body = { 'so-dinh-danh': '037180000001', 'ho-ten': 'Không Có Ai', 'dien-thoai': '0900000000' };

export const counterRoutes: Route[] = [
  route({ method: 'GET', url: path, who, sample: {}, handler: (exchange) => cardForm(exchange) }),
  route({ method: 'POST', url: path, who, sample: { body }, handler: postCard }),
  route({ method: 'POST', url: `${path}/ma`, who, sample: { body }, handler: postCode }),
];
