import { column, sql } from '#engines/database';
import type { Compared, DuplicateReason } from './duplicate.ts';

const { bigint, instant, int, ints, json, nullable, text, texts, uuid } = column;

const compared = (alias: string): string =>
  `jsonb_build_object('name', ${alias}.name, 'sex', ${alias}.sex, 'birth', ${alias}.birth,
    'identity_number', ${alias}.identity_number, 'old_identity_number', ${alias}.old_identity_number,
    'phone', ${alias}.phone, 'village_id', ${alias}.village_id, 'household_id', ${alias}.household_id)`;

/**
 * Pairs worth scoring, each once: those that share a key (whole folded name, telephone, old number, the digits of the
 * number in any order, day of birth in one village, day and month swapped). Never everybody against everybody.
 */
export const findCandidates = sql({
  name: 'people.find_candidates',
  params: { units: ints, limit: int },
  row: { low_id: uuid, high_id: uuid, low: json<Compared>(), high: json<Compared>() },
  text: `
    with here as materialized (
      select p.id, p.sex, p.birth, p.birth_from, p.birth_to, p.identity_number, p.old_identity_number, p.phone,
        p.village_id, s.folded
      from people.persons p join people.search s on s.person_id = p.id
      where p.unit_id = any(:units)
    ),
    keys as materialized (
      select id, 'name ' || folded || ' ' || left(birth, 4) as key from here
      union all select id, 'phone ' || phone || ' ' || left(birth, 4) from here where phone is not null
      union all select id, 'number ' || old_identity_number from here where old_identity_number is not null
      union all select id, 'number ' || identity_number from here where identity_number is not null
      union all
        select h.id, 'digits ' || d.sorted from here h
        cross join lateral (
          select string_agg(c, '' order by c) as sorted from unnest(string_to_array(h.identity_number, null)) c) d
        where h.identity_number is not null and length(h.birth) = 10
      union all
        select id, 'day ' || birth || ' ' || village_id || ' ' || sex from here
        where length(birth) = 10 and village_id is not null
      union all
        select id, 'swapped ' || folded || ' ' || left(birth, 4) || least(substr(birth, 6, 2), substr(birth, 9, 2))
          || greatest(substr(birth, 6, 2), substr(birth, 9, 2))
        from here where length(birth) = 10
    ),
    -- A key that hundreds share says nothing.
    useful as (select key from keys group by key having count(*) between 2 and 100),
    pairs as (
      select distinct a.id as low_id, b.id as high_id
      from useful u join keys a on a.key = u.key join keys b on b.key = u.key and a.id < b.id
    )
    select c.low_id, c.high_id, ${compared('l')} as low, ${compared('h')} as high
    from pairs c
    join people.persons l on l.id = c.low_id join people.persons h on h.id = c.high_id
    where not (l.identity_number is not null and h.identity_number is not null
      and left(l.identity_number, 6) <> left(h.identity_number, 6) and l.birth <> h.birth)
    order by c.low_id, c.high_id
    limit :limit`,
});

/** What was decided stays; what nobody has decided is proposed as it is found now. */
export const writeProposals = sql({
  name: 'people.write_proposals',
  params: {
    units: ints,
    rows: json<
      readonly {
        low_id: string;
        high_id: string;
        score: number;
        reasons: readonly string[];
      }[]
    >(),
    at: instant,
  },
  text: `
    with found as materialized (
      select * from jsonb_to_recordset(:rows) as r(low_id uuid, high_id uuid, score int, reasons text[])
    ),
    gone as (
      delete from people.duplicates d
      where d.state = 'proposed' and d.unit_id = any(:units)
        and not exists (select from found f where f.low_id = d.low_id and f.high_id = d.high_id)
    )
    insert into people.duplicates (low_id, high_id, unit_id, score, reasons, found_at)
    select f.low_id, f.high_id, p.unit_id, f.score, f.reasons, :at
    from found f join people.persons p on p.id = f.low_id
    on conflict (low_id, high_id) do update set score = excluded.score, reasons = excluded.reasons
      where people.duplicates.state = 'proposed'`,
});

const pair = {
  low_id: uuid,
  high_id: uuid,
  score: int,
  reasons: texts as column.Column<DuplicateReason[]>,
  state: text as column.Column<'proposed' | 'different' | 'merged'>,
};

export const listProposals = sql({
  name: 'people.list_proposals',
  params: { units: ints, limit: int, offset: int },
  row: { ...pair, total: bigint },
  text: `
    select d.low_id, d.high_id, d.score, d.reasons, d.state, count(*) over () as total
    from people.duplicates d
    join people.persons l on l.id = d.low_id join people.persons h on h.id = d.high_id
    where d.unit_id = any(:units) and d.state = 'proposed'
    order by d.score desc, d.low_id, d.high_id limit :limit offset :offset`,
});

export const findPair = sql({
  name: 'people.find_pair',
  params: { low_id: uuid, high_id: uuid },
  row: pair,
  text: `
    select low_id, high_id, score, reasons, state from people.duplicates
    where low_id = :low_id and high_id = :high_id`,
});

export const decidePair = sql({
  name: 'people.decide_pair',
  params: { low_id: uuid, high_id: uuid, unit_id: int, state: text, at: instant, by: nullable(uuid) },
  text: `
    insert into people.duplicates (low_id, high_id, unit_id, score, reasons, state, found_at, decided_at, decided_by)
    values (:low_id, :high_id, :unit_id, 0, '{}', :state, :at, :at, :by)
    on conflict (low_id, high_id) do update set state = excluded.state, decided_at = excluded.decided_at,
      decided_by = excluded.decided_by`,
});
