import { column, sql } from '#engines/database';

const { instant, text, uuid } = column;

/** The account's key, made at the first asking; two askers at once get the same one. */
export const sealOf = sql({
  name: 'dossiers.seal_of',
  params: { account_id: uuid, fresh: text, at: instant },
  row: { key: text },
  text: `
    insert into dossiers.phone_seals (account_id, key, at) values (:account_id, :fresh, :at)
    on conflict (account_id) do update set at = phone_seals.at
    returning key`,
});
