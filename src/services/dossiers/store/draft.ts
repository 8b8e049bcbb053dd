import { column, type ResultOf, sql } from '#engines/database';
import type { Answers } from '#engines/forms';
import type { Delivery } from '../draft.ts';

const { instant, int, json, nullable, text, uuid } = column;

const draftColumns = {
  id: uuid,
  account_id: uuid,
  person_id: uuid,
  procedure_code: text,
  version_id: uuid,
  filing_for: text,
  subject_person_id: nullable(uuid),
  subject_name: nullable(text),
  mandate_id: nullable(uuid),
  case_choice: nullable(text),
  answers: json<Answers>(),
  delivery: json<Delivery>(),
  revision: int,
  last_kept: text,
  phone_key: text,
  submitted_case_id: nullable(uuid),
  submitted_number: nullable(text),
  created_at: instant,
  updated_at: instant,
} as const;

const list = Object.keys(draftColumns).join(', ');

export const insertDraft = sql({
  name: 'dossiers.insert_draft',
  params: {
    id: uuid,
    account_id: uuid,
    person_id: uuid,
    procedure_code: text,
    version_id: uuid,
    filing_for: text,
    subject_person_id: nullable(uuid),
    subject_name: nullable(text),
    mandate_id: nullable(uuid),
    case_choice: nullable(text),
    at: instant,
  },
  row: draftColumns,
  text: `
    insert into dossiers.drafts (id, account_id, person_id, procedure_code, version_id, filing_for,
      subject_person_id, subject_name, mandate_id, case_choice, created_at, updated_at)
    values (:id, :account_id, :person_id, :procedure_code, :version_id, :filing_for,
      :subject_person_id, :subject_name, :mandate_id, :case_choice, :at, :at)
    returning ${list}`,
});
export type DraftRow = ResultOf<typeof insertDraft>;

/** With its files, the earliest first: every screen needs both. */
export const findDraft = sql({
  name: 'dossiers.find_draft',
  params: { id: uuid, account_id: uuid },
  row: { ...draftColumns, files: json<readonly DraftFile[]>() },
  text: `
    select ${list}, (
      select coalesce(jsonb_agg(jsonb_build_object('file_id', f.file_id, 'paper_id', f.paper_id, 'name', f.name)
                                order by f.added_at, f.file_id), '[]')
      from dossiers.draft_files f where f.draft_id = drafts.id
    ) as files
    from dossiers.drafts where id = :id and account_id = :account_id`,
});

export interface DraftFile {
  readonly file_id: string;
  readonly paper_id: string;
  readonly name: string;
}

/** The same, locked: two taps on one button come one after the other. */
export const lockDraft = sql({
  name: 'dossiers.lock_draft',
  params: { id: uuid, account_id: uuid },
  row: draftColumns,
  text: `select ${list} from dossiers.drafts where id = :id and account_id = :account_id for update`,
});

export const openDraftsOf = sql({
  name: 'dossiers.open_drafts_of',
  params: { account_id: uuid },
  row: draftColumns,
  text: `
    select ${list} from dossiers.drafts
    where account_id = :account_id and submitted_case_id is null
    order by updated_at desc limit 50`,
});

export const updateDraft = sql({
  name: 'dossiers.update_draft',
  params: {
    id: uuid,
    account_id: uuid,
    version_id: uuid,
    case_choice: nullable(text),
    answers: json<Answers>(),
    delivery: json<Delivery>(),
    last_kept: text,
    at: instant,
  },
  row: draftColumns,
  text: `
    update dossiers.drafts
    set version_id = :version_id, case_choice = :case_choice, answers = :answers, delivery = :delivery,
        revision = revision + 1, last_kept = :last_kept, updated_at = :at
    where id = :id and account_id = :account_id and submitted_case_id is null
    returning ${list}`,
});

/** The answers leave the draft for the dossier; what stays says only which dossier it became. */
export const markSubmitted = sql({
  name: 'dossiers.mark_draft_submitted',
  params: { id: uuid, account_id: uuid, case_id: uuid, number: text, at: instant },
  text: `
    update dossiers.drafts
    set submitted_case_id = :case_id, submitted_number = :number, answers = '{}', delivery = '{}', updated_at = :at
    where id = :id and account_id = :account_id and submitted_case_id is null`,
});

export const deleteDraft = sql({
  name: 'dossiers.delete_draft',
  params: { id: uuid, account_id: uuid },
  text: `delete from dossiers.drafts where id = :id and account_id = :account_id and submitted_case_id is null`,
});

export const deleteDraftsBefore = sql({
  name: 'dossiers.delete_drafts_before',
  params: { before: instant },
  text: `delete from dossiers.drafts where updated_at < :before`,
});

export const filesOfDraft = sql({
  name: 'dossiers.files_of_draft',
  params: { draft_id: uuid, account_id: uuid },
  row: { file_id: uuid, paper_id: text, name: text },
  text: `
    select f.file_id, f.paper_id, f.name
    from dossiers.draft_files f join dossiers.drafts d on d.id = f.draft_id
    where f.draft_id = :draft_id and d.account_id = :account_id
    order by f.added_at, f.file_id`,
});

/** Of drafts that never became a dossier; a dossier keeps its own. */
export const filesOfDraftsBefore = sql({
  name: 'dossiers.files_of_drafts_before',
  params: { before: instant },
  row: { file_id: uuid },
  text: `
    select f.file_id from dossiers.draft_files f join dossiers.drafts d on d.id = f.draft_id
    where d.updated_at < :before and d.submitted_case_id is null`,
});

export const insertDraftFile = sql({
  name: 'dossiers.insert_draft_file',
  params: { draft_id: uuid, account_id: uuid, file_id: uuid, paper_id: text, name: text, at: instant },
  text: `
    insert into dossiers.draft_files (draft_id, file_id, paper_id, name, added_at)
    select d.id, :file_id, :paper_id, :name, :at
    from dossiers.drafts d
    where d.id = :draft_id and d.account_id = :account_id and d.submitted_case_id is null
    on conflict (draft_id, file_id) do nothing`,
});

export const deleteDraftFile = sql({
  name: 'dossiers.delete_draft_file',
  params: { draft_id: uuid, account_id: uuid, file_id: uuid },
  text: `
    delete from dossiers.draft_files f using dossiers.drafts d
    where d.id = f.draft_id and f.draft_id = :draft_id and f.file_id = :file_id
      and d.account_id = :account_id and d.submitted_case_id is null`,
});
