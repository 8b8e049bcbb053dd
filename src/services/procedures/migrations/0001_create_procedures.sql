-- The catalogue: every version of every procedure. Law is dated data (law 2): a version is never changed, a
-- newer one ends it. When a version ends is the only thing learnt later, so ends are rows of their own.
create schema procedures;

create table procedures.versions (
  id uuid primary key default gen_random_uuid(),
  code text not null check (code ~ '^\d\.\d{6}$'),
  kind text not null check (kind in ('whole', 'information', 'official')),
  name text not null,
  plain_name text not null,
  field text not null,
  field_name text not null,
  route text not null check (route in ('ours', 'portal', 'police', 'ministry')),
  valid_from date not null,
  source text not null,
  checked text not null check (checked in ('checked', 'unchecked')),
  definition jsonb not null,
  -- Digest of all the above: importing the same text twice makes no second version.
  digest text not null,
  imported_at timestamptz not null
);
comment on table procedures.versions is 'append-only: immutable versions of procedures';
create unique index versions_text on procedures.versions (code, digest);
create index versions_code on procedures.versions (code, valid_from);

create table procedures.ends (
  version_id uuid primary key references procedures.versions (id),
  -- First day no longer in force.
  valid_to date not null,
  successor_id uuid references procedures.versions (id),
  at timestamptz not null
);
comment on table procedures.ends is 'append-only: when a version was replaced or repealed';

-- Everyday words, by group of equals.
create table procedures.synonyms (
  id int primary key,
  words text[] not null
);

-- Changes with every import; caches over the catalogue are keyed by it.
create table procedures.revision (
  only_row boolean primary key default true check (only_row),
  revision int not null
);
insert into procedures.revision (revision) values (0);

-- Where citizens may file with this program although the law's front door is the national portal (the demo).
create table procedures.direct_filing (
  unit_code text primary key,
  said_by text not null,
  since timestamptz not null
);

create view procedures.dated as
  select v.id, v.code, v.kind, v.name, v.plain_name, v.field, v.field_name, v.route,
         v.valid_from, e.valid_to, v.source, v.checked, v.definition
  from procedures.versions v
  left join procedures.ends e on e.version_id = v.id;
