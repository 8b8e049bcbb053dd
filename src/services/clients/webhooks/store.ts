import { column, type ResultOf, sql } from '#engines/database';
import type { CloudEvent } from './event.ts';

const { nullable, text, uuid, int, instant, texts, bigint, json, bool } = column;

const subscriptionColumns = {
  id: uuid,
  client_id: uuid,
  url: text,
  types: texts,
  created_at: instant,
  former_until: nullable(instant),
};
const subscriptionList = Object.keys(subscriptionColumns).join(', ');

/** At most about so many to a client: two at the same moment may make one more. */
export const insertSubscription = sql({
  name: 'clients.insert_subscription',
  params: { client_id: uuid, url: text, types: texts, secret: text, at: instant, most: int },
  row: subscriptionColumns,
  text: `
    insert into clients.subscriptions (client_id, url, types, secret, created_at)
    select :client_id, :url, :types, :secret, :at
    where (select count(*) from clients.subscriptions
      where client_id = :client_id and ended_at is null) < :most
    returning ${subscriptionList}`,
});

export const listSubscriptions = sql({
  name: 'clients.list_subscriptions',
  params: { client_id: uuid },
  row: subscriptionColumns,
  text: `
    select ${subscriptionList} from clients.subscriptions
    where client_id = :client_id and ended_at is null order by created_at, id`,
});

export const subscriptionOf = sql({
  name: 'clients.subscription_of',
  params: { client_id: uuid, id: uuid },
  row: subscriptionColumns,
  text: `
    select ${subscriptionList} from clients.subscriptions
    where client_id = :client_id and id = :id and ended_at is null`,
});
export type Subscription = ResultOf<typeof subscriptionOf>;

export const endSubscription = sql({
  name: 'clients.end_subscription',
  params: { id: uuid, at: instant },
  row: { id: uuid },
  text: `
    with ended as (
      update clients.subscriptions set ended_at = :at where id = :id and ended_at is null returning id
    ), dropped as (
      update clients.deliveries set state = 'dropped' from ended
      where subscription_id = ended.id and state = 'waiting'
    )
    select id from ended`,
});

export const rotateSecret = sql({
  name: 'clients.rotate_secret',
  params: { id: uuid, secret: text, until: instant },
  row: { id: uuid },
  text: `
    update clients.subscriptions set former_secret = secret, former_until = :until, secret = :secret
    where id = :id and ended_at is null returning id`,
});

export const isSandbox = sql({
  name: 'clients.is_sandbox',
  params: { id: uuid },
  row: { sandbox: bool },
  text: 'select sandbox from clients.clients where id = :id',
});

export const insertDelivery = sql({
  name: 'clients.insert_delivery',
  params: {
    subscription_id: uuid,
    event_id: uuid,
    type: text,
    case_id: nullable(uuid),
    body: json<CloudEvent>(),
    at: instant,
  },
  row: { id: bigint },
  text: `
    insert into clients.deliveries (subscription_id, event_id, type, case_id, body, created_at, state, next_at)
    values (:subscription_id, :event_id, :type, :case_id, :body, :at, 'waiting', :at)
    returning id`,
});

const deliveryColumns = {
  id: bigint,
  event_id: uuid,
  type: text,
  created_at: instant,
  state: text,
  attempts: int,
  next_at: instant,
  last_status: nullable(int),
  last_trouble: nullable(text),
  last_at: nullable(instant),
};
const deliveryList = Object.keys(deliveryColumns).join(', ');

export const listDeliveries = sql({
  name: 'clients.list_deliveries',
  params: { subscription_id: uuid, before: bigint, size: int },
  row: deliveryColumns,
  text: `
    select ${deliveryList} from clients.deliveries
    where subscription_id = :subscription_id and id < :before order by id desc limit :size`,
});
export type Delivery = ResultOf<typeof listDeliveries>;

