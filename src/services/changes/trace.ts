import type { Ctx, Officer, Tx } from '#engines/database';
import type { Change } from './change.ts';
import type { Approved } from './kinds.ts';
import { insertTrail } from './store.ts';

export async function trace(
  ctx: Ctx,
  t: Tx,
  officer: Officer,
  id: string,
  verb: string,
  words = '',
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { accountId: account_id, name } = officer;
  await t.one(insertTrail, { change_id: id, at: ctx.now(), account_id, name, verb, words });
  await t.audit({ verb: `change.${verb}`, subjectKind: 'change', subjectId: id, detail });
}

export const picked = ({ id, before, base, title }: Change) => ({ id, before, base, title });

export const approvedFrom = (change: Change): Approved => ({
  subject: change.subject,
  unitId: change.unit_id,
  content: change.content,
  before: change.before,
  base: change.base,
  effectiveFrom: change.effective_from ?? '',
  reason: change.reason,
  approvedBy: change.reviewer_name ?? '',
});
