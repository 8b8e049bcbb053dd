import { bigint, instant, int, ints, json, nullable, text, uuid, uuids } from './column.ts';
import type { Db } from './db.ts';
import { type ResultOf, sql } from './sql.ts';

export interface EntrySearch {
  /** Unit versions whose trail this is; acts of citizens and of the program count where the unit has a hand in it. */
  readonly units: readonly number[];
  /** Who acted; null = anybody. */
  readonly accountId: string | null;
  readonly subjectId: string | null;
  /** A whole verb or its beginning: `dossier.`, `account.signed-in`. */
  readonly verb: string | null;
  readonly from: Date;
  readonly until: Date;
  /** The last row already seen; null = from the latest on. */
  readonly before: number | null;
  readonly limit: number;
}

export interface ViewSearch
  extends Pick<EntrySearch, 'units' | 'accountId' | 'from' | 'until' | 'before' | 'limit'> {
  /** Who was looked at; null = anybody. */
  readonly personId: string | null;
}

/** What was done, the latest first. */
export const searchEntries = (db: Db, asked: EntrySearch): Promise<ResultOf<typeof findEntries>[]> =>
  db.many(findEntries, {
    ...{ units: [...asked.units], account: asked.accountId, subject: asked.subjectId, verb: asked.verb },
    ...{ from: asked.from, until: asked.until, before: asked.before, limit: asked.limit },
  });

/** Who looked at whom, the latest first. */
export const searchViews = (db: Db, asked: ViewSearch): Promise<ResultOf<typeof findViews>[]> =>
  db.many(findViews, {
    ...{ units: [...asked.units], account: asked.accountId, person: asked.personId },
    ...{ from: asked.from, until: asked.until, before: asked.before, limit: asked.limit },
  });

/** One act with the seal that covers it; undefined when it is none of these units'. */
export const entryById = (db: Db, id: number, units: readonly number[]) =>
  db.maybe(findEntry, { id, units: [...units] });

/** One look with the seal that covers it; undefined when it is none of these units'. */
export const viewById = (db: Db, id: number, units: readonly number[]) =>
  db.maybe(findView, { id, units: [...units] });

const entry = {
  id: bigint,
  at: instant,
  actor_kind: text,
  account_id: nullable(uuid),
  post_id: nullable(uuid),
  unit_id: nullable(int),
  verb: text,
  subject_kind: text,
  subject_id: text,
  detail: json<Readonly<Record<string, unknown>>>(),
};

/** Fails closed: a row without a unit is shown where an act of the unit is on the same subject. */
const entryOfUnits = `(e.unit_id = any(:units) or (e.unit_id is null and exists (
        select 1 from audit.entries o where o.subject_kind = e.subject_kind and o.subject_id = e.subject_id
          and o.unit_id = any(:units))))`;

const findEntries = sql({
  name: 'audit.find_entries',
  params: {
    ...{ units: ints, account: nullable(uuid), subject: nullable(text), verb: nullable(text) },
    ...{ from: instant, until: instant, before: nullable(bigint), limit: int },
  },
  row: entry,
  text: `
    select e.id, e.at, e.actor_kind, e.account_id, e.post_id, e.unit_id, e.verb, e.subject_kind, e.subject_id, e.detail
    from audit.entries e
    where e.at >= :from and e.at < :until and (:before is null or e.id < :before)
      and (:account is null or e.account_id = :account)
      and (:subject is null or e.subject_id = :subject)
      and (:verb is null or starts_with(e.verb, :verb))
      and ${entryOfUnits}
    order by e.id desc limit :limit`,
});

const view = {
  id: bigint,
  at: instant,
  actor_kind: text,
  account_id: nullable(uuid),
  post_id: nullable(uuid),
  unit_id: nullable(int),
  purpose: text,
  case_id: nullable(uuid),
  persons: uuids,
};

const findViews = sql({
  name: 'audit.search_views',
  params: {
    ...{ units: ints, account: nullable(uuid), person: nullable(uuid) },
    ...{ from: instant, until: instant, before: nullable(bigint), limit: int },
  },
  row: view,
  text: `
    select v.id, v.at, v.actor_kind, v.account_id, v.post_id, v.unit_id, v.purpose, v.case_id, v.persons
    from audit.views v
    where v.at >= :from and v.at < :until and (:before is null or v.id < :before)
      and (:account is null or v.account_id = :account)
      and (:person is null or v.persons @> array[:person])
      and v.unit_id = any(:units)
    order by v.id desc limit :limit`,
});

const sealed = { sealed_at: nullable(instant), seal_from: nullable(bigint), seal_to: nullable(bigint) };
const sealOf = (source: 'entries' | 'views', id: string) => `
    left join audit.seals s on s.source = '${source}' and ${id} between s.from_id and s.to_id`;

const findEntry = sql({
  name: 'audit.find_entry',
  params: { id: bigint, units: ints },
  row: { ...entry, request_id: text, ...sealed },
  text: `
    select e.id, e.at, e.actor_kind, e.account_id, e.post_id, e.unit_id, e.verb, e.subject_kind, e.subject_id, e.detail,
           e.request_id, s.at as sealed_at, s.from_id as seal_from, s.to_id as seal_to
    from audit.entries e ${sealOf('entries', 'e.id')}
    where e.id = :id and ${entryOfUnits}`,
});

const findView = sql({
  name: 'audit.find_view',
  params: { id: bigint, units: ints },
  row: { ...view, request_id: text, ...sealed },
  text: `
    select v.id, v.at, v.actor_kind, v.account_id, v.post_id, v.unit_id, v.purpose, v.case_id, v.persons,
           v.request_id, s.at as sealed_at, s.from_id as seal_from, s.to_id as seal_to
    from audit.views v ${sealOf('views', 'v.id')}
    where v.id = :id and v.unit_id = any(:units)`,
});
