import { formatDate, formatDateTime } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { Button, Buttons, CitizenPage, EmptyState, Form, Inset, LinkButton, Table, Tag } from '#engines/ui';
import { type Answer, type Exchange, page, type Route, redirect, route, signedIn } from '#engines/web';
import { consentState, giveConsent, purposesFor, withdrawConsent } from './consents.ts';
import type { Consent, Purpose } from './store.ts';
import { vi } from './vi/index.ts';

const home = '/toi/dong-y';
const words = vi.consents;
const colours = { given: 'green', 'not-given': 'grey', withdrawn: 'grey', 'asks-again': 'amber' } as const;
const day = (date: string) => formatDate(new Date(`${date}T12:00:00Z`));

async function show(exchange: Exchange): Promise<Answer> {
  const { purposes, consents } = await purposesFor(exchange.ctx);
  const asked = purposes.filter((purpose) => purpose.basis === 'consent');
  const byLaw = purposes.filter((purpose) => purpose.basis === 'law');
  return page(
    <CitizenPage exchange={exchange} title={words.title} back={{ href: '/toi' }}>
      <p class="lead">{words.lead}</p>
      {asked.map((purpose) => (
        <Asked key={purpose.key} purpose={purpose} consents={consents} />
      ))}
      <h2>{words.byLaw}</h2>
      <p>{words.byLawText}</p>
      {byLaw.map((purpose) => (
        <section key={purpose.key}>
          <h3>{purpose.title}</h3>
          <p>{purpose.text}</p>
          <p class="hint">{`${words.law}: ${purpose.law ?? ''}`}</p>
        </section>
      ))}
      {purposes.some((purpose) => !purpose.checked) && <Inset tone="neutral">{words.unchecked}</Inset>}
      <h2>{words.history}</h2>
      <Table
        caption={words.history}
        rows={consents}
        rowKey={(consent) => consent.id}
        empty={<EmptyState title={words.historyNone} icon="checks" />}
        columns={[
          { key: 'purpose', title: words.purpose, cell: (consent) => consent.title },
          { key: 'version', title: words.version, cell: (consent) => consent.version },
          { key: 'given', title: words.givenAt, cell: (consent) => formatDateTime(consent.given_at) },
          {
            key: 'withdrawn',
            title: words.withdrawnAt,
            cell: (consent) => stillOf(consent, purposes),
          },
        ]}
      />
    </CitizenPage>,
  );
}

/** When it was withdrawn, or what has become of it. */
function stillOf(consent: Consent, purposes: readonly Purpose[]): string {
  if (consent.withdrawn_at) return formatDateTime(consent.withdrawn_at);
  return purposes.some((purpose) => purpose.key === consent.purpose) ? words.still : words.over;
}

function Asked({ purpose, consents }: { readonly purpose: Purpose; readonly consents: readonly Consent[] }) {
  const state = consentState(purpose, consents);
  return (
    <section class="stack">
      <h2>{purpose.title}</h2>
      <p>
        <Tag colour={colours[state]}>{words.states[state]}</Tag>
      </p>
      <p>{purpose.text}</p>
      <p class="hint">{words.since(purpose.version, day(purpose.valid_from))}</p>
      {state === 'given' ? (
        <LinkButton look="secondary" href={`${home}/${purpose.key}/rut`}>
          {words.withdraw}
        </LinkButton>
      ) : (
        <Form action={home}>
          <input type="hidden" name="ban" value={String(purpose.version)} />
          <Buttons>
            <Button look="secondary" name="viec" value={purpose.key}>
              {state === 'asks-again' ? words.giveAgain : words.give}
            </Button>
          </Buttons>
        </Form>
      )}
    </section>
  );
}

/** What withdrawing means is said before it is done. */
async function ask(exchange: Exchange): Promise<Answer> {
  const { purposes } = await purposesFor(exchange.ctx);
  const purpose = purposes.find((one) => one.key === exchange.params.purpose && one.basis === 'consent');
  if (!purpose) throw new Refusal('missing', 'consent.no-purpose', words.missing);
  return page(
    <CitizenPage
      exchange={exchange}
      title={words.withdrawTitle}
      caption={purpose.title}
      back={{ href: home }}
    >
      <Inset title={words.consequence}>
        <p>{purpose.consequence}</p>
      </Inset>
      <Form action={`${home}/${purpose.key}/rut`}>
        <Buttons>
          <Button>{words.withdraw}</Button>
          <LinkButton look="secondary" href={home}>
            {words.keep}
          </LinkButton>
        </Buttons>
      </Form>
    </CitizenPage>,
  );
}

const sample = { params: { purpose: 'reminders' } };

export const consentRoutes: Route[] = [
  route({ method: 'GET', url: home, who: signedIn, sample: {}, handler: show }),
  route({
    method: 'POST',
    url: home,
    who: signedIn,
    sample: { body: { viec: '00000000-0000-0000-0000-000000000000', ban: '0' } },
    async handler({ ctx, form }) {
      await giveConsent(ctx, form.get('viec'), Number(form.get('ban')));
      return redirect(home, words.given);
    },
  }),
  route({
    method: 'GET',
    url: `${home}/:purpose/rut`,
    who: signedIn,
    sample: { params: { purpose: '00000000-0000-0000-0000-000000000000' } },
    handler: ask,
  }),
  route({
    method: 'POST',
    url: `${home}/:purpose/rut`,
    who: signedIn,
    sample,
    async handler({ ctx, params }) {
      await withdrawConsent(ctx, params.purpose ?? '');
      return redirect(home, words.withdrawn);
    },
  }),
];
