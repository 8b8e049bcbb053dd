import { type Column, column, sql } from '#engines/database';
import type { LifeEvent } from './life-events.ts';
import type { Definition, Kind, ProcedureRoute, ProcedureVersion } from './procedure.ts';

const { date, instant, int, json, nullable, text, texts, uuid } = column;

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
  checked: text as Column<ProcedureVersion['checked']>,
  definition: json<Definition>(),
} as const;

const versionColumns = `v.id, v.code, v.kind, v.name, v.plain_name, v.field, v.field_name, v.route,
  v.valid_from, v.valid_to, v.source, v.checked, v.definition`;

export const findById = sql({
  name: 'procedures.find_by_id',
  params: { id: uuid },
  row: versionRow,
  text: `select ${versionColumns} from procedures.dated v where v.id = :id`,
});

/** Our own account of a procedure goes before the portal's bare text. */
export const findCurrent = sql({
  name: 'procedures.find_current',
  params: { code: text, on_date: date },
  row: versionRow,
  text: `
    select ${versionColumns} from procedures.dated v
    where v.code = :code and v.valid_from <= :on_date and (v.valid_to is null or :on_date < v.valid_to)
    order by v.kind = 'official', v.valid_from desc
    limit 1`,
});

export const findOfficial = sql({
  name: 'procedures.find_official',
  params: { code: text, on_date: date },
  row: versionRow,
  text: `
    select ${versionColumns} from procedures.dated v
    where v.code = :code and v.kind = 'official' and v.valid_from <= :on_date
      and (v.valid_to is null or :on_date < v.valid_to)
    order by v.valid_from desc
    limit 1`,
});

/** What lists and the search need of every procedure in force, without the whole definitions. */
export const findCatalogue = sql({
  name: 'procedures.find_catalogue',
  params: { on_date: date },
  row: {
    id: uuid,
    code: text,
    kind: versionRow.kind,
    name: text,
    plain_name: text,
    field: text,
    field_name: text,
    route: versionRow.route,
    checked: versionRow.checked,
    summary: nullable(text),
    also_called: nullable(json<readonly string[]>()),
    life_events: nullable(json<readonly LifeEvent[]>()),
  },
  text: `
    select distinct on (v.code) v.id, v.code, v.kind, v.name, v.plain_name, v.field, v.field_name, v.route,
           v.checked, v.definition->>'summary' as summary, v.definition->'alsoCalled' as also_called,
           v.definition->'lifeEvents' as life_events
    from procedures.dated v
    where v.valid_from <= :on_date and (v.valid_to is null or :on_date < v.valid_to)
    order by v.code, v.kind = 'official', v.valid_from desc`,
});

export const findRevision = sql({
  name: 'procedures.find_revision',
  row: { revision: int },
  text: 'select revision from procedures.revision',
});

export const raiseRevision = sql({
  name: 'procedures.raise_revision',
  row: { revision: int },
  text: 'update procedures.revision set revision = revision + 1 returning revision',
});

export const findSynonyms = sql({
  name: 'procedures.find_synonyms',
  row: { words: texts },
  text: 'select words from procedures.synonyms order by id',
});

export const removeSynonyms = sql({
  name: 'procedures.remove_synonyms',
  text: 'delete from procedures.synonyms',
});

export const insertSynonyms = sql({
  name: 'procedures.insert_synonyms',
  params: { id: int, words: texts },
  text: 'insert into procedures.synonyms (id, words) values (:id, :words)',
});

const elsewhereRow = {
  id: text,
  title: text,
  words: texts,
  place_to_go: text,
  how: text,
  source: text,
  checked: text as Column<ProcedureVersion['checked']>,
} as const;

export const findElsewhere = sql({
  name: 'procedures.find_elsewhere',
  row: elsewhereRow,
  text: `
    select id, title, words, place_to_go, how, source, checked from procedures.elsewhere order by ordinal`,
});

export const removeElsewhere = sql({
  name: 'procedures.remove_elsewhere',
  text: 'delete from procedures.elsewhere',
});

export const insertElsewhere = sql({
  name: 'procedures.insert_elsewhere',
  params: { ...elsewhereRow, ordinal: int },
  text: `
    insert into procedures.elsewhere (id, ordinal, title, words, place_to_go, how, source, checked)
    values (:id, :ordinal, :title, :words, :place_to_go, :how, :source, :checked)`,
});

export const insertVersion = sql({
  name: 'procedures.insert_version',
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
    definition: json<Definition>(),
    digest: text,
    at: instant,
  },
  row: { id: uuid },
  text: `
    insert into procedures.versions
      (code, kind, name, plain_name, field, field_name, route, valid_from, source, checked, definition, digest, imported_at)
    values
      (:code, :kind, :name, :plain_name, :field, :field_name, :route, :valid_from, :source, :checked, :definition, :digest, :at)
    returning id`,
});

export const insertEnd = sql({
  name: 'procedures.insert_end',
  params: { version_id: uuid, valid_to: date, successor_id: nullable(uuid), at: instant },
  text: `
    insert into procedures.ends (version_id, valid_to, successor_id, at)
    values (:version_id, :valid_to, :successor_id, :at)`,
});

export const findDirectFiling = sql({
  name: 'procedures.find_direct_filing',
  row: { unit_code: text, said_by: text, since: instant },
  text: 'select unit_code, said_by, since from procedures.direct_filing order by unit_code',
});

export const insertDirectFiling = sql({
  name: 'procedures.insert_direct_filing',
  params: { unit_code: text, said_by: text, since: instant },
  text: `
    insert into procedures.direct_filing (unit_code, said_by, since) values (:unit_code, :said_by, :since)
    on conflict (unit_code) do nothing`,
});
