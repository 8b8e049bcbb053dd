-- Who may act for whom beside parents and guardians: authorised persons, and helpers of the community digital team.
create table access.mandates (
  id uuid primary key default gen_random_uuid(),
  -- authorisation: in writing, until a day. assistance: one consent for one dossier, for a few hours.
  kind text not null check (kind in ('authorisation', 'assistance')),
  principal_id uuid not null,
  agent_id uuid not null,
  -- Both are told by name who the other is, though neither may read the other's register entry.
  principal_name text not null,
  agent_name text not null,
  -- The helper's team: shown with her name.
  team text,
  unit_id int not null,
  -- Procedures it is good for; null = all.
  procedures text[],
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  -- How consent was given: a code to her own telephone, a signed paper, or a finger mark beside a witness.
  way text not null check (way in ('code', 'paper', 'mark')),
  witness text,
  paper_file_id uuid,
  made_by uuid not null,
  asked_at timestamptz not null,
  code_hash text,
  code_tries int not null default 0,
  code_until timestamptz,
  -- Nothing may be done before it.
  consented_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text check (end_reason in ('principal', 'agent', 'office', 'done')),
  check (principal_id <> agent_id),
  check (valid_until > valid_from),
  check (kind = 'authorisation' or cardinality(procedures) = 1),
  check (way = 'code' or paper_file_id is not null or witness is not null)
);
create index mandates_principal on access.mandates (principal_id, asked_at desc);
create index mandates_agent on access.mandates (agent_id, valid_until) where ended_at is null;

-- What was done under it: every draft, and the case that it became.
create table access.mandate_uses (
  mandate_id uuid not null references access.mandates,
  draft_id uuid not null primary key,
  at timestamptz not null,
  case_id uuid unique,
  number text,
  title text
);
create index mandate_uses_mandate on access.mandate_uses (mandate_id);

-- Helpers whom the commune has named; never an officer's post: they hold no account but their own.
create table access.helpers (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references access.accounts,
  person_id uuid not null,
  name text not null,
  unit_id int not null,
  team text not null,
  valid_from date not null,
  valid_to date,
  named_by uuid not null,
  check (valid_to is null or valid_to >= valid_from)
);
create unique index helpers_open on access.helpers (account_id) where valid_to is null;
create index helpers_unit on access.helpers (unit_id);

-- Looking for a person by number and name in order to name her: counted, so that nobody fishes.
create table access.person_tries (
  id bigint generated always as identity primary key,
  account_id uuid not null,
  at timestamptz not null
);
create index person_tries_account on access.person_tries (account_id, at);

insert into access.role_permissions (role, permission) values
  ('reception', 'representation.record'), ('reception', 'accounts.recover'), ('approver', 'accounts.recover'),
  ('administrator', 'helpers.name');
