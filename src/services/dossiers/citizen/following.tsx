import type { VNode } from 'preact';
import { Refusal } from '#engines/database';
import {
  Button,
  Buttons,
  CitizenPage,
  type FieldMistake,
  Inset,
  LinkButton,
  Form as PageForm,
  TextArea,
} from '#engines/ui';
import {
  type Answer,
  citizen,
  type Exchange,
  type Form,
  page,
  type Route,
  redirect,
  route,
} from '#engines/web';
import { answerSupplement } from '../actions/answer-supplement.ts';
import { withdraw } from '../actions/stop.ts';
import { rateDossier, sayToOffice } from '../actions/talk.ts';
import { leadsBack } from './leads-back.ts';
import { type OwnDossier, openOwnDossier } from './own-dossier.ts';
import { keptPhotoField } from './to-do.tsx';
import { TrackingPage } from './tracking.tsx';
import { type Taken, takeFiles } from './uploads.ts';
import { vi } from './vi.ts';

const sample = { params: { number: '{dossier}' } };

/** What a person does with a dossier of hers after filing it. */
export const followingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/ho-so/:number',
    who: citizen,
    sample,
    handler: (exchange) => track(exchange),
  }),
  route({ method: 'POST', url: '/ho-so/:number/nhan', who: citizen, sample, handler: say }),
  route({
    method: 'POST',
    url: '/ho-so/:number/bo-sung',
    who: citizen,
    sample,
    stream: true,
    handler: supplement,
  }),
  route({
    method: 'GET',
    url: '/ho-so/:number/rut',
    who: citizen,
    sample,
    handler: async (exchange) => page(<WithdrawPage exchange={exchange} own={await ownIn(exchange)} />),
  }),
  route({
    method: 'POST',
    url: '/ho-so/:number/rut',
    who: citizen,
    sample,
    async handler(exchange) {
      const number = numberIn(exchange);
      await withdraw(exchange.ctx, { number, reason: exchange.form.get('reason').slice(0, 500) });
      return redirect(`/ho-so/${number}`, vi.withdraw.done);
    },
  }),
  route({ method: 'POST', url: '/ho-so/:number/danh-gia', who: citizen, sample, handler: rate }),
  ...['nhan', 'bo-sung', 'danh-gia'].map((act) =>
    leadsBack(`/ho-so/:number/${act}`, sample, ({ number = '' }) => `/ho-so/${number}`),
  ),
];

const numberIn = ({ params }: Exchange): string => params.number ?? '';
const ownIn = (exchange: Exchange): Promise<OwnDossier> => openOwnDossier(exchange.ctx, numberIn(exchange));

async function track(exchange: Exchange, field?: string, message?: string): Promise<Answer> {
  const own = await ownIn(exchange);
  const errors = field && message ? [{ field, message }] : [];
  return page(<TrackingPage exchange={exchange} own={own} errors={errors} />, errors.length > 0 ? 422 : 200);
}

async function say(exchange: Exchange): Promise<Answer> {
  const { ctx, form } = exchange;
  const number = numberIn(exchange);
  const words = form.get('message');
  if (!words) return track(exchange, 'message', vi.talk.empty);
  await sayToOffice(ctx, { number, words, form });
  return redirect(`/ho-so/${number}#nhan-tin`, vi.talk.sent);
}

async function rate(exchange: Exchange): Promise<Answer> {
  const { ctx, form } = exchange;
  const number = numberIn(exchange);
  const score = Number(form.get('score'));
  if (![1, 2, 3].includes(score)) return track(exchange, 'score', vi.rate.missing);
  const better = form.all('criteria').filter((one) => vi.rate.criteria.some((known) => known === one));
  const words = [better.length > 0 && vi.rate.betterIn(better.join(', ')), form.get('words')];
  await rateDossier(ctx, { number, score, words: words.filter(Boolean).join(' ') });
  return redirect(`/ho-so/${number}`, vi.rate.thanks);
}

function WithdrawPage({ exchange, own }: { readonly exchange: Exchange; readonly own: OwnDossier }): VNode {
  const { number, title } = own.c;
  return (
    <CitizenPage
      exchange={exchange}
      title={vi.withdraw.title}
      caption={`${title}, ${number}`}
      back={{ href: `/ho-so/${number}` }}
    >
      <Inset tone="warning">{vi.withdraw.warning}</Inset>
      <PageForm action={`/ho-so/${number}/rut`}>
        <TextArea name="reason" label={vi.withdraw.reason} optional rows={3} maxLength={500} />
        <Buttons>
          <Button look="danger">{vi.withdraw.confirm}</Button>
          <LinkButton href={`/ho-so/${number}`} look="secondary">
            {vi.withdraw.keep}
          </LinkButton>
        </Buttons>
      </PageForm>
    </CitizenPage>
  );
}

/**
 * What was asked for is answered in place: photos by the item they are for, and words. When one photo is
 * not taken, the words and the other photos stay on the page.
 */
async function supplement(exchange: Exchange): Promise<Answer> {
  const { ctx } = exchange;
  const number = numberIn(exchange);
  const { form, taken, refused } = await takeFiles(exchange);
  const photos = [...keptPhotos(form), ...taken];
  const words = form.get('words').slice(0, 2000);
  const again = async (errors: readonly FieldMistake[]) =>
    page(
      <TrackingPage
        exchange={exchange}
        own={await ownIn(exchange)}
        errors={errors}
        begun={{ words, photos }}
      />,
      422,
    );
  if (refused.length > 0) return again(refused);
  const files = photos.map(({ field, fileId }) => ({ paperId: field.replace(/^anh-/, 'bo-sung-'), fileId }));
  try {
    await answerSupplement(ctx, { number, words, files });
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
    return again([{ field: 'words', message: error.message }]);
  }
  return redirect(`/ho-so/${number}`, vi.supplement.sent);
}

/** Photos of an earlier try; whether they are hers is checked with the answer. */
const keptPhotos = (form: Form): readonly Taken[] =>
  form.all(keptPhotoField).flatMap((kept) => {
    const [, field, fileId, name] = /^(anh-\d+)\|([0-9a-f-]{36})\|(.*)$/.exec(kept) ?? [];
    return field && fileId ? [{ field, fileId, name: name ?? '' }] : [];
  });
