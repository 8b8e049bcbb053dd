import { column, sql } from '#engines/database';

const { bool, bytes, float, instant, text, texts } = column;
const row = { key: text, failures: float, last_at: instant };

export const findThrottles = sql({
  name: 'access.find_throttles',
  params: { keys: texts },
  row,
  text: `select key, failures, last_at from access.throttles where key = any(:keys)`,
});

/** Makes the rows that are missing and locks all, in one order, so that tries made at once are counted one by one. */
export const lockThrottles = sql({
  name: 'access.lock_throttles',
  params: { keys: texts, now: instant },
  row,
  text: `
    insert into access.throttles as t (key, failures, last_at)
    select key, 0, :now from unnest(:keys) key order by key
    on conflict (key) do update set key = excluded.key
    returning t.key, t.failures, t.last_at`,
});

export const writeThrottle = sql({
  name: 'access.write_throttle',
  params: { key: text, failures: float, now: instant },
  text: `update access.throttles set failures = :failures, last_at = :now where key = :key`,
});

export const tameThrottles = sql({
  name: 'access.tame_throttles',
  params: { keys: texts, now: instant },
  text: `update access.throttles set last_at = :now where key = any(:keys) and last_at > :now`,
});

export const setThrottles = sql({
  name: 'access.set_throttles',
  params: { keys: texts, by: float },
  text: `update access.throttles set failures = greatest(0, failures + :by) where key = any(:keys)`,
});

export const forgetThrottles = sql({
  name: 'access.forget_throttles',
  params: { before: instant },
  text: `delete from access.throttles where last_at < :before`,
});

/** Has this browser, or anyone from this address, come in with this telephone or user name before? */
export const isKnownHere = sql({
  name: 'access.is_known_here',
  params: { device: bytes, name: text, address: text },
  row: { by_device: bool, by_address: bool },
  text: `
    select
      exists (select from access.known_devices d join access.accounts a on a.id = d.account_id
              where d.token_hash = :device and (a.phone = :name or a.user_name = :name)) as by_device,
      exists (select from access.codes c
              where c.phone in (select :name union all select a.phone from access.accounts a where a.user_name = :name)
                and c.address = :address and c.used_at is not null) as by_address`,
});

export const rememberDevice = sql({
  name: 'access.remember_device',
  params: { token_hash: bytes, account_id: column.uuid, now: instant },
  text: `
    insert into access.known_devices (token_hash, account_id, first_at, last_at)
    values (:token_hash, :account_id, :now, :now)
    on conflict (token_hash, account_id) do update set last_at = :now`,
});

export const forgetDevices = sql({
  name: 'access.forget_devices',
  params: { before: instant },
  text: `delete from access.known_devices where last_at < :before`,
});
