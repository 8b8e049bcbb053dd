-- Villages change by resolution of the people's council: a change closes versions and adds others with an edge.
create table units.village_successions (
  from_id int not null references units.villages,
  to_id int not null references units.villages,
  kind text not null check (kind in ('whole', 'part', 'rename')),
  clause text not null,
  primary key (from_id, to_id),
  check (from_id <> to_id)
);
create index village_successions_to on units.village_successions (to_id);

create view published.bodies as
  select id, unit_id, code, name, short_name, valid_from, valid_to from units.bodies;
create view published.village_successions as
  select from_id, to_id, kind, clause from units.village_successions;
