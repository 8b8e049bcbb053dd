-- How far it is proven who an account's person is; ways in beside the telephone; how often someone tried in vain.
alter table access.accounts
  -- Until now an account was opened only for a number that an officer had written into the register.
  add column level text not null default 'counter' check (level in ('unproven', 'counter', 'vneid')),
  -- Opened by its holder: person_id is a number of its own and stands for nobody of the register.
  add column provisional boolean not null default false,
  -- False while nobody has shown that she holds the telephone: no code opens the account then.
  add column phone_checked boolean not null default true;
alter table access.accounts alter column level set default 'unproven';

-- When, how and by whom; the first row of old accounts says that they were carried over.
create table access.identity_proofs (
  id bigint generated always as identity primary key,
  account_id uuid not null references access.accounts on delete cascade,
  level text not null check (level in ('counter', 'vneid')),
  how text not null check (how in ('counter', 'vneid', 'carried-over')),
  -- The officer who compared card and person; null when VNeID answered.
  by_account uuid,
  by_post uuid,
  at timestamptz not null
);
create index identity_proofs_account on access.identity_proofs (account_id, at desc);
insert into access.identity_proofs (account_id, level, how, at)
  select id, 'counter', 'carried-over', created_at from access.accounts;

-- When the person of such an account is known, what was filed under the number it had before stays hers.
create table access.former_persons (
  person_id uuid primary key,
  account_id uuid not null references access.accounts on delete cascade
);
create index former_persons_account on access.former_persons (account_id);

-- How far this very session has got: a code to the telephone is less than an answer of VNeID.
alter table access.sessions
  add column level text not null default 'unproven' check (level in ('unproven', 'counter', 'vneid'));
update access.sessions set level = 'counter';

-- The browser keeps the other half of an attempt: with this row alone no code can be tried or guessed.
alter table access.codes
  add column key_hash bytea,
  add column throttle_keys text[] not null default '{}';

-- Browsers that have signed in to an account: they keep a budget of tries that no stranger can use up.
create table access.known_devices (
  token_hash bytea not null,
  account_id uuid not null references access.accounts on delete cascade,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (token_hash, account_id)
);
create index known_devices_account on access.known_devices (account_id);

-- Tries that led nowhere, draining away with time: beyond a few, the next one has to wait, longer each time.
create table access.throttles (
  key text primary key,
  failures float8 not null,
  last_at timestamptz not null
);
create index throttles_last on access.throttles (last_at);

-- One way to the identity provider and back: bound to the browser, good once, for minutes.
create table access.openid_flows (
  state_hash bytea primary key,
  browser_hash bytea not null,
  nonce text not null,
  verifier text not null,
  next text not null,
  -- The account that asked to be linked; null when someone signs in.
  account_id uuid references access.accounts on delete cascade,
  created_at timestamptz not null,
  used_at timestamptz
);
create index openid_flows_created on access.openid_flows (created_at);

create table access.openid_links (
  issuer text not null,
  subject text not null,
  account_id uuid not null unique references access.accounts on delete cascade,
  identity_number text not null unique check (identity_number ~ '^\d{12}$'),
  linked_at timestamptz not null,
  primary key (issuer, subject)
);

create table access.passkeys (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references access.accounts on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  -- What the session that set it up had reached; it opens no more than that.
  level text not null check (level in ('unproven', 'counter')),
  -- Set up while acting in a post, after both factors: opens the officers' door.
  for_post boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  -- A copy of the key was used somewhere: neither opens anything any more.
  blocked_at timestamptz
);
create index passkeys_account on access.passkeys (account_id);

create table access.passkey_challenges (
  id uuid primary key default gen_random_uuid(),
  challenge text not null,
  account_id uuid references access.accounts on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index passkey_challenges_expires on access.passkey_challenges (expires_at);
