import { column, sql } from '#engines/database';

const { bigint, int, ints, nullable, text, uuid, date } = column;

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
