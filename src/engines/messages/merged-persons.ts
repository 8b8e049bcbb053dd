import { column, sql } from '#engines/database';
import type { PersonFollower } from '#engines/people';

const followNotices = sql({
  name: 'messages.follow_notices',
  params: { from: column.uuid, to: column.uuid, only: column.nullable(column.uuids) },
  row: { id: column.uuid },
  text: `
    update messages.notices set person_id = :to
    where person_id = :from and (:only is null or id = any(:only)) returning id`,
});

/** The inbox follows a person whose two entries were merged. */
export const noticeFollower: PersonFollower = {
  name: 'messages.notices',
  async follow(t, { from, to, only }) {
    return (await t.many(followNotices, { from, to, only: only ? [...only] : null })).map((row) => row.id);
  },
};
