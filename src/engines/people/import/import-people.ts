import { randomUUID } from 'node:crypto';
import { type Ctx, Refusal, type Tx } from '#engines/database';
import { fold } from '#engines/search';
import { currentUnit, villagesOf } from '#engines/units';
import { parseIdentityNumber } from '../identity-number.ts';
import { givenNameKey, parseName } from '../name.ts';
import { parsePartialDate } from '../partial-date.ts';
import { ethnicGroups } from '../person.ts';
import { parsePhone } from '../phone.ts';
import { words } from '../vi.ts';
import { type ColumnKey, columns, type Line, readRows } from './read.ts';
import {
  dropStaged,
  insertNew,
  insertNewSearch,
  listFaults,
  markRepeated,
  matchByName,
  matchByNumber,
  placeInHouseholds,
  type StagedRow,
  setImportedHeads,
  stageRows,
  updateKnown,
  writeHouseholds,
} from './store.ts';

export interface PeopleFile {
  /** Shown in the history of whoever the file changes. */
  readonly name: string;
  readonly text: AsyncIterable<string>;
  /** The commune of rows that name none. */
  readonly unitCode: string;
  /** YYYY-MM-DD: units and villages in force that day; no birth lies after it. */
  readonly today: string;
  /** Writes the good rows and hands the bad ones over; otherwise one bad row refuses the file. */
  readonly skipBad?: (fault: { line: number; message: string; cells: readonly string[] }) => void;
  readonly tell?: (rows: number) => void;
}

export interface PeopleImported {
  readonly rows: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly bad: number;
}

const batch = 2000;
const shownFaults = 100;

/**
 * Reads people from a CSV or TSV into the register: known ones by number (else by name, birth, sex and household) are
 * brought up to date, others added; the same file twice changes nothing. Holds one batch in memory.
 * @throws invalid with the first 100 faults, each with its line, when a row cannot be read and `skipBad` is not given
 */
export async function importPeople(ctx: Ctx, t: Tx, file: PeopleFile): Promise<PeopleImported> {
  const import_id = randomUUID();
  const places = placesOf(t, file);
  const faults: string[] = [];
  let bad = 0;
  let rows = 0;
  let head: ReadonlyMap<ColumnKey, number> | undefined;
  let waiting: StagedRow[] = [];
  const spoil = (line: number, message: string, cells: readonly string[]): void => {
    bad += 1;
    if (file.skipBad) file.skipBad({ line, message, cells });
    else if (faults.length < shownFaults) faults.push(words.importLine(line, message));
  };
  const stage = async (): Promise<void> => {
    // After the first fault of a file that is refused, reading on only finds the others.
    if (waiting.length > 0 && (bad === 0 || file.skipBad))
      await t.run(stageRows, { import_id, rows: waiting });
    waiting = [];
    file.tell?.(rows);
  };
  for await (const line of readRows(file.text)) {
    if (line.cells.every((cell) => cell.trim() === '')) continue;
    if (!head) {
      head = headOf(line);
      continue;
    }
    rows += 1;
    const read = await readPerson(line, head, places, file.today);
    if (typeof read === 'string') spoil(line.line, read, line.cells);
    else waiting.push(read);
    if (waiting.length >= batch) await stage();
  }
  if (!head) throw new Refusal('invalid', 'people.import-empty', words.importEmpty);
  await stage();
  if (bad === 0 || file.skipBad) {
    await t.run(markRepeated, { import_id });
    await t.run(matchByNumber, { import_id });
    await t.run(matchByName, { import_id });
    for (const { line, fault } of await t.many(listFaults, { import_id }))
      spoil(line, words.importFaults[fault], []);
  }
  if (bad > 0 && !file.skipBad)
    throw new Refusal('invalid', 'people.import-bad', words.importBad(bad, faults), { bad });
  await t.run(writeHouseholds, { import_id });
  await t.run(placeInHouseholds, { import_id });
  const { updated } = await t.one(updateKnown, {
    import_id,
    at: ctx.now(),
    source: words.importSource(file.name),
  });
  const { added } = await t.one(insertNew, { import_id });
  await t.run(insertNewSearch, { import_id });
  await t.run(setImportedHeads, { import_id });
  await t.run(dropStaged, { import_id });
  return { rows, added, updated, unchanged: rows - bad - added - updated, bad };
}

