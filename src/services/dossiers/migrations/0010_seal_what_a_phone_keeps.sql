-- The key under which a phone seals what it keeps of an account while the network is gone. The account's own pages
-- hand it out; whoever takes the phone next cannot read what lies there.
create table dossiers.phone_seals (
  account_id uuid primary key,
  key text not null,
  at timestamptz not null
);

-- A draft begun on a phone without network brings its own id, so that sending it twice begins it once.
