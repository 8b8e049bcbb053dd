import { column, sql } from '#engines/database';
import type { Answers } from '#engines/forms';

const { instant, json, text, uuid } = column;

export const draftsHeld = sql({
  name: 'dossiers.drafts_held',
  params: { person_id: uuid },
  row: { procedure_code: text, updated_at: instant, answers: json<Answers>() },
  text: `
    select procedure_code, updated_at, answers from dossiers.drafts
    where person_id = :person_id and submitted_case_id is null order by updated_at desc limit 200`,
});

export const filesOfDraftsOf = sql({
  name: 'dossiers.files_of_drafts_of',
  params: { person_id: uuid },
  row: { file_id: uuid },
  text: `
    select f.file_id from dossiers.draft_files f join dossiers.drafts d on d.id = f.draft_id
    where d.person_id = :person_id and d.submitted_case_id is null`,
});

export const deleteDraftsOf = sql({
  name: 'dossiers.delete_drafts_of',
  params: { person_id: uuid },
  text: `delete from dossiers.drafts where person_id = :person_id and submitted_case_id is null`,
});
