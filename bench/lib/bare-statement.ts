import type { PoolClient } from 'pg';
import { insertSubmission } from '../../src/services/dossiers/store/submission.ts';
import type { BareJob } from './bare-rows.ts';

/**
 * The same rows by the program's own single statement: the hardest that bare SQL can be, and what is lost to
 * everything around it.
 */
export async function bareStatement(client: PoolClient, job: BareJob): Promise<void> {
  const now = new Date();
  const name = `Nguyễn Thị Đo ${job.n}`;
  const phone = `0900${String(job.n).padStart(6, '0')}`;
  const values: Record<string, unknown> = {
    series: `dossier/${job.prefix}`,
    number_prefix: job.prefix,
    title: 'Cấp Giấy xác nhận tình trạng hôn nhân',
    unit_id: job.unit,
    received_unit_id: job.unit,
    field: 'civil-status',
    filer_account_id: job.account,
    filer_person_id: job.person,
    subject_person_id: job.person,
    representative_person_id: null,
    filer_name: name,
    subject_name: name,
    filer_phone: phone,
    village: null,
    search: `nguyen thi do ${job.n} ${phone}`,
    at: now,
    procedure_code: '1.004873',
    version_id: job.version,
    case_choice: 'ordinary',
    idempotency_key: job.key,
    channel: 'online',
    filing_for: 'self',
    delivery: '{"how":"counter","sms":true}',
    provisional_due_at: now,
    quote: JSON.stringify(job.quote),
    persons: [job.person],
    answers: JSON.stringify(job.answers),
    paper_ids: ['bench'],
    file_ids: [job.file],
    file_names: ['anh.jpg'],
    actor_kind: 'citizen',
    account_id: job.account,
    post_id: null,
    actor_unit_id: null,
    actor_name: name,
    request_id: 'bench',
    pending: ['dossiers.tell_the_filer'],
  };
  for (const key of insertSubmission.order)
    if (!(key in values)) throw new Error(`the submission has a new parameter, ${key}`);
  await client.query(`begin; set local langso.units = '*'`);
  await client.query({
    name: 'file',
    text: 'update files.files set attached_at = coalesce(attached_at, $2) where id = $1',
    values: [job.file, now],
  });
  const { rows } = await client.query({
    name: 'submission',
    text: insertSubmission.text,
    values: insertSubmission.order.map((key) => values[key]),
  });
  await client.query({
    name: 'draft',
    text: `update dossiers.drafts set submitted_case_id = $2, submitted_number = $3, answers = '{}', delivery = '{}', updated_at = $4 where id = $1`,
    values: [job.draft, rows[0].case_id, rows[0].number, now],
  });
  await client.query('commit');
}
