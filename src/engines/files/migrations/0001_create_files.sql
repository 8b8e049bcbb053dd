-- Files that people send and the authority issues. Their bytes lie in the content-addressed store.
create schema files;

create table files.files (
  id uuid primary key default gen_random_uuid(),
  owner_account uuid not null,
  -- What it is for, in the words of the service that asked: 'dossier-paper', 'result'.
  purpose text not null,
  name text not null,
  -- As declared until it is ready, then as found inside.
  type text not null,
  -- As declared until it is ready, then as stored.
  size bigint not null check (size >= 0),
  state text not null check (state in ('uploading', 'ready', 'refused')),
  -- Why it was refused: the sentence that the person was given.
  refusal text,
  sha256 text check ((state = 'ready') = (sha256 is not null)),
  width int,
  height int,
  -- A PDF that can act by itself: offered for download only, with a warning.
  active_content boolean not null default false,
  created_at timestamptz not null,
  -- Set while something refers to it; a file that nothing refers to is deleted after a day.
  attached_at timestamptz
);
create index files_owner on files.files (owner_account, created_at);
create index files_content on files.files (sha256);
create index files_loose on files.files (created_at) where attached_at is null;
