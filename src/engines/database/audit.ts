import { bigint, instant, int, json, nullable, text, uuid, uuids } from './column.ts';
import type { Actor } from './ctx.ts';
import type { Db } from './db.ts';
import { type ResultOf, sql } from './sql.ts';

/** What one act leaves behind: who, which verb, on what. Free of personal data: ids and codes only. */
export interface Act {
  /** `dossier.received`: past tense, the service's noun first. */
  readonly verb: string;
  /** `dossier`, `account`… */
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** One look at people (law 8): no record, no page. */
export interface Look {
  /** Every person whose data the page shows. */
  readonly persons: readonly string[];
  /** Why: a code the service's words explain (`dossier.process`). */
  readonly purpose: string;
  readonly caseId?: string | null;
}

const actorParams = {
  actor_kind: text,
  account_id: nullable(uuid),
  post_id: nullable(uuid),
  unit_id: nullable(int),
};

export const insertEntry = sql({
  name: 'audit.insert_entry',
  params: {
    ...actorParams,
    verb: text,
    subject_kind: text,
    subject_id: text,
    detail: json<Record<string, unknown>>(),
    request_id: text,
    at: instant,
  },
  row: { id: bigint },
  text: `
    insert into audit.entries (at, actor_kind, account_id, post_id, unit_id, verb, subject_kind, subject_id, detail, request_id)
    values (:at, :actor_kind, :account_id, :post_id, :unit_id, :verb, :subject_kind, :subject_id, :detail, :request_id)
    returning id`,
});

export const insertView = sql({
  name: 'audit.insert_view',
  params: {
    ...actorParams,
    purpose: text,
    case_id: nullable(uuid),
    persons: uuids,
    request_id: text,
    at: instant,
  },
  row: {},
  text: `
    insert into audit.views (at, actor_kind, account_id, post_id, unit_id, purpose, case_id, persons, request_id)
    values (:at, :actor_kind, :account_id, :post_id, :unit_id, :purpose, :case_id, :persons, :request_id)`,
});

const findViews = sql({
  name: 'audit.find_views_of_person',
  params: { person: uuid, limit: int },
  row: {
    at: instant,
    actor_kind: text,
    account_id: nullable(uuid),
    post_id: nullable(uuid),
    unit_id: nullable(int),
    purpose: text,
    case_id: nullable(uuid),
  },
  text: `
    select at, actor_kind, account_id, post_id, unit_id, purpose, case_id
    from audit.views where persons @> array[:person] order by id desc limit :limit`,
});

/** Who looked at this person's data, the latest first. */
export const viewsOf = (db: Db, person: string, limit = 100): Promise<ResultOf<typeof findViews>[]> =>
  db.many(findViews, { person, limit });

/** The columns that say who acted, for the audit row and for trails; a client stands under its own id. */
export const actorColumns = (actor: Actor) => ({
  actor_kind: actor.kind,
  account_id: accountOf(actor),
  post_id: actor.kind === 'officer' ? actor.postId : null,
  unit_id: actor.kind === 'officer' ? actor.unitId : null,
});

function accountOf(actor: Actor): string | null {
  if (actor.kind === 'client') return actor.clientId;
  return actor.kind === 'citizen' || actor.kind === 'officer' ? actor.accountId : null;
}
