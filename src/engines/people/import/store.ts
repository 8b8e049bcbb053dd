import { column, sql } from '#engines/database';

const { bigint, int, json, text, uuid } = column;

export interface StagedRow {
  readonly line: number;
  readonly unit_id: number;
  readonly village_id: number | null;
  readonly household_code: string | null;
  readonly name: string;
  readonly name_key: string;
  readonly folded: string;
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
}

const taken = `line, unit_id, village_id, household_code, name, name_key, folded, sex, birth, birth_from, birth_to,
  birth_place, identity_number, old_identity_number, ethnic_code, nationality, phone, relation, address, died_on`;

export const stageRows = sql({
  name: 'people.stage_rows',
  params: { import_id: uuid, rows: json<readonly StagedRow[]>() },
  text: `
    insert into people.import_rows (import_id, id, ${taken})
    select :import_id, gen_random_uuid(), ${taken}
    from jsonb_to_recordset(:rows) as r(line int, unit_id int, village_id int, household_code text, name text,
      name_key text, folded text, sex text, birth text, birth_from date, birth_to date, birth_place text,
      identity_number text, old_identity_number text, ethnic_code text, nationality text, phone text, relation text,
      address text, died_on date)`,
});

/** The second of two lines with one number, and of two lines that say the same of a person without one. */
export const markRepeated = sql({
  name: 'people.mark_repeated',
  params: { import_id: uuid },
  text: `
    update people.import_rows s set fault = 'repeated' from (
      select line, row_number() over (
        partition by case when identity_number is not null then identity_number
          else concat_ws('|', unit_id, folded, birth, sex, village_id, household_code) end order by line) as nth
      from people.import_rows where import_id = :import_id
    ) r where s.import_id = :import_id and s.line = r.line and r.nth > 1`,
});

/** Who is in the register already: by number, else by name, birth, sex and household. */
export const matchByNumber = sql({
  name: 'people.match_by_number',
  params: { import_id: uuid },
  text: `
    update people.import_rows s
    set person_id = p.id, fault = case when p.unit_id <> s.unit_id then 'elsewhere' end
    from people.persons p
    where s.import_id = :import_id and s.fault is null and p.identity_number = s.identity_number`,
});

export const matchByName = sql({
  name: 'people.match_by_name',
  params: { import_id: uuid },
  text: `
    update people.import_rows s set person_id = p.id
    from people.search f
    join people.persons p on p.id = f.person_id
    left join people.households h on h.id = p.household_id
    where s.import_id = :import_id and s.fault is null and s.person_id is null and s.identity_number is null
      and f.unit_id = s.unit_id and f.folded = s.folded and p.birth = s.birth and p.sex = s.sex
      and p.identity_number is null and (s.village_id is null or p.village_id = s.village_id)
      and (s.household_code is null or h.code is null or h.code = s.household_code)`,
});

export const listFaults = sql({
  name: 'people.list_import_faults',
  params: { import_id: uuid },
  row: { line: int, fault: text as column.Column<'repeated' | 'elsewhere'> },
  text: `
    select line, fault from people.import_rows
    where import_id = :import_id and fault is not null order by line limit 100000`,
});

export const writeHouseholds = sql({
  name: 'people.write_import_households',
  params: { import_id: uuid },
  text: `
    insert into people.households (unit_id, village_id, code, address)
    select s.unit_id, min(s.village_id), s.household_code, coalesce(min(nullif(s.address, '')), '')
    from people.import_rows s
    where s.import_id = :import_id and s.fault is null and s.household_code is not null
      and not exists (select from people.households h where h.unit_id = s.unit_id and h.code = s.household_code)
    group by s.unit_id, s.household_code`,
});

export const placeInHouseholds = sql({
  name: 'people.place_in_households',
  params: { import_id: uuid },
  text: `
    update people.import_rows s set household_id = h.id from people.households h
    where s.import_id = :import_id and s.fault is null and h.unit_id = s.unit_id and h.code = s.household_code`,
});

