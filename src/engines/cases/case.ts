import type { Limit } from '#engines/calendar';
import { column, type RowOf } from '#engines/database';

/** A limit of the procedure, or a date that an officer has set where the source gives none. */
export type CaseLimit = Limit | { readonly kind: 'set'; readonly at: string };

/** The columns of a case as every statement of this engine returns them. */
export const caseColumns = {
  id: column.uuid,
  kind: column.text,
  number: column.text,
  title: column.text,
  unit_id: column.int,
  received_unit_id: column.int,
  field: column.text,
  assignee_post_id: column.nullable(column.uuid),
  responsible_post_id: column.nullable(column.uuid),
  filer_account_id: column.nullable(column.uuid),
  filer_person_id: column.nullable(column.uuid),
  subject_person_id: column.nullable(column.uuid),
  representative_person_id: column.nullable(column.uuid),
  filer_name: column.text,
  subject_name: column.text,
  filer_phone: column.text,
  state: column.text,
  step: column.nullable(column.text),
  submitted_at: column.instant,
  received_at: column.nullable(column.instant),
  due_at: column.nullable(column.instant),
  decided_at: column.nullable(column.instant),
  ended_at: column.nullable(column.instant),
  paused_at: column.nullable(column.instant),
  time_limit: column.nullable(column.json<CaseLimit>()),
  facet1: column.nullable(column.text),
  facet2: column.nullable(column.text),
  facet3: column.nullable(column.text),
  version: column.int,
};

export type Case = RowOf<typeof caseColumns>;

/** `c.id, c.kind, …` for the select list of a statement. */
export const caseList = (alias: string): string =>
  Object.keys(caseColumns)
    .map((name) => `${alias}.${name}`)
    .join(', ');

/** Early, on time, late, due soon: always computed, never a state. */
export type Timing =
  | 'no-clock'
  | 'paused'
  | 'running'
  | 'due-soon'
  | 'late'
  | 'early'
  | 'on-time'
  | 'was-late';

/** @param soon from when on an open case counts as due soon, e.g. the end of the next working day. */
export function timingOf(
  c: Pick<Case, 'due_at' | 'decided_at' | 'ended_at' | 'paused_at'>,
  now: Date,
  soon: Date,
): Timing {
  if (c.decided_at) {
    if (!c.due_at) return 'on-time';
    if (c.decided_at > c.due_at) return 'was-late';
    return localDay(c.decided_at) < localDay(c.due_at) ? 'early' : 'on-time';
  }
  if (c.paused_at) return 'paused';
  if (!c.due_at || c.ended_at) return 'no-clock';
  if (now > c.due_at) return 'late';
  return c.due_at <= soon ? 'due-soon' : 'running';
}

// Asia/Ho_Chi_Minh is UTC+7 without daylight saving.
const localDay = (at: Date) => Math.floor((at.getTime() + 7 * 3_600_000) / 86_400_000);
