import { Type } from '@fastify/type-provider-typebox';
import { formatDateTime } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { Button, CitizenPage, EmptyState, Form, TextField } from '#engines/ui';
import { type Answer, anyone, type Exchange, json, page, type Route, route } from '#engines/web';
import { receiveReceipt } from './delivery.ts';
import { signatureHolds } from './gateway.ts';
import { simulatedMessages } from './simulated-phone.ts';
import { vi } from './vi.ts';

let receiptSecret = '';

/** The secret shared with the gateway for its receipts; without one every receipt is refused. */
export function useReceiptSecret(secret: string): void {
  receiptSecret = secret;
}

/** The demo's telephone. Outside the demo there is no such page. */
async function showPhone(exchange: Exchange): Promise<Answer> {
  if (!exchange.site.demo) throw new Refusal('missing', 'messages.no-such-page', vi.noSuchPage);
  const phone = (exchange.query.so ?? '').replace(/\D/g, '');
  const messages = phone ? await simulatedMessages(exchange.ctx.db, phone) : [];
  return page(
    <CitizenPage exchange={exchange} title={vi.phone.title}>
      <p class="lead">{vi.phone.lead}</p>
      <Form action="/dien-thoai-mo-phong" method="get">
        <TextField
          name="so"
          label={vi.phone.number}
          type="tel"
          inputMode="tel"
          width="medium"
          maxLength={20}
          value={phone}
        />
        <Button icon="refresh">{vi.phone.show}</Button>
      </Form>
      {phone && messages.length === 0 && (
        <EmptyState title={vi.phone.empty} icon="message-off">
          <p>{vi.phone.emptyText}</p>
        </EmptyState>
      )}
      <ol class="thread">
        {messages.map((message) => (
          <li key={message.id} class="bubble">
            <p class="bubble-from">
              <strong>{vi.phone.sender}</strong> <span>{formatDateTime(message.at)}</span>
            </p>
            <p class="bubble-text">{message.body}</p>
          </li>
        ))}
      </ol>
    </CitizenPage>,
  );
}

interface Receipt {
  readonly id: string;
  readonly state: 'delivered' | 'failed';
  readonly reason?: string;
}

/** Signed over `timestamp.id state`; a repeated receipt is answered like the first. */
async function takeReceipt({ ctx, body, request }: Exchange): Promise<Answer> {
  const { id, state, reason } = body as Receipt;
  const header = (name: string) => String(request.headers[name] ?? '');
  const given = {
    timestamp: header('x-timestamp'),
    signature: header('x-signature'),
    body: `${id} ${state}`,
  };
  if (!signatureHolds(receiptSecret, given, ctx.now()))
    throw new Refusal('denied', 'messages.bad-signature', vi.badSignature);
  const receipt = { providerId: id, delivered: state === 'delivered' };
  const changed = await receiveReceipt(ctx, reason === undefined ? receipt : { ...receipt, reason });
  return json({ changed });
}

export const routes: Route[] = [
  route({ method: 'GET', url: '/dien-thoai-mo-phong', who: anyone, sample: {}, handler: showPhone }),
  route({
    method: 'POST',
    url: '/api/v1/sms-receipts',
    who: anyone,
    sample: { body: { id: 'khong-co', state: 'delivered' } },
    api: {
      summary: 'Biên nhận của nhà mạng cho một tin nhắn (có chữ ký HMAC)',
      body: Type.Object(
        {
          id: Type.String({ minLength: 1, maxLength: 200 }),
          state: Type.Union([Type.Literal('delivered'), Type.Literal('failed')]),
          reason: Type.Optional(Type.String({ maxLength: 200 })),
        },
        { additionalProperties: false },
      ),
      response: { 200: Type.Object({ changed: Type.Boolean() }) },
    },
    handler: takeReceipt,
  }),
];
