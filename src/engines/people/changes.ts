import { type Ctx, column, type Db, type Officer, sql, type Tx } from '#engines/database';
import { shownFields } from './shown-fields.ts';

const { instant, int, json, nullable, text, uuid } = column;
type Values = Readonly<Record<string, unknown>>;

const insertChange = sql({
  name: 'people.insert_change',
  params: {
    unit_id: int,
    person_id: nullable(uuid),
    household_id: nullable(uuid),
    at: instant,
    by_name: text,
    by_title: text,
    verb: text,
    reason: text,
    paper: nullable(text),
    before: json<Values>(),
    after: json<Values>(),
  },
  text: `
    insert into people.changes (unit_id, person_id, household_id, at, by_name, by_title, verb, reason, paper, before, after)
    values (:unit_id, :person_id, :household_id, :at, :by_name, :by_title, :verb, :reason, :paper, :before, :after)`,
});

const listChanges = sql({
  name: 'people.list_changes',
  params: { person_id: nullable(uuid), household_id: nullable(uuid), limit: int },
  row: {
    at: instant,
    by_name: text,
    by_title: text,
    verb: text as column.Column<ChangeVerb>,
    reason: text,
    paper: nullable(text),
    before: json<Values>(),
    after: json<Values>(),
  },
  text: `
    select at, by_name, by_title, verb, reason, paper, before, after from people.changes
    where person_id = :person_id or household_id = :household_id order by at desc, id desc limit :limit`,
});

export type ChangeVerb =
  | 'added'
  | 'corrected'
  | 'moved'
  | 'died'
  | 'death-undone'
  | 'kin-added'
  | 'kin-ended'
  | 'household-founded'
  | 'household-joined'
  | 'head-changed'
  | 'merged'
  | 'parted';

export interface Change {
  readonly unitId: number;
  readonly personId?: string;
  readonly householdId?: string;
  readonly verb: ChangeVerb;
  readonly reason: string;
  readonly paper?: string;
  readonly before: Values;
  readonly after: Values;
}

/** Keeps what was there before a change, for people to read; only what differs. */
export async function writeChange(ctx: Ctx, t: Tx, officer: Officer, change: Change): Promise<void> {
  const differs = shownFields.filter(
    (field) =>
      JSON.stringify(change.before[field] ?? null) !== JSON.stringify(change.after[field] ?? null) ||
      field === 'kin',
  );
  const only = (values: Values): Values =>
    Object.fromEntries(differs.filter((field) => field in values).map((field) => [field, values[field]]));
  await t.run(insertChange, {
    unit_id: change.unitId,
    person_id: change.personId ?? null,
    household_id: change.householdId ?? null,
    at: ctx.now(),
    by_name: officer.name,
    by_title: officer.postTitle,
    verb: change.verb,
    reason: change.reason.trim(),
    paper: change.paper?.trim() || null,
    before: only(change.before),
    after: only(change.after),
  });
}

/** What was changed in an entry, by whom and why, the latest first. Read within the reader's scope. */
export const changesOf = (db: Db, of: { personId?: string; householdId?: string }, limit = 100) =>
  db.many(listChanges, {
    person_id: of.personId ?? null,
    household_id: of.householdId ?? null,
    limit,
  });
