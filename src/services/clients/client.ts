/** What a client may be told of; each is an event of a dossier that it filed. */
export const eventTypes = [
  'dossier.submitted',
  'dossier.received',
  'dossier.supplement-requested',
  'dossier.supplement-answered',
  'dossier.refused',
  'dossier.passed-on',
  'dossier.decided',
  'dossier.handed-over',
  'dossier.withdrawn',
  'dossier.stopped',
  'dossier.suspended',
  'dossier.resumed',
  'dossier.payment-requested',
] as const;
export type EventType = (typeof eventTypes)[number];

export const tokenMinutes = 15;
/** A client is registered for at most so long; then somebody looks at it again. */
export const longestMonths = 24;
/** How long an old key goes on beside a new one. */
export const overlapHours = 24;

export type ClientState = 'active' | 'expired' | 'revoked';

/** Pure: what a client is at this moment. */
export function stateOf(client: { revoked_at: Date | null; expires_at: Date }, now: Date): ClientState {
  if (client.revoked_at) return 'revoked';
  return client.expires_at <= now ? 'expired' : 'active';
}

/** `dossiers.submit dossiers.follow` of a token request; undefined when it asks for more than is granted. */
export function scopeAsked(asked: string, granted: readonly string[]): readonly string[] | undefined {
  const words = [...new Set(asked.split(' ').filter(Boolean))];
  if (words.length === 0) return granted;
  return words.every((word) => granted.includes(word)) ? words : undefined;
}
