import { queue } from '#engines/cases';
import type { Ctx, Db, Officer } from '#engines/database';
import { firstQueueOf, type Moments, type QueueSlug, queueOf } from './queues.ts';

/** Where an officer goes on from a dossier without walking back to the list. */
export interface NextInQueue {
  readonly slug: QueueSlug;
  /** Undefined when nothing else waits in her own group. */
  readonly number: string | undefined;
}

/** The dossier below this one in the officer's own group; from the top again when this one has left it. */
export async function nextInQueue(
  ctx: Ctx,
  db: Db,
  officer: Officer,
  at: Moments,
  caseId: string,
): Promise<NextInQueue> {
  const slug = firstQueueOf(officer);
  const { rows } = await queue(ctx, db, queueOf(slug, officer, at), 30, null);
  const here = rows.findIndex((c) => c.id === caseId);
  const next = rows[here + 1] ?? rows.find((c) => c.id !== caseId);
  return { slug, number: next?.number };
}
