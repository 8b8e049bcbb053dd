import { column, sql } from '#engines/database';
import type { PersonFollower } from '#engines/people';

const params = { from: column.uuid, to: column.uuid, only: column.nullable(column.uuids) };
const row = { id: column.uuid };

/** Rows that name their persons in a list. One that names both already needs nothing. */
const listsOf = (table: 'answers' | 'attachments' | 'results', key: string) =>
  sql({
    name: `dossiers.follow_${table}`,
    params,
    row,
    text: `
      update dossiers.${table} set persons = array_replace(persons, :from, :to)
      where :from = any(persons) and not :to = any(persons) and (:only is null or ${key} = any(:only))
      returning ${key} as id`,
  });

const draftsOf = (name: string, columnName: string) =>
  sql({
    name: `dossiers.follow_${name}`,
    params,
    row,
    text: `
      update dossiers.drafts set ${columnName} = :to
      where ${columnName} = :from and (:only is null or id = any(:only)) returning id`,
  });

/** Drafts, papers and results follow a person whose two entries were merged. */
export const dossierFollowers: readonly PersonFollower[] = [
  { name: 'dossiers.answers', statement: listsOf('answers', 'case_id') },
  { name: 'dossiers.attachments', statement: listsOf('attachments', 'id') },
  { name: 'dossiers.results', statement: listsOf('results', 'id') },
  { name: 'dossiers.drafts', statement: draftsOf('drafts', 'person_id') },
  { name: 'dossiers.draft_subjects', statement: draftsOf('draft_subjects', 'subject_person_id') },
].map(({ name, statement }) => ({
  name,
  async follow(t, { from, to, only }) {
    return (await t.many(statement, { from, to, only: only ? [...only] : null })).map((one) => one.id);
  },
}));
