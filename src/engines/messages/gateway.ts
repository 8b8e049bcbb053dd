import { createHmac, timingSafeEqual } from 'node:crypto';
import { vi } from './vi.ts';

export interface Sms {
  /** Ours, the same at every retry: the gateway can tell a repeat by it. */
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

/** The narrow way out to a telephone network. Throws GatewayTrouble when the message was not taken. */
export interface SmsGateway {
  readonly name: string;
  /** @returns the gateway's number for the message, by which its receipt will come. */
  send(sms: Sms): Promise<{ providerId: string }>;
}

export class GatewayTrouble extends Error {
  /** False when a retry cannot help: the number does not exist, the text is refused. */
  readonly retry: boolean;
  constructor(message: string, retry: boolean) {
    super(message);
    this.name = 'GatewayTrouble';
    this.retry = retry;
  }
}

/** `sha256=` over `timestamp.body`: the receiver checks who sent it and that nobody replays it. */
const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

/** True for a signature of ours not older than five minutes. */
export function signatureHolds(
  secret: string,
  given: { timestamp: string; signature: string; body: string },
  now: Date,
): boolean {
  const sent = Number(given.timestamp) * 1000;
  if (!secret || !Number.isFinite(sent) || Math.abs(now.getTime() - sent) > 5 * 60_000) return false;
  const expected = Buffer.from(signatureOf(secret, given.timestamp, given.body));
  const found = Buffer.from(given.signature);
  return expected.length === found.length && timingSafeEqual(expected, found);
}

export interface HttpGatewayOptions {
  readonly url: string;
  /** The name under which the gateway knows us, and the secret shared with it. */
  readonly key: string;
  readonly secret: string;
  readonly timeoutMs?: number;
  readonly now?: () => Date;
}

/**
 * A gateway over HTTPS as Vietnamese brandname providers offer it: one JSON body, signed, answered by
 * `{ "id": … }`. Anything slow, broken or overloaded is worth a retry; a refusal (4xx) is not.
 */
export function httpGateway(options: HttpGatewayOptions): SmsGateway {
  const now = options.now ?? (() => new Date());
  return {
    name: 'http',
    async send(sms) {
      const body = JSON.stringify({ id: sms.id, to: internationalForm(sms.to), text: sms.text });
      const timestamp = String(Math.floor(now().getTime() / 1000));
      const response = await fetch(options.url, {
        method: 'POST',
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          'x-key': options.key,
          'x-timestamp': timestamp,
          'x-signature': signatureOf(options.secret, timestamp, body),
          'idempotency-key': sms.id,
        },
        body,
        signal: AbortSignal.timeout(options.timeoutMs ?? 8_000),
      }).catch((error: Error) => {
        throw new GatewayTrouble(error.name === 'TimeoutError' ? vi.gateway.late : vi.gateway.away, true);
      });
      if (!response.ok) {
        const retry = response.status >= 500 || response.status === 408 || response.status === 429;
        throw new GatewayTrouble(vi.gateway.answered(response.status), retry);
      }
      const answer: unknown = await response.json().catch(() => undefined);
      const id = answer && typeof answer === 'object' && 'id' in answer ? String(answer.id) : '';
      if (!id) throw new GatewayTrouble(vi.gateway.numberless, true);
      return { providerId: id };
    },
  };
}

const internationalForm = (phone: string): string => phone.replace(/^0/, '84');
