import { column, sql } from '#engines/database';

const { bytes, instant, nullable, text, uuid } = column;

export const insertFlow = sql({
  name: 'access.insert_openid_flow',
  params: {
    state_hash: bytes,
    browser_hash: bytes,
    nonce: text,
    verifier: text,
    next: text,
    account_id: nullable(uuid),
    at: instant,
  },
  text: `
    insert into access.openid_flows (state_hash, browser_hash, nonce, verifier, next, account_id, created_at)
    values (:state_hash, :browser_hash, :nonce, :verifier, :next, :account_id, :at)`,
});

/** Once, in the browser that began, within ten minutes; one of the future was begun before the clock was set back. */
export const takeFlow = sql({
  name: 'access.take_openid_flow',
  params: { state_hash: bytes, browser_hash: bytes, now: instant },
  row: { nonce: text, verifier: text, next: text, account_id: nullable(uuid) },
  text: `
    update access.openid_flows set used_at = :now
    where state_hash = :state_hash and browser_hash = :browser_hash and used_at is null
      and created_at > :now - interval '10 minutes' and created_at <= :now + interval '1 minute'
    returning nonce, verifier, next, account_id`,
});

export const deleteOldFlows = sql({
  name: 'access.delete_old_openid_flows',
  params: { before: instant },
  text: `delete from access.openid_flows where created_at < :before`,
});

const link = { issuer: text, subject: text, account_id: uuid, identity_number: text };

export const findLink = sql({
  name: 'access.find_openid_link',
  params: { issuer: text, subject: text, identity_number: text },
  row: link,
  text: `
    select issuer, subject, account_id, identity_number from access.openid_links
    where (issuer = :issuer and subject = :subject) or identity_number = :identity_number
    order by identity_number = :identity_number desc limit 1`,
});

/** A person whom the provider has given a new subject keeps her account; nobody takes another's. */
export const insertLink = sql({
  name: 'access.insert_openid_link',
  params: { issuer: text, subject: text, account_id: uuid, identity_number: text, at: instant },
  text: `
    insert into access.openid_links as l (issuer, subject, account_id, identity_number, linked_at)
    values (:issuer, :subject, :account_id, :identity_number, :at)
    on conflict (identity_number) do update set issuer = excluded.issuer, subject = excluded.subject
      where l.account_id = excluded.account_id`,
});
