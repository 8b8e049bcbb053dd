import { column, sql } from '#engines/database';

const { bool, bytes, instant, int, nullable, text, texts, uuid } = column;

/** From its first minute to its last: one made in the future was made before the clock was set back. */
const isOpen = `expires_at > :now and created_at <= :now + interval '1 minute'`;

export const insertCode = sql({
  name: 'access.insert_code',
  params: {
    door: text,
    phone: text,
    account_id: nullable(uuid),
    address: text,
    code_hash: nullable(text),
    key_hash: bytes,
    throttle_keys: texts,
    at: instant,
    expires_at: instant,
    passed_at: nullable(instant),
  },
  row: { id: uuid },
  text: `
    insert into access.codes
      (door, phone, account_id, address, code_hash, key_hash, throttle_keys, created_at, expires_at, passed_at)
    values (:door, :phone, :account_id, :address, :code_hash, :key_hash, :throttle_keys, :at, :expires_at, :passed_at)
    returning id`,
});

/** Counts the try before the code is compared, so that tries made at once cannot exceed the limit. */
export const countTry = sql({
  name: 'access.count_try',
  params: { id: uuid, key_hash: bytes, door: text, now: instant, max_tries: int },
  row: { phone: text, account_id: nullable(uuid), code_hash: nullable(text), tries: int },
  text: `
    update access.codes set tries = tries + 1
    where id = :id and key_hash = :key_hash and door = :door and tries < :max_tries and ${isOpen}
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
  params: { id: uuid, key_hash: bytes, door: text, now: instant, max_tries: int },
  row: { phone: text, account_id: nullable(uuid), passed: bool },
  text: `
    select phone, account_id, passed_at is not null as passed from access.codes
    where id = :id and key_hash = :key_hash and door = :door and used_at is null and ${isOpen}
      and (passed_at is not null or (code_hash is not null and tries < :max_tries))`,
});

export const countPasswordTry = sql({
  name: 'access.count_password_try',
  params: { id: uuid, key_hash: bytes, now: instant, max_tries: int },
  row: { tries: int },
  text: `
    update access.codes set tries = tries + 1
    where id = :id and key_hash = :key_hash and passed_at is not null and used_at is null and ${isOpen}
      and tries < :max_tries
    returning tries`,
});

export const spendCode = sql({
  name: 'access.spend_code',
  params: { id: uuid, key_hash: bytes, now: instant },
  row: { throttle_keys: texts },
  text: `
    update access.codes set used_at = :now
    where id = :id and key_hash = :key_hash and passed_at is not null and used_at is null
    returning throttle_keys`,
});

export const deleteCode = sql({
  name: 'access.delete_code',
  params: { id: uuid, key_hash: bytes },
  row: { throttle_keys: texts },
  text: `delete from access.codes where id = :id and key_hash = :key_hash returning throttle_keys`,
});

export const deleteOldCodes = sql({
  name: 'access.delete_old_codes',
  params: { before: instant },
  text: `delete from access.codes where created_at < :before`,
});
