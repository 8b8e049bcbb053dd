import { column, type ResultOf, sql } from '#engines/database';
import type { Answers } from '#engines/forms';
import type { Quote } from '#services/procedures';
import type { Delivery } from '../draft.ts';

const { bool, nullable, text, uuid, int, instant, json, uuids, texts, bigint } = column;

const dossierColumns = {
  case_id: uuid,
  procedure_code: text,
  version_id: uuid,
  case_choice: text,
  account_id: nullable(uuid),
  channel: text,
  filing_for: text,
  delivery: json<Delivery>(),
  provisional_due_at: nullable(instant),
  promised_at: nullable(instant),
  quote: nullable(json<Quote>()),
  supplements_asked: int,
  proposal: nullable(text),
  proposed_by: nullable(uuid),
  approved_at: nullable(instant),
  approved_by: nullable(uuid),
  waiting_for: nullable(text),
  system_number: nullable(text),
  handed_over_to: nullable(text),
  handed_over_at: nullable(instant),
};
const dossierList = Object.keys(dossierColumns).join(', ');

/** Reached only after the case was found within the actor's scope. */
export const findDossier = sql({
  name: 'dossiers.find_dossier',
  params: { case_id: uuid },
  row: dossierColumns,
  text: `select ${dossierList} from dossiers.dossiers where case_id = :case_id`,
});
export type DossierRow = ResultOf<typeof findDossier>;

/** What acts change; the case's version, moved in the same transaction, keeps two officers apart. */
export const updateDossier = sql({
  name: 'dossiers.update_dossier',
  params: {
    case_id: uuid,
    case_choice: text,
    promised_at: nullable(instant),
    supplements_asked: int,
    proposal: nullable(text),
    proposed_by: nullable(uuid),
    approved_at: nullable(instant),
    approved_by: nullable(uuid),
    waiting_for: nullable(text),
    system_number: nullable(text),
    handed_over_to: nullable(text),
    handed_over_at: nullable(instant),
  },
  row: { case_id: uuid },
  text: `
    update dossiers.dossiers
    set case_choice = :case_choice, promised_at = :promised_at, supplements_asked = :supplements_asked, proposal = :proposal,
        proposed_by = :proposed_by, approved_at = :approved_at, approved_by = :approved_by,
        waiting_for = :waiting_for, system_number = :system_number,
        handed_over_to = :handed_over_to, handed_over_at = :handed_over_at
    where case_id = :case_id
    returning case_id`,
});

export const findAnswers = sql({
  name: 'dossiers.find_answers',
  params: { case_id: uuid },
  row: { answers: json<Answers>(), persons: uuids, unit_id: int },
  text: `select answers, persons, unit_id from dossiers.answers where case_id = :case_id`,
});

export const listAttachments = sql({
  name: 'dossiers.list_attachments',
  params: { case_id: uuid },
  row: { id: uuid, paper_id: text, file_id: uuid, name: text, added_at: instant, source: text },
  text: `
    select id, paper_id, file_id, name, added_at, source from dossiers.attachments
    where case_id = :case_id order by added_at, id`,
});
export type Attachment = ResultOf<typeof listAttachments>;

export const insertAttachments = sql({
  name: 'dossiers.insert_attachments',
  params: {
    case_id: uuid,
    unit_id: int,
    persons: uuids,
    paper_ids: texts,
    file_ids: uuids,
    names: texts,
    at: instant,
  },
  row: { id: uuid },
  text: `
    insert into dossiers.attachments (case_id, unit_id, persons, paper_id, file_id, name, added_at, source)
    select :case_id, :unit_id, :persons, f.paper_id, f.file_id, f.name, :at, 'supplement'
    from unnest(:paper_ids, :file_ids, :names) as f (paper_id, file_id, name)
    returning id`,
});

export const insertResult = sql({
  name: 'dossiers.insert_result',
  params: {
    case_id: uuid,
    unit_id: int,
    persons: uuids,
    title: text,
    number: text,
    file_id: nullable(uuid),
    at: instant,
    issued_by: nullable(uuid),
  },
  row: { id: uuid },
  text: `
    insert into dossiers.results (case_id, unit_id, persons, title, number, file_id, issued_at, issued_by)
    values (:case_id, :unit_id, :persons, :title, :number, :file_id, :at, :issued_by)
    returning id`,
});

export const listResults = sql({
  name: 'dossiers.list_results',
  params: { case_id: uuid },
  row: { id: uuid, title: text, number: text, file_id: nullable(uuid), issued_at: instant },
  text: `
    select id, title, number, file_id, issued_at from dossiers.results
    where case_id = :case_id order by issued_at, id`,
});
export type ResultPaper = ResultOf<typeof listResults>;

export const insertSupplement = sql({
  name: 'dossiers.insert_supplement',
  params: { case_id: uuid, at: instant, asked_by: text, items: texts, reason: text },
  row: { id: bigint },
  text: `
    insert into dossiers.supplements (case_id, asked_at, asked_by, items, reason)
    values (:case_id, :at, :asked_by, :items, :reason) returning id`,
});

export const answerSupplementRow = sql({
  name: 'dossiers.answer_supplement',
  params: { case_id: uuid, at: instant, answer: text },
  row: { id: bigint },
  text: `
    update dossiers.supplements set answered_at = :at, answer = :answer
    where case_id = :case_id and answered_at is null returning id`,
});

export const listSupplements = sql({
  name: 'dossiers.list_supplements',
  params: { case_id: uuid },
  row: {
    asked_at: instant,
    asked_by: text,
    items: texts,
    reason: text,
    answered_at: nullable(instant),
    answer: nullable(text),
  },
  text: `
    select asked_at, asked_by, items, reason, answered_at, answer from dossiers.supplements
    where case_id = :case_id order by asked_at, id`,
});
export type Supplement = ResultOf<typeof listSupplements>;

export const findPaper = sql({
  name: 'dossiers.find_paper',
  params: { case_id: uuid, file_id: uuid },
  row: { persons: uuids, is_result: bool },
  text: `
    select persons, false as is_result from dossiers.attachments where case_id = :case_id and file_id = :file_id
    union all
    select persons, true from dossiers.results where case_id = :case_id and file_id = :file_id
    limit 1`,
});
