import { column, type ResultOf, sql } from '#engines/database';

const { nullable, text, uuid, int, instant, json, uuids, bigint, bytes, bool } = column;

/** What a client heard when it filed: kept to be said again, so without personal data. */
export interface FiledAnswer {
  readonly code: string;
  readonly provisionalDueAt: string | null;
  readonly noDateBecause: string | null;
}

const filingColumns = {
  id: bigint,
  client_id: uuid,
  case_id: uuid,
  number: text,
  body_hash: bytes,
  answer: json<FiledAnswer>(),
  person_id: uuid,
  persons: uuids,
  client_name: text,
  client_owner: text,
  basis: text,
  user_reference: text,
  may_fetch_results: bool,
  at: instant,
  changed_at: instant,
  ended_at: nullable(instant),
};
const filingList = Object.keys(filingColumns).join(', ');

export const insertFiling = sql({
  name: 'dossiers.insert_filing',
  params: {
    client_id: uuid,
    case_id: uuid,
    number: text,
    idempotency_key: text,
    body_hash: bytes,
    answer: json<FiledAnswer>(),
    person_id: uuid,
    persons: uuids,
    client_name: text,
    client_owner: text,
    basis: text,
    user_reference: text,
    may_fetch_results: bool,
    at: instant,
  },
  row: { id: bigint },
  text: `
    insert into dossiers.client_filings (client_id, case_id, number, idempotency_key, body_hash, answer, person_id,
      persons, client_name, client_owner, basis, user_reference, may_fetch_results, at, changed_at)
    values (:client_id, :case_id, :number, :idempotency_key, :body_hash, :answer, :person_id,
      :persons, :client_name, :client_owner, :basis, :user_reference, :may_fetch_results, :at, :at)
    returning id`,
});

export const filingUnderKey = sql({
  name: 'dossiers.filing_under_key',
  params: { client_id: uuid, idempotency_key: text },
  row: filingColumns,
  text: `
    select ${filingList} from dossiers.client_filings
    where client_id = :client_id and idempotency_key = :idempotency_key`,
});

/** One that this client filed and that the person has not taken back. */
export const filingOfClient = sql({
  name: 'dossiers.filing_of_client',
  params: { client_id: uuid, number: text },
  row: filingColumns,
  text: `
    select ${filingList} from dossiers.client_filings
    where client_id = :client_id and number = :number and ended_at is null`,
});

export const filingOfCase = sql({
  name: 'dossiers.filing_of_case',
  params: { case_id: uuid },
  row: filingColumns,
  text: `select ${filingList} from dossiers.client_filings where case_id = :case_id`,
});
export type Filing = ResultOf<typeof filingOfCase>;

/** A page of what this client filed, the latest first; after the filing `before`, changed at `since` or later. */
export const listFilings = sql({
  name: 'dossiers.list_filings',
  params: { client_id: uuid, before: bigint, since: instant, size: int },
  row: filingColumns,
  text: `
    select ${filingList} from dossiers.client_filings
    where client_id = :client_id and ended_at is null and id < :before and changed_at >= :since
    order by id desc limit :size`,
});

/** Never backwards: events may be handled in another order than they happened. */
export const touchFiling = sql({
  name: 'dossiers.touch_filing',
  params: { case_id: uuid, at: instant },
  row: {},
  text: `
    update dossiers.client_filings set changed_at = greatest(changed_at, :at) where case_id = :case_id`,
});

/** What clients filed for these persons, whatever has become of it since. */
export const listFilingsFor = sql({
  name: 'dossiers.list_filings_for',
  params: { persons: uuids },
  row: filingColumns,
  text: `
    select ${filingList} from dossiers.client_filings
    where person_id = any(:persons) order by at desc limit 200`,
});

/** She takes it back: the client does not see it any more. The dossier itself goes on. */
export const endFilingRow = sql({
  name: 'dossiers.end_filing_row',
  params: { number: text, persons: uuids, at: instant },
  row: { number: text, case_id: uuid, client_id: uuid },
  text: `
    update dossiers.client_filings set ended_at = :at
    where number = :number and person_id = any(:persons) and ended_at is null
    returning number, case_id, client_id`,
});
