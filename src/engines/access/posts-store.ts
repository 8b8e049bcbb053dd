import { column, sql } from '#engines/database';

const { bool, date, instant, int, ints, nullable, text, texts, uuid } = column;

export const addPost = sql({
  name: 'access.add_post',
  params: {
    title: text,
    office_id: nullable(int),
    unit_id: int,
    role: text,
    fields: nullable(texts),
    valid_from: date,
    valid_to: nullable(date),
  },
  row: { id: uuid },
  text: `
    insert into access.posts (title, office_id, unit_id, role, fields, valid_from, valid_to)
    select :title, :office_id, :unit_id, :role, :fields, :valid_from, :valid_to
    where not exists (select 1 from access.posts p where p.unit_id = :unit_id and p.title = :title
      and daterange(p.valid_from, p.valid_to) && daterange(:valid_from, :valid_to))
    returning id`,
});

/** Only a day that has not come may become the last one: what was stays as it was. */
export const closePost = sql({
  name: 'access.close_post',
  params: { id: uuid, units: ints, on: date },
  text: `
    update access.posts set valid_to = greatest(:on, valid_from)
    where id = :id and unit_id = any(:units) and (valid_to is null or valid_to > :on)`,
});

/** Whoever is in the post leaves it with the post. */
export const closeAppointmentsOfPost = sql({
  name: 'access.close_appointments_of_post',
  params: { post_id: uuid, on: date },
  text: `
    update access.appointments set valid_to = greatest(:on, valid_from)
    where post_id = :post_id and (valid_to is null or valid_to > :on)`,
});

export const addAppointment = sql({
  name: 'access.add_appointment',
  params: { account_id: uuid, post_id: uuid, valid_from: date, valid_to: nullable(date), units: ints },
  row: { id: uuid },
  text: `
    insert into access.appointments (account_id, post_id, valid_from, valid_to)
    select :account_id, p.id, :valid_from, :valid_to
    from access.posts p
    where p.id = :post_id and p.unit_id = any(:units) and p.valid_from <= :valid_from
      and (p.valid_to is null or p.valid_to > :valid_from)
      and not exists (select 1 from access.appointments a where a.account_id = :account_id and a.post_id = p.id
        and daterange(a.valid_from, a.valid_to) && daterange(:valid_from, :valid_to))
    returning id`,
});

export const closeAppointment = sql({
  name: 'access.close_appointment',
  params: { id: uuid, units: ints, on: date },
  row: { account_id: uuid, post_id: uuid },
  text: `
    update access.appointments ap set valid_to = greatest(:on, ap.valid_from)
    from access.posts p
    where ap.id = :id and p.id = ap.post_id and p.unit_id = any(:units) and (ap.valid_to is null or ap.valid_to > :on)
    returning ap.account_id, ap.post_id`,
});

const held = {
  post_id: uuid,
  title: text,
  office_id: nullable(int),
  role: text,
  role_title: text,
  fields: nullable(texts),
  post_from: date,
  post_to: nullable(date),
  appointment_id: nullable(uuid),
  account_id: nullable(uuid),
  holder: nullable(text),
  held_from: nullable(date),
  held_to: nullable(date),
};

const heldColumns = `
    select p.id as post_id, p.title, p.office_id, p.role, r.title as role_title, p.fields, p.valid_from as post_from,
           p.valid_to as post_to, ap.id as appointment_id, a.id as account_id, a.name as holder,
           ap.valid_from as held_from, ap.valid_to as held_to
    from access.posts p join access.roles r on r.role = p.role`;

/** The posts of a day and who held them: any day, past or to come. */
export const listStaff = sql({
  name: 'access.list_staff',
  params: { units: ints, day: date, query: nullable(text) },
  row: held,
  text: `
    ${heldColumns}
    left join access.appointments ap on ap.post_id = p.id
      and ap.valid_from <= :day and (ap.valid_to is null or ap.valid_to > :day)
    left join access.accounts a on a.id = ap.account_id
    where p.unit_id = any(:units) and p.valid_from <= :day and (p.valid_to is null or p.valid_to > :day)
      and (:query is null or search.fold(p.title) like '%' || :query || '%'
           or search.fold(coalesce(a.name, '')) like '%' || :query || '%')
    order by p.office_id nulls last, p.title, a.name`,
});

