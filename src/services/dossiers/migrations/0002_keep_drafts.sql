-- What a person has begun to fill in and not yet sent. It belongs to her account alone: no officer reads it.
create table dossiers.drafts (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  -- The account's own person: what the row-level policy goes by.
  person_id uuid not null,
  procedure_code text not null,
  version_id uuid not null,
  filing_for text not null check (filing_for in ('self', 'child', 'family', 'authorised')),
  -- The person concerned, when the register knows her; otherwise only the name that was typed in.
  subject_person_id uuid,
  subject_name text,
  case_choice text,
  answers jsonb not null default '{}',
  delivery jsonb not null default '{}',
  -- Grows with every save.
  revision int not null default 0,
  -- The mark of the last screen that arrived from a phone's keeping: what bears it need not be sent again.
  last_kept text not null default '',
  -- Seals what the phone keeps of this draft while the network is gone. It never stays on the phone itself.
  phone_key text not null default translate(encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'base64'), E'\n', ''),
  -- Set by the submission: one draft becomes one dossier, however often the button is pressed.
  submitted_case_id uuid,
  submitted_number text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index drafts_account on dossiers.drafts (account_id, updated_at desc);
create index drafts_age on dossiers.drafts (updated_at);

create table dossiers.draft_files (
  draft_id uuid not null references dossiers.drafts on delete cascade,
  file_id uuid not null,
  paper_id text not null,
  name text not null,
  added_at timestamptz not null,
  primary key (draft_id, file_id)
);

-- The second line behind `account_id = :account_id` in every statement.
alter table dossiers.drafts enable row level security;
create policy drafts_of_the_person on dossiers.drafts
  using (current_setting('langso.units', true) = '*'
         or person_id::text = any (string_to_array(current_setting('langso.persons', true), ',')));
alter table dossiers.draft_files enable row level security;
create policy draft_files_of_the_person on dossiers.draft_files
  using (exists (select from dossiers.drafts d where d.id = draft_id));
