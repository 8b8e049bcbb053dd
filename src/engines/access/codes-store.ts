import { column, sql } from '#engines/database';

const { bool, instant, int, nullable, text, uuid } = column;

/**
 * How many codes were asked for lately and led nowhere: coming in often is no offence. `strangers` leaves out addresses from which this number has signed
 * in before: so that nobody can keep the owner of a number out by asking in her name.
 */
export const countCodes = sql({
  name: 'access.count_codes',
  params: { phone: text, address: text, hour_ago: instant, day_ago: instant },
  row: { from_address: int, from_pair: int, strangers: int, strangers_today: int, known: int },
  text: `
    with known as (
      select distinct address from access.codes where phone = :phone and used_at is not null
    ), lately as (
      select c.phone, c.address, c.created_at, (c.address in (select address from known)) as is_known
      from access.codes c
      where c.created_at > :day_ago and c.used_at is null and (c.phone = :phone or c.address = :address)
    )
    select
      (count(*) filter (where l.address = :address and l.created_at > :hour_ago))::int as from_address,
      (count(*) filter (where l.address = :address and l.phone = :phone and l.created_at > :hour_ago))::int as from_pair,
      (count(*) filter (where l.phone = :phone and not l.is_known and l.created_at > :hour_ago))::int as strangers,
      (count(*) filter (where l.phone = :phone and not l.is_known))::int as strangers_today,
      (select count(*) from known where address = :address)::int as known
    from lately l`,
});

export const insertCode = sql({
  name: 'access.insert_code',
  params: {
    door: text,
    phone: text,
    account_id: nullable(uuid),
    address: text,
    code_hash: nullable(text),
    at: instant,
    expires_at: instant,
  },
  row: { id: uuid },
  text: `
    insert into access.codes (door, phone, account_id, address, code_hash, created_at, expires_at)
    values (:door, :phone, :account_id, :address, :code_hash, :at, :expires_at)
    returning id`,
});

/** Counts the try before the code is compared, so that tries made at once cannot exceed the limit. */
export const countTry = sql({
  name: 'access.count_try',
  params: { id: uuid, door: text, now: instant, max_tries: int },
  row: { phone: text, account_id: nullable(uuid), code_hash: nullable(text), tries: int },
  text: `
    update access.codes set tries = tries + 1
    where id = :id and door = :door and tries < :max_tries and expires_at > :now
      and passed_at is null and used_at is null and code_hash is not null
    returning phone, account_id, code_hash, tries`,
});

export const passCode = sql({
  name: 'access.pass_code',
  params: { id: uuid, now: instant, expires_at: instant },
  text: `
    update access.codes set passed_at = :now, expires_at = :expires_at, tries = 0, code_hash = null
    where id = :id and passed_at is null and used_at is null`,
});

export const findAttempt = sql({
  name: 'access.find_attempt',
  params: { id: uuid, door: text, now: instant },
  row: { phone: text, account_id: nullable(uuid), passed: bool },
  text: `
    select phone, account_id, passed_at is not null as passed from access.codes
    where id = :id and door = :door and used_at is null and expires_at > :now
      and (passed_at is not null or code_hash is not null)`,
});

export const countPasswordTry = sql({
  name: 'access.count_password_try',
  params: { id: uuid, now: instant, max_tries: int },
  row: { tries: int },
  text: `
    update access.codes set tries = tries + 1
    where id = :id and passed_at is not null and used_at is null and expires_at > :now and tries < :max_tries
    returning tries`,
});

export const spendCode = sql({
  name: 'access.spend_code',
  params: { id: uuid, now: instant },
  text: `update access.codes set used_at = :now where id = :id and passed_at is not null and used_at is null`,
});

export const deleteCode = sql({
  name: 'access.delete_code',
  params: { id: uuid },
  text: `delete from access.codes where id = :id`,
});

export const deleteOldCodes = sql({
  name: 'access.delete_old_codes',
  params: { before: instant },
  text: `delete from access.codes where created_at < :before`,
});
