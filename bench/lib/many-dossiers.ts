import type pg from 'pg';
import { tell } from './measure.ts';

/**
 * Fills the tables with finished dossiers of three years and, per commune, forty that are still open: what a
 * province has after some years. Names, numbers and searchable text are as varied as real ones.
 */
export async function fillDossiers(
  owner: pg.Client,
  options: {
    from: number;
    to: number;
    units: readonly number[];
    versionId: string;
    openPerUnit: number;
    /** The post that is charged with them, for each unit. */
    posts: readonly string[];
  },
): Promise<void> {
  await owner.query('set synchronous_commit = off');
  const chunk = 100_000;
  for (let from = options.from; from < options.to; from += chunk) {
    const to = Math.min(options.to, from + chunk);
    await owner.query(fillSql, [
      from,
      to,
      options.units,
      options.versionId,
      options.openPerUnit * options.units.length,
      options.posts,
    ]);
    tell(`  ${to.toLocaleString('en')} dossiers`);
  }
  await owner.query('vacuum analyze cases.cases');
  await owner.query('analyze');
}

const names = `(array['Nguyễn','Phạm','Đinh','Trần','Vũ','Lê','Hoàng','Bùi','Tạ','Đỗ','Mai','Dương'])[1 + (n * 7) % 12]
  || ' ' || (array['Thị','Văn','Đức','Minh','Thu','Quang','Ngọc','Xuân'])[1 + (n * 5) % 8]
  || ' ' || (array['Lành','Hùng','Mùi','Khoát','Hương','Tuấn','Lan','Nam','Thảo','Đạt','Yến','Sơn','Nga','Bình','Vân','Long'])[1 + (n * 11) % 16]`;

const folded = `(array['nguyen','pham','dinh','tran','vu','le','hoang','bui','ta','do','mai','duong'])[1 + (n * 7) % 12]
  || ' ' || (array['thi','van','duc','minh','thu','quang','ngoc','xuan'])[1 + (n * 5) % 8]
  || ' ' || (array['lanh','hung','mui','khoat','huong','tuan','lan','nam','thao','dat','yen','son','nga','binh','van','long'])[1 + (n * 11) % 16]`;

/** The first forty of each commune are open, whatever the size, so that only the history grows. */
const fillSql = `
  with given as (
    select n, ($3::int[])[1 + n % cardinality($3::int[])] as unit, n < $5 as is_open, gen_random_uuid() as id, gen_random_uuid() as person,
           case when n < $5 then now() - (n % 9) * interval '1 day'
                else now() - interval '12 days' - ((n::bigint * 7919) % 1080) * interval '1 day' end as at,
           (array['1.001193','1.000656','1.004873','2.000635','1.001612','1.011607'])[1 + (n / 129 + n * 13) % 6] as code
    from generate_series($1::int, $2::int - 1) as n
  ), opened as (
    insert into cases.cases (id, kind, number, title, unit_id, received_unit_id, field, assignee_post_id, responsible_post_id,
      filer_account_id, filer_person_id, subject_person_id, filer_name, subject_name, filer_phone, state, step, submitted_at, received_at, due_at, decided_at, ended_at,
      time_limit, facet1, facet2, facet3, search)
    select id, 'dossier', 'H42.' || unit || '-' || to_char(at, 'YYMMDD') || '-' || n, 'Thủ tục ' || code, unit, unit,
      case when code = '1.001612' then 'business' when code = '1.011607' then 'poverty' else 'civil-status' end,
      case when is_open then ($6::uuid[])[1 + n % cardinality($3::int[])] end, ($6::uuid[])[1 + n % cardinality($3::int[])],
      gen_random_uuid(), person, person, ${names}, ${names}, '0900' || lpad((n % 1000000)::text, 6, '0'),
      case when not is_open then 'handed-over' when (n / 129) % 3 = 0 then 'submitted' when (n / 129) % 3 = 1 then 'received' else 'processing' end,
      'examine', at, case when not is_open or (n / 129) % 3 > 0 then at + interval '2 hours' end,
      case when not is_open or (n / 129) % 3 > 0 then at + interval '3 days' end,
      case when not is_open then at + (case when n % 11 = 0 then interval '5 days' else interval '1 day' end) end,
      case when not is_open then at + interval '6 days' end,
      '{"kind":"working-days","n":3}', code, 'thôn ' || n % 28, case when (n / 129) % 3 = 0 then 'reception' else 'processing' end,
      'h42.' || unit || '-' || n || ' ' || ${folded} || ' 0900' || lpad((n % 1000000)::text, 6, '0')
    from given
  ), filed as (
    insert into dossiers.dossiers (case_id, procedure_code, version_id, case_choice, account_id, idempotency_key, channel, delivery)
    select id, code, $4, 'ordinary', gen_random_uuid(), 'bench-' || n, 'online', '{"how":"counter"}' from given
  ), answered as (
    insert into dossiers.answers (case_id, unit_id, persons, answers)
    select id, unit, array[person], jsonb_build_object('filer', jsonb_build_object('filer-name', ${names})) from given
  )
  insert into cases.trail (case_id, at, verb, to_state, actor_kind, actor_name)
  select id, at + step * interval '1 hour', (array['submitted','received','result-issued'])[step], 'submitted', 'citizen', 'Phép đo'
  from given, generate_series(1, case when is_open then 1 else 3 end) as step`;
