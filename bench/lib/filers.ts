import type pg from 'pg';
import type { Db } from '#engines/database';
import type { Answers } from '#engines/forms';
import { currentVersion, type ProcedureVersion } from '#services/procedures';
import { tokenOf } from './bed.ts';

export interface Filer {
  readonly accountId: string;
  readonly token: string;
  readonly draftId: string;
  readonly fileId: string;
}

export const procedure = '1.004873';

/** 129 communes of Ninh Bình, each with a code for its numbers and taking dossiers itself. */
export async function openCommunes(owner: pg.Client): Promise<number[]> {
  const { rows } = await owner.query<{ id: number }>(
    `update units.units u set authority_code = coalesce(u.authority_code, 'H42.' || u.code)
     from units.units p where p.id = u.parent_id and p.code = '37' and p.valid_to is null
       and u.level = 'commune' and u.valid_to is null
     returning u.id`,
  );
  await owner.query(
    `insert into procedures.direct_filing (unit_code, said_by, since)
     select code, 'bench', now() from units.units where id = any ($1) on conflict do nothing`,
    [rows.map((r) => r.id)],
  );
  return rows.map((r) => r.id).sort((a, b) => a - b);
}

/**
 * People with an account, an open session, a draft whose questions are all answered, and an uploaded photo:
 * all that a person has when she presses the last button.
 */
export async function makeFilers(
  owner: pg.Client,
  db: Db,
  options: { name: string; count: number; units: readonly number[]; answers: Answers },
): Promise<Filer[]> {
  const version = (await currentVersion(db, procedure, today())) as ProcedureVersion;
  const filers: Filer[] = [];
  for (let from = 0; from < options.count; from += 500) {
    const rows = Array.from({ length: Math.min(500, options.count - from) }, (_, i) => {
      const n = from + i;
      const { token, hash } = tokenOf(`${options.name}-${n}`);
      return { n, token, hash: hash.toString('hex'), unit: options.units[n % options.units.length] };
    });
    const { rows: made } = await owner.query<{ account_id: string; draft_id: string; file_id: string }>(
      `with given as (
         select * from jsonb_to_recordset($1) as g (n int, token text, hash text, unit int)
       ), ids as (
         select n, hash, unit, gen_random_uuid() person_id, gen_random_uuid() account_id, gen_random_uuid() draft_id, gen_random_uuid() file_id
         from given
       ), persons as (
         insert into people.persons (id, unit_id, name, name_key, sex, birth, birth_from, birth_to, phone)
         select person_id, unit, 'Nguyễn Thị Đo ' || n, 'do', 'female', '1990', '1990-01-01', '1990-12-31', '+84900' || lpad(n::text, 6, '0') from ids
       ), accounts as (
         insert into access.accounts (id, person_id, name, phone, created_at)
         select account_id, person_id, 'Nguyễn Thị Đo ' || n, '0900' || lpad(n::text, 6, '0'), now() from ids
       ), sessions as (
         insert into access.sessions (token_hash, csrf_key, account_id, device, created_at, last_seen_at, expires_at, scope_persons, scoped_at)
         select decode(hash, 'hex'), 'x', account_id, 'bench', now(), now(), now() + interval '12 hours', array[person_id], now() from ids
       ), files as (
         insert into files.files (id, owner_account, purpose, name, type, size, state, sha256, created_at, attached_at)
         select file_id, account_id, 'dossier-paper', 'anh.jpg', 'image/jpeg', 100000, 'ready', md5(file_id::text), now(), now() from ids
       ), drafts as (
         insert into dossiers.drafts (id, account_id, person_id, procedure_code, version_id, filing_for, case_choice, answers, delivery, created_at, updated_at)
         select draft_id, account_id, person_id, $2, $3, 'self', $4, $5, '{"how":"counter","sms":true}', now(), now() from ids
       ), kept as (
         insert into dossiers.draft_files (draft_id, file_id, paper_id, name, added_at)
         select draft_id, file_id, 'bench', 'anh.jpg', now() from ids
       )
       select account_id, draft_id, file_id from ids order by n`,
      [
        JSON.stringify(rows),
        version.code,
        version.id,
        defaultCaseOf(version),
        JSON.stringify(options.answers),
      ],
    );
    for (const [i, row] of made.entries())
      filers.push({
        accountId: row.account_id,
        draftId: row.draft_id,
        fileId: row.file_id,
        token: rows[i]?.token ?? '',
      });
  }
  return filers;
}

const defaultCaseOf = (version: ProcedureVersion) =>
  (version.definition.cases.find((c) => c.default) ?? version.definition.cases[0])?.id ?? '';

export const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
