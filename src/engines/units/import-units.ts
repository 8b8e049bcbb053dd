import type { Tx } from '#engines/database';
import { type Draft, loadRegister, type Register } from './register.ts';
import type { NewSuccession } from './store.ts';
import { atLine, type Line, readTsv, type TextFile } from './tsv.ts';
import { canonicalName, levelOf, typeFits, type Unit, type UnitType, unitTypes } from './unit.ts';
import { words } from './vi.ts';

export interface UnitsImported {
  readonly added: number;
  /** Closed and followed by a version with the new name, type or place. */
  readonly changed: number;
  readonly unchanged: number;
  /** In force here, absent from the file: left as they are, for a person to look at. */
  readonly absent: readonly Unit[];
}

export interface UnitsFileFacts {
  /** The day the list describes. */
  readonly asAt: string;
  /** First day of the units that this register does not know yet. */
  readonly since: string;
  readonly source: string;
  readonly act?: string;
}

const columns = ['level', 'code', 'parent', 'full_name', 'short_name', 'type'] as const;
type UnitLine = Line<(typeof columns)[number]> & { readonly type: UnitType; readonly name: string };

/**
 * A list of all provinces and communes as at a day (level, code, parent, full_name, short_name, type).
 * Units that differ from the version in force are closed on that day and followed by a new version; nothing
 * is edited. Running it again changes nothing. All or nothing: a fault names its line.
 */
export async function importUnits(tx: Tx, file: TextFile, facts: UnitsFileFacts): Promise<UnitsImported> {
  const lines = check(file);
  const register = await loadRegister(tx);
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const level of ['province', 'commune'] as const) {
    const { drafts, closing } = plan(
      file,
      lines.filter((l) => l.values.level === level),
      register,
      facts,
    );
    await register.close(
      closing.map((old) => old.id),
      facts.asAt,
    );
    const added = await register.add(drafts);
    const edges = closing.flatMap((old): NewSuccession[] => {
      const heir = added.find((unit) => unit.code === old.code);
      return heir
        ? [{ from_id: old.id, to_id: heir.id, kind: 'rename', clause: facts.act ?? facts.source }]
        : [];
    });
    if (edges.length > 0) await register.connect(edges);
    counts.changed += closing.length;
    counts.added += drafts.length - closing.length;
  }
  counts.unchanged = lines.length - counts.added - counts.changed;
  const listed = new Set(lines.map((l) => l.values.code));
  const absent = (['province', 'commune'] as const).flatMap((level) =>
    register.ofLevel(level, facts.asAt).filter((unit) => !listed.has(unit.code)),
  );
  return { ...counts, absent };
}

function check(file: TextFile): UnitLine[] {
  const seen = new Set<string>();
  return readTsv(file, columns).map((line) => {
    const { level, code, parent, full_name, short_name } = line.values;
    const type = unitTypes.find((t) => t === line.values.type.toLocaleLowerCase('vi'));
    if (levelOf(code) !== level) throw atLine(file, line.at, words.badCode(code));
    if (!type || !typeFits(type, level)) throw atLine(file, line.at, words.badType(line.values.type));
    const name = canonicalName(short_name);
    if (
      name === '' ||
      canonicalName(full_name).toLocaleLowerCase('vi') !== `${type} ${name}`.toLocaleLowerCase('vi')
    )
      throw atLine(file, line.at, words.nameDiffers(full_name, short_name));
    if (seen.has(code)) throw atLine(file, line.at, words.twice(code));
    if (level === 'commune' && !seen.has(parent)) throw atLine(file, line.at, words.parentUnknown(parent));
    seen.add(code);
    return { ...line, type, name };
  });
}

function plan(file: TextFile, lines: readonly UnitLine[], register: Register, facts: UnitsFileFacts) {
  const drafts: Draft[] = [];
  const closing: Unit[] = [];
  for (const line of lines) {
    const { code, parent } = line.values;
    const above = parent === '' ? null : register.inForce(parent, facts.asAt);
    if (above === undefined) throw atLine(file, line.at, words.parentUnknown(parent));
    const draft = {
      code,
      type: line.type,
      name: line.name,
      parent: above?.id ?? null,
      from: facts.since,
      to: null,
      act: facts.act ?? null,
      source: facts.source,
    };
    const now = register.inForce(code, facts.asAt);
    if (!now) drafts.push(draft);
    else if (now.type !== line.type || now.name !== line.name) {
      if (now.valid_to !== null || now.valid_from === facts.asAt)
        throw atLine(file, line.at, words.newNameDiffers(code, `${line.type} ${line.name}`, now.full_name));
      closing.push(now);
      drafts.push({ ...draft, from: facts.asAt });
    }
  }
  return { drafts, closing };
}
