import type { Db } from '#engines/database';
import { keptFor } from './known.ts';
import { latest } from './names.ts';
import {
  findAllInForce,
  findBodies,
  findInForce,
  findLineage,
  findPredecessors,
  findSuccessors,
  findUnits,
  findVersions,
  findVillages,
  findWithin,
} from './store.ts';
import type { Body, Level, Unit, Village } from './unit.ts';

export {
  bodyVersionsOf,
  changeVillages,
  endBody,
  putBody,
  suggestVillages,
  villageHistoryOf,
  villageLineageOf,
} from './change.ts';
export { importSuccessions, type SuccessionsImported } from './import-successions.ts';
export { importUnits, type UnitsFileFacts, type UnitsImported } from './import-units.ts';
export { installUnits, type UnitFiles, unitFiles } from './install.ts';
export { type AddressSuggestion, publishedName, suggestAddresses } from './names.ts';
export type {
  Body,
  Level,
  Unit,
  UnitType,
  Village,
} from './unit.ts';

/** One version by its id; undefined when there is none. */
export const unitById = (db: Db, id: number): Promise<Unit | undefined> =>
  keptFor(db, `unit ${id}`, async (d) => (await d.many(findUnits, { ids: [id] }))[0]);

/** Several versions at once, in no particular order. */
export const unitsById = (db: Db, ids: readonly number[]): Promise<Unit[]> =>
  db.many(findUnits, { ids: [...ids] });

/** The version of that code in force on that day (codes are reused: 14701 was a town until 30/06/2025). */
export const currentUnit = (db: Db, code: string, onDate: string): Promise<Unit | undefined> =>
  keptFor(db, `in force ${code} ${onDate}`, (d) => d.maybe(findInForce, { code, on_date: onDate }));

/** Every version of a code, oldest first. */
export const versionsOf = (db: Db, code: string): Promise<Unit[]> => db.many(findVersions, { code });

/** All units of a level in force that day, in Vietnamese order. */
export const unitsInForce = (db: Db, level: Level, onDate: string = latest): Promise<Unit[]> =>
  db.many(findAllInForce, { level, on_date: onDate });

/** The units directly under a unit (the communes of a province), in Vietnamese order. */
export const unitsWithin = (db: Db, unitId: number, onDate: string = latest): Promise<Unit[]> =>
  db.many(findWithin, { id: unitId, on_date: onDate });

/**
 * Every version this unit now answers for: itself and all that went into it whole. Units that were divided
 * are not in it: which of their people came here only the village tells, and scope fails closed.
 */
export async function lineageOf(db: Db, id: number): Promise<number[]> {
  return (await db.many(findLineage, { id })).map((row) => row.id);
}

/** The units in force that took over a unit, each with its clause; one for a merger, several for a division. */
export const successorsOf = (db: Db, id: number, onDate: string = latest) =>
  db.many(findSuccessors, { id, on_date: onDate });

/** What a unit was made from, with kind, clause and the old district's name. */
export const predecessorsOf = (db: Db, id: number) => db.many(findPredecessors, { id });

/** The villages of a commune, grouped by former commune. */
export const villagesOf = (db: Db, unitId: number, onDate: string = latest): Promise<Village[]> =>
  keptFor(db, `villages ${unitId} ${onDate}`, (d) =>
    d.many(findVillages, { unit_id: unitId, on_date: onDate }),
  );

/** The offices and authorities of a commune, in the order a directory prints them. */
export const bodiesOf = (db: Db, unitId: number, onDate: string = latest): Promise<Body[]> =>
  db.many(findBodies, { unit_id: unitId, on_date: onDate });
