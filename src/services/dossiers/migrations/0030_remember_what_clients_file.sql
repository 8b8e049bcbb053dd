-- What other systems have filed through the API, for whom, and on what ground. A client reaches these dossiers and no
-- others; ids and its own words only, no name and no answer.
create table dossiers.client_filings (
  id bigint generated always as identity primary key,
  client_id uuid not null,
  case_id uuid not null unique references cases.cases,
  number text not null unique,
  -- The same key with the same body gives this answer again; with another body it is refused.
  idempotency_key text not null,
  body_hash bytea not null,
  answer jsonb not null,
  -- The filer, and everyone whom the row-level policies let the client reach with this dossier.
  person_id uuid not null,
  persons uuid[] not null,
  -- As the person is told: the client may have another name tomorrow.
  client_name text not null,
  client_owner text not null,
  -- On what ground it acts for her, and its own name for her: the client answers for both.
  basis text not null,
  user_reference text not null,
  -- She agreed that it may fetch the result too.
  may_fetch_results boolean not null,
  at timestamptz not null,
  -- When something last happened to it, for clients that ask what has changed.
  changed_at timestamptz not null,
  -- She took it back: from then on the client sees nothing of it.
  ended_at timestamptz,
  unique (client_id, idempotency_key)
);
create index client_filings_client on dossiers.client_filings (client_id, id desc);
create index client_filings_person on dossiers.client_filings (person_id, at desc);
