import { column, sql } from '#engines/database';
import type { WeekdayHours } from './working-calendar.ts';

const { bigint, bool, date, dates, int, json, nullable, text, texts } = column;

export const listYears = sql({
  name: 'calendar.list_years',
  row: { year: int, source: text, mark: text, checked_by: nullable(text) },
  text: `
    select distinct on (year) year, source, mark, checked_by
      from calendar.years order by year, id desc`,
});

/** The row that rules each date: the unit's own before everybody's, the newest before older ones. */
export const listDays = sql({
  name: 'calendar.list_days',
  params: { first: date, last: date, unit_id: nullable(int) },
  row: {
    unit_id: nullable(int),
    date,
    status: text,
    reason: text,
    stands_for: nullable(date),
    source: text,
    mark: text,
    checked_by: nullable(text),
    decided_by: nullable(text),
    entered: text,
  },
  text: `
    select distinct on (d.date) d.unit_id, d.date, d.status, d.reason, d.stands_for, d.source, d.mark,
           d.checked_by, d.decided_by, d.entered
      from (select distinct on (date, unit_id) *
              from calendar.days
             where date between :first and :last and (unit_id is null or unit_id = :unit_id)
             order by date, unit_id, id desc) d
     where d.status <> 'as-announced'
     order by d.date, d.unit_id is null`,
});

export const listWeeks = sql({
  name: 'calendar.list_weeks',
  params: { unit_id: nullable(int) },
  row: {
    unit_id: nullable(int),
    valid_from: date,
    valid_to: nullable(date),
    hours: json<WeekdayHours[]>(),
    source: text,
  },
  text: `
    select unit_id, valid_from, valid_to, hours, source
      from calendar.office_weeks
     where unit_id is null or unit_id = :unit_id
     order by unit_id is null, id desc`,
});

export const insertYear = sql({
  name: 'calendar.insert_year',
  params: { year: int, source: text, mark: text, checked_by: nullable(text) },
  row: { id: bigint },
  text: `
    insert into calendar.years (year, source, mark, checked_by)
    values (:year, :source, :mark, :checked_by) returning id`,
});

/** Empty texts in stands_for, checked_by and decided_by stand for null. */
export const insertDays = sql({
  name: 'calendar.insert_days',
  params: {
    dates,
    statuses: texts,
    reasons: texts,
    stands_for: texts,
    sources: texts,
    marks: texts,
    checked_by: texts,
    decided_by: texts,
    entered: text,
    unit_id: nullable(int),
  },
  row: { id: bigint },
  text: `
    insert into calendar.days
           (date, status, reason, stands_for, source, mark, checked_by, decided_by, entered, unit_id)
    select d.date, d.status, d.reason, nullif(d.stands_for, '')::date, d.source, d.mark,
           nullif(d.checked_by, ''), nullif(d.decided_by, ''), :entered, :unit_id
      from unnest(:dates, :statuses, :reasons, :stands_for, :sources, :marks, :checked_by, :decided_by)
           as d (date, status, reason, stands_for, source, mark, checked_by, decided_by)
    returning id`,
});

export const insertWeek = sql({
  name: 'calendar.insert_week',
  params: {
    unit_id: nullable(int),
    valid_from: date,
    valid_to: nullable(date),
    hours: json<readonly WeekdayHours[]>(),
    source: text,
  },
  row: { id: bigint },
  text: `
    insert into calendar.office_weeks (unit_id, valid_from, valid_to, hours, source)
    values (:unit_id, :valid_from, :valid_to, :hours, :source) returning id`,
});

/** One change of the calendar at a time, until the transaction ends. */
export const lockCalendar = sql({
  name: 'calendar.lock',
  row: { locked: bool },
  text: `select true as locked from pg_advisory_xact_lock(hashtext('calendar'))`,
});
