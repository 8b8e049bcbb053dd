import type { Tx } from '#engines/database';
import { type Draft, loadRegister, type Register } from './register.ts';
import type { NewSuccession } from './store.ts';
import { atLine, type Line, readTsv, type TextFile } from './tsv.ts';
import { canonicalName, levelOf, splitName, type Unit } from './unit.ts';
import { words } from './vi.ts';

export interface SuccessionsImported {
  readonly units: number;
  readonly edges: number;
  /** Lines left out because the clause they cite does not bear them out, with the reason. */
  readonly doubts: readonly string[];
}

const columns = [
  'old_province',
  'old_district',
  'old_commune',
  'old_address',
  'new_commune',
  'new_name',
  'resolution',
  'clause',
] as const;
type Row = Line<(typeof columns)[number]> & {
  /** Commune, district, province of before, read from the address. */
  readonly old: readonly { readonly type: Unit['type']; readonly name: string }[];
};

/**
 * Old communes and where they went, with the resolution's clause. The units of today must be there already
 * (importUnits). Idempotent, all or nothing; a fault names its line, a line that its own clause contradicts
 * is left out and told.
 * @param facts.on the first day of the new units
 */
export async function importSuccessions(
  tx: Tx,
  file: TextFile,
  facts: { readonly on: string; readonly source: string },
): Promise<SuccessionsImported> {
  const rows = readTsv(file, columns).map((line) => check(file, line));
  const { kept, doubts } = weigh(file, rows);
  const register = await loadRegister(tx);
  const before = dayBefore(facts.on);
  const drafts = [...unknownAbove(kept, register, before, facts, 'old_province', 2, () => null)];
  let units = (await register.add(drafts)).length;
  const districts = unknownAbove(
    kept,
    register,
    before,
    facts,
    'old_district',
    1,
    (r) => r.values.old_province,
  );
  units += (await register.add(districts)).length;
  const communes = unknownAbove(
    kept,
    register,
    before,
    facts,
    'old_commune',
    0,
    (r) => r.values.old_district,
  );
  units += (await register.add(communes)).length;

  const parts = count(kept.map((r) => r.values.old_commune));
  const clauses = clauseNumbers(kept);
  const edges = kept.map((row): NewSuccession => {
    const { old_commune, new_commune, new_name, resolution } = row.values;
    const from = register.inForce(old_commune, before);
    const to = register.inForce(new_commune, facts.on);
    if (!from || !to) throw atLine(file, row.at, words.unitUnknown(new_commune));
    const said = splitName(new_name);
    if (said?.type !== to.type || said.name !== to.name)
      throw atLine(file, row.at, words.newNameDiffers(new_commune, new_name, to.full_name));
    const number = clauses.get(new_commune);
    return {
      from_id: from.id,
      to_id: to.id,
      kind: (parts.get(old_commune) ?? 0) > 1 ? 'part' : 'whole',
      clause: words.clause(number ?? null, resolution),
    };
  });
  return { units, edges: await register.connect(edges), doubts };
}

function check(file: TextFile, line: Line<(typeof columns)[number]>): Row {
  const { old_province, old_district, old_commune, new_commune, old_address } = line.values;
  const codes = [old_commune, old_district, old_province] as const;
  const levels = ['commune', 'district', 'province'];
  for (const [i, code] of codes.entries())
    if (levelOf(code) !== levels[i]) throw atLine(file, line.at, words.badCode(code));
  if (levelOf(new_commune) !== 'commune') throw atLine(file, line.at, words.badCode(new_commune));
  const old = old_address.split(',').map((part) => splitName(part));
  const whole = old.filter((unit) => unit !== null);
  if (old.length !== 3 || whole.length !== 3) throw atLine(file, line.at, words.badAddress(old_address));
  return { ...line, old: whole };
}

/** One commune into several is only right when its clauses say "một phần" or "phần còn lại". */
function weigh(file: TextFile, rows: readonly Row[]): { kept: Row[]; doubts: string[] } {
  const doubts: string[] = [];
  const places = count(rows.map((r) => r.values.old_commune));
  const several = (row: Row) => (places.get(row.values.old_commune) ?? 0) > 1;
  const kept = rows.filter((row) => {
    if (!several(row)) return true;
    const name = row.old[0]?.name ?? '';
    const clause = canonicalName(row.values.clause);
    const other = rows.some(
      (r) =>
        r.values.new_commune === row.values.new_commune &&
        r.values.old_commune !== row.values.old_commune &&
        r.old[0]?.name === name &&
        !several(r),
    );
    if (clause.includes(name) && !other) return true;
    const what = clause.includes(name)
      ? words.otherOfThatName(row.values.old_address)
      : words.notInClause(row.values.old_address);
    doubts.push(words.line(file.name, row.at, what));
    return false;
  });
  const left = count(kept.map((r) => r.values.old_commune));
  for (const row of kept) {
    const divided = (left.get(row.values.old_commune) ?? 0) > 1;
    if (divided && !/một phần|phần còn lại/u.test(row.values.clause))
      throw atLine(file, row.at, words.wholeTwice(row.values.old_address));
  }
  return { kept, doubts };
}

/** The old units at one level that the register does not know yet. */
function unknownAbove(
  rows: readonly Row[],
  register: Register,
  before: string,
  facts: { readonly on: string; readonly source: string },
  column: 'old_province' | 'old_district' | 'old_commune',
  place: 0 | 1 | 2,
  parentOf: (row: Row) => string | null,
): Draft[] {
  const drafts = new Map<string, Draft>();
  for (const row of rows) {
    const code = row.values[column];
    const unit = row.old[place];
    if (!unit || drafts.has(code) || register.inForce(code, before)) continue;
    const parent = parentOf(row);
    drafts.set(code, {
      code,
      ...unit,
      parent: parent === null ? null : (register.inForce(parent, before)?.id ?? null),
      from: null,
      to: facts.on,
      act: null,
      source: facts.source,
    });
  }
  return [...drafts.values()];
}

/** The number stands before the clause; rows of one new commune share it. */
function clauseNumbers(rows: readonly Row[]): Map<string, string> {
  const numbers = new Map<string, string>();
  for (const row of rows) {
    const number = /^(\d+)\./.exec(row.values.clause)?.[1];
    if (number) numbers.set(row.values.new_commune, number);
  }
  return numbers;
}

function count(codes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

export const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
