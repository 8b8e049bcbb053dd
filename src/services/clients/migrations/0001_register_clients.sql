-- Other systems that act for people or for an authority through the API: who they are, what they may, how they prove it.
create schema clients;

create table clients.clients (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  -- Whose system it is: shown to the people it acts for.
  owner text not null,
  contact text not null,
  -- The commune that registered it and answers for it, and the communes whose people it may act for: codes, not
  -- versions, so that it goes on after a change of name.
  home_code text not null,
  unit_codes text[] not null,
  grants text[] not null,
  -- Registered in a demo commune: its webhooks may stay on the machine.
  sandbox boolean not null default false,
  -- Public keys at an https address, fetched when needed; else those of clients.keys.
  jwks_url text,
  calls_a_minute int not null check (calls_a_minute between 1 and 6000),
  created_at timestamptz not null,
  created_by uuid,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index clients_home on clients.clients (home_code, created_at desc);

create table clients.keys (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references clients.clients,
  kid text not null,
  jwk jsonb not null,
  added_at timestamptz not null,
  -- Rotation overlaps: the old key is given an end, the new one holds already.
  valid_until timestamptz,
  unique (client_id, kid)
);

-- Assertions that have been used (RFC 7523 §3, jti): none opens twice.
create table clients.assertions (
  client_id uuid not null references clients.clients,
  jti text not null,
  expires_at timestamptz not null,
  primary key (client_id, jti)
);
create index assertions_expiry on clients.assertions (expires_at);

create table clients.tokens (
  token_hash bytea primary key,
  client_id uuid not null references clients.clients,
  grants text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index tokens_expiry on clients.tokens (expires_at);

-- One row a client, written at every call: the share that all processes take from, calls so far, and the last one.
create table clients.usage (
  client_id uuid primary key references clients.clients,
  tokens float8 not null,
  -- Whether the last call was within the share.
  taken boolean not null default true,
  at timestamptz not null,
  calls bigint not null
) with (fillfactor = 50);
