import { column, sql } from '#engines/database';
import type { Level, UnitType } from './unit.ts';

const { bool, int, ints, json, nullable, text } = column;
const day = column.date;

const unitColumns = {
  id: int,
  code: text,
  name: text,
  full_name: text,
  type: text as column.Column<UnitType>,
  level: text as column.Column<Level>,
  parent_id: nullable(int),
  authority_code: nullable(text),
  authority_code_checked: bool,
  valid_from: nullable(day),
  valid_to: nullable(day),
  legal_act: nullable(text),
  source: text,
};
const unitList = (alias: string) =>
  Object.keys(unitColumns)
    .map((name) => `${alias}.${name}`)
    .join(', ');
const inForceOn = (alias: string) =>
  `(${alias}.valid_from is null or ${alias}.valid_from <= :on_date)
   and (${alias}.valid_to is null or :on_date < ${alias}.valid_to)`;

export const findUnits = sql({
  name: 'units.find_units',
  params: { ids: ints },
  row: unitColumns,
  text: `select ${unitList('u')} from units.units u where u.id = any(:ids)`,
});

export const findInForce = sql({
  name: 'units.find_in_force',
  params: { code: text, on_date: day },
  row: unitColumns,
  text: `select ${unitList('u')} from units.units u where u.code = :code and ${inForceOn('u')}`,
});

export const findVersions = sql({
  name: 'units.find_versions',
  params: { code: text },
  row: unitColumns,
  text: `select ${unitList('u')} from units.units u where u.code = :code order by u.valid_from nulls first`,
});

export const findAllInForce = sql({
  name: 'units.find_all_in_force',
  params: { level: text, on_date: day },
  row: unitColumns,
  text: `
    select ${unitList('u')} from units.units u
    where u.level = :level and ${inForceOn('u')}
    order by u.name collate "vi-x-icu"`,
});

/** Children by the parent's code, so that a renamed province keeps its communes. */
export const findWithin = sql({
  name: 'units.find_within',
  params: { id: int, on_date: day },
  row: unitColumns,
  text: `
    select ${unitList('u')}
    from units.units p
    join units.units v on v.code = p.code
    join units.units u on u.parent_id = v.id
    where p.id = :id and ${inForceOn('u')}
    order by u.name collate "vi-x-icu"`,
});

/** Split units are left out: which of their people came here only the village tells (fails closed). */
export const findLineage = sql({
  name: 'units.find_lineage',
  params: { id: int },
  row: { id: int },
  text: `
    with recursive lineage(id) as (
      select :id
      union
      select s.from_id from units.successions s join lineage l on s.to_id = l.id where s.kind in ('whole', 'rename')
    )
    select id from lineage order by id`,
});

export const findSuccessors = sql({
  name: 'units.find_successors',
  params: { id: int, on_date: day },
  row: { ...unitColumns, kind: text, clause: text },
  text: `
    with recursive heirs(id, kind, clause) as (
      select s.to_id, s.kind, s.clause from units.successions s where s.from_id = :id
      union
      select s.to_id, case when h.kind = 'part' then 'part' else s.kind end, h.clause
      from units.successions s join heirs h on s.from_id = h.id
    )
    select ${unitList('u')}, h.kind, h.clause
    from heirs h join units.units u on u.id = h.id
    where ${inForceOn('u')}
    order by u.code`,
});

export const findPredecessors = sql({
  name: 'units.find_predecessors',
  params: { id: int },
  row: { ...unitColumns, kind: text, clause: text, parent_name: nullable(text) },
  text: `
    select ${unitList('u')}, s.kind, s.clause, p.full_name as parent_name
    from units.successions s join units.units u on u.id = s.from_id left join units.units p on p.id = u.parent_id
    where s.to_id = :id
    order by u.code`,
});

export const findVillages = sql({
  name: 'units.find_villages',
  params: { unit_id: int, on_date: day },
  row: {
    id: int,
    unit_id: int,
    former_unit_id: nullable(int),
    former_name: nullable(text),
    name: text,
    kind: text,
    invented: bool,
    valid_from: day,
    valid_to: nullable(day),
  },
  text: `
    select v.id, v.unit_id, v.former_unit_id, f.name as former_name, v.name, v.kind, v.invented, v.valid_from, v.valid_to
    from units.villages v left join units.units f on f.id = v.former_unit_id
    where v.unit_id = :unit_id and ${inForceOn('v')}
    order by f.code desc, v.id`,
});

