-- The dossier of an administrative procedure: what is particular to it beyond its case.
create schema dossiers;

create table dossiers.dossiers (
  case_id uuid primary key references cases.cases,
  procedure_code text not null,
  -- The version in force at submission; changing the catalogue never changes it (law 2).
  version_id uuid not null,
  case_choice text not null,
  -- An account submits one key once: a double tap gives the same dossier.
  account_id uuid,
  idempotency_key text not null,
  channel text not null check (channel in ('online', 'counter', 'post')),
  filing_for text not null default 'self' check (filing_for in ('self', 'child', 'family', 'authorised')),
  delivery jsonb not null default '{}',
  -- Shown at submission, before anything is promised.
  provisional_due_at timestamptz,
  -- Form 01: promised at valid reception.
  promised_at timestamptz,
  -- The fee rule's answer on the day of submission.
  quote jsonb,
  -- At the counter stage everything missing is asked for once.
  supplements_asked int not null default 0,
  proposal text,
  proposed_by uuid,
  approved_at timestamptz,
  approved_by uuid,
  -- A ministry's system that a step waits for, and the number it gave.
  waiting_for text,
  system_number text,
  handed_over_to text,
  handed_over_at timestamptz
);
create unique index dossiers_once on dossiers.dossiers (account_id, idempotency_key);

create table dossiers.answers (
  case_id uuid primary key references cases.cases,
  unit_id int not null,
  persons uuid[] not null,
  answers jsonb not null
);

create table dossiers.attachments (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases.cases,
  unit_id int not null,
  persons uuid[] not null,
  paper_id text not null,
  file_id uuid not null,
  name text not null,
  added_at timestamptz not null,
  source text not null check (source in ('submission', 'supplement'))
);
create index attachments_case on dossiers.attachments (case_id, added_at);
create index attachments_file on dossiers.attachments (file_id);

create table dossiers.results (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases.cases,
  unit_id int not null,
  persons uuid[] not null,
  title text not null,
  -- Number on the paper, as the book or the ministry's system gave it.
  number text not null default '',
  file_id uuid,
  issued_at timestamptz not null,
  issued_by uuid
);
create index results_case on dossiers.results (case_id);
create index results_file on dossiers.results (file_id);

create table dossiers.supplements (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases.cases,
  asked_at timestamptz not null,
  asked_by text not null,
  -- Everything that is missing, one line each (form 02).
  items text[] not null,
  reason text not null,
  answered_at timestamptz,
  answer text
);
create unique index supplements_open on dossiers.supplements (case_id) where answered_at is null;
create index supplements_case on dossiers.supplements (case_id, asked_at);

-- Wrong tries at tracking without signing in, by code and by sender, for an hour.
create table dossiers.tries (
  id bigint generated always as identity primary key,
  key text not null,
  at timestamptz not null
);
create index tries_key on dossiers.tries (key, at);

-- The coarse second line behind the scope in every statement (law 7).
alter table dossiers.answers enable row level security;
create policy answers_in_scope on dossiers.answers using (
  (select current_setting('langso.units', true)) = '*'
  or unit_id::text = any ((select string_to_array(current_setting('langso.units', true), ','))::text[])
  or persons::text[] && (select string_to_array(current_setting('langso.persons', true), ','))::text[]
);
alter table dossiers.attachments enable row level security;
create policy attachments_in_scope on dossiers.attachments using (
  (select current_setting('langso.units', true)) = '*'
  or unit_id::text = any ((select string_to_array(current_setting('langso.units', true), ','))::text[])
  or persons::text[] && (select string_to_array(current_setting('langso.persons', true), ','))::text[]
);
alter table dossiers.results enable row level security;
create policy results_in_scope on dossiers.results using (
  (select current_setting('langso.units', true)) = '*'
  or unit_id::text = any ((select string_to_array(current_setting('langso.units', true), ','))::text[])
  or persons::text[] && (select string_to_array(current_setting('langso.persons', true), ','))::text[]
);
