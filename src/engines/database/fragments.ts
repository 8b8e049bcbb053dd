import { handlersOf } from './outbox.ts';

/**
 * The SQL text of what every act leaves behind, for the few hot paths that are written as one statement with
 * common table expressions. The schemas stay this engine's: a statement that uses a fragment says so in its
 * first line, `-- with: audit, outbox, numbers`, and may only insert there. Everything else uses takeNumber, tx.audit and tx.emit.
 * @see docs/decisions on the submit path
 */
export const takeNumberSql = (key: string): string => `
    insert into numbers.series as s (key, next) values (${key}, 2)
    on conflict (key) do update set next = s.next + 1
    returning next - 1 as value`;

/** Expressions for the columns of an audit row; `from` is the CTE that it is selected from. */
export const auditSql = (row: {
  at: string;
  actorKind: string;
  accountId: string;
  postId: string;
  unitId: string;
  verb: string;
  subjectKind: string;
  subjectId: string;
  detail: string;
  requestId: string;
  from: string;
}): string => `
    insert into audit.entries (at, actor_kind, account_id, post_id, unit_id, verb, subject_kind, subject_id, detail, request_id)
    select ${row.at}, ${row.actorKind}, ${row.accountId}, ${row.postId}, ${row.unitId}, ${row.verb},
           ${row.subjectKind}, ${row.subjectId}, ${row.detail}, ${row.requestId}
    from ${row.from}`;

/** Expressions for the columns of an event; `pending` is the parameter filled by `handlersFor(type)`. */
export const eventSql = (row: {
  at: string;
  type: string;
  subject: string;
  payload: string;
  pending: string;
  from: string;
}): string => `
    insert into outbox.events (type, subject, payload, pending, at, next_at, done_at)
    select ${row.type}, ${row.subject}, ${row.payload}, ${row.pending}, ${row.at}, ${row.at},
           case when cardinality(${row.pending}) = 0 then ${row.at} end
    from ${row.from}`;

/** The names of the handlers that an event of this type is to be delivered to. */
export const handlersFor = (type: string): string[] => handlersOf(type);
