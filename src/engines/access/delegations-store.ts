import { column, sql } from '#engines/database';

const { date, instant, int, ints, nullable, text, uuid, uuids } = column;

/** A held post as far as a delegation must know it. */
export const findHeld = sql({
  name: 'access.find_held',
  params: { appointment_id: uuid, units: ints, today: date },
  row: {
    appointment_id: uuid,
    account_id: uuid,
    holder: text,
    title: text,
    role: text,
    unit_id: int,
    valid_to: nullable(date),
  },
  text: `
    select ap.id as appointment_id, a.id as account_id, a.name as holder, p.title, p.role, p.unit_id,
           least(ap.valid_to, p.valid_to) as valid_to
    from access.appointments ap
    join access.posts p on p.id = ap.post_id
    join access.accounts a on a.id = ap.account_id
    where ap.id = :appointment_id and p.unit_id = any(:units)
      and (ap.valid_to is null or ap.valid_to > :today) and (p.valid_to is null or p.valid_to > :today)`,
});

/** Who works in these units today, each once. */
export const listColleagues = sql({
  name: 'access.list_colleagues',
  params: { units: ints, today: date },
  row: { account_id: uuid, name: text, titles: text, is_administrator: column.bool },
  text: `
    select a.id as account_id, a.name, string_agg(p.title, '; ' order by p.title) as titles,
           bool_or(p.role = 'administrator') as is_administrator
    from access.appointments ap
    join access.posts p on p.id = ap.post_id
    join access.accounts a on a.id = ap.account_id and a.state = 'open'
    where p.unit_id = any(:units)
      and ap.valid_from <= :today and (ap.valid_to is null or ap.valid_to > :today)
      and p.valid_from <= :today and (p.valid_to is null or p.valid_to > :today)
    group by a.id, a.name
    order by a.name`,
});

export const insertDelegation = sql({
  name: 'access.insert_delegation',
  params: {
    appointment_id: uuid,
    delegate_id: uuid,
    reason: text,
    document: nullable(text),
    valid_from: date,
    valid_to: date,
    created_by: uuid,
    at: instant,
  },
  row: { id: uuid },
  text: `
    insert into access.delegations
      (appointment_id, delegate_id, reason, document, valid_from, valid_to, created_by, created_at)
    select :appointment_id, :delegate_id, :reason, :document, :valid_from, :valid_to, :created_by, :at
    where not exists (select 1 from access.delegations d where d.appointment_id = :appointment_id
                      and d.ended_at is null and daterange(d.valid_from, d.valid_to) && daterange(:valid_from, :valid_to))
    returning id`,
});

export const endDelegationNow = sql({
  name: 'access.end_delegation',
  params: { id: uuid, by: uuid, at: instant, today: date },
  text: `
    update access.delegations set ended_at = :at, ended_by = :by
    where id = :id and ended_at is null and valid_to > :today`,
});

const delegation = {
  id: uuid,
  appointment_id: uuid,
  holder_id: uuid,
  holder: text,
  delegate_id: uuid,
  delegate: text,
  title: text,
  unit_id: int,
  reason: text,
  document: nullable(text),
  valid_from: date,
  valid_to: date,
  created_by: text,
  created_at: instant,
  ended_at: nullable(instant),
};

const selectDelegations = `
    select d.id, d.appointment_id, h.id as holder_id, h.name as holder, e.id as delegate_id, e.name as delegate,
           p.title, p.unit_id, d.reason, d.document, d.valid_from, d.valid_to, c.name as created_by, d.created_at, d.ended_at
    from access.delegations d
    join access.appointments ap on ap.id = d.appointment_id
    join access.posts p on p.id = ap.post_id
    join access.accounts h on h.id = ap.account_id
    join access.accounts e on e.id = d.delegate_id
    join access.accounts c on c.id = d.created_by`;

export const findDelegation = sql({
  name: 'access.find_delegation',
  params: { id: uuid },
  row: delegation,
  text: `${selectDelegations} where d.id = :id`,
});

export const listDelegationsOfUnits = sql({
  name: 'access.list_delegations_of_units',
  params: { units: ints },
  row: delegation,
  text: `${selectDelegations} where p.unit_id = any(:units) order by d.valid_from desc, d.created_at desc limit 300`,
});

export const listDelegationsOfAccount = sql({
  name: 'access.list_delegations_of_account',
  params: { account_id: uuid },
  row: delegation,
  text: `
    ${selectDelegations} where h.id = :account_id or e.id = :account_id
    order by d.valid_from desc, d.created_at desc limit 100`,
});

/** Whom these accounts have stood in for in these posts, ended delegations too: for showing who did something. */
export const findDelegated = sql({
  name: 'access.find_delegated',
  params: { posts: uuids, accounts: uuids },
  row: {
    post_id: uuid,
    account_id: uuid,
    holder: text,
    valid_from: date,
    valid_to: date,
    ended_at: nullable(instant),
  },
  text: `
    select ap.post_id, d.delegate_id as account_id, a.name as holder, d.valid_from, d.valid_to, d.ended_at
    from access.delegations d
    join access.appointments ap on ap.id = d.appointment_id
    join access.accounts a on a.id = ap.account_id
    where ap.post_id = any(:posts) and d.delegate_id = any(:accounts)`,
});
