-- The four things every act needs: numbers, audit, outbox, and the record of who looked at whom.
create schema numbers;
create schema audit;
create schema outbox;
-- Read-only views that an engine publishes for the queries of others (docs: nobody touches another's tables).
create schema published;

create table numbers.series (
  key text primary key,
  next bigint not null
);

create table audit.entries (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null,
  account_id uuid,
  post_id uuid,
  unit_id int,
  verb text not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null default '{}',
  request_id text not null
);
create index entries_subject on audit.entries (subject_kind, subject_id);

-- One row per view with the persons seen (law 8).
create table audit.views (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null,
  account_id uuid,
  post_id uuid,
  unit_id int,
  purpose text not null,
  case_id uuid,
  persons uuid[] not null,
  request_id text not null
);
create index views_persons on audit.views using gin (persons);

-- The hash chain over committed entries and views, sealed by a job.
create table audit.seals (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  source text not null check (source in ('entries', 'views')),
  from_id bigint not null,
  to_id bigint not null,
  count int not null,
  previous bytea not null,
  hash bytea not null
);
create unique index seals_order on audit.seals (source, from_id);

create table outbox.events (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  type text not null,
  subject text not null,
  payload jsonb not null,
  pending text[] not null,
  attempts int not null default 0,
  next_at timestamptz not null,
  error text,
  parked_at timestamptz,
  done_at timestamptz
);
create index events_due on outbox.events (id) where done_at is null and parked_at is null;
create index events_subject on outbox.events (subject, id) where done_at is null;
create index events_parked on outbox.events (parked_at) where parked_at is not null;
