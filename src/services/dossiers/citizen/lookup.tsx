import type { VNode } from 'preact';
import { formatDateTime } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  Button,
  Buttons,
  CitizenPage,
  ErrorSummary,
  type FieldMistake,
  Form,
  Inset,
  LinkButton,
  SummaryList,
  type SummaryRow,
  Tag,
  TextField,
} from '#engines/ui';
import { type Answer, anyone, type Exchange, page, type Route, route } from '#engines/web';
import { dossierForTracking, type Tracked } from '../actions/track-dossier.ts';
import { plainStatus } from './status.ts';
import { vi } from './vi.ts';

/** Tracking without signing in: the code and four digits; the state and nothing personal. */
export const lookupRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/tra-cuu',
    who: anyone,
    sample: {},
    handler: (exchange) =>
      page(<LookupPage exchange={exchange} number={exchange.query.ma ?? ''} errors={[]} />),
  }),
  route({
    method: 'POST',
    url: '/tra-cuu',
    who: anyone,
    sample: { body: { ma: 'H', so: '0000' } },
    handler: look,
  }),
];

async function look(exchange: Exchange): Promise<Answer> {
  const { ctx, form, request } = exchange;
  const number = form.get('ma').slice(0, 60);
  const digits = form.get('so').slice(0, 20);
  const errors: FieldMistake[] = [];
  if (!number) errors.push({ field: 'ma', message: vi.lookup.noNumber });
  if (!/^\d{4}$/.test(digits)) errors.push({ field: 'so', message: vi.lookup.noDigits });
  const again = (found: readonly FieldMistake[], status: number) =>
    page(<LookupPage exchange={exchange} number={number} digits={digits} errors={found} />, status);
  if (errors.length > 0) return again(errors, 422);
  try {
    const found = await dossierForTracking(ctx, { number, lastDigits: digits, sender: request.ip });
    return page(<FoundPage exchange={exchange} found={found} />);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return again([{ field: 'ma', message: error.message }], error.kind === 'limited' ? 429 : 404);
  }
}

function LookupPage(props: {
  readonly exchange: Exchange;
  readonly number: string;
  readonly digits?: string;
  readonly errors: readonly FieldMistake[];
}): VNode {
  const { exchange, number, digits, errors } = props;
  const message = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <CitizenPage exchange={exchange} title={vi.lookup.title} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p>{vi.lookup.lead}</p>
      <Form action="/tra-cuu">
        <TextField
          name="ma"
          label={vi.lookup.number}
          hint={vi.lookup.numberHint}
          error={message('ma')}
          value={number}
        />
        <TextField
          name="so"
          label={vi.lookup.digits}
          value={digits}
          hint={vi.lookup.digitsHint}
          error={message('so')}
          inputMode="numeric"
          width="short"
          maxLength={4}
        />
        <Buttons>
          <Button icon="search">{vi.lookup.look}</Button>
        </Buttons>
      </Form>
    </CitizenPage>
  );
}

function FoundPage({ exchange, found }: { readonly exchange: Exchange; readonly found: Tracked }): VNode {
  const status = plainStatus({
    state: found.state,
    facet3: found.waitsForCitizen ? 'citizen' : null,
    paused_at: null,
  });
  const rows: SummaryRow[] = [{ label: vi.track.sent, value: formatDateTime(found.submittedAt) }];
  if (found.receivedAt) rows.push({ label: vi.track.received, value: formatDateTime(found.receivedAt) });
  if (!found.decidedAt && !found.endedAt) rows.push({ label: vi.track.expected, value: expected(found) });
  if (found.decidedAt) rows.push({ label: vi.track.decided, value: formatDateTime(found.decidedAt) });
  return (
    <CitizenPage exchange={exchange} title={found.title} caption={vi.track.caption(found.number)}>
      <p>
        <Tag colour={status.colour}>{status.label}</Tag>
      </p>
      <p>{status.sentence}</p>
      <SummaryList rows={rows} />
      <Inset>{vi.lookup.more}</Inset>
      <Buttons>
        <LinkButton href={`/ho-so/${found.number}`}>{vi.lookup.signIn}</LinkButton>
        <LinkButton href="/tra-cuu" look="secondary">
          {vi.lookup.another}
        </LinkButton>
      </Buttons>
    </CitizenPage>
  );
}

function expected(found: Tracked): string {
  if (found.paused) return vi.track.duePaused;
  if (found.dueAt) return formatDateTime(found.dueAt);
  if (found.provisionalDueAt && !found.receivedAt) {
    return vi.track.dueProvisional(formatDateTime(found.provisionalDueAt));
  }
  return vi.track.dueUnknown;
}
