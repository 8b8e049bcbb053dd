import { Refusal, type Tx } from '#engines/database';
import { dayBefore } from './import-successions.ts';
import { type Draft, loadRegister, type Register } from './register.ts';
import { insertBodies, insertVillages, type NewSuccession, setAuthorityCode } from './store.ts';
import { atLine, type Line, readTsv, type TextFile } from './tsv.ts';
import { levelOf, typeFits, type UnitType, unitTypes } from './unit.ts';
import { words } from './vi.ts';

/** The project's own files of `data/units/`. */
export const unitFiles = {
  provinces: 'provinces.tsv',
  districts: 'districts-ninh-binh.tsv',
  communes: 'communes-ninh-binh.tsv',
  bodies: 'bodies-commune.tsv',
  villages: 'villages-yen-mo.tsv',
  authorityCodes: 'authority-codes.tsv',
} as const;

export type UnitFiles = Readonly<Record<keyof typeof unitFiles, TextFile>>;

const reform = '2025-07-01';
const communesAct = '1674/NQ-UBTVQH15';

/**
 * Brings `data/units/` into the register: 34 provinces and the 63 of before, the communes of Ninh Bình with
 * what each came from, their bodies, the villages of the demo commune. Running it again adds nothing.
 * On an empty register it comes before national lists, which know less of the past.
 */
export async function installUnits(
  tx: Tx,
  files: UnitFiles,
  /** False leaves out the villages that were made up for the demo commune. */
  withInvented = true,
): Promise<{ units: number; edges: number }> {
  const register = await loadRegister(tx);
  const provinces = await installProvinces(files.provinces, register);
  const districts = await installDistricts(files.districts, register);
  const communes = await installCommunes(files.communes, register);
  await installBodies(tx, files.bodies, register);
  await installVillages(tx, files.villages, register, withInvented);
  await installAuthorityCodes(tx, files.authorityCodes, register);
  return {
    units: provinces.units + districts + communes.units,
    edges: provinces.edges + communes.edges,
  };
}

async function installProvinces(file: TextFile, register: Register) {
  const lines = readTsv(file, ['code', 'type', 'name', 'valid_from', 'valid_to', 'act', 'into']);
  const drafts = lines.map((line) => {
    const { code, name, valid_from, valid_to, act } = line.values;
    const from = dateOf(file, line.at, valid_from);
    const to = dateOf(file, line.at, valid_to);
    return draft(file, line, { code, name, type: line.values.type, parent: null, from, to, act });
  });
  const units = await addNew(register, drafts);
  const edges = lines.flatMap((line): NewSuccession[] => {
    const { code, name, valid_to, into } = line.values;
    if (into === '') return [];
    const from = register.inForce(code, dayBefore(valid_to));
    const to = register.inForce(into, valid_to);
    if (!from || !to) throw atLine(file, line.at, words.unitUnknown(into));
    const kind = valid_to === reform ? 'whole' : 'rename';
    return [{ from_id: from.id, to_id: to.id, kind, clause: words.resolution(to.legal_act ?? name) }];
  });
  return { units, edges: await register.connect(edges) };
}

async function installDistricts(file: TextFile, register: Register): Promise<number> {
  const lines = readTsv(file, ['code', 'type', 'name', 'province']);
  const drafts = lines.map((line) => {
    const { code, name, type, province } = line.values;
    const parent = register.inForce(province, dayBefore(reform))?.id;
    if (parent === undefined) throw atLine(file, line.at, words.parentUnknown(province));
    return draft(file, line, { code, name, type, parent, from: null, to: reform, act: '' });
  });
  return addNew(register, drafts);
}

async function installCommunes(file: TextFile, register: Register) {
  const lines = readTsv(file, ['code', 'type', 'name', 'clause', 'from']);
  const province = register.inForce('37', reform)?.id ?? null;
  const before: Draft[] = [];
  const now: Draft[] = [];
  const edges: { from: string; to: string; part: boolean; clause: string }[] = [];
  for (const line of lines) {
    const { code, type, name, clause, from } = line.values;
    now.push(
      draft(file, line, { code, type, name, parent: province, from: reform, to: null, act: communesAct }),
    );
    for (const item of from.split('; ')) {
      const [, part, old = '', oldType = '', oldName = '', district = ''] =
        /^(một phần )?(\d{5}) (xã|phường|thị trấn) (.+) \((\d{3})\)$/u.exec(item) ?? [];
      const parent = register.inForce(district, dayBefore(reform))?.id;
      if (parent === undefined) throw atLine(file, line.at, words.badPredecessor(item));
      const known = { code: old, type: oldType, name: oldName, parent, from: null, to: reform, act: '' };
      if (!before.some((d) => d.code === old)) before.push(draft(file, line, known));
      edges.push({ from: old, to: code, part: part !== undefined, clause });
    }
  }
  const units = (await addNew(register, before)) + (await addNew(register, now));
  const rows = edges.map((edge): NewSuccession => {
    const from = register.inForce(edge.from, dayBefore(reform));
    const to = register.inForce(edge.to, reform);
    if (!from || !to) throw new Error(`succession ${edge.from} → ${edge.to} without its units`);
    const clause = words.clause(edge.clause, communesAct);
    return { from_id: from.id, to_id: to.id, kind: edge.part ? 'part' : 'whole', clause };
  });
  return { units, edges: await register.connect(rows) };
}

