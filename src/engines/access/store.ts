import { column, sql } from '#engines/database';
import type { IdentityLevel } from './identity-level.ts';

const { bool, date, instant, int, ints, nullable, text, texts, uuid, uuids } = column;

// Accounts

const account = {
  id: uuid,
  person_id: uuid,
  name: text,
  phone: text,
  user_name: nullable(text),
  password_hash: nullable(text),
  state: text,
  level: text as column.Column<IdentityLevel>,
};

export const insertAccount = sql({
  name: 'access.insert_account',
  params: {
    person_id: uuid,
    name: text,
    phone: text,
    user_name: nullable(text),
    password_hash: nullable(text),
    at: instant,
  },
  row: { id: uuid },
  text: `
    insert into access.accounts as a (person_id, name, phone, user_name, password_hash, level, created_at)
    values (:person_id, :name, :phone, :user_name, :password_hash, 'counter', :at)
    on conflict (person_id) do update set
      user_name = coalesce(a.user_name, excluded.user_name),
      password_hash = coalesce(a.password_hash, excluded.password_hash)
    returning id`,
});

export const findAccount = sql({
  name: 'access.find_account',
  params: { id: uuid },
  row: account,
  text: `select id, person_id, name, phone, user_name, password_hash, state, level from access.accounts where id = :id`,
});

export const findAccountsByPhone = sql({
  name: 'access.find_accounts_by_phone',
  params: { phone: text },
  row: account,
  text: `
    select id, person_id, name, phone, user_name, password_hash, state, level
    from access.accounts where phone = :phone order by created_at, id`,
});

/** Officers sign in by user name or telephone; only an account that holds a post answers. */
export const findOfficerAccounts = sql({
  name: 'access.find_officer_accounts',
  params: { user_name: text, phone: text, today: date },
  row: account,
  text: `
    select a.id, a.person_id, a.name, a.phone, a.user_name, a.password_hash, a.state, a.level
    from access.accounts a
    where (a.user_name = :user_name or a.phone = :phone) and a.state = 'open'
      and exists (select 1 from access.appointments ap where ap.account_id = a.id
                  and ap.valid_from <= :today and (ap.valid_to is null or ap.valid_to > :today))
    order by a.created_at, a.id`,
});

export const findAccountsOfPersons = sql({
  name: 'access.find_accounts_of_persons',
  params: { persons: uuids },
  row: { id: uuid, person_id: uuid, phone: text },
  text: `
    select id, person_id, phone from access.accounts
    where person_id = any(:persons) and state = 'open'`,
});

export const findAccountsWhole = sql({
  name: 'access.find_accounts_whole',
  params: { persons: uuids },
  row: account,
  text: `
    select id, person_id, name, phone, user_name, password_hash, state, level
    from access.accounts where person_id = any(:persons)`,
});

export const setPasswordHash = sql({
  name: 'access.set_password_hash',
  params: { id: uuid, password_hash: nullable(text) },
  text: `update access.accounts set password_hash = :password_hash where id = :id`,
});

// Posts and appointments

export const insertPost = sql({
  name: 'access.insert_post',
  params: {
    title: text,
    body_id: nullable(uuid),
    unit_id: int,
    role: text,
    fields: nullable(texts),
    valid_from: date,
  },
  row: { id: uuid },
  text: `
    insert into access.posts (title, body_id, unit_id, role, fields, valid_from)
    values (:title, :body_id, :unit_id, :role, :fields, :valid_from)
    on conflict (unit_id, title, valid_from) do update set role = excluded.role, fields = excluded.fields
    returning id`,
});

export const insertAppointment = sql({
  name: 'access.insert_appointment',
  params: { account_id: uuid, post_id: uuid, valid_from: date },
  row: { id: uuid },
  text: `
    insert into access.appointments (account_id, post_id, valid_from)
    values (:account_id, :post_id, :valid_from)
    on conflict (account_id, post_id, valid_from) do update set valid_to = null
    returning id`,
});

export const endAppointmentOn = sql({
  name: 'access.end_appointment_on',
  params: { id: uuid, units: ints, today: date },
  row: { account_id: uuid, post_id: uuid, title: text },
  text: `
    update access.appointments ap set valid_to = greatest(:today, ap.valid_from)
    from access.posts p
    where ap.id = :id and p.id = ap.post_id and p.unit_id = any(:units)
      and (ap.valid_to is null or ap.valid_to > :today)
    returning ap.account_id, ap.post_id, p.title`,
});

export const listAppointments = sql({
  name: 'access.list_appointments',
  params: { account_id: uuid, today: date },
  row: { id: uuid, post_id: uuid, title: text, unit_id: int, role: text, holder: nullable(text) },
  text: `
    select coalesce(d.id, ap.id) as id, p.id as post_id, p.title, p.unit_id, p.role,
           case when d.id is not null then h.name end as holder
    from access.appointments ap
    join access.posts p on p.id = ap.post_id
    join access.accounts h on h.id = ap.account_id
    left join access.delegations d on d.appointment_id = ap.id and d.delegate_id = :account_id
      and d.ended_at is null and d.valid_from <= :today and d.valid_to > :today
    where (ap.account_id = :account_id or d.id is not null)
      and ap.valid_from <= :today and (ap.valid_to is null or ap.valid_to > :today)
      and p.valid_from <= :today and (p.valid_to is null or p.valid_to > :today)
    order by d.id is not null, p.title, ap.id`,
});

export const listPosts = sql({
  name: 'access.list_posts',
  params: { units: ints, today: date },
  row: {
    post_id: uuid,
    title: text,
    role_title: text,
    unit_id: int,
    fields: nullable(texts),
    appointment_id: nullable(uuid),
    account_id: nullable(uuid),
    holder: nullable(text),
    since: nullable(date),
    has_password: bool,
  },
  text: `
    select p.id as post_id, p.title, r.title as role_title, p.unit_id, p.fields, ap.id as appointment_id,
           a.id as account_id, a.name as holder, ap.valid_from as since, a.password_hash is not null as has_password
    from access.posts p
    join access.roles r on r.role = p.role
    left join access.appointments ap on ap.post_id = p.id
      and ap.valid_from <= :today and (ap.valid_to is null or ap.valid_to > :today)
    left join access.accounts a on a.id = ap.account_id
    where p.unit_id = any(:units) and p.valid_from <= :today and (p.valid_to is null or p.valid_to > :today)
    order by p.title, a.name`,
});

export const findPosts = sql({
  name: 'access.find_posts',
  params: { ids: uuids },
  row: { id: uuid, title: text, unit_id: int, role: text, fields: nullable(texts) },
  text: `select id, title, unit_id, role, fields from access.posts where id = any(:ids)`,
});

// Sessions
