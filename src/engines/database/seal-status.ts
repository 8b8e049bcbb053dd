import { bigint, instant, int, nullable, text } from './column.ts';
import type { Db } from './db.ts';
import { sql } from './sql.ts';

const findStatus = sql({
  name: 'audit.find_seal_status',
  row: { source: text, sealed_at: nullable(instant), seals: int, sealed_to: bigint, unsealed: bigint },
  text: `
    select k.source, s.at as sealed_at, coalesce(s.seals, 0)::int as seals, coalesce(s.to_id, 0) as sealed_to,
      (case k.source
        when 'entries' then (select count(*) from audit.entries e where e.id > coalesce(s.to_id, 0))
        else (select count(*) from audit.views v where v.id > coalesce(s.to_id, 0)) end) as unsealed
    from (values ('entries'), ('views')) k (source)
    left join lateral (
      select max(at) as at, max(to_id) as to_id, count(*) as seals from audit.seals where source = k.source
    ) s on true
    order by k.source`,
});

/** How far the audit is sealed, and what still waits for the next seal. */
export const sealStatus = (db: Db) => db.many(findStatus, {});
