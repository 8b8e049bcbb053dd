-- What the authority tells a person: her inbox, what leaves the house by a channel, and talk about a matter.
create schema messages;

create table messages.notices (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null,
  account_id uuid,
  kind text not null,
  title text not null,
  body text not null,
  -- A page of ours, a local path.
  link text check (link like '/%' and link not like '//%'),
  created_at timestamptz not null,
  read_at timestamptz
);
create index notices_person on messages.notices (person_id, created_at desc);
create index notices_unread on messages.notices (person_id) where read_at is null;

create table messages.deliveries (
  id uuid primary key default gen_random_uuid(),
  notice_id uuid references messages.notices,
  channel text not null check (channel in ('sms', 'email', 'push', 'zalo')),
  address text not null,
  -- Emptied once a one-time code has left or has grown old.
  body text not null,
  urgent boolean not null,
  secret boolean not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'delivered', 'failed', 'given-up')),
  attempts int not null default 0,
  next_at timestamptz not null,
  expires_at timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  -- The gateway's own number for it, by which its receipt comes back.
  provider_id text,
  receipt_at timestamptz,
  problem text
);
create index deliveries_due on messages.deliveries (next_at) where state = 'queued';
create unique index deliveries_provider on messages.deliveries (channel, provider_id) where provider_id is not null;
create index deliveries_trouble on messages.deliveries (created_at) where state in ('failed', 'given-up');

create table messages.thread_messages (
  id bigint generated always as identity primary key,
  subject_kind text not null,
  subject_id text not null,
  author_kind text not null check (author_kind in ('citizen', 'officer', 'machine')),
  account_id uuid,
  post_id uuid,
  -- The name of a citizen, the post of an officer.
  author text not null,
  body text not null,
  at timestamptz not null
);
create index thread_messages_subject on messages.thread_messages (subject_kind, subject_id, id);

-- When a telephone may not ring for what can wait; local time.
create table messages.quiet_hours (
  channel text primary key,
  from_time time not null,
  to_time time not null,
  source text not null
);
insert into messages.quiet_hours (channel, from_time, to_time, source) values
  ('sms', '21:00', '06:30', 'Chưa đối chiếu: nếp sinh hoạt của bà con, xã tự đặt');

-- The demo's telephone: what a gateway would have sent.
create table messages.simulated_phone (
  id bigint generated always as identity primary key,
  delivery_id text not null unique,
  phone text not null,
  body text not null,
  at timestamptz not null
);
create index simulated_phone_phone on messages.simulated_phone (phone, id desc);