export const replayOne = sql({
  name: 'clients.replay_one',
  params: { subscription_id: uuid, id: bigint, at: instant },
  row: { id: bigint },
  text: `
    update clients.deliveries set state = 'waiting', attempts = 0, next_at = :at, claimed_until = null
    where subscription_id = :subscription_id and id = :id and state <> 'waiting' returning id`,
});

export const replaySince = sql({
  name: 'clients.replay_since',
  params: { subscription_id: uuid, since: instant, at: instant, most: int },
  row: { id: bigint },
  text: `
    update clients.deliveries set state = 'waiting', attempts = 0, next_at = :at, claimed_until = null
    where id in (
      select id from clients.deliveries
      where subscription_id = :subscription_id and created_at >= :since and state <> 'waiting'
      order by id limit :most)
    returning id`,
});

/**
 * Takes what is due, the oldest of each dossier only, few at a time for one receiver. A claim runs out by itself, so
 * a process that dies loses nothing.
 */
export const claimDue = sql({
  name: 'clients.claim_due',
  params: { at: instant, until: instant, most: int, at_once: int },
  row: {
    id: bigint,
    subscription_id: uuid,
    event_id: uuid,
    body: json<CloudEvent>(),
    attempts: int,
    url: text,
    secret: text,
    former_secret: nullable(text),
    former_until: nullable(instant),
    failures: int,
    sandbox: bool,
  },
  text: `
    with ready as (
      select d.id, row_number() over (partition by d.subscription_id order by d.next_at, d.id)
        + (select count(*) from clients.deliveries f
          where f.subscription_id = d.subscription_id and f.state = 'waiting' and f.claimed_until > :at) as place
      from clients.deliveries d
      join clients.subscriptions s on s.id = d.subscription_id
      join clients.clients c on c.id = s.client_id
      where d.state = 'waiting' and d.next_at <= :at and (d.claimed_until is null or d.claimed_until <= :at)
        and s.ended_at is null and (s.rest_until is null or s.rest_until <= :at)
        and c.revoked_at is null and c.expires_at > :at
        and not exists (
          select from clients.deliveries e
          where e.subscription_id = d.subscription_id and e.case_id = d.case_id and e.state = 'waiting'
            and e.id < d.id)
    ), mine as (
      select d.id from clients.deliveries d join ready r on r.id = d.id
      where r.place <= :at_once and d.state = 'waiting' and (d.claimed_until is null or d.claimed_until <= :at)
      order by r.place, d.id limit :most
      for update of d skip locked
    )
    update clients.deliveries d set claimed_until = :until, attempts = d.attempts + 1
    from mine, clients.subscriptions s, clients.clients c
    where d.id = mine.id and s.id = d.subscription_id and c.id = s.client_id
    returning d.id, d.subscription_id, d.event_id, d.body, d.attempts, s.url, s.secret, s.former_secret,
      s.former_until, s.failures, c.sandbox`,
});
export type Claimed = ResultOf<typeof claimDue>;

/** Only whoever still holds the claim writes what came of it. */
export const settle = sql({
  name: 'clients.settle',
  params: {
    id: bigint,
    claimed_until: instant,
    state: text,
    next_at: instant,
    status: nullable(int),
    trouble: nullable(text),
    at: instant,
  },
  row: { id: bigint },
  text: `
    update clients.deliveries set state = :state, next_at = :next_at, claimed_until = null,
      last_status = :status, last_trouble = :trouble, last_at = :at
    where id = :id and claimed_until = :claimed_until returning id`,
});

export const restReceiver = sql({
  name: 'clients.rest_receiver',
  params: { id: uuid, until: nullable(instant) },
  row: {},
  text: `
    update clients.subscriptions set rest_until = :until,
      failures = case when :until::timestamptz is null then 0 else failures + 1 end
    where id = :id and (:until::timestamptz is not null or failures > 0)`,
});

export const forgetDelivered = sql({
  name: 'clients.forget_delivered',
  params: { before: instant },
  row: {},
  text: `
    delete from clients.deliveries
    where state in ('delivered', 'dropped') and coalesce(last_at, created_at) < :before`,
});
