import { column, type ResultOf, sql } from '#engines/database';

const { nullable, text, uuid, int, instant, texts, bool, bigint, json } = column;

/** A public key as JWK (RFC 7517); never a private part. */
export type PublicJwk = Readonly<Record<string, unknown>> & { readonly kty: string };

const clientColumns = {
  id: uuid,
  name: text,
  owner: text,
  contact: text,
  home_code: text,
  unit_codes: texts,
  grants: texts,
  sandbox: bool,
  jwks_url: nullable(text),
  calls_a_minute: int,
  created_at: instant,
  expires_at: instant,
  revoked_at: nullable(instant),
};
const clientList = Object.keys(clientColumns)
  .map((name) => `c.${name}`)
  .join(', ');

export const insertClient = sql({
  name: 'clients.insert_client',
  params: {
    name: text,
    owner: text,
    contact: text,
    home_code: text,
    unit_codes: texts,
    grants: texts,
    sandbox: bool,
    jwks_url: nullable(text),
    calls_a_minute: int,
    at: instant,
    created_by: nullable(uuid),
    expires_at: instant,
  },
  row: { id: uuid },
  text: `
    with made as (
      insert into clients.clients (name, owner, contact, home_code, unit_codes, grants, sandbox, jwks_url,
        calls_a_minute, created_at, created_by, expires_at)
      values (:name, :owner, :contact, :home_code, :unit_codes, :grants, :sandbox, :jwks_url,
        :calls_a_minute, :at, :created_by, :expires_at)
      returning id
    ), counted as (
      insert into clients.usage (client_id, tokens, at, calls)
      select id, :calls_a_minute, :at, 0 from made
    )
    select id from made`,
});

export const findClient = sql({
  name: 'clients.find_client',
  params: { id: uuid },
  row: clientColumns,
  text: `select ${clientList} from clients.clients c where c.id = :id`,
});
export type ClientRow = ResultOf<typeof findClient>;

/** Those that the commune of this code registered, with what they have done. */
export const listClients = sql({
  name: 'clients.list_clients',
  params: { home_code: text },
  row: { ...clientColumns, calls: bigint, used_at: instant, parked: int },
  text: `
    select ${clientList}, u.calls, u.at as used_at,
      (select count(*)::int from clients.deliveries d join clients.subscriptions s on s.id = d.subscription_id
        where s.client_id = c.id and d.state = 'parked') as parked
    from clients.clients c join clients.usage u on u.client_id = c.id
    where c.home_code = :home_code order by c.revoked_at is not null, c.created_at desc limit 200`,
});
export type ListedClient = ResultOf<typeof listClients>;

export const revokeClientRow = sql({
  name: 'clients.revoke_client_row',
  params: { id: uuid, home_code: text, at: instant },
  row: {},
  text: `
    update clients.clients set revoked_at = :at
    where id = :id and home_code = :home_code and revoked_at is null`,
});

/** Keys at an https address from now on, or kept here (null). */
export const setKeyAddress = sql({
  name: 'clients.set_key_address',
  params: { id: uuid, jwks_url: nullable(text) },
  row: {},
  text: `update clients.clients set jwks_url = :jwks_url where id = :id and revoked_at is null`,
});

export const insertKey = sql({
  name: 'clients.insert_key',
  params: { client_id: uuid, kid: text, jwk: json<PublicJwk>(), at: instant },
  row: { id: uuid },
  text: `
    insert into clients.keys (client_id, kid, jwk, added_at) values (:client_id, :kid, :jwk, :at)
    on conflict (client_id, kid) do nothing returning id`,
});

/** The keys before the newest hold on for a while, so that no call is lost in between. */
export const endFormerKeys = sql({
  name: 'clients.end_former_keys',
  params: { client_id: uuid, except: uuid, until: instant },
  row: {},
  text: `
    update clients.keys set valid_until = :until
    where client_id = :client_id and id <> :except and (valid_until is null or valid_until > :until)`,
});

export const listKeys = sql({
  name: 'clients.list_keys',
  params: { client_id: uuid },
  row: { id: uuid, kid: text, jwk: json<PublicJwk>(), added_at: instant, valid_until: nullable(instant) },
  text: `
    select id, kid, jwk, added_at, valid_until from clients.keys
    where client_id = :client_id order by added_at desc`,
});
