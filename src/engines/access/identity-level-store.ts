import { column, sql } from '#engines/database';
import type { IdentityLevel } from './identity-level.ts';

const { bool, instant, nullable, text, uuid } = column;
const level = text as column.Column<IdentityLevel>;

export const findLevel = sql({
  name: 'access.find_level',
  params: { id: uuid },
  row: { person_id: uuid, phone: text, level, provisional: bool, state: text },
  text: `select person_id, phone, level, provisional, state from access.accounts where id = :id for update`,
});

export const insertSelfMade = sql({
  name: 'access.insert_self_made',
  params: { name: text, phone: text, level: text, phone_checked: bool, at: instant },
  row: { id: uuid },
  text: `
    insert into access.accounts (person_id, name, phone, level, phone_checked, provisional, created_at)
    values (gen_random_uuid(), :name, :phone, :level, :phone_checked, true, :at)
    returning id`,
});

export const listSelfMade = sql({
  name: 'access.list_self_made',
  params: { phone: text },
  row: { id: uuid, name: text, created_at: instant },
  text: `
    select id, name, created_at from access.accounts
    where phone = :phone and level = 'unproven' and state = 'open' order by created_at, id`,
});

/** Changes nothing when the person has another account: one person has one. */
export const raiseAccount = sql({
  name: 'access.raise_account',
  params: { id: uuid, person_id: uuid, name: text, level: text, phone: nullable(text) },
  text: `
    update access.accounts a set
      person_id = :person_id,
      provisional = a.provisional and a.person_id = :person_id,
      name = :name,
      level = case when a.level = 'vneid' then 'vneid' else :level end,
      phone_checked = a.phone_checked or :phone is not null,
      phone = coalesce(:phone, a.phone)
    where a.id = :id and not exists (select from access.accounts o where o.person_id = :person_id and o.id <> a.id)`,
});

export const insertFormerPerson = sql({
  name: 'access.insert_former_person',
  params: { person_id: uuid, account_id: uuid },
  text: `insert into access.former_persons (person_id, account_id) values (:person_id, :account_id) on conflict do nothing`,
});

export const insertProof = sql({
  name: 'access.insert_proof',
  params: {
    account_id: uuid,
    level: text,
    how: text,
    by_account: nullable(uuid),
    by_post: nullable(uuid),
    at: instant,
  },
  text: `
    insert into access.identity_proofs (account_id, level, how, by_account, by_post, at)
    values (:account_id, :level, :how, :by_account, :by_post, :at)`,
});

export const listProofs = sql({
  name: 'access.list_proofs',
  params: { account_id: uuid },
  row: { level, how: text, at: instant, by_title: nullable(text) },
  text: `
    select i.level, i.how, i.at, p.title as by_title
    from access.identity_proofs i left join access.posts p on p.id = i.by_post
    where i.account_id = :account_id order by i.at desc, i.id desc`,
});

export const endSessionsOf = sql({
  name: 'access.end_sessions_of',
  params: { account_id: uuid, now: instant },
  text: `update access.sessions set ended_at = :now where account_id = :account_id and ended_at is null`,
});

/** What the way in shows, and never more than is proven of the account. */
export const markSessionLevel = sql({
  name: 'access.mark_session_level',
  params: { token_hash: column.bytes, level: text },
  text: `
    update access.sessions s set level = case
        when a.level = 'unproven' or :level = 'unproven' then 'unproven'
        when a.level = 'vneid' and :level = 'vneid' then 'vneid'
        else 'counter' end
    from access.accounts a where s.token_hash = :token_hash and a.id = s.account_id`,
});

export const forgetPasskeysOf = sql({
  name: 'access.forget_passkeys_of',
  params: { account_id: uuid },
  text: `delete from access.passkeys where account_id = :account_id and not for_post`,
});

export const findAccountByIdentity = sql({
  name: 'access.find_account_by_identity',
  params: { identity_number: text },
  row: { id: uuid, person_id: uuid, provisional: bool },
  text: `
    select a.id, a.person_id, a.provisional from access.openid_links l join access.accounts a on a.id = l.account_id
    where l.identity_number = :identity_number and a.state = 'open'`,
});

/** Accounts that a code to this telephone opens: those whose holder showed that it is hers. */
export const listAccountsOnPhone = sql({
  name: 'access.list_accounts_on_phone',
  params: { phone: text },
  row: {
    id: uuid,
    person_id: uuid,
    name: text,
    user_name: nullable(text),
    password_hash: nullable(text),
    provisional: bool,
  },
  text: `
    select id, person_id, name, user_name, password_hash, provisional from access.accounts
    where phone = :phone and phone_checked and state = 'open' order by created_at, id`,
});
