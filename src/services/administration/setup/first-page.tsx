import { maskPhone } from '#engines/access';
import { Refusal } from '#engines/database';
import {
  Button,
  CitizenPage,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  LinkButton,
  Radios,
  TextField,
} from '#engines/ui';
import { type Answer, anyone, type Exchange, page, type Route, route } from '#engines/web';
import { CodeSheet } from './code-sheet.tsx';
import {
  communesCalled,
  type FirstAdministrator,
  type Link,
  makeFirstAdministrator,
  namedUnit,
  openFirstLink,
} from './first-administrator.ts';
import { openInvitation, takeInvitation } from './invited.ts';
import { vi } from './vi.ts';

/** A link opens only where it was made for: a name that points elsewhere gets no password typed into it. */
function linkOf(exchange: Exchange): Link {
  const host = (exchange.request.headers.host ?? '').replace(/:\d+$/, '');
  if (host !== new URL(exchange.origin).hostname)
    throw new Refusal('denied', 'administration.other-host', vi.first.otherHost(exchange.origin));
  return { token: exchange.params.ma ?? '', origin: exchange.origin };
}

const fieldOfCode: Readonly<Record<string, string>> = {
  'access.short-password': 'mat-khau',
  'access.long-password': 'mat-khau',
  'access.common-password': 'mat-khau',
  'administration.no-unit': 'xa',
};

/** The sentence of a refusal beside the box it speaks of; anything else goes on up. */
function mistakeOf(error: unknown): FieldMistake {
  if (!(error instanceof Refusal) || error.kind === 'missing' || error.kind === 'denied') throw error;
  const field = fieldOfCode[error.code] ?? (error.code.includes('phone') ? 'dien-thoai' : 'ho-ten');
  return { field: error.code.includes('identity') ? 'so-dinh-danh' : field, message: error.message };
}

async function showFirst(exchange: Exchange): Promise<Answer> {
  await openFirstLink(exchange.ctx, linkOf(exchange));
  return firstForm(exchange, []);
}

