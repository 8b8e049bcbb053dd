-- The working calendar is dated data (design law 2): rows are never changed. The newest row of a date rules it;
-- the older ones stay, so that an old promise can be explained.
create schema calendar;

-- Years whose days off are known. A date outside them is undecided.
create table calendar.years (
  id bigint generated always as identity primary key,
  year int not null check (year between 1900 and 2200),
  source text not null,
  mark text not null check (mark in ('H', 'M', 'L')),
  checked_by text,
  recorded_at timestamptz not null default now()
);
comment on table calendar.years is 'append-only; the newest row of a year rules';
create index years_newest on calendar.years (year, id desc);

-- Days that are not what their weekday says, or not announced yet. 'ordinary' takes an earlier row back.
create table calendar.days (
  id bigint generated always as identity primary key,
  date date not null,
  status text not null check (status in ('off', 'working', 'undecided', 'ordinary')),
  reason text not null,
  stands_for date,
  source text not null,
  mark text not null check (mark in ('H', 'M', 'L')),
  checked_by text,
  decided_by text,
  entered text not null check (entered in ('import', 'officer')),
  recorded_at timestamptz not null default now(),
  check (stands_for is null or status = 'working'),
  check (entered = 'import' or decided_by is not null)
);
comment on table calendar.days is 'append-only; the newest row of a date rules';
comment on column calendar.days.stands_for is 'the day off that this swap day is worked for';
comment on column calendar.days.decided_by is 'number of the document that decided it';
create index days_newest on calendar.days (date, id desc);

-- An office's week. Without a unit it is everybody's; without any row the default of the program holds.
create table calendar.office_weeks (
  id bigint generated always as identity primary key,
  unit_id int,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  hours jsonb not null check (jsonb_typeof(hours) = 'array'),
  source text not null,
  recorded_at timestamptz not null default now()
);
comment on table calendar.office_weeks is 'append-only; a unit''s newest row valid on a date rules';
create index office_weeks_unit on calendar.office_weeks (unit_id, id desc);
