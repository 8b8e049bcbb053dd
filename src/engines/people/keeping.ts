import { type Ctx, type Officer, Refusal, type Tx } from '#engines/database';
import { type ChangeVerb, writeChange } from './changes.ts';
import { endKinship } from './keeping-store.ts';
import type { KinKind, Person, PersonInput } from './person.ts';
import { findPersons } from './store.ts';
import { markDeath } from './store-writes.ts';
import { words } from './vi.ts';
import { insertKinships, upsertPerson } from './writes.ts';

/** Why a change is made, and the paper it rests on; kept beside the old value. */
export interface Ground {
  readonly reason: string;
  readonly paper?: string;
}

/**
 * Adds a person, or corrects the one with that id: what was there before is kept with who, when, why and the paper.
 * @returns warnings that contradict the number, as `upsertPerson`
 */
export async function keepPerson(
  ctx: Ctx,
  t: Tx,
  officer: Officer,
  input: PersonInput,
  ground: Ground,
  verb?: ChangeVerb,
): Promise<{ id: string; warnings: string[] }> {
  requireReason(ground);
  const before = input.id ? await personHere(t, officer, input.id) : undefined;
  if (!officer.scope.units.includes(input.unit_id)) throw missing();
  const { id, warnings } = await upsertPerson(t, input);
  const [after] = await t.many(findPersons, { ids: [id] });
  await writeChange(ctx, t, officer, {
    unitId: input.unit_id,
    personId: id,
    verb: verb ?? (before ? 'corrected' : 'added'),
    ...ground,
    before: { ...before },
    after: { ...after },
  });
  return { id, warnings };
}

/** Records a death, or takes back one that was recorded wrongly (`diedOn` null). */
export async function keepDeath(
  ctx: Ctx,
  t: Tx,
  officer: Officer,
  death: Ground & { readonly personId: string; readonly version: number; readonly diedOn: string | null },
): Promise<void> {
  requireReason(death);
  const before = await personHere(t, officer, death.personId);
  if (death.diedOn !== null && death.diedOn < before.birth)
    throw new Refusal('invalid', 'people.died-before-birth', words.diedBeforeBirth, { field: 'died_on' });
  const changed = await t.run(markDeath, {
    id: before.id,
    died_on: death.diedOn,
    version: death.version,
  });
  if (changed === 0) throw new Refusal('conflict', 'people.changed-meanwhile', words.changedMeanwhile);
  await writeChange(ctx, t, officer, {
    unitId: before.unit_id,
    personId: before.id,
    verb: death.diedOn === null ? 'death-undone' : 'died',
    reason: death.reason,
    ...(death.paper ? { paper: death.paper } : {}),
    before: { died_on: before.died_on },
    after: { died_on: death.diedOn },
  });
}

/** Writes or ends a kinship or guardianship; both must be of the officer's commune. */
export async function keepKinship(
  ctx: Ctx,
  t: Tx,
  officer: Officer,
  given: Ground & {
    readonly person: string;
    readonly relative: string;
    readonly kind: Exclude<KinKind, 'child' | 'ward'>;
    /** The first day on which it no longer holds; undefined writes it. */
    readonly endedOn?: string;
  },
): Promise<void> {
  requireReason(given);
  const person = await personHere(t, officer, given.person);
  const relative = await personHere(t, officer, given.relative);
  if (given.endedOn === undefined) await insertKinships(t, [given]);
  else
    await t.run(endKinship, {
      person_id: person.id,
      relative_id: relative.id,
      kind: given.kind,
      on_date: given.endedOn,
    });
  const kin = `${given.kind} ${relative.id}`;
  await writeChange(ctx, t, officer, {
    unitId: person.unit_id,
    personId: person.id,
    verb: given.endedOn === undefined ? 'kin-added' : 'kin-ended',
    reason: given.reason,
    ...(given.paper ? { paper: given.paper } : {}),
    before: given.endedOn === undefined ? {} : { kin },
    after: given.endedOn === undefined ? { kin } : {},
  });
}

export async function personHere(t: Tx, officer: Officer, id: string): Promise<Person> {
  const [person] = await t.many(findPersons, { ids: [id] });
  if (!person || !officer.scope.units.includes(person.unit_id)) throw missing();
  return person;
}

export function requireReason(ground: Ground): void {
  if (ground.reason.trim() === '')
    throw new Refusal('invalid', 'people.reason', words.reasonMissing, { field: 'reason' });
}

export const missing = () => new Refusal('missing', 'people.not-here', words.notHere);
