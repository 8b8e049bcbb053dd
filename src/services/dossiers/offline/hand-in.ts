import { requireCitizen } from '#engines/access';
import { type Ctx, Refusal } from '#engines/database';
import {
  type Answers,
  type FieldError,
  type FormDefinition,
  type GroupAnswers,
  itemsOf,
  type Raw,
  rawOf,
  validateGroup,
  visibleGroups,
  withItem,
} from '#engines/forms';
import { answerChecks } from '../answer-checks.ts';
import { isStale, papersAsked } from '../draft.ts';
import { beginDraft, isUuid, type OpenDraft, openDraft, saveDraft } from '../draft-actions.ts';
import { addPaper } from '../draft-papers.ts';
import { submitDraft } from '../draft-submit.ts';
import type { Handed, HandedOutcome } from './kept.ts';
import { vi } from './vi.ts';

/**
 * Takes a filing that was written without network. Its id is the draft's and the submission's key: however
 * often the phone hands it in, and wherever it was cut off, it is one draft and one dossier. What was
 * understood is saved before anything is refused, so that she goes on where she was.
 */
export async function handIn(ctx: Ctx, handed: Handed): Promise<HandedOutcome> {
  requireCitizen(ctx);
  if (!isUuid(handed.id)) throw new Refusal('invalid', 'offline.no-id', vi.broken);
  const open = (await existing(ctx, handed.id)) ?? (await begin(ctx, handed));
  if (open.draft.submitted_number) return { kind: 'submitted', number: open.draft.submitted_number };
  const { answers, errors } = understood(ctx, open.version.definition.form, handed.answers);
  await saveDraft(ctx, handed.id, () => ({
    answers,
    delivery: deliveryIn(handed),
    ...(handed.caseChoice ? { caseChoice: handed.caseChoice } : {}),
  }));
  await attach(ctx, await openDraft(ctx, handed.id), handed);
  const now = await openDraft(ctx, handed.id);
  if (!handed.submit) return { kind: 'saved' };
  // Written for a version that was replaced meanwhile: she reads what changed before it goes out.
  if (isStale(now.draft, now.current) || now.draft.version_id !== handed.versionId)
    return { kind: 'changed' };
  const say = sentenceIn(now.version.definition.form);
  if (errors.length > 0) return { kind: 'incomplete', sentences: errors.map(say) };
  const outcome = await submitDraft(ctx, now);
  if (outcome.kind === 'submitted') return { kind: 'submitted', number: outcome.number };
  const papers = outcome.missingPapers.map((id) =>
    vi.paperMissing(now.version.definition.papers.find((paper) => paper.id === id)?.name ?? id),
  );
  return { kind: 'incomplete', sentences: [...outcome.errors.map(say), ...papers] };
}

async function existing(ctx: Ctx, id: string): Promise<OpenDraft | undefined> {
  try {
    return await openDraft(ctx, id);
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'missing') return undefined;
    throw error;
  }
}

async function begin(ctx: Ctx, handed: Handed): Promise<OpenDraft> {
  const { id, code, filingFor, subjectPersonId, subjectName } = handed;
  try {
    await beginDraft(ctx, { id, code, filingFor, subjectPersonId, subjectName });
  } catch (error) {
    // Begun a moment ago by the same phone, or an id that is somebody else's: opening it tells.
    if ((error as { code?: string }).code !== '23505') throw error;
  }
  return openDraft(ctx, id);
}

/** Group after group as if each had just been typed: nothing is believed because a phone says so. */
function understood(
  ctx: Ctx,
  form: FormDefinition,
  given: Handed['answers'],
): { readonly answers: Answers; readonly errors: readonly FieldError[] } {
  const checks = answerChecks(ctx);
  const errors: FieldError[] = [];
  let answers: Answers = {};
  for (const { id } of form.groups) {
    const group = visibleGroups(form, answers).find((one) => one.id === id);
    if (!group || given[id] === undefined) continue;
    for (const [index, item] of itemsOf(given as Answers, group).entries()) {
      if (group.repeat && index >= group.repeat.max) break;
      const at = group.repeat ? index : undefined;
      const raw = rawItem(group.fields, item);
      const checked = validateGroup(form, id, raw, answers, at, checks);
      errors.push(...checked.errors);
      answers = withItem(answers, group, checked.value, at);
    }
  }
  return { answers, errors };
}

/** Away from its box, a mistake says first which question it is about. */
const sentenceIn =
  (form: FormDefinition) =>
  ({ field, message }: FieldError): string => {
    const asked = form.groups.flatMap((group) => group.fields).find((one) => one.id === field);
    return asked ? `${asked.label}: ${message}` : message;
  };

const rawItem = (fields: FormDefinition['groups'][number]['fields'], item: GroupAnswers): Raw =>
  Object.fromEntries(fields.map((field) => [field.id, rawOf(field, item[field.id])]));

const deliveryIn = ({ delivery }: Handed) => ({
  ...(delivery.how ? { how: delivery.how } : {}),
  address: String(delivery.address ?? '').slice(0, 300),
  phone: String(delivery.phone ?? '').slice(0, 30),
  sms: delivery.sms === true,
});

/** Photos that are not in the draft yet; one of a paper that her answers no longer ask for stays out. */
async function attach(ctx: Ctx, open: OpenDraft, handed: Handed): Promise<void> {
  const there = new Set(open.files.map((file) => file.file_id));
  const asked = new Set(papersAsked(open.version.definition, open.draft.answers).map((paper) => paper.id));
  for (const { paper, file, name } of handed.photos)
    if (isUuid(file) && !there.has(file) && asked.has(paper))
      await addPaper(ctx, open, { paperId: paper, fileId: file, name });
}
