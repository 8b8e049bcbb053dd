import { column, type Db, type ResultOf, sql } from '#engines/database';

const findSessionFigures = sql({
  name: 'access.find_session_figures',
  params: { now: column.instant, seen_since: column.instant },
  row: { citizens: column.int, officers: column.int },
  text: `
    select count(*) filter (where appointment_id is null)::int as citizens,
      count(*) filter (where appointment_id is not null)::int as officers
    from access.sessions
    where ended_at is null and expires_at > :now and last_seen_at > :seen_since`,
});

/** How many sessions were used within the last hour, by kind; nobody is named. */
export const sessionFigures = (db: Db, now: Date): Promise<ResultOf<typeof findSessionFigures>> =>
  db.one(findSessionFigures, { now, seen_since: new Date(now.getTime() - 3_600_000) });
