-- A matter is a case (law 1). Nothing personal beyond names and the telephone that queues are searched by:
-- answers and papers belong to the kind's service.
create schema cases;
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gin with schema public;

create table cases.cases (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  number text not null,
  title text not null,
  -- Who decides. Everything points to a unit version (law 6).
  unit_id int not null,
  -- Where it was filed or received: reception ignores commune borders inside the province.
  received_unit_id int not null,
  field text not null default '',
  assignee_post_id uuid,
  -- The last post that was charged with it before the decision: the figures by person.
  responsible_post_id uuid,
  filer_account_id uuid,
  filer_person_id uuid,
  subject_person_id uuid,
  representative_person_id uuid,
  filer_name text not null,
  subject_name text not null,
  filer_phone text not null default '',
  state text not null,
  step text,
  submitted_at timestamptz not null,
  received_at timestamptz,
  -- A rebuildable cache of the legal clock (law 4); empty while it does not run.
  due_at timestamptz,
  decided_at timestamptz,
  ended_at timestamptz,
  paused_at timestamptz,
  time_limit jsonb,
  -- What a kind wants to be counted and filtered by; for dossiers: procedure, village, whose turn it is.
  facet1 text,
  facet2 text,
  facet3 text,
  -- Folded names, number and telephone; searched with the unit as first column of the index.
  search text not null,
  version int not null default 1
);
create unique index cases_number on cases.cases (number);
-- The included columns let the counts of a screen be read from the index alone.
create index cases_open on cases.cases (unit_id, state, submitted_at, id)
  include (kind, field, facet1, facet2, facet3, responsible_post_id)
  where ended_at is null;
create index cases_assigned on cases.cases (assignee_post_id, state, submitted_at, id)
  where ended_at is null and assignee_post_id is not null;
create index cases_due on cases.cases (unit_id, due_at, id)
  include (kind, field, facet1, facet2, facet3, responsible_post_id)
  where ended_at is null and decided_at is null and due_at is not null;
create index cases_received on cases.cases (unit_id, received_at, id)
  include (kind, field, facet1, facet2, facet3, responsible_post_id)
  where received_at is not null;
create index cases_decided on cases.cases (unit_id, decided_at, id)
  include (kind, field, facet1, facet2, facet3, responsible_post_id, due_at)
  where decided_at is not null;
create index cases_filer on cases.cases (filer_account_id, submitted_at desc)
  where filer_account_id is not null;
create index cases_filer_person on cases.cases (filer_person_id) where filer_person_id is not null;
create index cases_subject on cases.cases (subject_person_id) where subject_person_id is not null;
create index cases_representative on cases.cases (representative_person_id) where representative_person_id is not null;
create index cases_search on cases.cases using gin (unit_id, search public.gin_trgm_ops);

create table cases.trail (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases.cases,
  at timestamptz not null,
  verb text not null,
  from_state text,
  to_state text not null,
  from_step text,
  to_step text,
  actor_kind text not null,
  account_id uuid,
  post_id uuid,
  actor_name text not null,
  assignee_post_id uuid,
  reason text,
  paper text,
  detail jsonb not null default '{}'
);
create index trail_case on cases.trail (case_id, id);
comment on table cases.trail is 'append-only: who moved a case, when, from where to where, why';

create table cases.pauses (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases.cases,
  from_at timestamptz not null,
  to_at timestamptz,
  reason text not null,
  -- A suspension needs a paper: its number and date, as on the paper.
  paper text not null,
  check (to_at is null or to_at >= from_at)
);
create unique index pauses_running on cases.pauses (case_id) where to_at is null;
create index pauses_case on cases.pauses (case_id, from_at);

create table cases.ratings (
  case_id uuid primary key references cases.cases,
  unit_id int not null,
  -- 1 not satisfied, 2 satisfied, 3 very satisfied
  score int not null check (score between 1 and 3),
  words text not null default '',
  at timestamptz not null
);
create index ratings_unit on cases.ratings (unit_id, at);
