import { column, sql } from '#engines/database';

const { bigint, bool, instant, int, nullable, text, uuid, uuids } = column;

// Inbox

export const insertNotice = sql({
  name: 'messages.insert_notice',
  params: {
    person_id: uuid,
    account_id: nullable(uuid),
    kind: text,
    title: text,
    body: text,
    link: nullable(text),
    at: instant,
  },
  row: { id: uuid },
  text: `
    insert into messages.notices (person_id, account_id, kind, title, body, link, created_at)
    values (:person_id, :account_id, :kind, :title, :body, :link, :at)
    returning id`,
});

export const listNotices = sql({
  name: 'messages.list_notices',
  params: { person_id: uuid, limit: int, offset: int },
  row: {
    id: uuid,
    kind: text,
    title: text,
    body: text,
    link: nullable(text),
    created_at: instant,
    read_at: nullable(instant),
  },
  text: `
    select id, kind, title, body, link, created_at, read_at from messages.notices
    where person_id = :person_id order by created_at desc, id limit :limit offset :offset`,
});

export const countNotices = sql({
  name: 'messages.count_notices',
  params: { person_id: uuid },
  row: { total: int, unread: int },
  text: `
    select count(*)::int as total, (count(*) filter (where read_at is null))::int as unread
    from messages.notices where person_id = :person_id`,
});

export const markNoticesRead = sql({
  name: 'messages.mark_notices_read',
  params: { person_id: uuid, ids: nullable(uuids), now: instant },
  text: `
    update messages.notices set read_at = :now
    where person_id = :person_id and read_at is null and (:ids is null or id = any(:ids))`,
});

// Deliveries

export const insertDelivery = sql({
  name: 'messages.insert_delivery',
  params: {
    notice_id: nullable(uuid),
    address: text,
    body: text,
    urgent: bool,
    secret: bool,
    next_at: instant,
    expires_at: nullable(instant),
    at: instant,
  },
  row: { id: uuid },
  text: `
    insert into messages.deliveries (notice_id, channel, address, body, urgent, secret, next_at, expires_at, created_at)
    values (:notice_id, 'sms', :address, :body, :urgent, :secret, :next_at, :expires_at, :at)
    returning id`,
});

export const findQuietHours = sql({
  name: 'messages.find_quiet_hours',
  params: { channel: text },
  row: { from_time: text, to_time: text },
  text: `
    select from_time::text as from_time, to_time::text as to_time
    from messages.quiet_hours where channel = :channel`,
});

/** Takes due messages for one sender: whoever dies with them gives them back when the lease ends. */
export const claimDeliveries = sql({
  name: 'messages.claim_deliveries',
  params: { now: instant, lease_until: instant, only: nullable(uuids), waiting_too: bool, limit: int },
  row: { id: uuid, address: text, body: text, urgent: bool, attempts: int, created_at: instant },
  text: `
    update messages.deliveries d set next_at = :lease_until, attempts = d.attempts + 1
    where d.id in (
      select id from messages.deliveries
      where state = 'queued' and next_at <= :now and (expires_at is null or expires_at > :now)
        and (:only is null or id = any(:only)) and (urgent or :waiting_too)
      order by urgent desc, next_at limit :limit
      for update skip locked)
    returning d.id, d.address, d.body, d.urgent, d.attempts, d.created_at`,
});

export const markSent = sql({
  name: 'messages.mark_sent',
  params: { id: uuid, provider_id: text, now: instant },
  text: `
    update messages.deliveries set state = 'sent', sent_at = :now, provider_id = :provider_id, problem = null,
      body = case when secret then '' else body end
    where id = :id and state = 'queued'`,
});

export const markTrouble = sql({
  name: 'messages.mark_trouble',
  params: { id: uuid, state: text, problem: text, next_at: instant },
  text: `
    update messages.deliveries set state = :state, problem = :problem, next_at = :next_at,
      body = case when secret and :state <> 'queued' then '' else body end
    where id = :id and state = 'queued'`,
});

export const giveUpExpired = sql({
  name: 'messages.give_up_expired',
  params: { now: instant, problem: text },
  text: `
    update messages.deliveries set state = 'given-up', problem = coalesce(problem, :problem),
      body = case when secret then '' else body end
    where state = 'queued' and expires_at <= :now`,
});

/** A receipt changes only what is on its way: repeated and late receipts change nothing. */
export const noteReceipt = sql({
  name: 'messages.note_receipt',
  params: { provider_id: text, state: text, problem: nullable(text), now: instant },
  text: `
    update messages.deliveries set state = :state, receipt_at = :now, problem = :problem
    where channel = 'sms' and provider_id = :provider_id and state = 'sent'`,
});

export const listTrouble = sql({
  name: 'messages.list_trouble',
  params: { limit: int },
  row: {
    id: uuid,
    channel: text,
    address: text,
    state: text,
    attempts: int,
    problem: nullable(text),
    created_at: instant,
    secret: bool,
    title: nullable(text),
    person_id: nullable(uuid),
  },
  text: `
    select d.id, d.channel, d.address, d.state, d.attempts, d.problem, d.created_at, d.secret, n.title, n.person_id
    from messages.deliveries d left join messages.notices n on n.id = d.notice_id
    where d.state in ('failed', 'given-up')
    order by d.created_at desc limit :limit`,
});

export const requeue = sql({
  name: 'messages.requeue',
  params: { id: uuid, now: instant },
  text: `
    update messages.deliveries set state = 'queued', attempts = 0, next_at = :now, provider_id = null
    where id = :id and state in ('failed', 'given-up') and not secret`,
});

// Threads

export const insertThreadMessage = sql({
  name: 'messages.insert_thread_message',
  params: {
    subject_kind: text,
    subject_id: text,
    author_kind: text,
    account_id: nullable(uuid),
    post_id: nullable(uuid),
    author: text,
    body: text,
    at: instant,
  },
  row: { id: bigint },
  text: `
    insert into messages.thread_messages (subject_kind, subject_id, author_kind, account_id, post_id, author, body, at)
    values (:subject_kind, :subject_id, :author_kind, :account_id, :post_id, :author, :body, :at)
    returning id`,
});

export const listThread = sql({
  name: 'messages.list_thread',
  params: { subject_kind: text, subject_id: text },
  row: { id: bigint, author_kind: text, account_id: nullable(uuid), author: text, body: text, at: instant },
  text: `
    select id, author_kind, account_id, author, body, at from messages.thread_messages
    where subject_kind = :subject_kind and subject_id = :subject_id order by id`,
});

// The simulated telephone

export const insertSimulated = sql({
  name: 'messages.insert_simulated',
  params: { delivery_id: text, phone: text, body: text, at: instant },
  text: `
    insert into messages.simulated_phone (delivery_id, phone, body, at)
    values (:delivery_id, :phone, :body, :at) on conflict (delivery_id) do nothing`,
});

export const listSimulated = sql({
  name: 'messages.list_simulated',
  params: { phone: nullable(text), limit: int },
  row: { id: bigint, phone: text, body: text, at: instant },
  text: `
    select id, phone, body, at from messages.simulated_phone
    where :phone is null or phone = :phone order by id desc limit :limit`,
});

export const deleteOldSimulated = sql({
  name: 'messages.delete_old_simulated',
  params: { before: instant },
  text: `delete from messages.simulated_phone where at < :before`,
});
