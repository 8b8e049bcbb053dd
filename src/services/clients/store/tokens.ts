import { column, sql } from '#engines/database';

const { text, uuid, int, float, instant, texts, bytes } = column;

/** False for an assertion that was used before: the row is there already. */
export const claimAssertion = sql({
  name: 'clients.claim_assertion',
  params: { client_id: uuid, jti: text, expires_at: instant },
  row: {},
  text: `
    insert into clients.assertions (client_id, jti, expires_at) values (:client_id, :jti, :expires_at)
    on conflict do nothing`,
});

export const insertToken = sql({
  name: 'clients.insert_token',
  params: { token_hash: bytes, client_id: uuid, grants: texts, at: instant, expires_at: instant },
  row: {},
  text: `
    insert into clients.tokens (token_hash, client_id, grants, created_at, expires_at)
    values (:token_hash, :client_id, :grants, :at, :expires_at)`,
});

/** The share as it has filled up again by now; of the row itself, so that two calls at once do not take one token. */
const filled = `least(h.calls_a_minute::float8,
        u.tokens + greatest(0, extract(epoch from :now - u.at))::float8 * h.calls_a_minute / 60)`;

/**
 * Whose token it is and one call off its share, in one statement: the row of `usage` is what every process takes
 * from. A client that was revoked, or whose time is over, has no token that holds. What comes back below zero was
 * refused and is not taken, so that waiting as told is always enough.
 */
export const callByToken = sql({
  name: 'clients.call_by_token',
  params: { token_hash: bytes, now: instant },
  row: {
    client_id: uuid,
    name: text,
    owner: text,
    unit_codes: texts,
    grants: texts,
    calls_a_minute: int,
    tokens: float,
  },
  text: `
    with held as (
      select c.id, c.name, c.owner, c.unit_codes, c.calls_a_minute,
        array(select unnest(t.grants) intersect select unnest(c.grants)) as grants
      from clients.tokens t join clients.clients c on c.id = t.client_id
      where t.token_hash = :token_hash and t.expires_at > :now and c.revoked_at is null and c.expires_at > :now
    ), called as (
      update clients.usage u
      set taken = ${filled} >= 1, tokens = ${filled} - case when ${filled} >= 1 then 1 else 0 end,
          at = greatest(u.at, :now), calls = u.calls + 1
      from held h
      where u.client_id = h.id
      returning u.client_id, case when u.taken then u.tokens else u.tokens - 1 end as tokens
    )
    select h.id as client_id, h.name, h.owner, h.unit_codes, h.grants, h.calls_a_minute, d.tokens
    from held h join called d on d.client_id = h.id`,
});

export const forgetTokens = sql({
  name: 'clients.forget_tokens',
  params: { now: instant },
  row: {},
  text: `delete from clients.tokens where expires_at < :now`,
});

export const forgetAssertions = sql({
  name: 'clients.forget_assertions',
  params: { now: instant },
  row: {},
  text: `delete from clients.assertions where expires_at < :now`,
});

export const endToken = sql({
  name: 'clients.end_token',
  params: { token_hash: bytes, client_id: uuid },
  row: {},
  text: `delete from clients.tokens where token_hash = :token_hash and client_id = :client_id`,
});
