import { requireCitizen } from '#engines/access';
import { type Ctx, read } from '#engines/database';
import type { KnownRecords } from '#engines/forms';
import { personsById, recordFor } from '#engines/people';
import { reachOn } from './draft-actions.ts';
import type { DraftRow } from './store/draft.ts';

/** What the register knows of the filer and of the person concerned, for prefilling. */
export async function knownFor(ctx: Ctx, draft: DraftRow): Promise<KnownRecords> {
  return read(await reachOn(ctx, draft.id), async (db) => {
    const filer = (await recordFor(db, draft.person_id)) ?? undefined;
    const subject = draft.subject_person_id
      ? ((await recordFor(db, draft.subject_person_id)) ?? undefined)
      : undefined;
    return {
      ...recordsAround(filer),
      // Filed for herself there is no other person: the form says where she herself is meant. Whoever has died
      // is never proposed to be the one who files.
      subject: subject ?? (draft.subject_name ? { name: draft.subject_name } : undefined),
    };
  });
}

/** A person's own record, and those of the relatives it names. */
export const recordsAround = (filer: Readonly<Record<string, string>> | undefined): KnownRecords => ({
  filer,
  spouse: relativeOf(filer, 'spouse'),
  father: relativeOf(filer, 'father'),
  mother: relativeOf(filer, 'mother'),
});

/** `spouse.name` of the filer's record as the spouse's own `name`. */
function relativeOf(record: Readonly<Record<string, string>> | undefined, who: string) {
  const entries = Object.entries(record ?? {}).filter(([key]) => key.startsWith(`${who}.`));
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(who.length + 1), value]));
}

/** The children and wards of hers whom the register knows and whom she may stand for. */
export async function dependantsInReach(
  ctx: Ctx,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { personId, scope } = requireCitizen(ctx);
  const others = scope.persons.filter((id) => id !== personId);
  return others.length === 0 ? [] : read(ctx, (db) => personsById(db, others));
}
