-- Where a client wants to hear of its dossiers, and what it was told. No personal data: ids, codes and states.
create table clients.subscriptions (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references clients.clients,
  url text not null,
  types text[] not null,
  -- whsec_…, in clear: the program signs with it at every try, and HMAC knows no public half. Copies of the database
  -- are encrypted. Both sign while the older one runs out.
  secret text not null,
  former_secret text,
  former_until timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  -- A receiver that fails rests, longer each time, so that it takes no hands from the others.
  failures int not null default 0,
  rest_until timestamptz
);
create index subscriptions_client on clients.subscriptions (client_id) where ended_at is null;

create table clients.deliveries (
  id bigint generated always as identity primary key,
  subscription_id uuid not null references clients.subscriptions,
  -- The event's id is the same at every try and every replay: receivers drop what they know.
  event_id uuid not null,
  type text not null,
  -- What the order holds for; null for a ping.
  case_id uuid,
  body jsonb not null,
  created_at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'parked', 'dropped')),
  attempts int not null default 0,
  next_at timestamptz not null,
  -- While somebody is sending it; a process that dies lets go of it.
  claimed_until timestamptz,
  -- The receiver's status, or a code of ours where none came: `timeout`, `private-address`…
  last_status int,
  last_trouble text,
  last_at timestamptz
);
create index deliveries_due on clients.deliveries (next_at) where state = 'waiting';
create index deliveries_lane on clients.deliveries (subscription_id, case_id, id) where state = 'waiting';
create index deliveries_log on clients.deliveries (subscription_id, id desc);
