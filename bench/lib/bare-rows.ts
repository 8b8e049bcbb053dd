import type { PoolClient } from 'pg';

export interface BareJob {
  readonly prefix: string;
  readonly unit: number;
  readonly account: string;
  readonly person: string;
  readonly draft: string;
  readonly version: string;
  readonly answers: unknown;
  readonly quote: unknown;
  readonly key: string;
  readonly file: string;
  readonly n: number;
  readonly oneStatement: boolean;
}

/**
 * The rows of one submission, written the way one would write them by hand: a named statement for each table, ids
 * made here, the same columns with values of the same size as the program writes. The number is taken first,
 * because the case's row bears it: the series stays locked for the rest of the transaction.
 */
export async function bareRows(client: PoolClient, job: BareJob): Promise<void> {
  const q = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  const id = crypto.randomUUID();
  const now = new Date();
  const name = `Nguyễn Thị Đo ${job.n}`;
  const phone = `0900${String(job.n).padStart(6, '0')}`;
  // The program role's row-level policies hold for the comparison too.
  await client.query(`begin; set local langso.units = '*'`);
  const { rows } = await q(
    'number',
    `insert into numbers.series as s (key, next) values ($1, 2)
     on conflict (key) do update set next = s.next + 1 returning next - 1 as value`,
    [`dossier/${job.prefix}`],
  );
  const number = `${job.prefix}${String(rows[0].value).padStart(4, '0')}`;
  await q(
    'case',
    `insert into cases.cases (id, kind, number, title, unit_id, received_unit_id, field, filer_account_id, filer_person_id,
       subject_person_id, filer_name, subject_name, filer_phone, state, submitted_at, facet1, facet2, facet3, search)
     values ($1, 'dossier', $2, 'Cấp Giấy xác nhận tình trạng hôn nhân', $3, $3, 'civil-status', $4, $5, $5, $6, $6, $7,
       'submitted', $8, '1.004873', null, 'reception', $9)`,
    [
      id,
      number,
      job.unit,
      job.account,
      job.person,
      name,
      phone,
      now,
      `${number.toLowerCase()} nguyen thi do ${job.n} ${phone}`,
    ],
  );
  await q(
    'trail',
    `insert into cases.trail (case_id, at, actor_kind, account_id, actor_name, verb, to_state)
     values ($1, $2, 'citizen', $3, $4, 'submitted', 'submitted')`,
    [id, now, job.account, name],
  );
  await q(
    'dossier',
    `insert into dossiers.dossiers (case_id, procedure_code, version_id, case_choice, account_id, idempotency_key, channel,
       filing_for, delivery, provisional_due_at, quote)
     values ($1, '1.004873', $2, 'ordinary', $3, $4, 'online', 'self', '{"how":"counter","sms":true}', $5, $6)`,
    [id, job.version, job.account, job.key, now, JSON.stringify(job.quote)],
  );
  await q(
    'answers',
    `insert into dossiers.answers (case_id, unit_id, persons, answers) values ($1, $2, $3, $4)`,
    [id, job.unit, [job.person], JSON.stringify(job.answers)],
  );
  await q(
    'attachment',
    `insert into dossiers.attachments (case_id, unit_id, persons, paper_id, file_id, name, added_at, source)
     values ($1, $2, $3, 'bench', $4, 'anh.jpg', $5, 'submission')`,
    [id, job.unit, [job.person], job.file, now],
  );
  await q('file', 'update files.files set attached_at = coalesce(attached_at, $2) where id = $1', [
    job.file,
    now,
  ]);
  await q(
    'audit',
    `insert into audit.entries (at, actor_kind, account_id, verb, subject_kind, subject_id, detail, request_id)
     values ($1, 'citizen', $2, 'dossier.submitted', 'dossier', $3, $4, 'bench')`,
    [now, job.account, id, JSON.stringify({ number })],
  );
  await q(
    'event',
    `insert into outbox.events (at, next_at, type, subject, payload, pending) values ($1, $1, 'dossier.submitted', $2, $3, '{dossiers.tell_the_filer}')`,
    [now, id, JSON.stringify({ caseId: id, number })],
  );
  await q(
    'draft',
    `update dossiers.drafts set submitted_case_id = $2, submitted_number = $3, answers = '{}', delivery = '{}', updated_at = $4 where id = $1`,
    [job.draft, id, number, now],
  );
  await client.query('commit');
}
