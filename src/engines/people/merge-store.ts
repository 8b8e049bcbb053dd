import { column, sql } from '#engines/database';
import type { Person } from './person.ts';

const { instant, int, json, nullable, text, uuid, uuids } = column;

/** A person of the register as kept in a trace: every column, so that an undoing can write it back. */
export type KeptPerson = Person & Readonly<Record<string, unknown>>;
export interface KeptKinship {
  readonly person_id: string;
  readonly relative_id: string;
  readonly kind: string;
  readonly valid_to: string | null;
}

/** In the order of ids, so that two who merge the same pair at once wait for each other and never for ever. */
export const lockPersons = sql({
  name: 'people.lock_persons',
  params: { ids: uuids },
  row: { id: uuid, unit_id: int, version: int, whole: json<KeptPerson>() },
  text: `
    select p.id, p.unit_id, p.version, to_jsonb(p) as whole from people.persons p
    where p.id = any(:ids) order by p.id for update`,
});

export const lockKinships = sql({
  name: 'people.lock_kinships',
  params: { ids: uuids },
  row: { person_id: uuid, relative_id: uuid, kind: text, valid_to: nullable(column.date) },
  text: `
    select person_id, relative_id, kind, valid_to from people.kinships
    where person_id = any(:ids) or relative_id = any(:ids) order by 1, 2, 3 for update`,
});

export const dropKinships = sql({
  name: 'people.drop_kinships',
  params: { ids: uuids },
  text: `delete from people.kinships where person_id = any(:ids) or relative_id = any(:ids)`,
});

export const putKinships = sql({
  name: 'people.put_kinships',
  params: { rows: json<readonly KeptKinship[]>() },
  text: `
    insert into people.kinships (person_id, relative_id, kind, valid_to)
    select r.person_id, r.relative_id, r.kind, r.valid_to
    from jsonb_to_recordset(:rows) as r(person_id uuid, relative_id uuid, kind text, valid_to date)
    where r.person_id <> r.relative_id
      and exists (select from people.persons p where p.id = r.person_id)
      and exists (select from people.persons p where p.id = r.relative_id)
    on conflict do nothing`,
});

export const moveHeads = sql({
  name: 'people.move_heads',
  params: { from: uuid, to: uuid, only: nullable(uuids) },
  row: { id: uuid },
  text: `
    update people.households set head_person_id = :to
    where head_person_id = :from and (:only is null or id = any(:only)) returning id`,
});

export const dropPerson = sql({
  name: 'people.drop_person',
  params: { id: uuid },
  text: `delete from people.persons where id = :id`,
});

/** Kept until the end of the transaction, so that nobody leaves one as its last meanwhile. */
export const findHomes = sql({
  name: 'people.find_homes',
  params: { ids: uuids },
  row: { id: uuid },
  text: `select id from people.households where id = any(:ids) order by id for share`,
});

/** The row as it was, with its place in the search. */
export const putPersonBack = sql({
  name: 'people.put_person_back',
  params: { whole: json<KeptPerson>(), folded: text },
  row: { person_id: uuid },
  text: `
    with back as (
      insert into people.persons select (jsonb_populate_record(null::people.persons, :whole)).*
      returning id, unit_id, phone
    )
    insert into people.search (person_id, unit_id, folded, phone)
    select id, unit_id, :folded, phone from back returning person_id`,
});

export const insertMerge = sql({
  name: 'people.insert_merge',
  params: {
    id: uuid,
    unit_id: int,
    winner_id: uuid,
    loser_id: uuid,
    at: instant,
    by_name: text,
    by_title: text,
    reason: text,
    winner_before: json<KeptPerson>(),
    winner_after: json<KeptPerson>(),
    loser: json<KeptPerson>(),
    kinships: json<readonly KeptKinship[]>(),
    headed: uuids,
    moved: json<Readonly<Record<string, readonly string[]>>>(),
  },
  text: `
    insert into people.merges (id, unit_id, winner_id, loser_id, at, by_name, by_title, reason, winner_before,
      winner_after, loser, kinships, headed, moved)
    values (:id, :unit_id, :winner_id, :loser_id, :at, :by_name, :by_title, :reason, :winner_before,
      :winner_after, :loser, :kinships, :headed, :moved)`,
});

const trace = {
  id: uuid,
  unit_id: int,
  winner_id: uuid,
  loser_id: uuid,
  at: instant,
  by_name: text,
  by_title: text,
  reason: text,
  winner_before: json<KeptPerson>(),
  winner_after: json<KeptPerson>(),
  loser: json<KeptPerson>(),
  kinships: json<readonly KeptKinship[]>(),
  headed: uuids,
  moved: json<Readonly<Record<string, readonly string[]>>>(),
  undone_at: nullable(instant),
  undone_by: nullable(text),
  undo_reason: nullable(text),
};
const traceList = Object.keys(trace).join(', ');

export const lockMerge = sql({
  name: 'people.lock_merge',
  params: { id: uuid },
  row: trace,
  text: `select ${traceList} from people.merges where id = :id for update`,
});

export const listMerges = sql({
  name: 'people.list_merges',
  params: { units: column.ints, person_id: nullable(uuid), limit: int },
  row: trace,
  text: `
    select ${traceList} from people.merges
    where unit_id = any(:units) and (:person_id is null or winner_id = :person_id or loser_id = :person_id)
    order by at desc, id limit :limit`,
});

export const closeMerge = sql({
  name: 'people.close_merge',
  params: { id: uuid, at: instant, by: text, reason: text },
  text: `
    update people.merges set undone_at = :at, undone_by = :by, undo_reason = :reason
    where id = :id and undone_at is null`,
});

export const personsOfToday = sql({
  name: 'people.persons_of_today',
  params: { ids: uuids },
  row: { former: uuid, today: uuid },
  text: `select former, people.person_of_today(former) as today from unnest(:ids::uuid[]) as former`,
});

export const personOfToday = sql({
  name: 'people.person_of_today',
  params: { id: uuid },
  row: { id: uuid },
  text: `select people.person_of_today(:id) as id`,
});
