import { column, sql } from '#engines/database';

const { text, instant, int, bigint } = column;

export const countTries = sql({
  name: 'dossiers.count_tries',
  params: { code_key: text, sender_key: text, since: instant },
  row: { of_code: int, of_sender: int },
  text: `
    select count(*) filter (where key = :code_key)::int as of_code,
           count(*) filter (where key = :sender_key)::int as of_sender
    from dossiers.tries where key in (:code_key, :sender_key) and at > :since`,
});

export const insertTry = sql({
  name: 'dossiers.insert_try',
  params: { code_key: text, sender_key: text, at: instant },
  row: { id: bigint },
  text: `insert into dossiers.tries (key, at) values (:code_key, :at), (:sender_key, :at) returning id`,
});

export const forgetTries = sql({
  name: 'dossiers.forget_tries',
  params: { before: instant },
  text: `delete from dossiers.tries where at < :before`,
});
