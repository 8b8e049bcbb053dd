-- A post may be delegated while its holder is away; officers come in by a link that is good once; codes on paper
-- stand in where no message arrives.
create table access.delegations (
  id uuid primary key default gen_random_uuid(),
  -- Whose post, and thereby whose rights: never more than the holder has on the day.
  appointment_id uuid not null references access.appointments,
  delegate_id uuid not null references access.accounts,
  reason text not null,
  -- Number and day of the paper; a post that signs or leads has one.
  document text,
  valid_from date not null,
  -- The first day on which it no longer holds: no delegation is without an end.
  valid_to date not null,
  created_by uuid not null references access.accounts,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references access.accounts,
  check (valid_from < valid_to),
  exclude using gist (appointment_id with =, daterange(valid_from, valid_to) with &&) where (ended_at is null)
);
create index delegations_delegate on access.delegations (delegate_id);

alter table access.sessions add column delegation_id uuid references access.delegations;

create table access.invitations (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('first-administrator', 'officer')),
  -- The link itself is kept nowhere.
  token_hash bytea not null unique,
  -- The address that the link was made for; a copy of the data served elsewhere opens none.
  origin text not null,
  account_id uuid references access.accounts,
  created_by uuid references access.accounts,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((kind = 'officer') = (account_id is not null))
);
create index invitations_account on access.invitations (account_id) where used_at is null;

create table access.printed_codes (
  account_id uuid not null references access.accounts on delete cascade,
  code_hash text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- The office (units.bodies) that a post belongs to, in the version of the day it was made.
alter table access.posts add column office_id int;

-- Every post of the commune may be delegated by the one who holds it.
insert into access.role_permissions (role, permission) values
  ('reception', 'post.delegate'), ('processor', 'post.delegate'), ('approver', 'post.delegate'),
  ('leader', 'post.delegate'), ('administrator', 'post.delegate');
