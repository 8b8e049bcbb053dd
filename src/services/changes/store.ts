import { type Column, column, sql } from '#engines/database';
import type { ChangeState } from './change.ts';
import type { Json } from './json.ts';

const { bigint, bool, date, instant, int, ints, json, nullable, text, uuid } = column;

const state = text as Column<ChangeState>;

const changeRow = {
  id: uuid,
  kind: text,
  subject: text,
  title: text,
  unit_id: int,
  content: json<Json>(),
  before: json<Json>(),
  base: text,
  author_id: uuid,
  author_name: text,
  reason: text,
  effective_from: nullable(date),
  state,
  reviewer_id: nullable(uuid),
  reviewer_name: nullable(text),
  words: text,
  version: int,
  changed_at: instant,
  decided_at: nullable(instant),
} as const;

const columns = `id, kind, subject, title, unit_id, content, before, base, author_id, author_name, reason,
  effective_from, state, reviewer_id, reviewer_name, words, version, changed_at, decided_at`;

/** Nobody but its author sees a draft. */
const mine = `unit_id = any(:units) and (state not in ('draft', 'withdrawn') or author_id = :account or decided_at is not null)`;

export const findChange = sql({
  name: 'changes.find',
  params: { id: uuid, units: ints, account: uuid },
  row: changeRow,
  text: `select ${columns} from changes.changes where id = :id and ${mine}`,
});

export const lockChange = sql({
  name: 'changes.lock',
  params: { id: uuid, units: ints, account: uuid },
  row: changeRow,
  text: `select ${columns} from changes.changes where id = :id and ${mine} for update`,
});

/** One decision about a subject at a time, until the transaction ends. */
export const lockSubject = sql({
  name: 'changes.lock_subject',
  params: { subject: text },
  row: { locked: bool },
  text: `select true as locked from pg_advisory_xact_lock(hashtext('changes'), hashtext(:subject))`,
});

export const findOwnDraft = sql({
  name: 'changes.find_own_draft',
  params: { kind: text, subject: text, account: uuid, unit: int },
  row: { id: uuid },
  text: `
    select id from changes.changes
     where kind = :kind and subject = :subject and author_id = :account and unit_id = :unit
       and state in ('draft', 'returned')
     order by changed_at desc limit 1`,
});

export const insertChange = sql({
  name: 'changes.insert',
  params: {
    kind: text,
    subject: text,
    title: text,
    unit_id: int,
    content: json<Json>(),
    before: json<Json>(),
    base: text,
    author_id: uuid,
    author_name: text,
    reason: text,
    effective_from: nullable(date),
    at: instant,
  },
  row: { id: uuid },
  text: `
    insert into changes.changes
      (kind, subject, title, unit_id, content, before, base, author_id, author_name, reason, effective_from,
       created_at, changed_at)
    values
      (:kind, :subject, :title, :unit_id, :content, :before, :base, :author_id, :author_name, :reason,
       :effective_from, :at, :at)
    returning id`,
});

export const updateContent = sql({
  name: 'changes.update_content',
  params: { id: uuid, content: json<Json>(), before: json<Json>(), base: text, title: text, at: instant },
  text: `
    update changes.changes
       set content = :content, before = :before, base = :base, title = :title, changed_at = :at,
           version = version + 1
     where id = :id`,
});

export const updateState = sql({
  name: 'changes.update_state',
  params: {
    id: uuid,
    state,
    reason: text,
    effective_from: nullable(date),
    reviewer_id: nullable(uuid),
    reviewer_name: nullable(text),
    words: text,
    decided_at: nullable(instant),
    at: instant,
  },
  text: `
    update changes.changes
       set state = :state, reason = :reason, effective_from = :effective_from, reviewer_id = :reviewer_id,
           reviewer_name = :reviewer_name, words = :words, decided_at = :decided_at, changed_at = :at,
           version = version + 1
     where id = :id`,
});

export const insertTrail = sql({
  name: 'changes.insert_trail',
  params: { change_id: uuid, at: instant, account_id: uuid, name: text, verb: text, words: text },
  row: { id: bigint },
  text: `
    insert into changes.trail (change_id, at, account_id, name, verb, words)
    values (:change_id, :at, :account_id, :name, :verb, :words) returning id`,
});

export const listTrail = sql({
  name: 'changes.list_trail',
  params: { change_id: uuid },
  row: { at: instant, name: text, verb: text, words: text },
  text: `select at, name, verb, words from changes.trail where change_id = :change_id order by id`,
});

const lineRow = {
  id: uuid,
  kind: text,
  subject: text,
  title: text,
  author_name: text,
  author_id: uuid,
  effective_from: nullable(date),
  state,
  reviewer_name: nullable(text),
  changed_at: instant,
} as const;

const lineColumns = `id, kind, subject, title, author_name, author_id, effective_from, state, reviewer_name, changed_at`;

/** Drafts of one's own, and what was given back. */
export const listDrafts = sql({
  name: 'changes.list_drafts',
  params: { units: ints, account: uuid },
  row: lineRow,
  text: `
    select ${lineColumns} from changes.changes
     where unit_id = any(:units) and author_id = :account and state in ('draft', 'returned')
     order by changed_at desc limit 200`,
});

export const listWaiting = sql({
  name: 'changes.list_waiting',
  params: { units: ints },
  row: lineRow,
  text: `
    select ${lineColumns} from changes.changes
     where unit_id = any(:units) and state = 'submitted' order by changed_at limit 200`,
});

/** What waits for somebody else than its author. */
export const countWaiting = sql({
  name: 'changes.count_waiting',
  params: { units: ints, account: uuid },
  row: { n: int },
  text: `
    select count(*)::int as n from changes.changes
     where unit_id = any(:units) and state = 'submitted' and author_id <> :account`,
});

export const listComing = sql({
  name: 'changes.list_coming',
  params: { units: ints, today: date },
  row: lineRow,
  text: `
    select ${lineColumns} from changes.changes
     where unit_id = any(:units) and state = 'approved' and effective_from > :today
     order by effective_from, changed_at limit 200`,
});

/** Everything decided; `words` in the title or subject, one kind or all. */
export const listDecided = sql({
  name: 'changes.list_decided',
  params: { units: ints, kind: text, subject: text, words: text, after: int },
  row: lineRow,
  text: `
    select ${lineColumns} from changes.changes
     where unit_id = any(:units) and state in ('approved', 'withdrawn') and decided_at is not null
       and (:kind = '' or kind = :kind) and (:subject = '' or subject = :subject)
       and (:words = '' or search.fold(title || ' ' || subject) like '%' || search.fold(:words) || '%')
     order by decided_at desc, id limit 51 offset :after`,
});
