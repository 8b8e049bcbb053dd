-- Persons, households and kin of the units (vietnam.md §3). The birth date may be a year or a month only.
create schema if not exists people;
create schema if not exists published;
create extension if not exists pg_trgm;

create table people.households (
  id uuid primary key default gen_random_uuid(),
  unit_id int not null,
  village_id int,
  code text,
  address text not null default '',
  head_person_id uuid,
  created_at timestamptz not null default now()
);
create index households_village on people.households (unit_id, village_id);

-- Poor and near-poor households, by the yearly review; each status has its time.
create table people.poverty (
  id bigint generated always as identity primary key,
  household_id uuid not null references people.households,
  status text not null check (status in ('poor', 'near-poor')),
  valid_from date not null,
  valid_to date,
  decision text,
  unique (household_id, valid_from)
);

create table people.persons (
  id uuid primary key default gen_random_uuid(),
  unit_id int not null,
  village_id int,
  household_id uuid references people.households,
  name text not null,
  -- Sorts by given name, family name, middle name in Vietnamese order; computed by name.ts.
  name_key text collate "C" not null,
  sex text not null check (sex in ('male', 'female')),
  -- YYYY, YYYY-MM or YYYY-MM-DD, as known; the two dates are the first and last day it may mean.
  birth text not null check (birth ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  birth_from date not null,
  birth_to date not null,
  birth_place text,
  identity_number text unique check (identity_number ~ '^\d{12}$'),
  -- The nine-digit number of before; no longer valid since 01/01/2025, kept as history.
  old_identity_number text,
  ethnic_code text,
  nationality text not null default 'VN',
  phone text,
  -- Relation to the head of the household.
  relation text,
  address text not null default '',
  died_on date,
  smartphone boolean,
  note text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index persons_unit on people.persons (unit_id, name_key);
create index persons_household on people.persons (household_id);
create index persons_phone on people.persons (phone) where phone is not null;

create table people.kinships (
  person_id uuid not null references people.persons,
  relative_id uuid not null references people.persons,
  -- What the relative is to the person; children and wards are the same rows read from the other side.
  kind text not null check (kind in ('father', 'mother', 'spouse', 'guardian')),
  valid_to date,
  primary key (person_id, relative_id, kind),
  check (person_id <> relative_id)
);
create index kinships_relative on people.kinships (relative_id);

-- What people are looked up by. No row-level security, so that the trigram index is used; every statement
-- on it names the units instead.
create table people.search (
  person_id uuid primary key references people.persons on delete cascade,
  unit_id int not null,
  folded text not null,
  phone text
);
create index search_folded on people.search using gin (folded gin_trgm_ops);
create index search_phone on people.search (phone) where phone is not null;
create index search_unit on people.search (unit_id);

-- The second line of defence: the settings come from the actor's scope (database/tx.ts); without them nothing is seen.
create function people.scope_units() returns int[] language sql stable parallel safe as $$
  select case when current_setting('langso.units', true) = '*' then '{}'::int[]
    else string_to_array(nullif(current_setting('langso.units', true), ''), ',')::int[] end
$$;
create function people.scope_persons() returns uuid[] language sql stable parallel safe as $$
  select string_to_array(nullif(current_setting('langso.persons', true), ''), ',')::uuid[]
$$;
alter table people.persons enable row level security;
create policy persons_in_scope on people.persons using (
  (select current_setting('langso.units', true)) = '*'
  or unit_id = any ((select people.scope_units())::int[])
  or id = any ((select people.scope_persons())::uuid[])
);

-- Rights of the reader hold, not those of the view's owner.
create view published.persons_named with (security_invoker = true) as
  select id, unit_id, village_id, name, name_key from people.persons;

-- Parents, spouse and guardian as a person's own civil-status papers name them, without their numbers. It reads
-- past the policy: statements join it only to a row of persons that the reader may see.
create function people.kin_on_papers(of_person uuid)
returns table (kind text, relative_id uuid, name text, sex text, birth text, ethnic_code text, nationality text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.kind, r.id, r.name, r.sex, r.birth, r.ethnic_code, r.nationality
  from (
    select kind, relative_id from people.kinships where person_id = of_person and valid_to is null
    union
    select kind, person_id from people.kinships where relative_id = of_person and kind = 'spouse' and valid_to is null
  ) k join people.persons r on r.id = k.relative_id
$$;

-- Numbers are unique in the whole cell, also against people whom the writer may not see: it answers yes or no only.
create function people.number_taken(number text, by_other_than uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from people.persons where identity_number = number and id <> by_other_than)
$$;
