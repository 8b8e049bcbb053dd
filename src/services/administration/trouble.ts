import { accountsByPhone } from '#engines/access';
import { anyCaseById } from '#engines/cases';
import { as, type Ctx, type Db, machine, parkedEvents, read } from '#engines/database';
import { troubledDeliveries } from '#engines/messages';
import { personsById } from '#engines/people';

/**
 * Parked events of these units. An event that belongs to no unit (a holiday of the whole country) concerns every
 * commune of the cell and is shown to all; it names nobody.
 */
export async function parkedOf(ctx: Ctx, units: readonly number[]) {
  const inside = as(ctx, machine('administration.trouble'));
  const parked = await parkedEvents(ctx.db);
  return read(inside, async (db) => {
    const shown: typeof parked = [];
    for (const event of parked) {
      const unit = event.unit === null ? await unitOfCase(db, event.subject) : Number(event.unit);
      if (unit === undefined || units.includes(unit)) shown.push(event);
    }
    return shown;
  });
}

async function unitOfCase(db: Db, subject: string): Promise<number | undefined> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(subject);
  return isId ? (await anyCaseById(db, subject))?.unit_id : undefined;
}

/**
 * Messages that did not arrive, to people of these units. Whose unit cannot be told (a code to a number that
 * nobody has) is shown nowhere but in the program's log.
 */
export async function troubleOf(ctx: Ctx, units: readonly number[]) {
  const inside = as(ctx, machine('administration.trouble'));
  const rows = await troubledDeliveries(ctx.db, 500);
  return read(inside, async (db) => {
    const owners = new Map<string, readonly string[]>();
    for (const row of rows) {
      const byPhone = async () => (await accountsByPhone(db, row.address)).map((one) => one.person_id);
      owners.set(row.id, row.person_id === null ? await byPhone() : [row.person_id]);
    }
    const persons = await personsById(db, [...new Set([...owners.values()].flat())]);
    const here = new Set(persons.filter((one) => units.includes(one.unit_id)).map((one) => one.id));
    return rows.filter((row) => owners.get(row.id)?.some((id) => here.has(id))).slice(0, 100);
  });
}