async function firstForm(
  exchange: Exchange,
  errors: readonly FieldMistake[],
  choices: readonly { unit: { code: string }; name: string }[] = [],
): Promise<Answer> {
  const { form } = exchange;
  const fixed = await namedUnit(exchange.ctx);
  return page(
    <CitizenPage exchange={exchange} title={vi.first.title} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p class="lead">{vi.first.lead}</p>
      <Form action={exchange.path}>
        {fixed && (
          <Inset>
            <p>{vi.first.unitFixed(fixed.full_name)}</p>
          </Inset>
        )}
        {!fixed && choices.length > 0 && (
          <Radios
            name="xa"
            label={vi.first.chooseUnit}
            value={form.get('xa')}
            options={choices.map(({ unit, name }) => ({ value: unit.code, label: name }))}
            error={errorOf(errors, 'xa')}
          />
        )}
        {!fixed && choices.length === 0 && (
          <TextField
            name="xa"
            label={vi.first.unit}
            hint={vi.first.unitHint}
            value={form.get('xa')}
            maxLength={80}
            error={errorOf(errors, 'xa')}
          />
        )}
        <h2>{vi.first.you}</h2>
        <TextField
          name="ho-ten"
          label={vi.first.name}
          value={form.get('ho-ten')}
          autoComplete="name"
          maxLength={80}
          error={errorOf(errors, 'ho-ten')}
        />
        <Radios
          name="gioi-tinh"
          label={vi.first.sex}
          inline
          value={form.get('gioi-tinh')}
          options={[
            { value: 'female', label: vi.first.female },
            { value: 'male', label: vi.first.male },
          ]}
          error={errorOf(errors, 'gioi-tinh')}
        />
        <TextField
          name="nam-sinh"
          label={vi.first.birthYear}
          value={form.get('nam-sinh')}
          inputMode="numeric"
          width="short"
          maxLength={4}
          error={errorOf(errors, 'nam-sinh')}
        />
        <TextField
          name="so-dinh-danh"
          label={vi.first.identity}
          hint={vi.first.identityHint}
          optional
          value={form.get('so-dinh-danh')}
          inputMode="numeric"
          width="medium"
          maxLength={15}
          error={errorOf(errors, 'so-dinh-danh')}
        />
        <TextField
          name="dien-thoai"
          label={vi.first.phone}
          hint={vi.first.phoneHint}
          value={form.get('dien-thoai')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          width="medium"
          maxLength={20}
          error={errorOf(errors, 'dien-thoai')}
        />
        <Passwords errors={errors} />
        <Button>{vi.first.submit}</Button>
      </Form>
    </CitizenPage>,
    errors.length > 0 ? 422 : 200,
  );
}

const Passwords = ({ errors }: { readonly errors: readonly FieldMistake[] }) => (
  <>
    <TextField
      name="mat-khau"
      label={vi.first.password}
      hint={vi.first.passwordHint}
      type="password"
      autoComplete="new-password"
      maxLength={200}
      error={errorOf(errors, 'mat-khau')}
    />
    <TextField
      name="mat-khau-lai"
      label={vi.first.again}
      type="password"
      autoComplete="new-password"
      maxLength={200}
      error={errorOf(errors, 'mat-khau-lai')}
    />
  </>
);

async function postFirst(exchange: Exchange): Promise<Answer> {
  const { ctx, form } = exchange;
  const link = linkOf(exchange);
  await openFirstLink(ctx, link);
  const fixed = await namedUnit(ctx);
  const called = fixed ? [] : await communesCalled(ctx, form.get('xa'));
  const unitCode = fixed?.code ?? (called.length === 1 ? called[0]?.unit.code : undefined);
  const errors: FieldMistake[] = [];
  if (unitCode === undefined)
    errors.push({ field: 'xa', message: called.length > 1 ? vi.first.chooseUnit : vi.first.noUnit });
  const year = form.get('nam-sinh');
  const sex = form.get('gioi-tinh');
  if (form.get('ho-ten') === '') errors.push({ field: 'ho-ten', message: vi.first.missingName });
  if (sex !== 'female' && sex !== 'male') errors.push({ field: 'gioi-tinh', message: vi.first.missingSex });
  if (!/^(19|20)\d\d$/.test(year)) errors.push({ field: 'nam-sinh', message: vi.first.badYear });
  if (form.get('mat-khau') !== form.get('mat-khau-lai'))
    errors.push({ field: 'mat-khau-lai', message: vi.first.differ });
  // The commune that was found needs no choosing; its name or code stays in its box.
  if (errors.length > 0) return firstForm(exchange, errors, called.length > 1 ? called : []);
  const given: FirstAdministrator = {
    unitCode: unitCode ?? '',
    name: form.get('ho-ten'),
    sex: sex === 'male' ? 'male' : 'female',
    birthYear: year,
    identity: form.get('so-dinh-danh').replace(/\s/g, ''),
    phone: form.get('dien-thoai'),
    password: form.get('mat-khau'),
  };
  try {
    const made = await makeFirstAdministrator(ctx, link, given);
    return page(
      <CitizenPage exchange={exchange} title={vi.first.doneTitle}>
        <p class="lead">{vi.first.doneLead(made.userName)}</p>
        <CodeSheet codes={made.codes} name={given.name} />
        <LinkButton href="/can-bo/dang-nhap?tiep=/can-bo/quan-tri/thiet-lap">{vi.first.signIn}</LinkButton>
      </CitizenPage>,
    );
  } catch (error) {
    return firstForm(exchange, [mistakeOf(error)]);
  }
}

async function showInvited(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { account, posts } = await openInvitation(exchange.ctx, linkOf(exchange));
  return page(
    <CitizenPage exchange={exchange} title={vi.invited.title} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p class="lead">{vi.invited.lead(account.name)}</p>
      <h2>{vi.invited.posts}</h2>
      <ul>
        {posts.map((post) => (
          <li key={post}>{post}</li>
        ))}
      </ul>
      <p>{vi.invited.userName(account.user_name ?? maskPhone(account.phone))}</p>
      <Form action={exchange.path}>
        <Passwords errors={errors} />
        <Button>{vi.invited.submit}</Button>
      </Form>
    </CitizenPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function postInvited(exchange: Exchange): Promise<Answer> {
  const { ctx, form } = exchange;
  const link = linkOf(exchange);
  const { account } = await openInvitation(ctx, link);
  if (form.get('mat-khau') !== form.get('mat-khau-lai'))
    return showInvited(exchange, [{ field: 'mat-khau-lai', message: vi.first.differ }]);
  try {
    const codes = await takeInvitation(ctx, link, form.get('mat-khau'));
    return page(
      <CitizenPage exchange={exchange} title={vi.invited.doneTitle}>
        <p class="lead">{vi.invited.done}</p>
        {codes.length > 0 ? <CodeSheet codes={codes} name={account.name} /> : <p>{vi.invited.sms}</p>}
        <LinkButton href="/can-bo/dang-nhap">{vi.invited.signIn}</LinkButton>
      </CitizenPage>,
    );
  } catch (error) {
    return showInvited(exchange, [mistakeOf(error)]);
  }
}

/** No link has this token: the sample of a stranger who guesses. */
const guess = { params: { ma: '00000000-0000-0000-0000-000000000000' } };

export const linkRoutes: readonly Route[] = [
  route({ method: 'GET', url: '/can-bo/thiet-lap/:ma', who: anyone, sample: guess, handler: showFirst }),
  route({ method: 'POST', url: '/can-bo/thiet-lap/:ma', who: anyone, sample: guess, handler: postFirst }),
  route({
    method: 'GET',
    url: '/can-bo/moi/:ma',
    who: anyone,
    sample: guess,
    handler: (exchange) => showInvited(exchange),
  }),
  route({ method: 'POST', url: '/can-bo/moi/:ma', who: anyone, sample: guess, handler: postInvited }),
];
