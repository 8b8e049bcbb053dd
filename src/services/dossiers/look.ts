import { recordView } from '#engines/access';
import type { Due } from '#engines/calendar';
import { type Case, caseByNumber, dueOfCase, pausesOf, ratingOf, trailOf } from '#engines/cases';
import { type Ctx, type Db, read, tx } from '#engines/database';
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

/** A dossier with all that its own page shows, as of one moment. */
export interface DossierRead {
  readonly c: Case;
  readonly d: DossierRow;
  readonly version: ProcedureVersion;
  readonly unit: Unit | undefined;
  readonly answers: Answers;
  readonly attachments: readonly Attachment[];
  readonly results: readonly ResultPaper[];
  readonly supplements: readonly Supplement[];
  readonly trail: Awaited<ReturnType<typeof trailOf>>;
  readonly pauses: Awaited<ReturnType<typeof pausesOf>>;
  readonly messages: Awaited<ReturnType<typeof messagesIn>>;
  readonly rating: Awaited<ReturnType<typeof ratingOf>>;
  readonly due: Due;
  /** Ids of the persons whom the dossier is about. */
  readonly about: readonly string[];
}

/** What an officer's page shows beside it. */
export interface WholeDossier extends DossierRead {
  readonly readable: readonly ReadableGroup[];
  /** Sentences on numbers that contradict birth year or sex. */
  readonly warnings: readonly string[];
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
    const dossier = await readDossier(ctx, open, number);
    const { c, answers, about } = dossier;
    const { form } = dossier.version.definition;
    const kin = look.reveal && c.subject_person_id ? await kinOf(open, c.subject_person_id) : [];
    await recordView(open, {
      persons: [...about, ...kin.map((k) => k.person.id)],
      purpose: look.purpose,
      caseId: c.id,
    });
    return {
      ...dossier,
      readable: readable(form, answers, answerWords(look.reveal ? 'whole' : 'masked')),
      warnings: validateAll(form, answers, answerChecks(ctx)).warnings.map((w) => w.message),
      persons: about.length > 0 ? await personsById(open, about) : [],
      kin,
    };
  });
}

/**
 * Opens a citizen's own dossier. That she sees herself and those she stands for is no look at a person; when it
 * is about anybody else, the look is recorded before the page is shown.
 */
export async function lookAtOwnDossier(ctx: Ctx, number: string): Promise<DossierRead> {
  const dossier = await read(ctx, (db) => readDossier(ctx, db, number));
  const others = dossier.about.filter((person) => !ctx.actor.scope.persons.includes(person));
  if (others.length > 0)
    await tx(ctx, (open) =>
      recordView(open, { persons: others, purpose: 'own-dossier', caseId: dossier.c.id }),
    );
  return dossier;
}

async function readDossier(ctx: Ctx, db: Db, number: string): Promise<DossierRead> {
  const { c, d, version } = await dossierOf(db, await caseByNumber(ctx, db, number));
  const { answers, persons } = await db.one(findAnswers, { case_id: c.id });
  return {
    c,
    d,
    version,
    unit: await unitById(db, c.unit_id),
    answers,
    attachments: await db.many(listAttachments, { case_id: c.id }),
    results: await db.many(listResults, { case_id: c.id }),
    supplements: await db.many(listSupplements, { case_id: c.id }),
    trail: await trailOf(db, c.id),
    pauses: await pausesOf(db, c.id),
    messages: await messagesIn(db, { kind: 'dossier', id: c.id }),
    rating: c.decided_at || c.ended_at ? await ratingOf(db, c.id) : undefined,
    due: await dueOfCase(db, c),
    about: persons,
  };
}
