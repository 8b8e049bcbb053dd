-- A seal over the digests of its rows, so that an outsider can check a chain without reading what is private, and
-- with a mark of each row, so that a check says which row was touched. Seals of before keep version 1.
alter table audit.seals add column version int not null default 1;
-- The first four bytes of each row's digest, in order of the rows: they locate, the hash proves.
alter table audit.seals add column marks bytea;

-- The viewer reads days: a block range costs the writers nothing.
create index entries_day on audit.entries using brin (at);
create index views_day on audit.views using brin (at);
