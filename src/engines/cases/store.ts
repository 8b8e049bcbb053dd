import { caseScope } from '#engines/access';
import { column, sql } from '#engines/database';
import { caseColumns, caseList } from './case.ts';

const { nullable, text, uuid, int, instant, json, bigint } = column;

export const insertCase = sql({
  name: 'cases.insert_case',
  params: {
    kind: text,
    number: text,
    title: text,
    unit_id: int,
    received_unit_id: int,
    field: text,
    filer_account_id: nullable(uuid),
    filer_person_id: nullable(uuid),
    subject_person_id: nullable(uuid),
    representative_person_id: nullable(uuid),
    filer_name: text,
    subject_name: text,
    filer_phone: text,
    state: text,
    submitted_at: instant,
    facet1: nullable(text),
    facet2: nullable(text),
    facet3: nullable(text),
    search: text,
    verb: text,
    actor_kind: text,
    account_id: nullable(uuid),
    post_id: nullable(uuid),
    actor_name: text,
  },
  row: { id: uuid },
  text: `
    with opened as (
      insert into cases.cases (kind, number, title, unit_id, received_unit_id, field, filer_account_id,
        filer_person_id, subject_person_id, representative_person_id, filer_name, subject_name, filer_phone,
        state, submitted_at, facet1, facet2, facet3, search)
      values (:kind, :number, :title, :unit_id, :received_unit_id, :field, :filer_account_id,
        :filer_person_id, :subject_person_id, :representative_person_id, :filer_name, :subject_name, :filer_phone,
        :state, :submitted_at, :facet1, :facet2, :facet3, :search)
      returning id
    ), noted as (
      insert into cases.trail (case_id, at, verb, to_state, actor_kind, account_id, post_id, actor_name)
      select id, :submitted_at, :verb, :state, :actor_kind, :account_id, :post_id, :actor_name from opened
    )
    select id from opened`,
});

/** Bounded by what the actor may see. */
export const findCase = sql({
  name: 'cases.find_case',
  params: { number: text, ...caseScope.params },
  row: caseColumns,
  text: `select ${caseList('c')} from cases.cases c where c.number = :number and ${caseScope.predicate('c')}`,
});

/** Unbounded: for the program's own reading (handlers, tracking with its own secret). */
export const findCaseByNumber = sql({
  name: 'cases.find_case_by_number',
  params: { number: text },
  row: caseColumns,
  text: `select ${caseList('c')} from cases.cases c where c.number = :number`,
});

export const findCaseById = sql({
  name: 'cases.find_case_by_id',
  params: { id: uuid },
  row: caseColumns,
  text: `select ${caseList('c')} from cases.cases c where c.id = :id`,
});

/** A move and its line of the trail in one statement; no row when another act came first. */
export const moveCase = sql({
  name: 'cases.move_case',
  params: {
    id: uuid,
    expected_version: int,
    state: text,
    step: nullable(text),
    assignee_post_id: nullable(uuid),
    responsible_post_id: nullable(uuid),
    unit_id: int,
    received_at: nullable(instant),
    decided_at: nullable(instant),
    ended_at: nullable(instant),
    due_at: nullable(instant),
    paused_at: nullable(instant),
    time_limit: nullable(json<unknown>()),
    facet3: nullable(text),
    at: instant,
    verb: text,
    from_state: text,
    from_step: nullable(text),
    reason: nullable(text),
    paper: nullable(text),
    detail: json<unknown>(),
    actor_kind: text,
    account_id: nullable(uuid),
    post_id: nullable(uuid),
    actor_name: text,
  },
  row: caseColumns,
  text: `
    with moved as (
      update cases.cases c
      set state = :state, step = :step, assignee_post_id = :assignee_post_id, unit_id = :unit_id,
          responsible_post_id = :responsible_post_id,
          received_at = :received_at, decided_at = :decided_at, ended_at = :ended_at, due_at = :due_at,
          paused_at = :paused_at, time_limit = :time_limit, facet3 = :facet3, version = c.version + 1
      where c.id = :id and c.version = :expected_version
      returning ${caseList('c')}
    ), noted as (
      insert into cases.trail (case_id, at, verb, from_state, to_state, from_step, to_step, actor_kind,
        account_id, post_id, actor_name, assignee_post_id, reason, paper, detail)
      select m.id, :at, :verb, :from_state, m.state, :from_step, m.step, :actor_kind,
        :account_id, :post_id, :actor_name, m.assignee_post_id, :reason, :paper, :detail
      from moved m
    )
    select ${caseList('m')} from moved m`,
});

