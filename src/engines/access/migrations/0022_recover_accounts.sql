-- Getting back in: a lost telephone at the counter, a forgotten password after a time of waiting.
create table access.recoveries (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references access.accounts,
  unit_id int not null,
  old_phone text not null,
  new_phone text not null check (new_phone ~ '^0[0-9]{9,10}$'),
  -- How the officer made sure of the person.
  checked text not null check (checked in ('card', 'vneid', 'known')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  -- An officer's own account opens only when a second officer has said so.
  state text not null check (state in ('waiting', 'done', 'refused')),
  decided_by uuid,
  decided_at timestamptz,
  check (decided_by is null or decided_by <> asked_by or state = 'refused')
);
create unique index recoveries_waiting on access.recoveries (account_id) where state = 'waiting';
create index recoveries_unit on access.recoveries (unit_id, asked_at desc);

create table access.password_resets (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references access.accounts,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('done', 'cancelled'))
);
create unique index password_resets_open on access.password_resets (account_id) where ended_at is null;
