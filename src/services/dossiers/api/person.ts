import { accountsOfPersons, isOfAge, requireGrant } from '#engines/access';
import { localDate } from '#engines/calendar';
import { as, type Ctx, machine, Refusal, read, tx } from '#engines/database';
import { findByIdentity, nationalPhone, type Person } from '#engines/people';
import { fold } from '#engines/search';
import { currentUnit, type Unit, unitById, villagesOf } from '#engines/units';
import { countTries, forgetTries, insertTry } from '../store/tries.ts';
import { vi } from './vi.ts';

/** Wrong names and numbers that a client may send in an hour: enough for mistakes, too few for fishing. */
const missesAnHour = 50;
const hour = 3_600_000;

export interface Filer {
  readonly person: Person;
  readonly unit: Unit;
  readonly village: string | null;
  readonly accountId: string | null;
  /** Her own, of the account or the register; what a client says of it is not asked for. */
  readonly phone: string;
}

/**
 * The person whom a client acts for: number and name must both be right and she must be registered in one of the
 * client's communes. One sentence for all that may be wrong, so that nobody can be looked up by trying.
 */
export async function filerNamed(
  ctx: Ctx,
  named: { readonly identityNumber: string; readonly name: string },
): Promise<Filer> {
  const client = requireGrant(ctx, 'dossiers.submit');
  const key = `client:${client.clientId}`;
  const since = new Date(ctx.now().getTime() - hour);
  const tries = await ctx.db.one(countTries, { code_key: key, sender_key: '', since });
  if (tries.of_code >= missesAnHour) throw new Refusal('limited', 'dossier.person-limited', vi.personLimited);
  const found = await read(as(ctx, machine('dossiers.filer-named')), async (db) => {
    const person = await findByIdentity(db, named.identityNumber);
    const registered = person && (await unitById(db, person.unit_id));
    if (!person || !registered || person.died_on !== null || plain(person.name) !== plain(named.name))
      return undefined;
    const unit = (await currentUnit(db, registered.code, localDate(ctx.now()))) ?? registered;
    if (!client.units.includes(unit.code)) return undefined;
    const village = (await villagesOf(db, unit.id)).find((one) => one.id === person.village_id);
    const [account] = await accountsOfPersons(db, [person.id]);
    return {
      person,
      unit,
      village: village ? `${village.kind} ${village.name}` : null,
      accountId: account?.id ?? null,
      phone: account?.phone ?? (person.phone ? nationalPhone(person.phone) : ''),
    };
  });
  if (!found) {
    await tx(ctx, async (open) => {
      await open.many(insertTry, { code_key: key, sender_key: '', at: ctx.now() });
      await open.run(forgetTries, { before: since });
    });
    throw wrong(vi.personUnknown, 'dossier.person-unknown');
  }
  if (!isOfAge(found.person, ctx.now())) throw wrong(vi.personYoung, 'dossier.person-young');
  return found;
}

const wrong = (detail: string, code: string) =>
  new Refusal('invalid', code, detail, { errors: [{ pointer: '/person', detail }] });

const plain = (name: string) => fold(name.normalize('NFC').trim().toLocaleLowerCase('vi'));
