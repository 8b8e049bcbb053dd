import { requirePermission } from '#engines/access';
import { type Ctx, type Officer, Refusal, type Tx } from '#engines/database';
import { currentPersonId, type Person, personById } from '#engines/people';
import { vi } from './vi.ts';

export const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

export const seer = (ctx: Ctx): Officer => ofCivilStatus(requirePermission(ctx, 'people.see'));

export const keeper = (ctx: Ctx): Officer => ofCivilStatus(requirePermission(ctx, 'people.keep'));

/** A post bound to fields of work opens the register only when civil status is among them. */
function ofCivilStatus(officer: Officer): Officer {
  const { fields } = officer.scope;
  if (fields === null || fields.includes('civil-status')) return officer;
  throw new Refusal('denied', 'registers.other-field', vi.otherField);
}

/** True when this officer's pages show the buttons that write. */
export function mayKeep(ctx: Ctx): boolean {
  const { actor } = ctx;
  return (
    actor.kind === 'officer' &&
    actor.permissions.has('people.keep') &&
    (actor.scope.fields === null || actor.scope.fields.includes('civil-status'))
  );
}

export const look = (t: Tx, persons: readonly { readonly id: string }[], purpose: string): Promise<void> =>
  persons.length === 0
    ? Promise.resolve()
    : t.look({ persons: [...new Set(persons.map((person) => person.id))], purpose });

export async function personHere(t: Tx, officer: Officer, id: string): Promise<Person> {
  const person = isUuid(id) ? await personById(t, await currentPersonId(t, id)) : undefined;
  if (!person || !officer.scope.units.includes(person.unit_id)) throw missing();
  return person;
}

export const audit = (t: Tx, verb: string, id: string): Promise<number> =>
  t.audit({ verb, subjectKind: verb.split('.')[0] ?? 'person', subjectId: id });

export const missing = () => new Refusal('missing', 'registers.not-here', vi.notHere);
