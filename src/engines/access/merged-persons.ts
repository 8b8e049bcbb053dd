import { column, Refusal, sql } from '#engines/database';
import type { PersonFollower } from '#engines/people';
import { vi } from './vi.ts';

const { nullable, uuid, uuids } = column;
const params = { from: uuid, to: uuid, only: nullable(uuids) };
const row = { id: uuid };

const findBoth = sql({
  name: 'access.find_accounts_of_both',
  params: { from: uuid, to: uuid },
  row: { id: uuid },
  text: `select id from access.accounts where person_id in (:from, :to) order by id for update`,
});

/** A session knows its persons for some minutes: it asks anew at the next page. */
const followAccount = sql({
  name: 'access.follow_account',
  params,
  row,
  text: `
    with moved as (
      update access.accounts set person_id = :to
      where person_id = :from and (:only is null or id = any(:only)) returning id
    ),
    stale as (update access.sessions s set scoped_at = null from moved m where s.account_id = m.id)
    select id from moved`,
});

const followPrincipals = sql({
  name: 'access.follow_principals',
  params,
  row,
  text: `
    update access.mandates set principal_id = :to
    where principal_id = :from and agent_id <> :to and (:only is null or id = any(:only)) returning id`,
});

const followAgents = sql({
  name: 'access.follow_agents',
  params,
  row,
  text: `
    update access.mandates set agent_id = :to
    where agent_id = :from and principal_id <> :to and (:only is null or id = any(:only)) returning id`,
});

const followHelpers = sql({
  name: 'access.follow_helpers',
  params,
  row,
  text: `
    update access.helpers set person_id = :to
    where person_id = :from and (:only is null or id = any(:only)) returning id`,
});

/** Account, authorisations and the helper's name follow a person; two accounts are refused: which one stays is asked of her. */
export const accessFollowers: readonly PersonFollower[] = [
  { name: 'access.accounts', statement: followAccount },
  { name: 'access.principals', statement: followPrincipals },
  { name: 'access.agents', statement: followAgents },
  { name: 'access.helpers', statement: followHelpers },
].map(({ name, statement }) => ({
  name,
  async follow(t, { from, to, only }) {
    if (statement === followAccount && !only && (await t.many(findBoth, { from, to })).length > 1)
      throw new Refusal('conflict', 'access.two-accounts', vi.twoAccounts);
    return (await t.many(statement, { from, to, only: only ? [...only] : null })).map((one) => one.id);
  },
}));
