import { column, sql } from '#engines/database';

const { bool, date, instant, int, ints, text, uuid } = column;

export const holdsPost = sql({
  name: 'access.holds_post',
  params: { account_id: uuid, today: date },
  row: { holds: bool },
  text: `
    select exists (select from access.appointments ap where ap.account_id = :account_id
      and ap.valid_from <= :today and (ap.valid_to is null or ap.valid_to > :today)) as holds`,
});

export const insertRecovery = sql({
  name: 'access.insert_recovery',
  params: {
    account_id: uuid,
    unit_id: int,
    old_phone: text,
    new_phone: text,
    checked: text,
    by: uuid,
    at: instant,
    state: text,
  },
  row: { id: uuid },
  text: `
    insert into access.recoveries (account_id, unit_id, old_phone, new_phone, checked, asked_by, asked_at, state)
    values (:account_id, :unit_id, :old_phone, :new_phone, :checked, :by, :at, :state)
    on conflict (account_id) where state = 'waiting' do nothing
    returning id`,
});

const recoveryColumns = {
  id: uuid,
  account_id: uuid,
  person_id: uuid,
  name: text,
  old_phone: text,
  new_phone: text,
  checked: text,
  asked_by: uuid,
  asked_at: instant,
};
const recoveryList = `r.id, r.account_id, a.person_id, a.name, r.old_phone, r.new_phone, r.checked, r.asked_by, r.asked_at`;

export const listWaiting = sql({
  name: 'access.list_waiting_recoveries',
  params: { units: ints },
  row: recoveryColumns,
  text: `
    select ${recoveryList} from access.recoveries r join access.accounts a on a.id = r.account_id
    where r.state = 'waiting' and r.unit_id = any(:units) order by r.asked_at`,
});

export const lockWaiting = sql({
  name: 'access.lock_waiting_recovery',
  params: { id: uuid, units: ints },
  row: recoveryColumns,
  text: `
    select ${recoveryList} from access.recoveries r join access.accounts a on a.id = r.account_id
    where r.id = :id and r.state = 'waiting' and r.unit_id = any(:units) for update of r`,
});

export const decideRecovery = sql({
  name: 'access.decide_recovery',
  params: { id: uuid, state: text, by: uuid, at: instant },
  text: `
    update access.recoveries set state = :state, decided_by = :by, decided_at = :at
    where id = :id and state = 'waiting'`,
});

/** The old number, the password: whatever was in the lost hands opens nothing any more. */
export const resetAccount = sql({
  name: 'access.reset_account',
  params: { id: uuid, phone: text },
  text: `update access.accounts set phone = :phone, phone_checked = true, password_hash = null
    where id = :id and user_name is null`,
});

/** An officer keeps the password: it is the first of two factors, and was not in the telephone. */
export const movePhoneOf = sql({
  name: 'access.move_phone_of',
  params: { id: uuid, phone: text },
  text: `update access.accounts set phone = :phone where id = :id and user_name is not null`,
});

/** Only from the number that she was shown to hold; an officer's is a factor of the post and moves at the counter. */
export const changePhoneOf = sql({
  name: 'access.change_phone_of',
  params: { id: uuid, old_phone: text, new_phone: text },
  text: `
    update access.accounts set phone = :new_phone, phone_checked = true
    where id = :id and phone = :old_phone and user_name is null and state = 'open'`,
});

export const insertReset = sql({
  name: 'access.insert_password_reset',
  params: { account_id: uuid, at: instant, due_at: instant },
  text: `
    insert into access.password_resets (account_id, asked_at, due_at) values (:account_id, :at, :due_at)
    on conflict (account_id) where ended_at is null do nothing`,
});

export const findReset = sql({
  name: 'access.find_password_reset',
  params: { account_id: uuid },
  row: { id: uuid, asked_at: instant, due_at: instant },
  text: `
    select id, asked_at, due_at from access.password_resets where account_id = :account_id and ended_at is null`,
});

export const endReset = sql({
  name: 'access.end_password_reset',
  params: { account_id: uuid, at: instant, reason: text },
  text: `
    update access.password_resets set ended_at = :at, end_reason = :reason
    where account_id = :account_id and ended_at is null`,
});

export const listDueResets = sql({
  name: 'access.list_due_password_resets',
  params: { now: instant },
  row: { account_id: uuid, person_id: uuid },
  text: `
    select r.account_id, a.person_id from access.password_resets r join access.accounts a on a.id = r.account_id
    where r.ended_at is null and r.due_at <= :now order by r.due_at limit 100`,
});

/** Those of a post as well: whoever holds the lost telephone holds them. */
export const forgetEveryPasskey = sql({
  name: 'access.forget_every_passkey',
  params: { account_id: uuid },
  text: `delete from access.passkeys where account_id = :account_id`,
});
