import { column, type ResultOf, sql } from '#engines/database';
import type { ConsentWay, EndReason, MandateKind } from './representation.ts';

const { bigint, bool, date, instant, int, nullable, text, texts, uuid } = column;

const mandateColumns = {
  id: uuid,
  kind: text as column.Column<MandateKind>,
  principal_id: uuid,
  agent_id: uuid,
  principal_name: text,
  agent_name: text,
  team: nullable(text),
  unit_id: int,
  procedures: nullable(texts),
  valid_from: instant,
  valid_until: instant,
  way: text as column.Column<ConsentWay>,
  witness: nullable(text),
  paper_file_id: nullable(uuid),
  asked_at: instant,
  consented_at: nullable(instant),
  ended_at: nullable(instant),
  end_reason: nullable(text as column.Column<EndReason>),
  died: bool,
};

/** Nobody acts for the dead, nor do the dead act. */
const died = `exists (select from published.deaths d where d.person_id in (m.principal_id, m.agent_id))`;
const mandateList = Object.keys(mandateColumns)
  .map((name) => (name === 'died' ? `${died} as died` : `m.${name}`))
  .join(', ');

/** `standingOf(…) === 'in-force'` as text; a test compares the two. */
const inForce = `(m.consented_at is not null and m.ended_at is null
  and m.valid_from <= :now and m.valid_until > :now and not ${died})`;

export const findReach = sql({
  name: 'access.find_reach',
  params: { person_id: uuid, now: instant, grown_since: date },
  row: { kind: text, id: uuid },
  text: `
    select 'person' as kind, d.person_id as id from published.dependants d
    where d.guardian_id = :person_id and d.person_id is not null
      and (d.kind = 'guardian' or d.birth_to > :grown_since)
    union
    select 'case', u.case_id as id from access.mandates m join access.mandate_uses u on u.mandate_id = m.id
    where m.agent_id = :person_id and m.kind = 'authorisation' and u.case_id is not null and ${inForce}`,
});

export const insertMandate = sql({
  name: 'access.insert_mandate',
  params: {
    kind: text,
    principal_id: uuid,
    agent_id: uuid,
    principal_name: text,
    agent_name: text,
    team: nullable(text),
    unit_id: int,
    procedures: nullable(texts),
    valid_from: instant,
    valid_until: instant,
    way: text,
    witness: nullable(text),
    paper_file_id: nullable(uuid),
    made_by: uuid,
    at: instant,
    code_hash: nullable(text),
    code_until: nullable(instant),
    consented_at: nullable(instant),
  },
  row: { id: uuid },
  text: `
    insert into access.mandates (kind, principal_id, agent_id, principal_name, agent_name, team, unit_id, procedures,
      valid_from, valid_until, way, witness, paper_file_id, made_by, asked_at, code_hash, code_until, consented_at)
    values (:kind, :principal_id, :agent_id, :principal_name, :agent_name, :team, :unit_id, :procedures,
      :valid_from, :valid_until, :way, :witness, :paper_file_id, :made_by, :at, :code_hash, :code_until, :consented_at)
    returning id`,
});

export const findMandate = sql({
  name: 'access.find_mandate',
  params: { id: uuid },
  row: mandateColumns,
  text: `select ${mandateList} from access.mandates m where m.id = :id`,
});
export type Mandate = ResultOf<typeof findMandate>;

export const lockMandate = sql({
  name: 'access.lock_mandate',
  params: { id: uuid },
  row: mandateColumns,
  text: `select ${mandateList} from access.mandates m where m.id = :id for update of m`,
});

/** Under which mandate a draft is written; the agent's own ones only. */
export const findMandateOfDraft = sql({
  name: 'access.find_mandate_of_draft',
  params: { draft_id: uuid },
  row: { ...mandateColumns, case_id: nullable(uuid) },
  text: `
    select ${mandateList}, u.case_id
    from access.mandate_uses u join access.mandates m on m.id = u.mandate_id where u.draft_id = :draft_id`,
});

export const findMandateOfCase = sql({
  name: 'access.find_mandate_of_case',
  params: { case_id: uuid },
  row: mandateColumns,
  text: `
    select ${mandateList}
    from access.mandate_uses u join access.mandates m on m.id = u.mandate_id where u.case_id = :case_id`,
});

/** Counts the try before the code is compared, so that tries made at once cannot exceed the limit. */
export const countMandateTry = sql({
  name: 'access.count_mandate_try',
  params: { id: uuid, now: instant, max_tries: int },
  row: { code_hash: nullable(text), tries: int },
  text: `
    update access.mandates set code_tries = code_tries + 1
    where id = :id and code_tries < :max_tries and code_until > :now and consented_at is null and ended_at is null
      and code_hash is not null
    returning code_hash, code_tries as tries`,
});

/** An assistance runs from the consent on. */
export const consentMandate = sql({
  name: 'access.consent_mandate',
  params: { id: uuid, now: instant, assisted_until: instant },
  text: `
    update access.mandates set consented_at = :now, code_hash = null,
      valid_until = case kind when 'assistance' then :assisted_until else valid_until end
    where id = :id and consented_at is null and ended_at is null`,
});

