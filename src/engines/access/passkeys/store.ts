import { column, sql } from '#engines/database';
import type { IdentityLevel } from '../identity-level.ts';

const { bigint, bool, bytes, instant, nullable, text, texts, uuid } = column;

export const insertChallenge = sql({
  name: 'access.insert_passkey_challenge',
  params: { challenge: text, account_id: nullable(uuid), at: instant, expires_at: instant },
  row: { id: uuid },
  text: `
    insert into access.passkey_challenges (challenge, account_id, created_at, expires_at)
    values (:challenge, :account_id, :at, :expires_at) returning id`,
});

/** Once; one of the future was asked before the clock was set back. */
export const takeChallenge = sql({
  name: 'access.take_passkey_challenge',
  params: { challenge: text, account_id: nullable(uuid), now: instant },
  row: { id: uuid },
  text: `
    delete from access.passkey_challenges
    where challenge = :challenge and account_id is not distinct from :account_id
      and expires_at > :now and created_at <= :now + interval '1 minute'
    returning id`,
});

export const deleteOldChallenges = sql({
  name: 'access.delete_old_passkey_challenges',
  params: { before: instant },
  text: `delete from access.passkey_challenges where expires_at < :before`,
});

const passkey = {
  id: uuid,
  account_id: uuid,
  credential_id: text,
  public_key: bytes,
  counter: bigint,
  transports: texts,
  name: text,
  level: text as column.Column<Exclude<IdentityLevel, 'vneid'>>,
  for_post: bool,
  created_at: instant,
  last_used_at: nullable(instant),
  blocked_at: nullable(instant),
};
const list = Object.keys(passkey).join(', ');

export const insertPasskey = sql({
  name: 'access.insert_passkey',
  params: {
    account_id: uuid,
    credential_id: text,
    public_key: bytes,
    counter: bigint,
    transports: texts,
    name: text,
    level: text,
    for_post: bool,
    at: instant,
  },
  text: `
    insert into access.passkeys
      (account_id, credential_id, public_key, counter, transports, name, level, for_post, created_at)
    values (:account_id, :credential_id, :public_key, :counter, :transports, :name, :level, :for_post, :at)
    on conflict (credential_id) do nothing`,
});

export const listPasskeys = sql({
  name: 'access.list_passkeys',
  params: { account_id: uuid },
  row: passkey,
  text: `select ${list} from access.passkeys where account_id = :account_id order by created_at desc, id`,
});

export const lockPasskey = sql({
  name: 'access.lock_passkey',
  params: { credential_id: text },
  row: passkey,
  text: `select ${list} from access.passkeys where credential_id = :credential_id for update`,
});

export const usePasskeyRow = sql({
  name: 'access.use_passkey',
  params: { id: uuid, counter: bigint, now: instant },
  text: `update access.passkeys set counter = :counter, last_used_at = :now where id = :id`,
});

export const blockPasskey = sql({
  name: 'access.block_passkey',
  params: { id: uuid, now: instant },
  text: `update access.passkeys set blocked_at = coalesce(blocked_at, :now) where id = :id`,
});

export const deletePasskey = sql({
  name: 'access.delete_passkey',
  params: { id: uuid, account_id: uuid },
  text: `delete from access.passkeys where id = :id and account_id = :account_id`,
});