const trailColumns = {
  id: bigint,
  at: instant,
  verb: text,
  from_state: nullable(text),
  to_state: text,
  from_step: nullable(text),
  to_step: nullable(text),
  actor_kind: text,
  account_id: nullable(uuid),
  post_id: nullable(uuid),
  actor_name: text,
  assignee_post_id: nullable(uuid),
  reason: nullable(text),
  paper: nullable(text),
  detail: json<Record<string, unknown>>(),
};

const trailList = Object.keys(trailColumns).join(', ');

export const listTrail = sql({
  name: 'cases.list_trail',
  params: { case_id: uuid },
  row: trailColumns,
  text: `select ${trailList} from cases.trail where case_id = :case_id order by id`,
});

export const lastOfTrail = sql({
  name: 'cases.last_of_trail',
  params: { case_id: uuid },
  row: trailColumns,
  text: `select ${trailList} from cases.trail where case_id = :case_id order by id desc limit 1`,
});

/** Received, but no date could be promised: a day on the way was undecided. Unbounded: for the nightly job. */
export const listUndated = sql({
  name: 'cases.list_undated',
  params: { kind: text },
  row: caseColumns,
  text: `
    select ${caseList('c')} from cases.cases c
    where c.kind = :kind and c.ended_at is null and c.decided_at is null and c.due_at is null
      and c.paused_at is null and c.received_at is not null and c.time_limit ->> 'kind' <> 'none'
    order by c.received_at limit 1000`,
});

/** Received and running, with a limit that the calendar counts: a page of them, after a case. */
export const listRunning = sql({
  name: 'cases.list_running',
  params: { kind: text, unit_id: nullable(int), after: uuid },
  row: caseColumns,
  text: `
    select ${caseList('c')} from cases.cases c
    where c.kind = :kind and (:unit_id is null or c.unit_id = :unit_id) and c.id > :after
      and c.ended_at is null and c.decided_at is null and c.paused_at is null and c.received_at is not null
      and c.time_limit ->> 'kind' not in ('none', 'set')
    order by c.id limit 500`,
});

export const insertPause = sql({
  name: 'cases.insert_pause',
  params: { case_id: uuid, from_at: instant, reason: text, paper: text },
  row: { id: bigint },
  text: `
    insert into cases.pauses (case_id, from_at, reason, paper)
    values (:case_id, :from_at, :reason, :paper) returning id`,
});

export const endPause = sql({
  name: 'cases.end_pause',
  params: { case_id: uuid, to_at: instant },
  row: { id: bigint },
  text: `
    update cases.pauses set to_at = greatest(from_at, :to_at)
    where case_id = :case_id and to_at is null returning id`,
});

export const listPauses = sql({
  name: 'cases.list_pauses',
  params: { case_id: uuid },
  row: { from_at: instant, to_at: nullable(instant), reason: text, paper: text },
  text: `select from_at, to_at, reason, paper from cases.pauses where case_id = :case_id order by from_at, id`,
});

export const insertRating = sql({
  name: 'cases.insert_rating',
  params: { case_id: uuid, unit_id: int, score: int, words: text, at: instant },
  row: { case_id: uuid },
  text: `
    insert into cases.ratings (case_id, unit_id, score, words, at)
    values (:case_id, :unit_id, :score, :words, :at)
    on conflict (case_id) do nothing returning case_id`,
});

export const findRating = sql({
  name: 'cases.find_rating',
  params: { case_id: uuid },
  row: { score: int, words: text, at: instant },
  text: `select score, words, at from cases.ratings where case_id = :case_id`,
});
