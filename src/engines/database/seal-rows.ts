import { bigint, bytes, int, text } from './column.ts';
import type { Db } from './db.ts';
import { markLength } from './seal-marks.ts';
import { type ResultOf, sql } from './sql.ts';

export type Source = 'entries' | 'views';
export const sources: readonly Source[] = ['entries', 'views'];

/**
 * A row in two halves, spelt out so that neither a session's settings nor a later column changes the digest.
 * `open` names no person and may be read by anyone: id, moment, kind of actor, unit, what was done. `rest` holds
 * who it was and on whom; outside this house only its digest is seen. What makes `rest` unguessable is the
 * request's own random id in it.
 */
const halves = {
  entries: {
    open: `jsonb_build_array(id, extract(epoch from at), actor_kind, unit_id, verb, subject_kind)::text`,
    rest: `jsonb_build_array(account_id, post_id, subject_id, detail, request_id)::text`,
  },
  views: {
    open: `jsonb_build_array(id, extract(epoch from at), actor_kind, unit_id, purpose)::text`,
    rest: `jsonb_build_array(account_id, post_id, case_id, persons, request_id)::text`,
  },
};

interface Range {
  readonly from: number;
  readonly to: number;
}

/** sha256(previous ‖ digest of each row in order), digest of a row = sha256(open ‖ sha256(rest)). */
export const digest = (db: Db, source: Source, range: Range & { readonly previous: Buffer }) =>
  db.one(digests[source], { from: range.from, to: range.to, previous: range.previous });

/** Version 1, before the rows were digested one by one: sha256(previous ‖ lines). */
export const digestOfOld = (db: Db, source: Source, range: Range & { readonly previous: Buffer }) =>
  db.one(oldDigests[source], { from: range.from, to: range.to, previous: range.previous });

/** The rows of a range as an outsider may have them, with their digests. */
export const rowsOf = (db: Db, source: Source, range: Range): Promise<ResultOf<(typeof rows)['entries']>[]> =>
  db.many(rows[source], { from: range.from, to: range.to });

const inHalves = (source: Source) => `
        select id, open, sha256(convert_to(rest, 'UTF8')) as rest,
               sha256(convert_to(open, 'UTF8') || sha256(convert_to(rest, 'UTF8'))) as digest
        from (select id, ${halves[source].open} as open, ${halves[source].rest} as rest
              from audit.${source} where id between :from and :to) halves`;

const digestOf = (source: Source) =>
  sql({
    name: `audit.digest_${source}`,
    params: { from: bigint, to: bigint, previous: bytes },
    row: { count: int, hash: bytes, marks: bytes },
    text: `
      select count(*)::int as count,
             sha256(:previous || coalesce(string_agg(digest, ''::bytea order by id), ''::bytea)) as hash,
             coalesce(string_agg(substring(digest from 1 for ${markLength}), ''::bytea order by id), ''::bytea) as marks
      from (${inHalves(source)}) rows`,
  });
const digests = { entries: digestOf('entries'), views: digestOf('views') };

const rowsIn = (source: Source) =>
  sql({
    name: `audit.rows_${source}`,
    params: { from: bigint, to: bigint },
    row: { id: bigint, open: text, rest: bytes, digest: bytes },
    text: `select id, open, rest, digest from (${inHalves(source)}) rows order by id`,
  });
const rows = { entries: rowsIn('entries'), views: rowsIn('views') };

const oldLines = {
  entries: `jsonb_build_array(id, extract(epoch from at), actor_kind, account_id, post_id, unit_id, verb,
    subject_kind, subject_id, detail, request_id)::text`,
  views: `jsonb_build_array(id, extract(epoch from at), actor_kind, account_id, post_id, unit_id, purpose,
    case_id, persons, request_id)::text`,
};

const oldDigestOf = (source: Source) =>
  sql({
    name: `audit.old_digest_${source}`,
    params: { from: bigint, to: bigint, previous: bytes },
    row: { count: int, hash: bytes },
    text: `
      select count(*)::int as count,
             sha256(:previous || convert_to(coalesce(string_agg(${oldLines[source]}, E'\\n' order by id), ''), 'UTF8')) as hash
      from audit.${source} where id between :from and :to`,
  });
const oldDigests = { entries: oldDigestOf('entries'), views: oldDigestOf('views') };
