import { column, sql } from '#engines/database';

const { bytes, instant, int, nullable, text } = column;

export const ping = sql({ name: 'web.ping', params: {}, row: { one: int }, text: 'select 1 as one' });

export const keepForm = sql({
  name: 'web.keep_form',
  params: { key_hash: bytes, sealed: bytes, created_at: instant },
  row: {},
  text: `insert into web.kept_forms (key_hash, sealed, created_at) values (:key_hash, :sealed, :created_at)`,
});

export const takeKeptForm = sql({
  name: 'web.take_kept_form',
  params: { key_hash: bytes, not_before: instant },
  row: { sealed: bytes },
  text: `delete from web.kept_forms where key_hash = :key_hash and created_at > :not_before returning sealed`,
});

export const claimPost = sql({
  name: 'web.claim_post',
  params: { owner: text, key: text, created_at: instant },
  row: {},
  text: `
    insert into web.answered_posts (owner, key, created_at) values (:owner, :key, :created_at)
    on conflict do nothing`,
});

export const answerPost = sql({
  name: 'web.answer_post',
  params: { owner: text, key: text, answer: text },
  row: {},
  text: `update web.answered_posts set answer = :answer where owner = :owner and key = :key`,
});

export const answeredPost = sql({
  name: 'web.answered_post',
  params: { owner: text, key: text },
  row: { answer: nullable(text) },
  text: `select answer from web.answered_posts where owner = :owner and key = :key`,
});

export const forgetKeptForms = sql({
  name: 'web.forget_kept_forms',
  params: { before: instant },
  row: {},
  text: `delete from web.kept_forms where created_at < :before`,
});

export const forgetAnsweredPosts = sql({
  name: 'web.forget_answered_posts',
  params: { before: instant },
  row: {},
  text: `delete from web.answered_posts where created_at < :before`,
});
