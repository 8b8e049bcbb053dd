-- Matters that people ask the commune for and that others do: the search answers with where to go.
create table procedures.elsewhere (
  id text primary key,
  ordinal int not null unique,
  title text not null,
  words text[] not null,
  place_to_go text not null,
  how text not null,
  source text not null,
  checked text not null check (checked in ('checked', 'unchecked'))
);
