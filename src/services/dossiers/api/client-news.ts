import { anyCaseById } from '#engines/cases';
import type { Tx } from '#engines/database';
import { stateOf, states } from '../dossier.ts';
import { filingOfCase } from '../store/filing.ts';

/**
 * What the client that filed this dossier may be told of it, without personal data; undefined when no client filed
 * it, or when the person has taken it back.
 */
export async function clientNewsOf(tx: Tx, caseId: string) {
  const filing = await tx.maybe(filingOfCase, { case_id: caseId });
  if (!filing || filing.ended_at) return undefined;
  const c = await anyCaseById(tx, caseId);
  if (!c) return undefined;
  const { code, name } = states[stateOf(c.state)];
  const data = { code: c.number, status: { code, name }, dueAt: c.due_at?.toISOString() ?? null };
  return { clientId: filing.client_id, data };
}