export const findBodies = sql({
  name: 'units.find_bodies',
  params: { unit_id: int, on_date: day },
  row: {
    id: int,
    unit_id: int,
    code: text,
    name: text,
    short_name: text,
    valid_from: day,
    valid_to: nullable(day),
  },
  text: `
    select b.id, b.unit_id, b.code, b.name, b.short_name, b.valid_from, b.valid_to
    from units.bodies b where b.unit_id = :unit_id and ${inForceOn('b')} order by b.place`,
});

/** The unit's own name counts beside the whole address: "yen hoaa" is Yên Hòa before it is Trường Yên, Hoa Lư. */
export const findByFoldedName = sql({
  name: 'units.find_by_folded_name',
  params: { query: text, limit: int },
  row: { ...unitColumns, likeness: column.float },
  text: `
    select ${unitList('u')},
      (strict_word_similarity(:query, u.folded) + 0.5 * similarity(:query, search.fold(u.name)))::float8 as likeness
    from units.units u
    where u.level = 'commune' and :query <% u.folded
    order by likeness desc, (u.valid_to is null) desc, u.code
    limit :limit`,
});

export const setAuthorityCode = sql({
  name: 'units.set_authority_code',
  params: { id: int, authority_code: text, checked: bool },
  text: `update units.units set authority_code = :authority_code, authority_code_checked = :checked where id = :id`,
});

export interface NewUnit {
  readonly code: string;
  readonly name: string;
  readonly full_name: string;
  readonly type: UnitType;
  readonly level: Level;
  readonly parent_id: number | null;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly legal_act: string | null;
  readonly source: string;
  readonly folded: string;
}

export const insertUnits = sql({
  name: 'units.insert_units',
  params: { rows: json<readonly NewUnit[]>() },
  row: { id: int, code: text, valid_from: nullable(day) },
  text: `
    insert into units.units (code, name, full_name, type, level, parent_id, valid_from, valid_to, legal_act, source, folded)
    select code, name, full_name, type, level, parent_id, valid_from, valid_to, legal_act, source, folded
    from jsonb_to_recordset(:rows) as r(code text, name text, full_name text, type text, level text, parent_id int,
      valid_from date, valid_to date, legal_act text, source text, folded text)
    returning id, code, valid_from`,
});

export const closeUnits = sql({
  name: 'units.close_units',
  params: { ids: ints, valid_to: day },
  text: `update units.units set valid_to = :valid_to where id = any(:ids)`,
});

export const findEveryVersion = sql({
  name: 'units.find_every_version',
  params: {},
  row: unitColumns,
  text: `select ${unitList('u')} from units.units u`,
});

export interface NewSuccession {
  readonly from_id: number;
  readonly to_id: number;
  readonly kind: 'whole' | 'part' | 'rename';
  readonly clause: string;
}

export const insertSuccessions = sql({
  name: 'units.insert_successions',
  params: { rows: json<readonly NewSuccession[]>() },
  text: `
    insert into units.successions (from_id, to_id, kind, clause)
    select from_id, to_id, kind, clause
    from jsonb_to_recordset(:rows) as r(from_id int, to_id int, kind text, clause text)
    on conflict (from_id, to_id) do nothing`,
});

export const insertBodies = sql({
  name: 'units.insert_bodies',
  params: { rows: json<readonly Record<string, unknown>[]>() },
  text: `
    insert into units.bodies (unit_id, code, name, short_name, place, valid_from, legal_act, source)
    select unit_id, code, name, short_name, place, valid_from, legal_act, source
    from jsonb_to_recordset(:rows)
      as r(unit_id int, code text, name text, short_name text, place int, valid_from date, legal_act text, source text)
    on conflict (unit_id, code, valid_from) do nothing`,
});

export const insertVillages = sql({
  name: 'units.insert_villages',
  params: { rows: json<readonly Record<string, unknown>[]>() },
  text: `
    insert into units.villages (unit_id, former_unit_id, name, kind, invented, valid_from, source)
    select unit_id, former_unit_id, name, kind, invented, valid_from, source
    from jsonb_to_recordset(:rows)
      as r(unit_id int, former_unit_id int, name text, kind text, invented boolean, valid_from date, source text)
    on conflict do nothing`,
});
