-- What the program must remember about itself: the digest of the data it shipped with, the seed of the demo.
create table house.facts (
  key text primary key,
  value text not null,
  at timestamptz not null default now()
);
