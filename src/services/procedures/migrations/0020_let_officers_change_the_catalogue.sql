-- Officers change procedures on screens (services/changes). A version that was agreed to for a later day may be
-- taken back before it: the end that it had set to its predecessor then no longer counts.
alter table procedures.versions
  add column entered text not null default 'import' check (entered in ('import', 'officer')),
  add column approved_by text;

alter table procedures.ends drop constraint ends_pkey;
alter table procedures.ends add column id bigint generated always as identity primary key;
create index ends_version on procedures.ends (version_id, id desc);

create table procedures.withdrawals (
  version_id uuid primary key references procedures.versions (id),
  at timestamptz not null
);
comment on table procedures.withdrawals is 'append-only: versions taken back before their first day';

-- Everyday words and answers "not here" that officers have changed: the files that ship no longer replace them.
create table procedures.taken_over (
  what text primary key check (what in ('synonyms', 'elsewhere')),
  since timestamptz not null
);

create or replace view procedures.dated as
  select v.id, v.code, v.kind, v.name, v.plain_name, v.field, v.field_name, v.route,
         v.valid_from, e.valid_to, v.source, v.checked, v.definition, v.digest, v.entered, v.approved_by, v.imported_at
  from procedures.versions v
  left join lateral (
    select e.valid_to from procedures.ends e
     where e.version_id = v.id
       and not exists (select from procedures.withdrawals w where w.version_id = e.successor_id)
     order by e.id desc limit 1
  ) e on true
  where not exists (select from procedures.withdrawals w where w.version_id = v.id);
