-- What the web engine must remember between two requests of a browser.
create schema web;

-- A form posted after its session had ended, sealed with a key that only the browser's cookie holds.
create table web.kept_forms (
  key_hash bytea primary key,
  sealed bytea not null,
  created_at timestamptz not null
);
create index kept_forms_age on web.kept_forms (created_at);

-- The first answer to a form that counts once, given again to every repetition.
create table web.answered_posts (
  owner text not null,
  key text not null,
  answer text,
  created_at timestamptz not null,
  primary key (owner, key)
);
create index answered_posts_age on web.answered_posts (created_at);
