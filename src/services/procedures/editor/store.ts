import { type Column, column, sql } from '#engines/database';
import type { Definition, Kind, ProcedureRoute } from '../procedure.ts';

const { bool, date, instant, nullable, text, uuid } = column;
const json = column.json<Definition>();

const versionRow = {
  id: uuid,
  code: text,
  kind: text as Column<Kind>,
  name: text,
  plain_name: text,
  field: text,
  field_name: text,
  route: text as Column<ProcedureRoute>,
  valid_from: date,
  valid_to: nullable(date),
  source: text,
  checked: text as Column<'checked' | 'unchecked'>,
  definition: json,
  entered: text as Column<'import' | 'officer'>,
  approved_by: nullable(text),
} as const;

const versionColumns = `v.id, v.code, v.kind, v.name, v.plain_name, v.field, v.field_name, v.route,
  v.valid_from, v.valid_to, v.source, v.checked, v.definition, v.entered, v.approved_by`;

/** Our own versions of a procedure, newest first; one that ended on its own first day was never in force. */
export const listVersions = sql({
  name: 'procedures.list_versions',
  params: { code: text },
  row: versionRow,
  text: `
    select ${versionColumns} from procedures.dated v
     where v.code = :code and v.kind <> 'official'
     order by v.valid_from desc, v.imported_at desc, v.id`,
});

/** Our own account that rules last: what a change is drafted from. */
export const findLatest = sql({
  name: 'procedures.find_latest',
  params: { code: text },
  row: versionRow,
  text: `
    select ${versionColumns} from procedures.dated v
     where v.code = :code and v.kind <> 'official' and v.valid_to is null
     order by v.valid_from desc limit 1`,
});

/** Everything of our own that is in force on a day or will be, for the export. */
export const listOwn = sql({
  name: 'procedures.list_own',
  params: { on_date: date },
  row: versionRow,
  text: `
    select ${versionColumns} from procedures.dated v
     where v.kind <> 'official' and (v.valid_to is null or (v.valid_to > :on_date and v.valid_to > v.valid_from))
     order by v.code, v.valid_from`,
});

/** The version that a new one of the same kind of account would replace. */
export const findOpenVersion = sql({
  name: 'procedures.find_open_version',
  params: { code: text, official: bool },
  row: { id: uuid, valid_from: date, digest: text, entered: versionRow.entered },
  text: `
    select v.id, v.valid_from, v.digest, v.entered from procedures.dated v
     where v.code = :code and (v.kind = 'official') = :official and v.valid_to is null
     order by v.valid_from desc limit 1`,
});

/** No digest of the text: the same text may be agreed to again after it was taken back. */
export const insertOfficersVersion = sql({
  name: 'procedures.insert_officers_version',
  params: {
    code: text,
    kind: text,
    name: text,
    plain_name: text,
    field: text,
    field_name: text,
    route: text,
    valid_from: date,
    source: text,
    checked: text,
    definition: json,
    approved_by: text,
    at: instant,
  },
  row: { id: uuid },
  text: `
    insert into procedures.versions
      (code, kind, name, plain_name, field, field_name, route, valid_from, source, checked, definition, digest,
       imported_at, entered, approved_by)
    values
      (:code, :kind, :name, :plain_name, :field, :field_name, :route, :valid_from, :source, :checked, :definition,
       gen_random_uuid()::text, :at, 'officer', :approved_by)
    returning id`,
});

export const insertWithdrawal = sql({
  name: 'procedures.insert_withdrawal',
  params: { version_id: uuid, at: instant },
  text: `insert into procedures.withdrawals (version_id, at) values (:version_id, :at)`,
});

export const takeOver = sql({
  name: 'procedures.take_over',
  params: { what: text, since: instant },
  text: `
    insert into procedures.taken_over (what, since) values (:what, :since) on conflict (what) do nothing`,
});

export const listTakenOver = sql({
  name: 'procedures.list_taken_over',
  row: { what: text },
  text: 'select what from procedures.taken_over order by what',
});
