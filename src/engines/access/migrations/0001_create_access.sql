-- Who may come in (accounts, codes, sessions) and as what (posts, roles, appointments).
create schema access;

-- One account a person. A telephone may serve several people of a house, so it is not unique.
create table access.accounts (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null unique,
  name text not null,
  phone text not null check (phone ~ '^0[0-9]{9,10}$'),
  user_name text unique check (user_name ~ '^[a-z0-9.-]{3,40}$'),
  password_hash text,
  state text not null default 'open' check (state in ('open', 'closed')),
  created_at timestamptz not null
);
create index accounts_phone on access.accounts (phone);

-- One sign-in attempt: a one-time code, tied to the browser that asked by the id only that browser knows.
create table access.codes (
  id uuid primary key default gen_random_uuid(),
  door text not null check (door in ('citizen', 'officer')),
  phone text not null,
  -- The officer whose password was right; null for citizens, and for a wrong password (which sends nothing).
  account_id uuid references access.accounts on delete cascade,
  address text not null,
  code_hash text,
  tries int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  passed_at timestamptz,
  used_at timestamptz
);
create index codes_phone on access.codes (phone, created_at);
create index codes_address on access.codes (address, created_at);

create table access.roles (
  role text primary key,
  title text not null
);

create table access.role_permissions (
  role text not null references access.roles,
  permission text not null,
  primary key (role, permission)
);

create table access.posts (
  id uuid primary key default gen_random_uuid(),
  title text not null,
  body_id uuid,
  unit_id int not null,
  role text not null references access.roles,
  -- Fields of work the post is bound to; null = all.
  fields text[],
  valid_from date not null,
  -- The first day on which the post no longer exists.
  valid_to date,
  unique (unit_id, title, valid_from)
);

create table access.appointments (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references access.accounts,
  post_id uuid not null references access.posts,
  valid_from date not null,
  -- The first day on which the person no longer holds the post.
  valid_to date,
  check (valid_to is null or valid_to >= valid_from),
  unique (account_id, post_id, valid_from)
);
create index appointments_post on access.appointments (post_id);

create table access.sessions (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  csrf_key text not null,
  account_id uuid not null references access.accounts,
  -- Acting for herself when null.
  appointment_id uuid references access.appointments,
  device text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  -- What the actor may see, computed from units and kinship and computed anew every few minutes.
  scope_units int[] not null default '{}',
  scope_persons uuid[] not null default '{}',
  scoped_at timestamptz
);
create index sessions_account on access.sessions (account_id) where ended_at is null;

insert into access.roles (role, title) values
  ('reception', 'Tiếp nhận và trả kết quả'),
  ('processor', 'Giải quyết hồ sơ'),
  ('approver', 'Ký duyệt'),
  ('leader', 'Lãnh đạo'),
  ('administrator', 'Quản trị hệ thống'),
  ('province-overseer', 'Giám sát cấp tỉnh');

-- The administrator runs the system and edits the catalogue but sees no dossier.
insert into access.role_permissions (role, permission) values
  ('reception', 'dossier.receive'), ('reception', 'dossier.hand-over'), ('reception', 'dossier.see'),
  ('reception', 'people.see'),
  ('processor', 'dossier.process'), ('processor', 'dossier.see'), ('processor', 'people.see'),
  ('approver', 'dossier.approve'), ('approver', 'dossier.see'), ('approver', 'dossier.oversee'),
  ('leader', 'dossier.oversee'), ('leader', 'dossier.see'),
  ('administrator', 'admin.accounts'), ('administrator', 'admin.outbox'), ('administrator', 'admin.audit'),
  ('administrator', 'procedures.edit'),
  ('province-overseer', 'dossier.oversee');