export const endMandateRow = sql({
  name: 'access.end_mandate',
  params: { id: uuid, now: instant, by: nullable(uuid), reason: text },
  text: `
    update access.mandates set ended_at = :now, ended_by = :by, end_reason = :reason, code_hash = null
    where id = :id and ended_at is null`,
});

export const listMandatesOf = sql({
  name: 'access.list_mandates_of',
  params: { person_id: uuid },
  row: mandateColumns,
  text: `
    select ${mandateList} from access.mandates m
    where m.principal_id = :person_id and (m.consented_at is not null or m.ended_at is null)
    order by m.asked_at desc, m.id limit 100`,
});

export const listMandatesHeld = sql({
  name: 'access.list_mandates_held',
  params: { person_id: uuid },
  row: mandateColumns,
  text: `
    select ${mandateList} from access.mandates m
    where m.agent_id = :person_id and m.consented_at is not null order by m.asked_at desc, m.id limit 200`,
});

export const listMandatesInForce = sql({
  name: 'access.list_mandates_in_force',
  params: { person_id: uuid, now: instant },
  row: mandateColumns,
  text: `
    select ${mandateList} from access.mandates m
    where m.agent_id = :person_id and ${inForce} order by m.asked_at desc, m.id`,
});

export const listUses = sql({
  name: 'access.list_uses',
  params: { mandates: column.uuids },
  row: {
    mandate_id: uuid,
    draft_id: uuid,
    at: instant,
    case_id: nullable(uuid),
    number: nullable(text),
    title: nullable(text),
  },
  text: `
    select mandate_id, draft_id, at, case_id, number, title from access.mandate_uses
    where mandate_id = any(:mandates) order by at desc, draft_id`,
});

/** A consent to be helped is used once: the second draft finds no room. The mandate is locked by then. */
export const insertUse = sql({
  name: 'access.insert_use',
  params: { mandate_id: uuid, draft_id: uuid, at: instant },
  text: `
    insert into access.mandate_uses (mandate_id, draft_id, at)
    select m.id, :draft_id, :at from access.mandates m
    where m.id = :mandate_id and (m.kind = 'authorisation'
      or not exists (select from access.mandate_uses u where u.mandate_id = m.id))`,
});

export const noteCaseOfUse = sql({
  name: 'access.note_case_of_use',
  params: { draft_id: uuid, case_id: uuid, number: text, title: text },
  text: `
    update access.mandate_uses set case_id = :case_id, number = :number, title = :title
    where draft_id = :draft_id and case_id is null`,
});

/** Codes sent to one person lately on somebody else's asking: her telephone is not to be flooded. */
export const countAsked = sql({
  name: 'access.count_asked',
  params: { principal_id: uuid, since: instant },
  row: { n: bigint },
  text: `
    select count(*) as n from access.mandates
    where principal_id = :principal_id and asked_at > :since and way = 'code' and consented_at is null`,
});

export const countPersonTries = sql({
  name: 'access.count_person_tries',
  params: { account_id: uuid, since: instant },
  row: { n: bigint },
  text: `select count(*) as n from access.person_tries where account_id = :account_id and at > :since`,
});

export const insertPersonTry = sql({
  name: 'access.insert_person_try',
  params: { account_id: uuid, at: instant },
  text: `insert into access.person_tries (account_id, at) values (:account_id, :at)`,
});

export const deleteOldTries = sql({
  name: 'access.delete_old_person_tries',
  params: { before: instant },
  text: `delete from access.person_tries where at < :before`,
});

/** In what standing accounts acted for a person, for the list of who looked at her. */
export const findAgents = sql({
  name: 'access.find_agents',
  params: { person_id: uuid, accounts: column.uuids },
  row: {
    account_id: uuid,
    kind: text as column.Column<MandateKind>,
    agent_name: text,
    team: nullable(text),
    since: instant,
    until: instant,
  },
  text: `
    select a.id as account_id, m.kind, m.agent_name, m.team, m.asked_at as since,
           least(m.valid_until, coalesce(m.ended_at, m.valid_until)) as until
    from access.mandates m join access.accounts a on a.person_id = m.agent_id
    where m.principal_id = :person_id and a.id = any(:accounts)
    order by m.asked_at desc`,
});

export const endAssistances = sql({
  name: 'access.end_assistances',
  params: { agent_id: uuid, now: instant, by: uuid },
  text: `
    update access.mandates set ended_at = :now, ended_by = :by, end_reason = 'office', code_hash = null
    where agent_id = :agent_id and kind = 'assistance' and ended_at is null`,
});

/** Each once: whoever asks second gets none of them. */
export const takeLapsing = sql({
  name: 'access.take_lapsing_mandates',
  params: { now: instant, before: instant, made_before: instant },
  row: mandateColumns,
  text: `
    with due as (
      update access.mandates d set reminded_at = :now
      where d.id in (
        select m.id from access.mandates m
        where m.kind = 'authorisation' and m.reminded_at is null and ${inForce} and m.valid_until <= :before
          and m.consented_at <= :made_before
        order by m.valid_until limit 200 for update skip locked)
      returning d.id)
    select ${mandateList} from access.mandates m where m.id in (select id from due) order by m.valid_until`,
});