/** One appointment, whenever it holds. */
export const findAppointmentHeld = sql({
  name: 'access.find_appointment_held',
  params: { id: uuid, units: ints },
  row: held,
  text: `
    ${heldColumns}
    join access.appointments ap on ap.post_id = p.id
    join access.accounts a on a.id = ap.account_id
    where ap.id = :id and p.unit_id = any(:units)`,
});

/** Everything a post has seen: each appointment to it, the latest first. */
export const listPostHistory = sql({
  name: 'access.list_post_history',
  params: { post_id: uuid, units: ints },
  row: held,
  text: `
    ${heldColumns}
    left join access.appointments ap on ap.post_id = p.id
    left join access.accounts a on a.id = ap.account_id
    where p.id = :post_id and p.unit_id = any(:units)
    order by ap.valid_from desc nulls last, a.name`,
});

/** Everything a person has held in these units, the latest first. */
export const listOfficerHistory = sql({
  name: 'access.list_officer_history',
  params: { account_id: uuid, units: ints },
  row: held,
  text: `
    ${heldColumns}
    join access.appointments ap on ap.post_id = p.id
    join access.accounts a on a.id = ap.account_id
    where a.id = :account_id and p.unit_id = any(:units)
    order by ap.valid_from desc, p.title`,
});

/** Everybody who holds, held or will hold a post of these units. */
export const listOfficers = sql({
  name: 'access.list_officers',
  params: { units: ints },
  row: {
    account_id: uuid,
    name: text,
    user_name: nullable(text),
    phone: text,
    has_password: bool,
    invited_until: nullable(instant),
  },
  text: `
    select a.id as account_id, a.name, a.user_name, a.phone, a.password_hash is not null as has_password,
           (select max(i.expires_at) from access.invitations i where i.account_id = a.id and i.used_at is null)
             as invited_until
    from access.accounts a
    where exists (select 1 from access.appointments ap join access.posts p on p.id = ap.post_id
                  where ap.account_id = a.id and p.unit_id = any(:units))
    order by a.name, a.id`,
});

export const listRoles = sql({
  name: 'access.list_roles',
  row: { role: text, title: text, permissions: texts },
  text: `
    select r.role, r.title, array(select permission from access.role_permissions rp where rp.role = r.role
                                  order by permission) as permissions
    from access.roles r order by r.title`,
});

/** An officer's account without a password yet: the link sets it. A citizen's own account becomes it. */
export const insertOfficerAccount = sql({
  name: 'access.insert_officer_account',
  params: { person_id: uuid, name: text, phone: text, user_name: text, at: instant },
  row: { id: uuid, user_name: nullable(text) },
  text: `
    insert into access.accounts as a (person_id, name, phone, user_name, created_at)
    values (:person_id, :name, :phone, :user_name, :at)
    on conflict (person_id) do update set user_name = coalesce(a.user_name, excluded.user_name)
    returning id, user_name`,
});

export const userNameTaken = sql({
  name: 'access.user_name_taken',
  params: { user_name: text },
  row: { taken: bool },
  text: `select exists (select 1 from access.accounts where user_name = :user_name) as taken`,
});

export const countAdministrators = sql({
  name: 'access.count_administrators',
  params: { today: date },
  row: { n: int },
  text: `
    select count(*)::int as n
    from access.appointments ap
    join access.posts p on p.id = ap.post_id
    join access.role_permissions rp on rp.role = p.role and rp.permission = 'admin.accounts'
    join access.accounts a on a.id = ap.account_id and a.state = 'open' and a.password_hash is not null
    where ap.valid_from <= :today and (ap.valid_to is null or ap.valid_to > :today)
      and p.valid_from <= :today and (p.valid_to is null or p.valid_to > :today)`,
});

export const endAllSessions = sql({
  name: 'access.end_all_sessions',
  params: { account_id: uuid, now: instant },
  text: `update access.sessions set ended_at = :now where account_id = :account_id and ended_at is null`,
});
