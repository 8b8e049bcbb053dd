-- What was corrected, by whom and why; who may be one person twice; and who was merged, with all it takes to part them.
create table people.changes (
  id bigint generated always as identity primary key,
  unit_id int not null,
  person_id uuid,
  household_id uuid,
  at timestamptz not null,
  -- As they were on that day: the readable half of the audit row.
  by_name text not null,
  by_title text not null,
  verb text not null,
  reason text not null,
  -- Number and day of the paper the change rests on.
  paper text,
  -- Only the fields that changed.
  before jsonb not null default '{}',
  after jsonb not null default '{}'
);
create index changes_person on people.changes (person_id, at desc) where person_id is not null;
create index changes_household on people.changes (household_id, at desc) where household_id is not null;
comment on table people.changes is 'append-only';

-- A pair stands once, the smaller id first. "different" is an officer's word and is never proposed again.
create table people.duplicates (
  low_id uuid not null,
  high_id uuid not null,
  unit_id int not null,
  score int not null,
  reasons text[] not null,
  state text not null default 'proposed' check (state in ('proposed', 'different', 'merged')),
  found_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (low_id, high_id),
  check (low_id < high_id)
);
create index duplicates_waiting on people.duplicates (unit_id, score desc) where state = 'proposed';

create table people.merges (
  id uuid primary key default gen_random_uuid(),
  unit_id int not null,
  winner_id uuid not null,
  loser_id uuid not null,
  at timestamptz not null,
  by_name text not null,
  by_title text not null,
  reason text not null,
  winner_before jsonb not null,
  winner_after jsonb not null,
  loser jsonb not null,
  -- Kinships of both, and the households each was the head of, as they were.
  kinships jsonb not null,
  headed uuid[] not null,
  -- Rows of others that followed, by the name of the follower: these and no others go back.
  moved jsonb not null,
  undone_at timestamptz,
  undone_by text,
  undo_reason text
);
-- Who was merged once cannot be merged again unless the first was undone.
create unique index merges_loser on people.merges (loser_id) where undone_at is null;
create index merges_winner on people.merges (winner_id);
create index merges_unit on people.merges (unit_id, at desc);

alter table people.changes enable row level security;
create policy changes_in_scope on people.changes using (
  (select current_setting('langso.units', true)) = '*' or unit_id = any ((select people.scope_units())::int[]));
alter table people.merges enable row level security;
create policy merges_in_scope on people.merges using (
  (select current_setting('langso.units', true)) = '*' or unit_id = any ((select people.scope_units())::int[]));

-- An id of before leads to the person of today, however many merges lie between; ids only, so it reads past the policy.
create function people.person_of_today(former uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with recursive way(id, steps) as (
    select former, 0
    union all
    select m.winner_id, w.steps + 1 from way w join people.merges m on m.loser_id = w.id and m.undone_at is null
    where w.steps < 50
  )
  select id from way order by steps desc limit 1
$$;

create index search_folded_whole on people.search (unit_id, folded);
create index persons_birth on people.persons (unit_id, birth_from);
create index households_code on people.households (unit_id, code);
