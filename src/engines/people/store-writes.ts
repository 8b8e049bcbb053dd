import { column, sql } from '#engines/database';

const { date, json, nullable, int, text, uuid } = column;

const fields = `id uuid, unit_id int, village_id int, household_id uuid, name text, name_key text, sex text, birth text,
  birth_from date, birth_to date, birth_place text, identity_number text, old_identity_number text, ethnic_code text,
  nationality text, phone text, relation text, address text, died_on date, smartphone boolean, note text, folded text`;
const names = `id, unit_id, village_id, household_id, name, name_key, sex, birth, birth_from, birth_to, birth_place,
  identity_number, old_identity_number, ethnic_code, nationality, phone, relation, address, died_on, smartphone, note`;

export interface PersonRow {
  readonly id: string;
  readonly unit_id: number;
  readonly village_id: number | null;
  readonly household_id: string | null;
  readonly name: string;
  readonly name_key: string;
  readonly sex: string;
  readonly birth: string;
  readonly birth_from: string;
  readonly birth_to: string;
  readonly birth_place: string | null;
  readonly identity_number: string | null;
  readonly old_identity_number: string | null;
  readonly ethnic_code: string | null;
  readonly nationality: string;
  readonly phone: string | null;
  readonly relation: string | null;
  readonly address: string;
  readonly died_on: string | null;
  readonly smartphone: boolean | null;
  readonly note: string | null;
  readonly folded: string;
}

/** Persons and what they are looked up by, in one statement; a number that is taken leaves its row out. */
export const insertPersons = sql({
  name: 'people.insert_persons',
  params: { rows: json<readonly PersonRow[]>() },
  row: { person_id: uuid },
  text: `
    with rows as materialized (select * from jsonb_to_recordset(:rows) as r(${fields})),
    written as (
      insert into people.persons (${names}) select ${names} from rows
      on conflict (identity_number) do nothing
      returning id
    )
    insert into people.search (person_id, unit_id, folded, phone)
    select r.id, r.unit_id, r.folded, r.phone from rows r join written w on w.id = r.id
    returning person_id`,
});

const settable = names
  .replace(/\s+/g, ' ')
  .split(', ')
  .filter((name) => name !== 'id');

export const updatePerson = sql({
  name: 'people.update_person',
  params: { row: json<PersonRow>(), version: int },
  row: { person_id: uuid },
  text: `
    with new as materialized (select * from jsonb_to_record(:row) as r(${fields})),
    written as (
      update people.persons p
      set ${settable.map((name) => `${name} = new.${name}`).join(', ')}, version = p.version + 1, updated_at = now()
      from new where p.id = new.id and p.version = :version
      returning p.id
    )
    update people.search s set unit_id = new.unit_id, folded = new.folded, phone = new.phone
    from new join written w on w.id = new.id where s.person_id = w.id
    returning s.person_id`,
});

export const numberIsTaken = sql({
  name: 'people.number_is_taken',
  params: { number: nullable(text), id: uuid },
  row: { taken: column.bool },
  text: `select people.number_taken(:number, :id) as taken`,
});

export const insertHouseholdRows = sql({
  name: 'people.insert_households',
  params: { rows: json<readonly Record<string, unknown>[]>() },
  text: `
    insert into people.households (id, unit_id, village_id, code, address, head_person_id)
    select id, unit_id, village_id, code, coalesce(address, ''), head_person_id
    from jsonb_to_recordset(:rows)
      as r(id uuid, unit_id int, village_id int, code text, address text, head_person_id uuid)
    on conflict (id) do update set unit_id = excluded.unit_id, village_id = excluded.village_id,
      code = excluded.code, address = excluded.address, head_person_id = excluded.head_person_id`,
});

export const insertKinshipRows = sql({
  name: 'people.insert_kinships',
  params: { rows: json<readonly { person_id: string; relative_id: string; kind: string }[]>() },
  text: `
    insert into people.kinships (person_id, relative_id, kind)
    select person_id, relative_id, kind
    from jsonb_to_recordset(:rows) as r(person_id uuid, relative_id uuid, kind text)
    on conflict do nothing`,
});

export const insertPovertyRow = sql({
  name: 'people.insert_poverty',
  params: {
    household_id: uuid,
    status: nullable(text),
    valid_from: date,
    decision: nullable(text),
  },
  text: `
    with ended as (
      update people.poverty set valid_to = :valid_from
      where household_id = :household_id and valid_to is null and valid_from < :valid_from
    )
    insert into people.poverty (household_id, status, valid_from, decision)
    select :household_id, :status, :valid_from, :decision where :status is not null
    on conflict (household_id, valid_from) do update set status = excluded.status, decision = excluded.decision`,
});

export const markDeath = sql({
  name: 'people.mark_death',
  params: { id: uuid, died_on: nullable(date), version: int },
  text: `
    update people.persons set died_on = :died_on, version = version + 1, updated_at = now()
    where id = :id and version = :version`,
});
