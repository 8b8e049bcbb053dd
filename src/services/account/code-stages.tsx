import type { ComponentChildren } from 'preact';
import { appointmentsOf, type Door } from '#engines/access';
import {
  Button,
  Buttons,
  CitizenPage,
  Details,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  Radios,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, page, redirect } from '#engines/web';
import { maskName } from './account.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { candidatesOf } from './sign-in.ts';
import { address, maskedPhoneOf, nextOf, SimulatedPhoneHint } from './sign-in-page.tsx';
import { vi as recovery } from './vi/recovery.ts';
import { vi as more } from './vi/sign-up.ts';
import { vi } from './vi.ts';

export const paths = {
  citizen: { start: '/dang-nhap', code: '/ma-xac-nhan' },
  officer: { start: '/can-bo/dang-nhap', code: '/can-bo/ma-xac-nhan' },
} as const;

export const attemptIn = (exchange: Exchange): string => exchange.form.get('lan') || exchange.query.lan || '';

interface StageProps {
  readonly exchange: Exchange;
  readonly door: Door;
  readonly title: string;
  readonly errors: readonly FieldMistake[];
  readonly lead?: string;
  readonly children: ComponentChildren;
  readonly after?: ComponentChildren;
}

function Stage(props: StageProps) {
  const { exchange, door, errors } = props;
  return (
    <CitizenPage
      exchange={exchange}
      title={props.title}
      hasErrors={errors.length > 0}
      back={{ href: address(paths[door].start, { tiep: nextOf(exchange) }) }}
    >
      <ErrorSummary errors={errors} />
      {props.lead && <p class="lead">{props.lead}</p>}
      <Form action={paths[door].code}>
        <input type="hidden" name="lan" value={attemptIn(exchange)} />
        <input type="hidden" name="tiep" value={nextOf(exchange)} />
        {props.children}
      </Form>
      {props.after}
    </CitizenPage>
  );
}

export async function codeForm(exchange: Exchange, door: Door, problem?: string): Promise<Answer> {
  const attempt = await maskedPhoneOf(exchange, door, attemptIn(exchange));
  if (!attempt) return startAgain(exchange, door);
  const errors = problem ? [{ field: 'ma', message: problem }] : [];
  return page(
    <Stage
      exchange={exchange}
      door={door}
      title={vi.code.title}
      lead={door === 'citizen' ? vi.code.lead(attempt.masked) : vi.code.officerLead(attempt.masked)}
      errors={errors}
      after={
        <>
          {door === 'officer' && <PasskeyButton exchange={exchange} door={door} next={nextOf(exchange)} />}
          <SimulatedPhoneHint exchange={exchange} phone={attempt.phone} />
          <Form action={paths[door].code}>
            <input type="hidden" name="lan" value={attemptIn(exchange)} />
            <input type="hidden" name="tiep" value={nextOf(exchange)} />
            <Button look="plain" name="gui-lai" value="1">
              {vi.code.again}
            </Button>
          </Form>
          {door === 'citizen' && (
            <Details summary={vi.code.none}>
              <p>{vi.code.noneText}</p>
            </Details>
          )}
        </>
      }
    >
      <TextField
        name="ma"
        label={vi.code.label}
        hint={vi.code.hint}
        inputMode="numeric"
        autoComplete="one-time-code"
        width="short"
        maxLength={10}
        error={errorOf(errors, 'ma')}
      />
      <Inset tone="warning">
        <p>{vi.code.warning}</p>
      </Inset>
      <Buttons>
        <Button>{vi.code.submit}</Button>
        {door === 'citizen' && (
          <Button look="plain" name="moi" value="1">
            {more.signUp.someoneElse}
          </Button>
        )}
      </Buttons>
    </Stage>,
    problem ? 422 : 200,
  );
}

