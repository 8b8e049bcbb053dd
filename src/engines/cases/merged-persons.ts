import { column, sql } from '#engines/database';
import type { PersonFollower } from '#engines/people';

const { nullable, uuid, uuids } = column;
const roles = ['filer', 'subject', 'representative'] as const;

const followRole = (role: (typeof roles)[number]) =>
  sql({
    name: `cases.follow_${role}`,
    params: { from: uuid, to: uuid, only: nullable(uuids) },
    row: { id: uuid },
    text: `
      update cases.cases set ${role}_person_id = :to
      where ${role}_person_id = :from and (:only is null or id = any(:only)) returning id`,
  });

/** The three roles of a case follow a person whose two entries were merged; the trail of the case stays as it was. */
export const caseFollowers: readonly PersonFollower[] = roles.map((role) => {
  const statement = followRole(role);
  return {
    name: `cases.${role}`,
    async follow(t, { from, to, only }) {
      return (await t.many(statement, { from, to, only: only ? [...only] : null })).map((row) => row.id);
    },
  };
});
