import { createHmac, randomBytes } from 'node:crypto';

/** Standard Webhooks: `whsec_` and 24–64 random bytes in base64. Shown to the client once. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export interface Signing {
  readonly secret: string;
  readonly former_secret: string | null;
  readonly former_until: Date | null;
}

/** The secrets that sign at this moment: two while one replaces the other. */
export function secretsAt(s: Signing, now: Date): readonly string[] {
  const isFormerGood = s.former_secret !== null && s.former_until !== null && s.former_until > now;
  return isFormerGood && s.former_secret ? [s.secret, s.former_secret] : [s.secret];
}

/** Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`, each secret's signature after the other. */
export function signedHeaders(id: string, at: Date, body: string, secrets: readonly string[]) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const marks = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': marks.join(' ') };
}
