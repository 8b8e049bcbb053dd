import { attemptOf, maskPhone, may } from '#engines/access';
import { type Actor, Refusal } from '#engines/database';
import {
  Button,
  CitizenPage,
  Details,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  LinkButton,
  TextField,
} from '#engines/ui';
import {
  type Answer,
  anyone,
  type Exchange,
  localPath,
  page,
  type Route,
  redirect,
  route,
} from '#engines/web';
import { PasskeyButton } from './passkey-button.tsx';
import { type From, startCitizen, startOfficer } from './sign-in.ts';
import { deviceOf } from './sign-in-device.ts';
import { tooManyPage } from './sign-in-too-many.tsx';
import { vi as vneidWords } from './vi/vneid.ts';
import { vi } from './vi.ts';
import { vneidOffered, vneidPath } from './vneid.ts';

/** Where someone begins: a citizen at her own page, an officer at what the post works with. */
export function homeOf(actor: Actor): string {
  if (actor.kind !== 'officer') return '/toi';
  if (may(actor, 'dossier.see')) return '/can-bo';
  return may(actor, 'dossier.oversee') ? '/can-bo/tong-quan' : '/can-bo/quan-tri';
}

export const fromOf = (exchange: Exchange): From => ({
  address: exchange.request.ip,
  userAgent: exchange.request.headers['user-agent'] ?? '',
  device: deviceOf(exchange),
});

/** The page's address with what must come along: the attempt, and where to go afterwards. */
export const address = (path: string, values: Readonly<Record<string, string>>): string => {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
  return query.size === 0 ? path : `${path}?${query}`;
};

/** Only addresses of this site are followed after signing in. */
export const nextOf = (exchange: Exchange): string =>
  localPath(exchange.form.get('tiep') || exchange.query.tiep || '', '');

/** The sentence of a refusal that belongs to the form at hand; anything else goes on up. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Refusal && (error.kind === 'invalid' || error.kind === 'limited'))
    return error.message;
  throw error;
}

export const citizenForm = (exchange: Exchange, errors: readonly FieldMistake[] = []): Answer =>
  page(
    <CitizenPage exchange={exchange} title={vi.signIn.title} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p class="lead">{vi.signIn.lead}</p>
      <Form action="/dang-nhap">
        <input type="hidden" name="tiep" value={nextOf(exchange)} />
        <TextField
          name="dien-thoai"
          label={vi.signIn.phone}
          hint={vi.signIn.phoneHint}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          width="medium"
          maxLength={20}
          value={exchange.form.get('dien-thoai')}
          error={errorOf(errors, 'dien-thoai')}
        />
        <Button icon="message">{vi.signIn.send}</Button>
      </Form>
      <OtherWays exchange={exchange} next={nextOf(exchange)} />
      <SimulatedPhoneHint exchange={exchange} />
      <Details summary={vi.signIn.noPhone}>
        <p>{vi.signIn.noPhoneText}</p>
      </Details>
      <p>
        <a href="/can-bo/dang-nhap">{vi.signIn.officer}</a>
      </p>
    </CitizenPage>,
    errors.length > 0 ? 422 : 200,
  );

export const officerForm = (exchange: Exchange, errors: readonly FieldMistake[] = []): Answer =>
  page(
    <CitizenPage exchange={exchange} title={vi.officer.title} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action="/can-bo/dang-nhap">
        <input type="hidden" name="tiep" value={nextOf(exchange)} />
        <TextField
          name="ten"
          label={vi.officer.user}
          autoComplete="username"
          maxLength={60}
          value={exchange.form.get('ten')}
          error={errorOf(errors, 'ten')}
        />
        <TextField
          name="mat-khau"
          label={vi.officer.password}
          type="password"
          autoComplete="current-password"
          maxLength={200}
        />
        <Button>{vi.officer.submit}</Button>
      </Form>
      <PasskeyButton exchange={exchange} door="officer" next={nextOf(exchange)} />
      <SimulatedPhoneHint exchange={exchange} />
      <p>
        <a href="/dang-nhap">{vi.officer.citizen}</a>
      </p>
    </CitizenPage>,
    errors.length > 0 ? 422 : 200,
  );

/** Ways in that need no message to the telephone. */
function OtherWays({ exchange, next }: { readonly exchange: Exchange; readonly next: string }) {
  return (
    <>
      <PasskeyButton exchange={exchange} door="citizen" next={next} />
      {vneidOffered() && (
        <p>
          <LinkButton look="secondary" icon="shield-check" href={address(vneidPath, { tiep: next })}>
            {vneidWords.button}
          </LinkButton>
        </p>
      )}
    </>
  );
}