/** What the file leaves empty stays as it is; the history keeps what was there. */
export const updateKnown = sql({
  name: 'people.update_known',
  params: { import_id: uuid, at: column.instant, source: text },
  row: { updated: bigint },
  text: `
    with new as materialized (
      select p.id, p.unit_id, s.name, s.name_key, s.folded, s.sex, s.birth, s.birth_from, s.birth_to,
        coalesce(s.village_id, p.village_id) as village_id, coalesce(s.household_id, p.household_id) as household_id,
        coalesce(s.birth_place, p.birth_place) as birth_place,
        coalesce(s.old_identity_number, p.old_identity_number) as old_identity_number,
        coalesce(s.ethnic_code, p.ethnic_code) as ethnic_code, coalesce(s.phone, p.phone) as phone,
        coalesce(s.relation, p.relation) as relation, coalesce(nullif(s.address, ''), p.address) as address,
        coalesce(s.died_on, p.died_on) as died_on, to_jsonb(p) as before
      from people.import_rows s join people.persons p on p.id = s.person_id
      where s.import_id = :import_id and s.fault is null
    ),
    differing as materialized (
      select n.* from new n join people.persons p on p.id = n.id
      where (p.name, p.sex, p.birth, p.village_id, p.household_id, p.birth_place, p.old_identity_number,
          p.ethnic_code, p.phone, p.relation, p.address, p.died_on)
        is distinct from (n.name, n.sex, n.birth, n.village_id, n.household_id, n.birth_place,
          n.old_identity_number, n.ethnic_code, n.phone, n.relation, n.address, n.died_on)
    ),
    written as (
      update people.persons p set name = d.name, name_key = d.name_key, sex = d.sex, birth = d.birth,
        birth_from = d.birth_from, birth_to = d.birth_to, village_id = d.village_id, household_id = d.household_id,
        birth_place = d.birth_place, old_identity_number = d.old_identity_number, ethnic_code = d.ethnic_code,
        phone = d.phone, relation = d.relation, address = d.address, died_on = d.died_on,
        version = p.version + 1, updated_at = now()
      from differing d where p.id = d.id returning p.id
    ),
    found as (
      update people.search s set folded = d.folded, phone = d.phone from differing d where s.person_id = d.id
    ),
    kept as (
      insert into people.changes (unit_id, person_id, at, by_name, by_title, verb, reason, before, after)
      select unit_id, id, :at, 'Làng Số', '', 'corrected', :source,
        (select coalesce(jsonb_object_agg(b.key, b.value), '{}') from jsonb_each(before) b
          where to_jsonb(d) ? b.key and to_jsonb(d) -> b.key is distinct from b.value and b.key <> 'name_key'
            and b.key not in ('birth_from', 'birth_to')),
        (select coalesce(jsonb_object_agg(b.key, to_jsonb(d) -> b.key), '{}') from jsonb_each(before) b
          where to_jsonb(d) ? b.key and to_jsonb(d) -> b.key is distinct from b.value and b.key <> 'name_key'
            and b.key not in ('birth_from', 'birth_to'))
      from differing d
    )
    select count(*) as updated from written`,
});

export const insertNew = sql({
  name: 'people.insert_new',
  params: { import_id: uuid },
  row: { added: bigint },
  text: `
    with written as (
      insert into people.persons (id, unit_id, village_id, household_id, name, name_key, sex, birth, birth_from,
        birth_to, birth_place, identity_number, old_identity_number, ethnic_code, nationality, phone, relation,
        address, died_on)
      select id, unit_id, village_id, household_id, name, name_key, sex, birth, birth_from, birth_to, birth_place,
        identity_number, old_identity_number, ethnic_code, nationality, phone, relation, address, died_on
      from people.import_rows where import_id = :import_id and fault is null and person_id is null
      returning id
    )
    select count(*) as added from written`,
});

export const insertNewSearch = sql({
  name: 'people.insert_new_search',
  params: { import_id: uuid },
  text: `
    insert into people.search (person_id, unit_id, folded, phone)
    select id, unit_id, folded, phone from people.import_rows
    where import_id = :import_id and fault is null and person_id is null`,
});

export const setImportedHeads = sql({
  name: 'people.set_imported_heads',
  params: { import_id: uuid },
  text: `
    update people.households h set head_person_id = coalesce(s.person_id, s.id) from people.import_rows s
    where s.import_id = :import_id and s.fault is null and h.id = s.household_id and h.head_person_id is null
      and lower(s.relation) = 'chủ hộ'`,
});

export const dropStaged = sql({
  name: 'people.drop_staged',
  params: { import_id: uuid },
  text: `delete from people.import_rows where import_id = :import_id`,
});
