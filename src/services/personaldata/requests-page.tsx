import { levelOf, reaches, requireAccount } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { Refusal, read } from '#engines/database';
import { personsById } from '#engines/people';
import {
  Button,
  Cards,
  CitizenPage,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  LinkButton,
  Radios,
  TextArea,
} from '#engines/ui';
import { type Answer, citizen, type Exchange, page, type Route, redirect, route } from '#engines/web';
import { rights } from './request.ts';
import { Facts, ProveFirst, RequestState, rightTitle, Steps } from './request-parts.tsx';
import { myRequests, openRequest, withdrawRequest } from './requests.ts';
import { sendRequest } from './send-request.ts';
import { vi } from './vi/index.ts';

const home = '/toi/yeu-cau';
const words = vi.requests;

async function list(exchange: Exchange): Promise<Answer> {
  const mine = await myRequests(exchange.ctx);
  return page(
    <CitizenPage
      exchange={exchange}
      title={words.title}
      back={{ href: '/toi/du-lieu', label: vi.profile.title }}
    >
      <p class="lead">{words.lead}</p>
      {reaches(levelOf(exchange.actor), 'data-requests') ? (
        <LinkButton href={`${home}/moi`} icon="plus">
          {words.new}
        </LinkButton>
      ) : (
        <ProveFirst />
      )}
      {mine.length === 0 && <EmptyState title={words.none} icon="message" />}
      <Cards
        level={2}
        shape="list"
        items={mine.map(({ c, r }) => ({
          href: `${home}/${c.number}`,
          title: rightTitle(r.right),
          text: `${c.number}, ${formatDateTime(c.submitted_at)}`,
          foot: <RequestState state={c.state} />,
        }))}
      />
    </CitizenPage>,
  );
}

async function ask(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx, form, query } = exchange;
  const self = requireAccount(ctx);
  const others = self.kind === 'citizen' ? self.scope.persons.filter((id) => id !== self.personId) : [];
  const family = others.length === 0 ? [] : await read(ctx, (db) => personsById(db, others));
  const people = [{ id: self.personId, name: self.name }, ...family];
  return page(
    <CitizenPage
      exchange={exchange}
      title={words.newTitle}
      hasErrors={errors.length > 0}
      back={{ href: home, label: words.back }}
    >
      <ErrorSummary errors={errors} />
      <Form action={`${home}/moi`} once>
        <Radios
          name="quyen"
          label={words.which}
          value={form.get('quyen') || query.quyen}
          error={errorOf(errors, 'quyen')}
          options={rights.map((right) => ({
            value: right,
            label: vi.rights[right].title,
            hint: vi.rights[right].hint,
          }))}
        />
        {family.length > 0 && (
          <Radios
            name="nguoi"
            label={words.whose}
            value={form.get('nguoi') || self.personId}
            options={people.map((person) => ({ value: person.id, label: person.name }))}
          />
        )}
        <TextArea
          name="noi-dung"
          label={words.words}
          hint={words.wordsHint}
          value={form.get('noi-dung')}
          rows={5}
          maxLength={4000}
          error={errorOf(errors, 'noi-dung')}
        />
        <Button icon="send">{words.send}</Button>
      </Form>
    </CitizenPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function post(exchange: Exchange): Promise<Answer> {
  const { ctx, form } = exchange;
  try {
    const number = await sendRequest(ctx, {
      right: form.get('quyen'),
      words: form.get('noi-dung'),
      personId: form.get('nguoi'),
    });
    return redirect(`${home}/${number}`, words.sent(number));
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
    const field = error.facts.field === 'right' ? 'quyen' : 'noi-dung';
    return ask(exchange, [{ field, message: error.message }]);
  }
}

async function show(exchange: Exchange): Promise<Answer> {
  const one = await openRequest(exchange.ctx, exchange.params.number ?? '');
  const { c, r } = one;
  return page(
    <CitizenPage exchange={exchange} title={words.one(c.number)} back={{ href: home, label: words.back }}>
      <p>
        <RequestState state={c.state} />
      </p>
      {r.answer && (
        <Inset tone="ok" title={words.answer}>
          {r.answer.split('\n').map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Inset>
      )}
      <Facts one={one} />
      <Steps trail={one.trail} />
      {c.state === 'open' && (
        <Form action={`${home}/${c.number}/rut`}>
          <input type="hidden" name="ban" value={String(c.version)} />
          <Button look="plain">{words.withdraw}</Button>
        </Form>
      )}
    </CitizenPage>,
  );
}

const nobody = '00000000-0000-0000-0000-000000000000';
const sample = { params: { number: nobody } };

export const requestRoutes: Route[] = [
  route({ method: 'GET', url: home, who: citizen, sample: {}, handler: list }),
  route({
    method: 'GET',
    url: `${home}/moi`,
    who: citizen,
    sample: {},
    handler: (exchange) => ask(exchange),
  }),
  route({
    method: 'POST',
    url: `${home}/moi`,
    who: citizen,
    sample: { body: { quyen: 'x' } },
    handler: post,
  }),
  route({ method: 'GET', url: `${home}/:number`, who: citizen, sample, handler: show }),
  route({
    method: 'POST',
    url: `${home}/:number/rut`,
    who: citizen,
    sample: { ...sample, body: { ban: '1' } },
    async handler({ ctx, params, form }) {
      await withdrawRequest(ctx, params.number ?? '', Number(form.get('ban')));
      return redirect(`${home}/${params.number ?? ''}`, words.withdrawn);
    },
  }),
];
