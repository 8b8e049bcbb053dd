-- A change of dated data on its way: drafted by one person, decided by another, in force from a day (law 2).
-- What comes into force is written by the service that owns the data; here stands who proposed and who agreed.
create schema changes;

create table changes.changes (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  -- What is changed: a procedure's code, a year, a unit.
  subject text not null,
  title text not null,
  unit_id int not null,
  content jsonb not null,
  -- What it was drafted from, and its mark: when the mark in force is another at the decision, both had changed.
  before jsonb not null,
  base text not null,
  author_id uuid not null,
  author_name text not null,
  reason text not null default '',
  effective_from date,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'approved', 'withdrawn')),
  reviewer_id uuid,
  reviewer_name text,
  words text not null default '',
  -- Rises with every write: nobody decides on what she has not seen.
  version int not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  decided_at timestamptz,
  check (reviewer_id is null or reviewer_id <> author_id),
  check (state <> 'approved' or (reviewer_id is not null and effective_from is not null))
);
create index changes_unit on changes.changes (unit_id, changed_at desc);
create index changes_author on changes.changes (author_id, state);
create index changes_subject on changes.changes (kind, subject, changed_at desc);

create table changes.trail (
  id bigint generated always as identity primary key,
  change_id uuid not null references changes.changes (id),
  at timestamptz not null,
  account_id uuid not null,
  name text not null,
  verb text not null check (verb in ('drafted', 'submitted', 'taken-back', 'returned', 'approved', 'withdrawn', 'rebased')),
  words text not null default ''
);
comment on table changes.trail is 'append-only: who did what with a change';
create index trail_change on changes.trail (change_id, id);