async function installBodies(tx: Tx, file: TextFile, register: Register): Promise<void> {
  const lines = readTsv(file, ['code', 'for', 'name', 'short_name', 'valid_from', 'act']);
  const province = register.inForce('37', reform)?.id;
  const communes = register.ofLevel('commune', reform).filter((unit) => unit.parent_id === province);
  const rows = communes.flatMap((unit) =>
    lines
      .filter((line) => line.values.for === 'tất cả' || line.values.for === unit.type)
      .map((line, place) => ({
        unit_id: unit.id,
        code: line.values.code,
        name: line.values.name.replace('{unit}', unit.full_name),
        short_name: line.values.short_name.replace('{type}', unit.type),
        place,
        valid_from: dateOf(file, line.at, line.values.valid_from),
        legal_act: line.values.act || null,
        source: file.name,
      })),
  );
  await tx.run(insertBodies, { rows });
}

async function installVillages(
  tx: Tx,
  file: TextFile,
  register: Register,
  withInvented: boolean,
): Promise<void> {
  const every = readTsv(file, ['unit', 'former', 'kind', 'name', 'invented', 'valid_from']);
  const lines = every.filter((line) => withInvented || line.values.invented !== 'yes');
  const rows = lines.map((line) => {
    const { unit, former, kind, name, invented, valid_from } = line.values;
    const from = dateOf(file, line.at, valid_from) ?? reform;
    const now = register.inForce(unit, from);
    const was = register.inForce(former, dayBefore(from));
    if (!now || !was) throw atLine(file, line.at, words.unitUnknown(now ? former : unit));
    if (!['thôn', 'xóm', 'tổ dân phố'].includes(kind)) throw atLine(file, line.at, words.badKind(kind));
    // A tổ dân phố belongs to a phường; a xã has thôn and xóm.
    if (now.type === 'xã' && kind === 'tổ dân phố') throw atLine(file, line.at, words.badKind(kind));
    const source = file.name;
    return {
      unit_id: now.id,
      former_unit_id: was.id,
      name,
      kind,
      invented: invented === 'yes',
      valid_from: from,
      source,
    };
  });
  await tx.run(insertVillages, { rows });
}

async function installAuthorityCodes(tx: Tx, file: TextFile, register: Register): Promise<void> {
  for (const line of readTsv(file, ['unit', 'authority_code', 'checked'])) {
    const unit = register.inForce(line.values.unit, reform);
    if (!unit) throw atLine(file, line.at, words.unitUnknown(line.values.unit));
    // What an administrator has set since stays.
    if (unit.authority_code === null)
      await tx.run(setAuthorityCode, {
        id: unit.id,
        authority_code: line.values.authority_code,
        checked: line.values.checked === 'yes',
      });
  }
}

async function addNew(register: Register, drafts: readonly Draft[]): Promise<number> {
  const added = drafts.filter((d) => !register.same(d));
  for (const d of added) {
    const other = register.overlapping(d);
    if (other)
      throw new Refusal(
        'conflict',
        'units.overlap',
        words.overlaps(d.code, `${d.type} ${d.name}`, other.full_name),
      );
  }
  return (await register.add(added)).length;
}

function draft(
  file: TextFile,
  line: Line<string>,
  given: Omit<Draft, 'type' | 'act' | 'source'> & { type: string; act: string },
): Draft {
  const type = unitTypes.find((t): t is UnitType => t === given.type);
  const level = levelOf(given.code);
  if (level === null) throw atLine(file, line.at, words.badCode(given.code));
  if (!type || !typeFits(type, level)) throw atLine(file, line.at, words.badType(given.type));
  return { ...given, type, act: given.act || null, source: file.name };
}

function dateOf(file: TextFile, line: number, text: string): string | null {
  if (text === '') return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw atLine(file, line, words.badDate(text));
  return text;
}
