/**
 * The SQL text of opening a case, for the kind's hot path written as one statement; the statement says
 * `-- with: cases` in its first line. Everything else uses openCase. Expressions, not values.
 */
export const openCaseSql = (row: Readonly<Record<OpenedColumn, string>> & { from: string }): string => `
    insert into cases.cases (${openedColumns.join(', ')})
    select ${openedColumns.map((name) => row[name]).join(', ')} from ${row.from}
    returning id, number, unit_id, state, submitted_at`;

/** The first line of the trail of the case opened in the CTE `from`. */
export const firstTrailSql = (row: {
  actorKind: string;
  accountId: string;
  postId: string;
  actorName: string;
  from: string;
}): string => `
    insert into cases.trail (case_id, at, verb, to_state, actor_kind, account_id, post_id, actor_name)
    select id, submitted_at, 'submitted', state, ${row.actorKind}, ${row.accountId}, ${row.postId}, ${row.actorName}
    from ${row.from}`;

const openedColumns = [
  'kind',
  'number',
  'title',
  'unit_id',
  'received_unit_id',
  'field',
  'filer_account_id',
  'filer_person_id',
  'subject_person_id',
  'representative_person_id',
  'filer_name',
  'subject_name',
  'filer_phone',
  'state',
  'submitted_at',
  'facet1',
  'facet2',
  'facet3',
  'search',
] as const;
type OpenedColumn = (typeof openedColumns)[number];
