import { recordView } from '#engines/access';
import type { Due } from '#engines/calendar';
import { type Case, caseByNumber, dueOfCase, pausesOf, ratingOf, trailOf } from '#engines/cases';
import { type Ctx, tx } from '#engines/database';
import { type Answers, type ReadableGroup, readable, validateAll } from '#engines/forms';
import { messagesIn } from '#engines/messages';
import { type Kin, kinOf, type Person, personsById } from '#engines/people';
import { type Unit, unitById } from '#engines/units';
import type { ProcedureVersion } from '#services/procedures';
import { dossierOf } from './actions/at-hand.ts';
import { answerChecks, answerWords } from './answer-checks.ts';
import {
  type Attachment,
  type DossierRow,
  findAnswers,
  listAttachments,
  listResults,
  listSupplements,
  type ResultPaper,
  type Supplement,
} from './store/dossier.ts';

/** A dossier with everything that its pages show, as of one moment. */
export interface WholeDossier {
  readonly c: Case;
  readonly d: DossierRow;
  readonly version: ProcedureVersion;
  readonly unit: Unit | undefined;
  readonly answers: Answers;
  readonly readable: readonly ReadableGroup[];
  /** Sentences on numbers that contradict birth year or sex. */
  readonly warnings: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly results: readonly ResultPaper[];
  readonly supplements: readonly Supplement[];
  readonly trail: Awaited<ReturnType<typeof trailOf>>;
  readonly pauses: Awaited<ReturnType<typeof pausesOf>>;
  readonly messages: Awaited<ReturnType<typeof messagesIn>>;
  readonly rating: Awaited<ReturnType<typeof ratingOf>>;
  readonly due: Due;
  /** Persons of the register that the dossier is about; whoever reads this is recorded as having seen them. */
  readonly persons: readonly Person[];
  readonly kin: readonly Kin[];
}

export interface Look {
  /** Why: shown to the persons themselves in "Ai đã xem". */
  readonly purpose: string;
  /** Identity numbers whole instead of masked. */
  readonly reveal: boolean;
}

/**
 * Opens a dossier for its page. The look is recorded in the same transaction, with the persons seen: no
 * record, no page (law 8).
 */
export async function lookAtDossier(ctx: Ctx, number: string, look: Look): Promise<WholeDossier> {
  return tx(ctx, async (open) => {
    const { c, d, version } = await dossierOf(open, await caseByNumber(ctx, open, number));
    const { answers, persons } = await open.one(findAnswers, { case_id: c.id });
    const subject = { kind: 'dossier', id: c.id };
    const form = version.definition.form;
    const seen = persons.length > 0 ? await personsById(open, persons) : [];
    const kin = look.reveal && c.subject_person_id ? await kinOf(open, c.subject_person_id) : [];
    await recordView(open, {
      persons: [...persons, ...kin.map((k) => k.person.id)],
      purpose: look.purpose,
      caseId: c.id,
    });
    return {
      c,
      d,
      version,
      unit: await unitById(open, c.unit_id),
      answers,
      readable: readable(form, answers, answerWords(look.reveal ? 'whole' : 'masked')),
      warnings: validateAll(form, answers, answerChecks(ctx)).warnings.map((w) => w.message),
      attachments: await open.many(listAttachments, { case_id: c.id }),
      results: await open.many(listResults, { case_id: c.id }),
      supplements: await open.many(listSupplements, { case_id: c.id }),
      trail: await trailOf(open, c.id),
      pauses: await pausesOf(open, c.id),
      messages: await messagesIn(open, subject),
      rating: await ratingOf(open, c.id),
      due: await dueOfCase(open, c),
      persons: seen,
      kin,
    };
  });
}
