import { column, sql } from '#engines/database';

const { date, int, ints, nullable, text, uuid } = column;

const helperColumns = {
  id: uuid,
  account_id: uuid,
  person_id: uuid,
  name: text,
  unit_id: int,
  team: text,
  valid_from: date,
  valid_to: nullable(date),
};
const helperList = Object.keys(helperColumns).join(', ');

export const findHelper = sql({
  name: 'access.find_helper',
  params: { account_id: uuid, today: date },
  row: helperColumns,
  text: `
    select ${helperList} from access.helpers
    where account_id = :account_id and valid_from <= :today and (valid_to is null or valid_to > :today)`,
});

export const listHelpers = sql({
  name: 'access.list_helpers',
  params: { units: ints },
  row: helperColumns,
  text: `
    select ${helperList} from access.helpers where unit_id = any(:units)
    order by (valid_to is not null), name, valid_from desc limit 500`,
});

export const insertHelper = sql({
  name: 'access.insert_helper',
  params: {
    account_id: uuid,
    person_id: uuid,
    name: text,
    unit_id: int,
    team: text,
    valid_from: date,
    named_by: uuid,
  },
  row: { id: uuid },
  text: `
    insert into access.helpers (account_id, person_id, name, unit_id, team, valid_from, named_by)
    values (:account_id, :person_id, :name, :unit_id, :team, :valid_from, :named_by)
    on conflict (account_id) where valid_to is null do update set team = excluded.team
    returning id`,
});

/** Whatever she was still writing for others ends with the post. */
export const endHelperRow = sql({
  name: 'access.end_helper',
  params: { id: uuid, units: ints, today: date },
  row: { account_id: uuid, person_id: uuid },
  text: `
    update access.helpers set valid_to = greatest(:today, valid_from)
    where id = :id and unit_id = any(:units) and valid_to is null returning account_id, person_id`,
});
