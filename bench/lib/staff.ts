import type pg from 'pg';
import type { Answers } from '#engines/forms';
import { tokenOf } from './bed.ts';
import type { Visitor } from './browse.ts';

/** Three posts a commune, with the sessions of their holders. */
export interface Staff {
  readonly reception: readonly Visitor[];
  /** Bound to civil status, and the ids of their posts. */
  readonly processor: readonly Visitor[];
  readonly processorPosts: readonly string[];
  readonly leader: readonly Visitor[];
}

/** In the order of `units`. */
export async function makeStaff(owner: pg.Client, units: readonly number[]): Promise<Staff> {
  const posts = async (role: string, fields: readonly string[] | null) => {
    const given = units.map((unit, n) => {
      const { token, hash } = tokenOf(`${role}-${n}`);
      return { n, unit, token, hash: hash.toString('hex') };
    });
    const { rows } = await owner.query<{ account_id: string; post_id: string }>(
      `with ids as (
         select n, unit, hash, gen_random_uuid() as account_id, gen_random_uuid() as post_id, gen_random_uuid() as appointment_id
         from jsonb_to_recordset($1) as g (n int, unit int, hash text)
       ), accounts as (
         insert into access.accounts (id, person_id, name, phone, created_at)
         select account_id, gen_random_uuid(), 'Cán bộ Đo ' || n, '0901' || lpad(n::text, 6, '0'), now() from ids
       ), posts as (
         insert into access.posts (id, title, unit_id, role, fields, valid_from)
         select post_id, 'Vị trí ' || $2, unit, $2, $3, '2025-07-01' from ids
       ), appointments as (
         insert into access.appointments (id, account_id, post_id, valid_from)
         select appointment_id, account_id, post_id, '2025-07-01' from ids
       ), sessions as (
         insert into access.sessions (token_hash, csrf_key, account_id, appointment_id, device, created_at, last_seen_at, expires_at)
         select decode(hash, 'hex'), 'x', account_id, appointment_id, 'bench', now(), now(), now() + interval '12 hours' from ids
       )
       select account_id, post_id from ids order by n`,
      [JSON.stringify(given), role, fields],
    );
    return rows.map((row, n) => ({
      accountId: row.account_id,
      postId: row.post_id,
      token: given[n]?.token ?? '',
    }));
  };
  const processor = await posts('processor', ['civil-status']);
  return {
    reception: await posts('reception', null),
    processor,
    processorPosts: processor.map((p) => p.postId),
    leader: await posts('approver', null),
  };
}

export interface Follower extends Visitor {
  readonly number: string;
  readonly lastDigits: string;
}

/** One citizen a commune, signed in, with an open dossier of hers whose answers are whole. */
export async function makeFollowers(
  owner: pg.Client,
  units: readonly number[],
  answers: Answers,
): Promise<Follower[]> {
  const given = units.map((unit, n) => {
    const { token, hash } = tokenOf(`follower-${n}`);
    return { n, unit, token, hash: hash.toString('hex') };
  });
  const { rows } = await owner.query<{ account_id: string; number: string; phone: string }>(
    `with ids as (
       select g.n, g.unit, g.hash, gen_random_uuid() as account_id, gen_random_uuid() as person_id, c.id as case_id, c.number
       from jsonb_to_recordset($1) as g (n int, unit int, hash text)
       cross join lateral (select id, number from cases.cases c
                           where c.unit_id = g.unit and c.ended_at is null and c.state = 'processing' limit 1) c
     ), persons as (
       insert into people.persons (id, unit_id, name, name_key, sex, birth, birth_from, birth_to)
       select person_id, unit, 'Nguyễn Thị Đo ' || n, 'do', 'female', '1990', '1990-01-01', '1990-12-31' from ids
     ), accounts as (
       insert into access.accounts (id, person_id, name, phone, created_at)
       select account_id, person_id, 'Nguyễn Thị Đo ' || n, '0900' || lpad(n::text, 6, '0'), now() from ids
     ), sessions as (
       insert into access.sessions (token_hash, csrf_key, account_id, device, created_at, last_seen_at, expires_at, scope_persons, scoped_at)
       select decode(hash, 'hex'), 'x', account_id, 'bench', now(), now(), now() + interval '12 hours', array[person_id], now() from ids
     ), filed as (
       update cases.cases c set filer_account_id = ids.account_id, filer_person_id = ids.person_id, subject_person_id = ids.person_id
       from ids where c.id = ids.case_id
     ), answered as (
       update dossiers.answers a set persons = array[ids.person_id], answers = $2 from ids where a.case_id = ids.case_id
     )
     select ids.account_id, ids.number, c.filer_phone as phone from ids join cases.cases c on c.id = ids.case_id order by ids.n`,
    [JSON.stringify(given), JSON.stringify(answers)],
  );
  return rows.map((row, n) => ({
    accountId: row.account_id,
    token: given[n]?.token ?? '',
    number: row.number,
    lastDigits: row.phone.slice(-4),
  }));
}
