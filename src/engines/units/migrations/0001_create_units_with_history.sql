-- Administrative units with history (law 6): rows are versions, never edited in meaning; merges and splits are edges.
create schema if not exists units;
create schema if not exists published;
create extension if not exists pg_trgm;

create table units.units (
  id int generated always as identity primary key,
  -- The statistical code. Codes are reused (14701 was a town until 2025), so the key is (code, valid_from).
  code text not null,
  name text not null,
  full_name text not null,
  type text not null check (type in
    ('xã', 'phường', 'đặc khu', 'thị trấn', 'huyện', 'quận', 'thị xã', 'thành phố', 'tỉnh')),
  level text not null check (level in ('commune', 'district', 'province')),
  parent_id int references units.units,
  -- Electronic identifier of the authority (QĐ 20/2020/QĐ-TTg). Configuration until the province confirms it.
  authority_code text,
  authority_code_checked boolean not null default false,
  -- First day in force; null = since before this register begins.
  valid_from date,
  -- First day no longer in force; null = in force.
  valid_to date,
  legal_act text,
  source text not null,
  -- Names of the unit and of those above it, folded and without type words: what suggestions are looked up in.
  folded text not null,
  unique nulls not distinct (code, valid_from),
  check (valid_to is null or valid_from is null or valid_from < valid_to)
);
create unique index units_one_in_force on units.units (code) where valid_to is null;
create index units_parent on units.units (parent_id);
create index units_folded on units.units using gin (folded gin_trgm_ops);

create table units.successions (
  from_id int not null references units.units,
  to_id int not null references units.units,
  -- part: only some of its ground and people went there; the village decides.
  kind text not null check (kind in ('whole', 'part', 'rename')),
  clause text not null,
  primary key (from_id, to_id),
  check (from_id <> to_id)
);
create index successions_to on units.successions (to_id);

create table units.bodies (
  id int generated always as identity primary key,
  unit_id int not null references units.units,
  code text not null,
  name text not null,
  short_name text not null,
  place int not null,
  valid_from date not null,
  valid_to date,
  legal_act text,
  source text not null,
  unique (unit_id, code, valid_from)
);

create table units.villages (
  id int generated always as identity primary key,
  unit_id int not null references units.units,
  -- The commune of before 01/07/2025 that the village belonged to.
  former_unit_id int references units.units,
  name text not null,
  kind text not null check (kind in ('thôn', 'xóm', 'tổ dân phố')),
  invented boolean not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  unique nulls not distinct (unit_id, former_unit_id, name, valid_from)
);

create view published.units as
  select id, code, name, full_name, type, level, parent_id, authority_code, valid_from, valid_to from units.units;
create view published.villages as
  select id, unit_id, former_unit_id, name, kind, valid_from, valid_to from units.villages;
