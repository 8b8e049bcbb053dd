import { bigint, instant, int, json, nullable, text, uuid } from './column.ts';
import type { Actor } from './ctx.ts';
import { sql } from './sql.ts';

/** What one act leaves behind: who, which verb, on what. Free of personal data: ids and codes only. */
export interface Act {
  /** `dossier.received`: past tense, the service's noun first. */
  readonly verb: string;
  /** `dossier`, `account`… */
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export const insertEntry = sql({
  name: 'audit.insert_entry',
  params: {
    actor_kind: text,
    account_id: nullable(uuid),
    post_id: nullable(uuid),
    unit_id: nullable(int),
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

/** The columns that say who acted, for the audit row and for trails. */
export const actorColumns = (actor: Actor) => ({
  actor_kind: actor.kind,
  account_id: actor.kind === 'citizen' || actor.kind === 'officer' ? actor.accountId : null,
  post_id: actor.kind === 'officer' ? actor.postId : null,
  unit_id: actor.kind === 'officer' ? actor.unitId : null,
});
