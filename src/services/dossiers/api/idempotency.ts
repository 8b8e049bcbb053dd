import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#engines/database';
import { vi } from './vi.ts';

/** The client's own key of what it sends (draft-ietf-httpapi-idempotency-key-header). */
export function keyOf(request: Pick<FastifyRequest, 'headers'>): string {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && /^[\w.:-]{8,128}$/.test(key)) return key;
  throw new Refusal('invalid', 'api.no-idempotency-key', vi.needsKey, { status: 400 });
}

/** The same for two bodies that say the same, however their fields are ordered. */
export const bodyHash = (body: unknown): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(sorted(body)))
    .digest();

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, inner]) => [name, sorted(inner)]);
}
