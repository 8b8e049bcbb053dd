import { column, sql } from '#engines/database';
import type { Sex } from './person.ts';

const { bool, date, float, int, ints, nullable, text, uuid, uuids } = column;

const personColumns = {
  id: uuid,
  unit_id: int,
  village_id: nullable(int),
  household_id: nullable(uuid),
  name: text,
  sex: text as column.Column<Sex>,
  birth: text,
  birth_place: nullable(text),
  identity_number: nullable(text),
  old_identity_number: nullable(text),
  ethnic_code: nullable(text),
  nationality: text,
  phone: nullable(text),
  relation: nullable(text),
  address: text,
  died_on: nullable(date),
  smartphone: nullable(bool),
  note: nullable(text),
  version: int,
};
const personList = (alias: string) =>
  Object.keys(personColumns)
    .map((name) => `${alias}.${name}`)
    .join(', ');

export const findPersons = sql({
  name: 'people.find_persons',
  params: { ids: uuids },
  row: personColumns,
  text: `select ${personList('p')} from people.persons p where p.id = any(:ids) order by p.name_key, p.name`,
});

export const findPersonByIdentity = sql({
  name: 'people.find_person_by_identity',
  params: { number: text },
  row: personColumns,
  text: `select ${personList('p')} from people.persons p where p.identity_number = :number`,
});

export const findPersonsOfHousehold = sql({
  name: 'people.find_persons_of_household',
  params: { household_id: uuid },
  row: personColumns,
  text: `
    select ${personList('p')} from people.persons p where p.household_id = :household_id
    order by p.birth_from, p.name_key`,
});

export const findPersonsOfVillage = sql({
  name: 'people.find_persons_of_village',
  params: { units: ints, villages: nullable(ints), is_placeless: bool, limit: int, offset: int },
  row: personColumns,
  text: `
    select ${personList('p')} from people.persons p
    where p.unit_id = any(:units) and p.died_on is null
      and case when :is_placeless then p.village_id is null
        else :villages is null or p.village_id = any(:villages) end
    order by p.name_key, p.name, p.id
    limit :limit offset :offset`,
});

const found = { ...personColumns, village_name: nullable(text) };
const villageName = `case when v.id is not null then v.kind || ' ' || v.name end as village_name`;

/** Exact marks first, then the beginning of a word, then likeness. */
export const searchByName = sql({
  name: 'people.search_by_name',
  params: { units: ints, query: text, written: text, limit: int },
  row: { ...found, likeness: float },
  text: `
    with hits as (
      select s.person_id, strict_word_similarity(:query, s.folded)::float8 as likeness,
        (' ' || s.folded || ' ') like '% ' || :query || ' %' as whole
      from people.search s
      where s.unit_id = any(:units) and (s.folded like '%' || :query || '%' or :query <% s.folded)
      order by whole desc, likeness desc
      limit 1000
    )
    select ${personList('p')}, ${villageName}, h.likeness
    from hits h
    join people.persons p on p.id = h.person_id
    left join published.villages v on v.id = p.village_id
    order by (strpos(lower(p.name), :written) > 0) desc, h.whole desc, round(h.likeness::numeric, 1) desc, p.name_key, p.id
    limit :limit`,
});

/** For what the first search does not find: letters swapped, or typed with the keyboard's Vietnamese off. */
export const searchAlike = sql({
  name: 'people.search_alike',
  params: { units: ints, query: text, limit: int },
  row: { ...found, likeness: float },
  text: `
    with hits as (
      select s.person_id, similarity(:query, s.folded)::float8 as likeness
      from people.search s
      where s.unit_id = any(:units) and :query % s.folded
      order by likeness desc
      limit 200
    )
    select ${personList('p')}, ${villageName}, h.likeness
    from hits h
    join people.persons p on p.id = h.person_id
    left join published.villages v on v.id = p.village_id
    order by round(h.likeness::numeric, 1) desc, p.name_key, p.id
    limit :limit`,
});

export const searchByPhone = sql({
  name: 'people.search_by_phone',
  params: { units: ints, phone: text, limit: int },
  row: found,
  text: `
    select ${personList('p')}, ${villageName}
    from people.search s
    join people.persons p on p.id = s.person_id
    left join published.villages v on v.id = p.village_id
    where s.phone = :phone and s.unit_id = any(:units)
    order by p.name_key, p.id
    limit :limit`,
});

export const searchByIdentity = sql({
  name: 'people.search_by_identity',
  params: { units: ints, number: text, limit: int },
  row: found,
  text: `
    select ${personList('p')}, ${villageName}
    from people.persons p
    left join published.villages v on v.id = p.village_id
    where p.unit_id = any(:units) and (p.identity_number = :number or p.old_identity_number = :number)
    order by p.name_key, p.id
    limit :limit`,
});

/** Children and wards are read from the other side of the same rows; a marriage is one row for both. */
export const findKin = sql({
  name: 'people.find_kin',
  params: { person_id: uuid },
  row: { kind: text, ...personColumns },
  text: `
    with kin as (
      select k.kind, k.relative_id as other from people.kinships k
      where k.person_id = :person_id and k.valid_to is null
      union
      select case k.kind when 'spouse' then 'spouse' when 'guardian' then 'ward' else 'child' end, k.person_id
      from people.kinships k where k.relative_id = :person_id and k.valid_to is null
    )
    select k.kind, ${personList('p')} from kin k join people.persons p on p.id = k.other
    order by array_position(array['father', 'mother', 'spouse', 'guardian', 'child', 'ward'], k.kind), p.birth_from, p.name_key`,
});

export const findRecord = sql({
  name: 'people.find_record',
  params: { person_id: uuid },
  row: {
    ...personColumns,
    house_address: nullable(text),
    village: nullable(text),
    unit: nullable(text),
    province: nullable(text),
  },
  text: `
    select ${personList('p')}, h.address as house_address,
      case when v.id is not null then v.kind || ' ' || v.name end as village, u.full_name as unit, r.full_name as province
    from people.persons p
    left join people.households h on h.id = p.household_id
    left join published.villages v on v.id = p.village_id
    left join published.units u on u.id = p.unit_id
    left join published.units r on r.id = u.parent_id
    where p.id = :person_id`,
});

export const findKinOnPapers = sql({
  name: 'people.find_kin_on_papers',
  params: { person_id: uuid },
  row: {
    kind: text,
    name: text,
    sex: text,
    birth: text,
    ethnic_code: nullable(text),
    nationality: text,
    identity_number: nullable(text),
  },
  text: `
    select k.kind, k.name, k.sex, k.birth, k.ethnic_code, k.nationality, o.identity_number
    from people.persons p
    cross join lateral people.kin_on_papers(p.id) k
    left join people.persons o on o.id = k.relative_id
    where p.id = :person_id
    order by k.kind, k.birth`,
});

export const findPoverty = sql({
  name: 'people.find_poverty',
  params: { household_id: uuid, on_date: date },
  row: {
    status: text as column.Column<'poor' | 'near-poor'>,
    valid_from: date,
    valid_to: nullable(date),
    decision: nullable(text),
  },
  text: `
    select p.status, p.valid_from, p.valid_to, p.decision from people.poverty p
    where p.household_id = :household_id and p.valid_from <= :on_date and (p.valid_to is null or :on_date < p.valid_to)
    order by p.valid_from desc limit 1`,
});
