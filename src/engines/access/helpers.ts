import { localDate } from '#engines/calendar';
import type { Ctx, Db, Tx } from '#engines/database';
import { endHelperRow, findHelper, insertHelper, listHelpers } from './helpers-store.ts';
import { requirePermission } from './permissions.ts';
import { endAssistances } from './representation-store.ts';

/** The helper's place in a community digital team today; undefined for everybody else. */
export const helperPlace = (db: Db, accountId: string, now: Date) =>
  db.maybe(findHelper, { account_id: accountId, today: localDate(now) });

/** Helpers of these units, those of before as well. */
export const helpersOf = (db: Db, units: readonly number[]) => db.many(listHelpers, { units: [...units] });

/** Names somebody with an account of her own a helper of the officer's commune, from today. */
export async function nameHelper(
  ctx: Ctx,
  tx: Tx,
  helper: { accountId: string; personId: string; name: string; team: string },
): Promise<string> {
  const officer = requirePermission(ctx, 'helpers.name');
  const { id } = await tx.one(insertHelper, {
    account_id: helper.accountId,
    person_id: helper.personId,
    name: helper.name,
    unit_id: officer.unitId,
    team: helper.team,
    valid_from: localDate(ctx.now()),
    named_by: officer.accountId,
  });
  await tx.audit({ verb: 'helper.named', subjectKind: 'account', subjectId: helper.accountId });
  return id;
}

/** Takes the place away; whatever she was writing for others ends in the same moment. False: no such helper. */
export async function endHelper(ctx: Ctx, tx: Tx, id: string, units: readonly number[]): Promise<boolean> {
  const officer = requirePermission(ctx, 'helpers.name');
  const ended = await tx.maybe(endHelperRow, { id, units: [...units], today: localDate(ctx.now()) });
  if (!ended) return false;
  await tx.run(endAssistances, { agent_id: ended.person_id, now: ctx.now(), by: officer.accountId });
  await tx.audit({ verb: 'helper.ended', subjectKind: 'account', subjectId: ended.account_id });
  return true;
}
