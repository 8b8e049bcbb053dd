import { column, sql } from '#engines/database';

const { bigint, bool, int, ints, nullable, text, uuid, date } = column;

const household = {
  id: uuid,
  unit_id: int,
  village_id: nullable(int),
  code: nullable(text),
  address: text,
  head_person_id: nullable(uuid),
};

export const lockHousehold = sql({
  name: 'people.lock_household',
  params: { id: uuid, units: ints },
  row: household,
  text: `
    select id, unit_id, village_id, code, address, head_person_id from people.households
    where id = :id and unit_id = any(:units) for update`,
});

export const findHousehold = sql({
  name: 'people.find_household',
  params: { id: uuid, units: ints },
  row: household,
  text: `
    select id, unit_id, village_id, code, address, head_person_id from people.households
    where id = :id and unit_id = any(:units)`,
});

export const findHouseholdsByCode = sql({
  name: 'people.find_households_by_code',
  params: { units: ints, code: text },
  row: household,
  text: `
    select id, unit_id, village_id, code, address, head_person_id from people.households
    where unit_id = any(:units) and upper(code) = upper(:code) order by id limit 20`,
});

export const countVillages = sql({
  name: 'people.count_villages',
  params: { units: ints },
  row: { village_id: nullable(int), people: bigint, households: bigint },
  text: `
    select p.village_id, count(*) as people, count(distinct p.household_id) as households
    from people.persons p where p.unit_id = any(:units) and p.died_on is null group by p.village_id`,
});

/** Household by household in the order of their heads' names, the head first, the eldest next. */
export const findVillageList = sql({
  name: 'people.find_village_list',
  params: { units: ints, villages: nullable(ints), limit: int },
  row: {
    ...{ id: uuid, name: text, sex: text, birth: text, relation: nullable(text), address: nullable(text) },
    ...{ phone: nullable(text), identity_number: nullable(text) },
    ...{ household_id: nullable(uuid), household_code: nullable(text), is_head: bool },
  },
  text: `
    select p.id, p.name, p.sex, p.birth, p.relation, coalesce(nullif(p.address, ''), h.address) as address,
      p.phone, p.identity_number, p.household_id, h.code as household_code,
      h.head_person_id is not null and h.head_person_id = p.id as is_head
    from people.persons p
      left join people.households h on h.id = p.household_id
      left join people.persons head on head.id = h.head_person_id
    where p.unit_id = any(:units) and p.died_on is null
      and case when :villages is null then p.village_id is null else p.village_id = any(:villages) end
    order by head.name_key nulls last, head.name, p.household_id nulls last,
      coalesce(h.head_person_id = p.id, false) desc, p.birth_from, p.id
    limit :limit`,
});

export const setHead = sql({
  name: 'people.set_head',
  params: { id: uuid, person_id: nullable(uuid) },
  text: `update people.households set head_person_id = :person_id where id = :id`,
});

export const dropHouseholdIfEmpty = sql({
  name: 'people.drop_household_if_empty',
  params: { id: uuid },
  text: `
    delete from people.households h where h.id = :id
      and not exists (select from people.persons p where p.household_id = h.id)
      and not exists (select from people.poverty v where v.household_id = h.id)`,
});

export const endKinship = sql({
  name: 'people.end_kinship',
  params: { person_id: uuid, relative_id: uuid, kind: text, on_date: date },
  text: `
    update people.kinships set valid_to = :on_date
    where person_id = :person_id and relative_id = :relative_id and kind = :kind and valid_to is null`,
});