/** The first line of an empty file to fill in. */
export const peopleTemplate = (): string =>
  `\uFEFF${Object.values(columns)
    .map(([first]) => first)
    .join(',')}\r\n`;

function headOf(line: Line): ReadonlyMap<ColumnKey, number> {
  const found = new Map<ColumnKey, number>();
  line.cells.forEach((cell, i) => {
    const folded = fold(cell);
    for (const [key, names] of Object.entries(columns))
      if (names.some((name) => fold(name) === folded)) found.set(key as ColumnKey, i);
  });
  for (const key of ['name', 'birth', 'sex'] as const)
    if (!found.has(key))
      throw new Refusal('invalid', 'people.import-head', words.importHead(columns[key][0]));
  return found;
}

interface Places {
  unit(code: string): Promise<number | undefined>;
  village(unitId: number, name: string): Promise<number | undefined>;
}

/** Units and villages are asked once each. */
function placesOf(t: Tx, file: PeopleFile): Places {
  const units = new Map<string, number | undefined>();
  const villages = new Map<number, ReadonlyMap<string, number>>();
  return {
    async unit(code) {
      const asked = code || file.unitCode;
      if (!units.has(asked)) units.set(asked, (await currentUnit(t, asked, file.today))?.id);
      return units.get(asked);
    },
    async village(unitId, name) {
      let known = villages.get(unitId);
      if (!known) {
        const all = await villagesOf(t, unitId, file.today);
        known = new Map(all.flatMap((v) => [v.name, `${v.kind} ${v.name}`].map((n) => [fold(n), v.id])));
        villages.set(unitId, known);
      }
      return known.get(fold(name));
    },
  };
}

const sexes: Readonly<Record<string, 'male' | 'female'>> = {
  ...{ nam: 'male', male: 'male', m: 'male' },
  ...{ nu: 'female', female: 'female', f: 'female' },
};
const ethnicCodes = new Map(
  ethnicGroups.flatMap(({ code, name, aliases = [] }) =>
    [code, name, ...aliases].map((one) => [fold(one), code]),
  ),
);

/** One row as it is staged, or the sentence that says what is wrong with it. */
async function readPerson(
  line: Line,
  head: ReadonlyMap<ColumnKey, number>,
  places: Places,
  today: string,
): Promise<StagedRow | string> {
  const cell = (key: ColumnKey): string => {
    const at = head.get(key);
    return at === undefined ? '' : (line.cells[at] ?? '').normalize('NFC').trim();
  };
  const or = (key: ColumnKey): string | null => cell(key) || null;
  const name = parseName(cell('name'));
  if (!name.ok) return name.message;
  const birth = parsePartialDate(cell('birth'), today);
  if (!birth.ok) return birth.message;
  const sex = sexes[fold(cell('sex'))];
  if (!sex) return words.importSex;
  let identity_number: string | null = null;
  let old_identity_number = or('old');
  if (cell('number') !== '') {
    const number = parseIdentityNumber(cell('number').replace(/^'/, ''));
    if (!number.ok) return number.message;
    if (number.value.kind === 'personal') identity_number = number.value.number;
    else old_identity_number = number.value.number;
  }
  const phone = cell('phone') === '' ? undefined : parsePhone(cell('phone').replace(/^'/, ''));
  if (phone && !phone.ok) return phone.message;
  const died = cell('died') === '' ? undefined : parsePartialDate(cell('died'), today);
  if (died && (!died.ok || died.value.text.length !== 10)) return died.ok ? words.dateShape : died.message;
  const unit_id = await places.unit(cell('unit'));
  if (unit_id === undefined) return words.importUnit(cell('unit'));
  const village_id = cell('village') === '' ? null : await places.village(unit_id, cell('village'));
  if (village_id === undefined) return words.importVillage(cell('village'));
  return {
    line: line.line,
    unit_id,
    village_id,
    household_code: or('household'),
    name: name.value,
    name_key: givenNameKey(name.value),
    folded: fold(name.value),
    sex,
    birth: birth.value.text,
    birth_from: birth.value.from,
    birth_to: birth.value.to,
    birth_place: or('birthPlace'),
    identity_number,
    old_identity_number,
    ethnic_code: ethnicCodes.get(fold(cell('ethnic'))) ?? null,
    nationality: 'VN',
    phone: phone?.ok ? phone.value : null,
    relation: or('relation'),
    address: cell('address'),
    died_on: died?.ok ? died.value.text : null,
  };
}
