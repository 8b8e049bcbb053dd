import { column, sql } from '#engines/database';
import type { IdentityLevel } from './identity-level.ts';

const { bytes, date, instant, int, ints, nullable, text, texts, uuid, uuids } = column;

export const insertSession = sql({
  name: 'access.insert_session',
  params: {
    token_hash: bytes,
    csrf_key: text,
    account_id: uuid,
    appointment_id: nullable(uuid),
    device: text,
    at: instant,
    expires_at: instant,
  },
  row: { id: uuid },
  text: `
    insert into access.sessions
      (token_hash, csrf_key, account_id, appointment_id, delegation_id, device, created_at, last_seen_at, expires_at)
    select :token_hash, :csrf_key, :account_id, coalesce(d.appointment_id, :appointment_id), d.id, :device, :at, :at,
           :expires_at
    from (select 1) one
    left join access.delegations d on d.id = :appointment_id and d.delegate_id = :account_id
    returning id`,
});

/** Everything that one request must know of who asks; an ended post ends the session with it. */
export const resolveSession = sql({
  name: 'access.resolve_session',
  params: { token_hash: bytes, now: instant, seen_since: instant, today: date },
  row: {
    id: uuid,
    csrf_key: text,
    last_seen_at: instant,
    scope_units: ints,
    scope_persons: uuids,
    scoped_at: nullable(instant),
    account_id: uuid,
    person_id: uuid,
    name: text,
    post_id: nullable(uuid),
    title: nullable(text),
    unit_id: nullable(int),
    fields: nullable(texts),
    permissions: texts,
    delegation_id: nullable(uuid),
    holder: nullable(text),
    level: text as column.Column<IdentityLevel>,
    former_persons: uuids,
  },
  text: `
    select s.id, s.csrf_key, s.last_seen_at, s.scope_units, s.scope_persons, s.scoped_at, s.level,
           array(select f.person_id from access.former_persons f where f.account_id = a.id) as former_persons,
           a.id as account_id, a.person_id, a.name, p.id as post_id, p.title, p.unit_id, p.fields,
           array(select rp.permission from access.role_permissions rp where rp.role = p.role
                 and (s.delegation_id is null or rp.permission <> 'post.delegate')) as permissions,
           d.id as delegation_id, h.name as holder
    from access.sessions s
    join access.accounts a on a.id = s.account_id and a.state = 'open'
    left join access.appointments ap on ap.id = s.appointment_id
      and ap.valid_from <= :today and (ap.valid_to is null or ap.valid_to > :today)
    left join access.posts p on p.id = ap.post_id
      and p.valid_from <= :today and (p.valid_to is null or p.valid_to > :today)
    left join access.delegations d on d.id = s.delegation_id and d.delegate_id = s.account_id
      and d.ended_at is null and d.valid_from <= :today and d.valid_to > :today
      and exists (select 1 from access.appointments own join access.posts op on op.id = own.post_id
                  where own.account_id = s.account_id and op.unit_id = p.unit_id
                    and own.valid_from <= :today and (own.valid_to is null or own.valid_to > :today))
    left join access.accounts h on d.id is not null and h.id = ap.account_id
    where s.token_hash = :token_hash and s.ended_at is null and s.expires_at > :now
      and s.last_seen_at > :seen_since and (s.appointment_id is null or p.id is not null)
      and (ap.id is null or ap.account_id = s.account_id or d.id is not null)
      -- Seen in the future: the clock was set back, and an idle session must not come to life again.
      and s.last_seen_at <= :now + interval '10 minutes'
      and not exists (select from published.deaths dead where dead.person_id = a.person_id)`,
});

export const touchSession = sql({
  name: 'access.touch_session',
  params: { id: uuid, now: instant, scope_units: ints, scope_persons: uuids, scoped_at: instant },
  text: `
    update access.sessions set last_seen_at = greatest(last_seen_at, :now),
      scope_units = :scope_units, scope_persons = :scope_persons, scoped_at = :scoped_at
    where id = :id and ended_at is null`,
});

export const listSessions = sql({
  name: 'access.list_sessions',
  params: { account_id: uuid, now: instant, seen_since: instant },
  row: { id: uuid, device: text, created_at: instant, last_seen_at: instant, post_title: nullable(text) },
  text: `
    select s.id, s.device, s.created_at, s.last_seen_at, p.title as post_title
    from access.sessions s
    left join access.appointments ap on ap.id = s.appointment_id
    left join access.posts p on p.id = ap.post_id
    where s.account_id = :account_id and s.ended_at is null and s.expires_at > :now and s.last_seen_at > :seen_since
    order by s.last_seen_at desc`,
});

export const endSession = sql({
  name: 'access.end_session',
  params: { id: uuid, account_id: uuid, now: instant },
  text: `update access.sessions set ended_at = :now where id = :id and account_id = :account_id and ended_at is null`,
});

export const endSessionByToken = sql({
  name: 'access.end_session_by_token',
  params: { token_hash: bytes, now: instant },
  row: { id: uuid, account_id: uuid },
  text: `
    update access.sessions set ended_at = :now where token_hash = :token_hash and ended_at is null
    returning id, account_id`,
});

export const endOtherSessions = sql({
  name: 'access.end_other_sessions',
  params: { account_id: uuid, keep: uuid, now: instant },
  text: `update access.sessions set ended_at = :now where account_id = :account_id and id <> :keep and ended_at is null`,
});

export const deleteOldSessions = sql({
  name: 'access.delete_old_sessions',
  params: { before: instant },
  text: `delete from access.sessions where expires_at < :before`,
});
