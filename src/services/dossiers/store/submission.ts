import { firstTrailSql, openCaseSql } from '#engines/cases';
import { auditSql, column, eventSql, sql, takeNumberSql } from '#engines/database';
import type { Answers } from '#engines/forms';

const { nullable, text, uuid, int, instant, json, uuids, texts } = column;

/**
 * A submission in one round trip: number, case, dossier, answers, papers, trail, audit row and event. The
 * series' row is locked only from here to the commit. Measured with 8 connections against the same rows in six
 * statements: 1.4 times the rate, 0.6 of the client's CPU.
 */
export const insertSubmission = sql({
  name: 'dossiers.insert_submission',
  params: {
    series: text,
    number_prefix: text,
    title: text,
    unit_id: int,
    received_unit_id: int,
    field: text,
    filer_account_id: nullable(uuid),
    filer_person_id: nullable(uuid),
    subject_person_id: nullable(uuid),
    representative_person_id: nullable(uuid),
    filer_name: text,
    subject_name: text,
    filer_phone: text,
    village: nullable(text),
    search: text,
    at: instant,
    procedure_code: text,
    version_id: uuid,
    case_choice: text,
    idempotency_key: text,
    channel: text,
    filing_for: text,
    delivery: json<unknown>(),
    provisional_due_at: nullable(instant),
    quote: nullable(json<unknown>()),
    persons: uuids,
    answers: json<Answers>(),
    paper_ids: texts,
    file_ids: uuids,
    file_names: texts,
    actor_kind: text,
    account_id: nullable(uuid),
    post_id: nullable(uuid),
    actor_unit_id: nullable(int),
    actor_name: text,
    request_id: text,
    pending: texts,
  },
  row: { case_id: uuid, number: text },
  text: `-- with: audit, outbox, numbers, cases
    with taken as (${takeNumberSql(':series')}
    ), numbered as (
      select :number_prefix || lpad(value::text, greatest(4, length(value::text)), '0') as number from taken
    ), opened as (${openCaseSql({
      kind: `'dossier'`,
      number: 'number',
      title: ':title',
      unit_id: ':unit_id',
      received_unit_id: ':received_unit_id',
      field: ':field',
      filer_account_id: ':filer_account_id',
      filer_person_id: ':filer_person_id',
      subject_person_id: ':subject_person_id',
      representative_person_id: ':representative_person_id',
      filer_name: ':filer_name',
      subject_name: ':subject_name',
      filer_phone: ':filer_phone',
      state: `'submitted'`,
      submitted_at: ':at',
      facet1: ':procedure_code',
      facet2: ':village',
      facet3: `'reception'`,
      search: `lower(number) || ' ' || :search`,
      from: 'numbered',
    })}
    ), noted as (${firstTrailSql({
      actorKind: ':actor_kind',
      accountId: ':account_id',
      postId: ':post_id',
      actorName: ':actor_name',
      from: 'opened',
    })}
    ), filed as (
      insert into dossiers.dossiers (case_id, procedure_code, version_id, case_choice, account_id, idempotency_key,
        channel, filing_for, delivery, provisional_due_at, quote)
      select id, :procedure_code, :version_id, :case_choice, :account_id, :idempotency_key,
        :channel, :filing_for, :delivery, :provisional_due_at, :quote from opened
    ), answered as (
      insert into dossiers.answers (case_id, unit_id, persons, answers)
      select id, unit_id, :persons, :answers from opened
    ), attached as (
      insert into dossiers.attachments (case_id, unit_id, persons, paper_id, file_id, name, added_at, source)
      select o.id, o.unit_id, :persons, f.paper_id, f.file_id, f.name, :at, 'submission'
      from opened o, unnest(:paper_ids, :file_ids, :file_names) as f (paper_id, file_id, name)
    ), audited as (${auditSql({
      at: ':at',
      actorKind: ':actor_kind',
      accountId: ':account_id',
      postId: ':post_id',
      unitId: ':actor_unit_id',
      verb: `'dossier.submitted'`,
      subjectKind: `'dossier'`,
      subjectId: 'id::text',
      detail: `jsonb_build_object('number', number)`,
      requestId: ':request_id',
      from: 'opened',
    })}
    ), told as (${eventSql({
      at: ':at',
      type: `'dossier.submitted'`,
      subject: 'id::text',
      payload: `jsonb_build_object('caseId', id, 'number', number)`,
      pending: ':pending',
      from: 'opened',
    })}
    )
    select id as case_id, number from opened`,
});

/** What this account has already sent under this key. */
export const findSubmission = sql({
  name: 'dossiers.find_submission',
  params: { account_id: uuid, idempotency_key: text },
  row: { case_id: uuid, provisional_due_at: nullable(instant) },
  text: `
    select case_id, provisional_due_at from dossiers.dossiers
    where account_id = :account_id and idempotency_key = :idempotency_key`,
});
