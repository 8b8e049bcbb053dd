-- Which commune this is and how it is reached: what the head and the foot of every page say. The latest row rules.
create schema administration;

create table administration.settings (
  id bigint generated always as identity primary key,
  unit_code text not null check (unit_code ~ '^[0-9]{5}$'),
  address text not null,
  phone text not null,
  -- The office hours in words; as times they belong to the calendar.
  hours text not null,
  -- Null: the first administrator, before any account was there.
  set_by uuid,
  set_at timestamptz not null
);
comment on table administration.settings is 'append-only';
