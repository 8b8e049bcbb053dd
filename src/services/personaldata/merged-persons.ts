import { column, sql } from '#engines/database';
import type { PersonFollower } from '#engines/people';

const params = { from: column.uuid, to: column.uuid, only: column.nullable(column.uuids) };

/** Where both had agreed to the same purpose, the loser's stays under the old id: one open consent a purpose. */
const followConsents = sql({
  name: 'personaldata.follow_consents',
  params,
  row: { id: column.uuid },
  text: `
    update personaldata.consents c set person_id = :to
    where c.person_id = :from and (:only is null or c.id = any(:only))
      and not (c.withdrawn_at is null and exists (
        select from personaldata.consents o
        where o.person_id = :to and o.purpose = c.purpose and o.withdrawn_at is null))
    returning c.id`,
});

const followRequests = sql({
  name: 'personaldata.follow_requests',
  params,
  row: { id: column.uuid },
  text: `
    update personaldata.requests set person_id = :to
    where person_id = :from and (:only is null or case_id = any(:only)) returning case_id as id`,
});

/** Consents and requests follow a person whose two entries were merged. */
export const personalDataFollowers: readonly PersonFollower[] = [
  { name: 'personaldata.consents', statement: followConsents },
  { name: 'personaldata.requests', statement: followRequests },
].map(({ name, statement }) => ({
  name,
  async follow(t, { from, to, only }) {
    return (await t.many(statement, { from, to, only: only ? [...only] : null })).map((row) => row.id);
  },
}));
