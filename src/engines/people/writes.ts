import { randomUUID } from 'node:crypto';
import { Refusal, type Tx } from '#engines/database';
import { fold } from '#engines/search';
import { checkIdentityNumber, parseIdentityNumber } from './identity-number.ts';
import { givenNameKey, parseName } from './name.ts';
import { parsePartialDate, partialDate } from './partial-date.ts';
import type { Household, KinKind, PersonInput } from './person.ts';
import { parsePhone } from './phone.ts';
import { findPersons } from './store.ts';
import {
  insertHouseholdRows,
  insertKinshipRows,
  insertPersons,
  insertPovertyRow,
  markDeath,
  numberIsTaken,
  type PersonRow,
  updatePerson,
} from './store-writes.ts';
import { words } from './vi.ts';

/**
 * Writes a person: the row with that id is replaced field by field, otherwise a new one is made. Faults in
 * name, date, number or telephone are refused with a sentence; contradictions come back as warnings.
 */
export async function upsertPerson(tx: Tx, input: PersonInput): Promise<{ id: string; warnings: string[] }> {
  const [before] = input.id ? await tx.many(findPersons, { ids: [input.id] }) : [];
  const row = rowOf(before ? { ...before, ...definedOf(input) } : input, accepted);
  const { taken } = await tx.one(numberIsTaken, { number: row.identity_number, id: row.id });
  if (taken) throw numberTaken();
  if (before) {
    const version = input.version ?? before.version;
    if ((await tx.run(updatePerson, { row, version })) === 0)
      throw new Refusal('conflict', 'people.changed-meanwhile', words.changedMeanwhile);
  } else if ((await tx.many(insertPersons, { rows: [row] })).length === 0) throw numberTaken();
  return { id: row.id, warnings: checkIdentityNumber(row.identity_number ?? '', row) };
}

/** Many new persons at once (importers, the demo commune); nothing is asked twice, all or nothing. */
export async function insertPeople(tx: Tx, people: readonly PersonInput[]): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < people.length; from += 2000) {
    const rows = people.slice(from, from + 2000).map((person) => rowOf(person, trusted));
    const written = await tx.many(insertPersons, { rows });
    if (written.length !== rows.length) {
      const there = new Set(written.map((w) => w.person_id));
      const index = rows.findIndex((r) => !there.has(r.id));
      throw new Refusal('conflict', 'people.identity-taken', words.numberTaken, { index: from + index });
    }
    ids.push(...rows.map((r) => r.id));
  }
  return ids;
}

/** Makes households, or replaces those with the same id. */
export async function insertHouseholds(
  tx: Tx,
  households: readonly (Pick<Household, 'id' | 'unit_id'> & Partial<Household>)[],
): Promise<void> {
  for (let from = 0; from < households.length; from += 2000)
    await tx.run(insertHouseholdRows, { rows: households.slice(from, from + 2000).map((h) => ({ ...h })) });
}

/** Says what `relative` is to `person`; a child or a ward is written as the parent or guardian it has. */
export async function insertKinships(
  tx: Tx,
  kinships: readonly { person: string; relative: string; kind: Exclude<KinKind, 'child' | 'ward'> }[],
): Promise<void> {
  if (kinships.some((k) => k.person === k.relative))
    throw new Refusal('invalid', 'people.kin-self', words.kinSelf);
  const rows = kinships.map((k) => ({ person_id: k.person, relative_id: k.relative, kind: k.kind }));
  for (let from = 0; from < rows.length; from += 4000)
    await tx.run(insertKinshipRows, { rows: rows.slice(from, from + 4000) });
}

/** A household's poverty status from that day on; null ends it. */
export const setPoverty = async (
  tx: Tx,
  status: { householdId: string; status: 'poor' | 'near-poor' | null; from: string; decision?: string },
): Promise<void> => {
  await tx.run(insertPovertyRow, {
    household_id: status.householdId,
    status: status.status,
    valid_from: status.from,
    decision: status.decision ?? null,
  });
};

/** Records a death; false when someone changed the person since the given version was read. */
export const recordDeath = async (
  tx: Tx,
  death: { personId: string; diedOn: string; version: number },
): Promise<boolean> =>
  (await tx.run(markDeath, { id: death.personId, died_on: death.diedOn, version: death.version })) === 1;

type Checked = Pick<PersonRow, 'name' | 'birth' | 'identity_number' | 'phone'>;

/** Typed by a person: everything is read and refused with a sentence where it cannot be. */
function accepted(input: PersonInput): Checked {
  const name = parseName(input.name);
  if (!name.ok) throw invalid('name', name.message);
  const birth = parsePartialDate(input.birth);
  if (!birth.ok) throw invalid('birth', birth.message);
  let identity_number: string | null = null;
  if (input.identity_number) {
    const number = parseIdentityNumber(input.identity_number);
    if (!number.ok) throw invalid('identity-number', number.message);
    if (number.value.kind === 'old') throw invalid('identity-number', words.numberOld);
    identity_number = number.value.number;
  }
  let phone: string | null = null;
  if (input.phone) {
    const parsed = parsePhone(input.phone);
    if (!parsed.ok) throw invalid('phone', parsed.message);
    phone = parsed.value;
  }
  return { name: name.value, birth: birth.value.text, identity_number, phone };
}

/** Written by a program in stored form already; the table's own checks still hold. */
const trusted = (input: PersonInput): Checked => ({
  name: input.name,
  birth: input.birth,
  identity_number: input.identity_number ?? null,
  phone: input.phone ?? null,
});

function rowOf(input: PersonInput, check: (input: PersonInput) => Checked): PersonRow {
  const { name, birth, identity_number, phone } = check(input);
  const span = partialDate(birth);
  return {
    id: input.id ?? randomUUID(),
    unit_id: input.unit_id,
    village_id: input.village_id ?? null,
    household_id: input.household_id ?? null,
    name,
    name_key: givenNameKey(name),
    sex: input.sex,
    birth,
    birth_from: span.from,
    birth_to: span.to,
    birth_place: input.birth_place ?? null,
    identity_number,
    old_identity_number: input.old_identity_number ?? null,
    ethnic_code: input.ethnic_code ?? null,
    nationality: input.nationality ?? 'VN',
    phone,
    relation: input.relation ?? null,
    address: input.address ?? '',
    died_on: input.died_on ?? null,
    smartphone: input.smartphone ?? null,
    note: input.note ?? null,
    folded: fold(name),
  };
}

const definedOf = (input: PersonInput): Partial<PersonInput> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

const invalid = (field: string, message: string) =>
  new Refusal('invalid', `people.${field}`, message, { field });
const numberTaken = () => new Refusal('conflict', 'people.identity-taken', words.numberTaken);
