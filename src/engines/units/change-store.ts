import { column, sql } from '#engines/database';

const { bool, int, ints, json, nullable, text } = column;
const day = column.date;

export const findBodyVersions = sql({
  name: 'units.find_body_versions',
  params: { unit_id: int },
  row: {
    id: int,
    unit_id: int,
    code: text,
    name: text,
    short_name: text,
    place: int,
    valid_from: day,
    valid_to: nullable(day),
    legal_act: nullable(text),
    source: text,
  },
  text: `
    select id, unit_id, code, name, short_name, place, valid_from, valid_to, legal_act, source
    from units.bodies where unit_id = :unit_id order by place, code, valid_from`,
});

export const insertBody = sql({
  name: 'units.insert_body',
  params: {
    unit_id: int,
    code: text,
    name: text,
    short_name: text,
    place: int,
    valid_from: day,
    legal_act: nullable(text),
    source: text,
  },
  row: { id: int },
  text: `
    insert into units.bodies (unit_id, code, name, short_name, place, valid_from, legal_act, source)
    values (:unit_id, :code, :name, :short_name, :place, :valid_from, :legal_act, :source)
    returning id`,
});

/** A version that has ended stays as it is. */
export const closeBody = sql({
  name: 'units.close_body',
  params: { id: int, unit_id: int, on: day },
  text: `
    update units.bodies set valid_to = :on
    where id = :id and unit_id = :unit_id and valid_from < :on and (valid_to is null or valid_to > :on)`,
});

const village = {
  id: int,
  unit_id: int,
  former_unit_id: nullable(int),
  former_name: nullable(text),
  name: text,
  kind: text,
  invented: bool,
  valid_from: day,
  valid_to: nullable(day),
  source: text,
};
const villageColumns = `v.id, v.unit_id, v.former_unit_id, f.full_name as former_name, v.name, v.kind, v.invented,
      v.valid_from, v.valid_to, v.source`;

export const findVillageVersions = sql({
  name: 'units.find_village_versions',
  params: { unit_id: int },
  row: village,
  text: `
    select ${villageColumns}
    from units.villages v left join units.units f on f.id = v.former_unit_id
    where v.unit_id = :unit_id order by v.valid_to nulls first, f.code desc, v.id`,
});

export const findVillageEdges = sql({
  name: 'units.find_village_edges',
  params: { unit_id: int },
  row: { from_id: int, to_id: int, kind: text, clause: text },
  text: `
    select s.from_id, s.to_id, s.kind, s.clause
    from units.village_successions s join units.villages v on v.id = s.from_id
    where v.unit_id = :unit_id`,
});

export const addVillages = sql({
  name: 'units.add_villages',
  params: { rows: json<readonly Record<string, unknown>[]>() },
  row: { id: int, name: text },
  text: `
    insert into units.villages (unit_id, former_unit_id, name, kind, invented, valid_from, source)
    select unit_id, former_unit_id, name, kind, false, valid_from, source
    from jsonb_to_recordset(:rows)
      as r(unit_id int, former_unit_id int, name text, kind text, valid_from date, source text)
    returning id, name`,
});

export const closeVillages = sql({
  name: 'units.close_villages',
  params: { ids: ints, unit_id: int, on: day },
  text: `
    update units.villages set valid_to = :on
    where id = any(:ids) and unit_id = :unit_id and valid_from < :on and valid_to is null`,
});

export const addVillageEdges = sql({
  name: 'units.add_village_edges',
  params: { rows: json<readonly Record<string, unknown>[]>() },
  text: `
    insert into units.village_successions (from_id, to_id, kind, clause)
    select from_id, to_id, kind, clause from jsonb_to_recordset(:rows) as r(from_id int, to_id int, kind text, clause text)`,
});

export const findVillageLineage = sql({
  name: 'units.find_village_lineage',
  params: { id: int },
  row: { id: int },
  text: `
    with recursive lineage(id) as (
      select :id
      union
      select s.from_id from units.village_successions s join lineage l on s.to_id = l.id
      where s.kind in ('whole', 'rename')
    )
    select id from lineage order by id`,
});

/** Villages by a name typed without marks or with a typo; what became of each comes along. */
export const findVillagesByName = sql({
  name: 'units.find_villages_by_name',
  params: { query: text, on_date: day, limit: int },
  row: {
    ...village,
    unit_name: text,
    now_name: nullable(text),
    clause: nullable(text),
    divided: bool,
    likeness: column.float,
  },
  text: `
    with recursive heirs(origin, id, divided, clause) as (
      select s.from_id, s.to_id, s.kind = 'part', s.clause from units.village_successions s
      union
      select h.origin, s.to_id, h.divided or s.kind = 'part', s.clause
      from units.village_successions s join heirs h on s.from_id = h.id
    )
    select ${villageColumns}, u.full_name as unit_name,
           case when n.id is not null then n.kind || ' ' || n.name end as now_name, h.clause, coalesce(h.divided, false) as divided,
           similarity(search.fold(v.name), :query)::float8 as likeness
    from units.villages v
    join units.units u on u.id = v.unit_id
    left join units.units f on f.id = v.former_unit_id
    left join (heirs h join units.villages n on n.id = h.id and n.valid_from <= :on_date
                 and (n.valid_to is null or n.valid_to > :on_date)) on h.origin = v.id
    where similarity(search.fold(v.name), :query) > 0.45 and v.valid_from <= :on_date
    order by likeness desc, v.id
    limit :limit`,
});
