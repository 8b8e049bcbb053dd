-- What people are told, agree to and ask about their own data (Luật 91/2025/QH15).
create schema personaldata;

-- Purposes and limits are dated data; a version is never changed once there.
create table personaldata.purposes (
  key text not null,
  version int not null,
  valid_from date not null,
  basis text not null check (basis in ('law', 'consent')),
  title text not null,
  text text not null,
  consequence text,
  law text,
  checked boolean not null,
  primary key (key, version),
  check (basis = 'law' or consequence is not null),
  check (basis = 'consent' or law is not null)
);

create table personaldata.limits (
  "right" text not null,
  valid_from date not null,
  time_limit jsonb not null,
  source text not null,
  checked boolean not null,
  primary key ("right", valid_from)
);

-- Given for one version of the text; a new version asks again. Withdrawn, never deleted: it proves what was lawful.
create table personaldata.consents (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null,
  purpose text not null,
  version int not null,
  given_at timestamptz not null,
  given_by uuid not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  foreign key (purpose, version) references personaldata.purposes (key, version)
);
create unique index consents_open on personaldata.consents (person_id, purpose) where withdrawn_at is null;
create index consents_person on personaldata.consents (person_id, given_at desc);

-- What is particular to a request beyond its case (kind data-request).
create table personaldata.requests (
  case_id uuid primary key,
  person_id uuid not null,
  unit_id int not null,
  "right" text not null,
  words text not null,
  -- What the limit rests on, as it was on the day of the request.
  limit_source text not null,
  limit_checked boolean not null,
  extended_reason text,
  answer text,
  -- How many things were deleted, for a deletion.
  erased int
);

alter table personaldata.consents enable row level security;
create policy consents_of_the_person on personaldata.consents using (
  (select current_setting('langso.units', true)) = '*'
  or person_id::text = any ((select string_to_array(current_setting('langso.persons', true), ','))::text[])
);
alter table personaldata.requests enable row level security;
create policy requests_in_scope on personaldata.requests using (
  (select current_setting('langso.units', true)) = '*'
  or unit_id::text = any ((select string_to_array(current_setting('langso.units', true), ','))::text[])
  or person_id::text = any ((select string_to_array(current_setting('langso.persons', true), ','))::text[])
);