/** Where the demo's messages arrive; nothing outside the demo. */
export function SimulatedPhoneHint(props: { readonly exchange: Exchange; readonly phone?: string }) {
  if (!props.exchange.site.demo) return null;
  return (
    <Inset title={vi.demo.title}>
      <p>
        {vi.demo.text} <a href={address('/dien-thoai-mo-phong', { so: props.phone ?? '' })}>{vi.demo.link}</a>
        .
      </p>
    </Inset>
  );
}

const isLimit = (error: unknown): error is Refusal => error instanceof Refusal && error.kind === 'limited';

async function postCitizen(exchange: Exchange): Promise<Answer> {
  const wrong = (message: string) => citizenForm(exchange, [{ field: 'dien-thoai', message }]);
  try {
    const started = await startCitizen(exchange.ctx, exchange.form.get('dien-thoai'), fromOf(exchange));
    if (started.kind === 'unknown') throw new Error('a citizen always gets an attempt');
    return redirect(address('/ma-xac-nhan', { lan: started.attempt, tiep: nextOf(exchange) }));
  } catch (error) {
    if (isLimit(error)) return tooManyPage(exchange, 'citizen', error.message);
    return wrong(sentenceOf(error));
  }
}

async function postOfficer(exchange: Exchange): Promise<Answer> {
  const { form, ctx } = exchange;
  const wrong = (message: string) => officerForm(exchange, [{ field: 'ten', message }]);
  try {
    const started = await startOfficer(ctx, form.get('ten'), form.get('mat-khau'), fromOf(exchange));
    if (started.kind === 'unknown') return wrong(vi.officer.wrong);
    return redirect(address('/can-bo/ma-xac-nhan', { lan: started.attempt, tiep: nextOf(exchange) }));
  } catch (error) {
    if (isLimit(error)) return tooManyPage(exchange, 'officer', error.message);
    return wrong(sentenceOf(error));
  }
}

/** The masked telephone of an open attempt, for the page that asks for its code. */
export async function maskedPhoneOf(exchange: Exchange, door: 'citizen' | 'officer', id: string) {
  const attempt = await attemptOf(exchange.ctx, exchange.ctx.db, door, id);
  return attempt && { ...attempt, masked: maskPhone(attempt.phone) };
}

/** Someone already signed in has no business here. */
const unlessInside =
  (form: (exchange: Exchange) => Answer, kind: 'citizen' | 'officer') => (exchange: Exchange) =>
    exchange.actor.kind === kind ? redirect(nextOf(exchange) || homeOf(exchange.actor)) : form(exchange);

export const signInRoutes: Route[] = [
  route({
    method: 'GET',
    url: '/dang-nhap',
    who: anyone,
    sample: {},
    handler: unlessInside(citizenForm, 'citizen'),
  }),
  route({
    method: 'POST',
    url: '/dang-nhap',
    who: anyone,
    sample: { body: { 'dien-thoai': '0900000000' } },
    handler: postCitizen,
  }),
  route({
    method: 'GET',
    url: '/can-bo/dang-nhap',
    who: anyone,
    sample: {},
    handler: unlessInside(officerForm, 'officer'),
  }),
  route({
    method: 'POST',
    url: '/can-bo/dang-nhap',
    who: anyone,
    sample: { body: { ten: 'khong-co-ai', 'mat-khau': 'khong-dung' } },
    handler: postOfficer,
  }),
];
