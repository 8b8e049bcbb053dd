import type { CaseLimit } from '#engines/cases';
import { column, type ResultOf, sql } from '#engines/database';

const { bool, date, instant, int, json, nullable, text, uuid, uuids } = column;

export const insertPurpose = sql({
  name: 'personaldata.insert_purpose',
  params: {
    key: text,
    version: int,
    valid_from: date,
    basis: text,
    title: text,
    text,
    consequence: nullable(text),
    law: nullable(text),
    checked: bool,
    valid_to: nullable(date),
  },
  text: `
    insert into personaldata.purposes as p
      (key, version, valid_from, basis, title, text, consequence, law, checked, valid_to)
    values (:key, :version, :valid_from, :basis, :title, :text, :consequence, :law, :checked, :valid_to)
    on conflict (key, version) do update set valid_to = excluded.valid_to
    where p.valid_to is distinct from excluded.valid_to`,
});

const purposeColumns = {
  key: text,
  version: int,
  valid_from: date,
  basis: text as column.Column<'law' | 'consent'>,
  title: text,
  text,
  consequence: nullable(text),
  law: nullable(text),
  checked: bool,
  valid_to: nullable(date),
};

export const listPurposes = sql({
  name: 'personaldata.list_purposes',
  params: { today: date },
  row: purposeColumns,
  text: `
    select * from (
      select distinct on (p.key) ${Object.keys(purposeColumns)
        .map((name) => `p.${name}`)
        .join(', ')}
      from personaldata.purposes p where p.valid_from <= :today
      order by p.key, p.version desc) latest
    where valid_to is null or valid_to > :today`,
});
export type Purpose = ResultOf<typeof listPurposes>;

export const insertLimit = sql({
  name: 'personaldata.insert_limit',
  params: { right: text, valid_from: date, time_limit: json<CaseLimit>(), source: text, checked: bool },
  text: `
    insert into personaldata.limits ("right", valid_from, time_limit, source, checked)
    values (:right, :valid_from, :time_limit, :source, :checked) on conflict ("right", valid_from) do nothing`,
});

export const findLimit = sql({
  name: 'personaldata.find_limit',
  params: { right: text, today: date },
  row: { time_limit: json<CaseLimit>(), source: text, checked: bool },
  text: `
    select time_limit, source, checked from personaldata.limits
    where "right" = :right and valid_from <= :today order by valid_from desc limit 1`,
});

const consentColumns = {
  id: uuid,
  person_id: uuid,
  purpose: text,
  version: int,
  title: text,
  given_at: instant,
  withdrawn_at: nullable(instant),
};

export const listConsents = sql({
  name: 'personaldata.list_consents',
  params: { person_id: uuid },
  row: consentColumns,
  text: `
    select c.id, c.person_id, c.purpose, c.version, p.title, c.given_at, c.withdrawn_at
    from personaldata.consents c join personaldata.purposes p on p.key = c.purpose and p.version = c.version
    where c.person_id = :person_id order by c.given_at desc, c.id`,
});
export type Consent = ResultOf<typeof listConsents>;

export const insertConsent = sql({
  name: 'personaldata.insert_consent',
  params: { person_id: uuid, purpose: text, version: int, at: instant, by: uuid },
  text: `
    insert into personaldata.consents (person_id, purpose, version, given_at, given_by)
    values (:person_id, :purpose, :version, :at, :by)
    on conflict (person_id, purpose) where withdrawn_at is null do nothing`,
});

export const withdrawConsentRow = sql({
  name: 'personaldata.withdraw_consent',
  params: { person_id: uuid, purpose: text, at: instant, by: uuid },
  text: `
    update personaldata.consents set withdrawn_at = :at, withdrawn_by = :by
    where person_id = :person_id and purpose = :purpose and withdrawn_at is null`,
});

const requestColumns = {
  case_id: uuid,
  person_id: uuid,
  right: text,
  words: text,
  limit_source: text,
  limit_checked: bool,
  extended_reason: nullable(text),
  answer: nullable(text),
  erased: nullable(int),
};
const requestList = Object.keys(requestColumns)
  .map((name) => (name === 'right' ? '"right"' : name))
  .join(', ');

export const insertRequest = sql({
  name: 'personaldata.insert_request',
  params: {
    case_id: uuid,
    person_id: uuid,
    unit_id: int,
    right: text,
    words: text,
    limit_source: text,
    limit_checked: bool,
  },
  text: `
    insert into personaldata.requests (case_id, person_id, unit_id, "right", words, limit_source, limit_checked)
    values (:case_id, :person_id, :unit_id, :right, :words, :limit_source, :limit_checked)`,
});

export const findRequests = sql({
  name: 'personaldata.find_requests',
  params: { cases: uuids },
  row: requestColumns,
  text: `select ${requestList} from personaldata.requests where case_id = any(:cases)`,
});
export type RequestRow = ResultOf<typeof findRequests>;

export const listRequestsOf = sql({
  name: 'personaldata.list_requests_of',
  params: { person_id: uuid },
  row: requestColumns,
  text: `select ${requestList} from personaldata.requests where person_id = :person_id`,
});

export const answerRequestRow = sql({
  name: 'personaldata.answer_request',
  params: { case_id: uuid, answer: text, erased: nullable(int) },
  text: `update personaldata.requests set answer = :answer, erased = :erased where case_id = :case_id`,
});

export const extendRequestRow = sql({
  name: 'personaldata.extend_request',
  params: { case_id: uuid, reason: text },
  text: `
    update personaldata.requests set extended_reason = :reason where case_id = :case_id and extended_reason is null`,
});