export async function chooseWho(exchange: Exchange): Promise<Answer> {
  const attempt = await maskedPhoneOf(exchange, 'citizen', attemptIn(exchange));
  if (!attempt) return startAgain(exchange, 'citizen');
  const candidates = await candidatesOf(exchange.ctx, attempt.phone);
  const errors = exchange.form.has('chon') ? [{ field: 'nguoi', message: vi.who.missing }] : [];
  return page(
    <Stage exchange={exchange} door="citizen" title={vi.who.title} lead={vi.who.lead} errors={errors}>
      <input type="hidden" name="chon" value="1" />
      <Radios
        name="nguoi"
        label={vi.who.label}
        error={errorOf(errors, 'nguoi')}
        options={[
          ...candidates.map((candidate) => ({
            value: candidate.personId,
            label: maskName(candidate.name),
            ...(candidate.birthYear ? { hint: vi.who.born(candidate.birthYear) } : {}),
          })),
          { value: 'moi', label: more.signUp.someoneElse },
        ]}
      />
      <Button>{vi.who.submit}</Button>
    </Stage>,
    errors.length > 0 ? 422 : 200,
  );
}

export async function choosePost(exchange: Exchange): Promise<Answer> {
  const attempt = await maskedPhoneOf(exchange, 'officer', attemptIn(exchange));
  if (!attempt?.accountId) return startAgain(exchange, 'officer');
  const posts = await appointmentsOf(exchange.ctx.db, attempt.accountId, exchange.ctx.now());
  const errors = exchange.form.has('chon') ? [{ field: 'vi-tri', message: vi.officer.postMissing }] : [];
  return page(
    <Stage exchange={exchange} door="officer" title={vi.officer.postTitle} errors={errors}>
      <input type="hidden" name="chon" value="1" />
      <Radios
        name="vi-tri"
        label={vi.officer.post}
        error={errorOf(errors, 'vi-tri')}
        options={posts.map((post) => ({ value: post.id, label: post.title }))}
      />
      <Button>{vi.officer.submit}</Button>
    </Stage>,
    errors.length > 0 ? 422 : 200,
  );
}

/** The name under which she opens an account; it may stand behind a code that is shown no more. */
export function signUpForm(exchange: Exchange, isOther: boolean, problem?: string): Answer {
  const errors = problem ? [{ field: 'ho-ten', message: problem }] : [];
  return page(
    <Stage
      exchange={exchange}
      door="citizen"
      title={more.signUp.title}
      lead={isOther ? more.signUp.leadOther : more.signUp.lead}
      errors={errors}
    >
      {isOther && <input type="hidden" name="moi" value="1" />}
      <TextField
        name="ho-ten"
        label={more.signUp.name}
        hint={more.signUp.nameHint}
        autoComplete="name"
        maxLength={100}
        value={exchange.form.get('ho-ten')}
        error={errorOf(errors, 'ho-ten')}
      />
      <Inset>
        <p>{more.signUp.notYet}</p>
        <p>{more.signUp.already}</p>
      </Inset>
      <Button>{more.signUp.submit}</Button>
    </Stage>,
    problem ? 422 : 200,
  );
}

export function passwordForm(exchange: Exchange, problem?: string): Answer {
  const errors = problem ? [{ field: 'mat-khau', message: problem }] : [];
  return page(
    <Stage
      exchange={exchange}
      door="citizen"
      title={vi.password.title}
      lead={vi.password.lead}
      errors={errors}
    >
      <input type="hidden" name="nguoi" value={exchange.form.get('nguoi')} />
      <TextField
        name="mat-khau"
        label={vi.password.label}
        type="password"
        autoComplete="current-password"
        maxLength={200}
        error={errorOf(errors, 'mat-khau')}
      />
      <Button>{vi.password.submit}</Button>
      <p>
        <a href={address('/quen-mat-khau', { lan: attemptIn(exchange), nguoi: exchange.form.get('nguoi') })}>
          {recovery.forgot.link}
        </a>
      </p>
    </Stage>,
    problem ? 422 : 200,
  );
}

export const startAgain = (exchange: Exchange, door: Door): Answer =>
  redirect(address(paths[door].start, { tiep: nextOf(exchange) }), vi.code.over);
