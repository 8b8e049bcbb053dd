import { actorColumns } from './audit.ts';
import { bigint, instant, int, nullable, text, uuid, uuids } from './column.ts';
import type { Ctx } from './ctx.ts';
import type { Db } from './db.ts';
import { sql } from './sql.ts';
import type { Tx } from './tx.ts';

const insertView = sql({
  name: 'audit.insert_view',
  params: {
    actor_kind: text,
    account_id: nullable(uuid),
    post_id: nullable(uuid),
    unit_id: nullable(int),
    purpose: text,
    case_id: nullable(uuid),
    persons: uuids,
    request_id: text,
    at: instant,
  },
  row: { id: bigint },
  text: `
    insert into audit.views (at, actor_kind, account_id, post_id, unit_id, purpose, case_id, persons, request_id)
    values (:at, :actor_kind, :account_id, :post_id, :unit_id, :purpose, :case_id, :persons, :request_id)
    returning id`,
});

const findViewsOf = sql({
  name: 'audit.find_views_of',
  params: { person_id: uuid, except_account: nullable(uuid), before: bigint, limit: int },
  row: {
    id: bigint,
    at: instant,
    actor_kind: text,
    post_id: nullable(uuid),
    unit_id: nullable(int),
    purpose: text,
    case_id: nullable(uuid),
  },
  text: `
    select id, at, actor_kind, post_id, unit_id, purpose, case_id
    from audit.views
    where persons @> array[:person_id] and id < :before
      and (:except_account is null or account_id is distinct from :except_account or actor_kind = 'officer')
    order by id desc limit :limit`,
});

/** Writes that the actor looked at these persons and what for (law 8): no record, no page. */
export async function insertViewOf(
  ctx: Ctx,
  tx: Tx,
  view: { persons: readonly string[]; purpose: string; caseId?: string },
): Promise<void> {
  if (view.persons.length === 0) return;
  await tx.one(insertView, {
    ...actorColumns(ctx.actor),
    purpose: view.purpose,
    case_id: view.caseId ?? null,
    persons: [...new Set(view.persons)],
    request_id: ctx.requestId,
    at: ctx.now(),
  });
}

/** Who looked at a person, the latest first; her own looks (`exceptAccount`) are left out. */
export const findViews = (
  db: Db,
  of: { personId: string; exceptAccount?: string; before?: number; limit: number },
) =>
  db.many(findViewsOf, {
    person_id: of.personId,
    except_account: of.exceptAccount ?? null,
    before: of.before ?? Number.MAX_SAFE_INTEGER,
    limit: of.limit,
  });
