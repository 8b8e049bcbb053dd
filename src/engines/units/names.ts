import type { Db } from '#engines/database';
import { fold } from '#engines/search';
import { findByFoldedName, findSuccessors, findUnits } from './store.ts';
import { inForce, type Unit } from './unit.ts';
import { words } from './vi.ts';

export interface AddressSuggestion {
  /** What the person may have meant, as it was called: "xã Yên Hòa, huyện Yên Mô, tỉnh Ninh Bình". */
  readonly said: string;
  readonly unit: Unit;
  /** Where that is today; several when the old commune was divided (then the village decides: ask). */
  readonly now: readonly {
    readonly unit: Unit;
    readonly name: string;
    readonly divided: boolean;
    readonly clause: string | null;
  }[];
}

/**
 * Old or new names of communes, however they are typed (no marks, typos, without "xã" and "huyện"), to the
 * units of today with the clause that made them.
 */
export async function suggestAddresses(
  db: Db,
  query: string,
  { limit = 8, onDate = latest }: { limit?: number; onDate?: string } = {},
): Promise<AddressSuggestion[]> {
  // House number and village come before the last three parts: commune, district, province.
  const asked = searchKey(query.split(',').slice(-3).join(','));
  if (asked.length < 2) return [];
  const suggestions: AddressSuggestion[] = [];
  for (const { likeness: _, ...unit } of await db.many(findByFoldedName, { query: asked, limit })) {
    const said = await longName(db, unit);
    const now: AddressSuggestion['now'][number][] = [];
    if (inForce(unit, onDate)) now.push({ unit, name: said, divided: false, clause: null });
    else
      for (const { kind, clause, ...heir } of await db.many(findSuccessors, { id: unit.id, on_date: onDate }))
        now.push({ unit: heir, name: await longName(db, heir), divided: kind === 'part', clause });
    suggestions.push({ said, unit, now });
  }
  return suggestions;
}

/**
 * The unit's name as a paper of that day shows it: "xã Yên Mô, tỉnh Ninh Bình" while it is in force, and for
 * a unit that no longer is: "xã Yên Hòa, huyện Yên Mô (nay là xã Yên Mô)".
 */
export async function publishedName(db: Db, unitId: number, onDate: string): Promise<string> {
  const [unit] = await db.many(findUnits, { ids: [unitId] });
  if (!unit) throw new Error(`no unit version ${unitId}`);
  if (inForce(unit, onDate)) return longName(db, unit);
  const heirs = await db.many(findSuccessors, { id: unit.id, on_date: onDate });
  const [parent] = unit.parent_id === null ? [] : await db.many(findUnits, { ids: [unit.parent_id] });
  const name = [unit.full_name, ...(parent ? [parent.full_name] : [])].join(', ');
  if (heirs.length === 0) return name;
  const divided = heirs.some((h) => h.kind === 'part');
  const list = heirs.map((h) => h.full_name);
  return `${name} (${divided ? words.nowPartOf(list) : words.nowIs(list)})`;
}

/** The unit with all above it: "xã Yên Hòa, huyện Yên Mô, tỉnh Ninh Bình". */
async function longName(db: Db, unit: Unit): Promise<string> {
  const names = [unit.full_name];
  let above = unit.parent_id;
  while (above !== null) {
    const [parent] = await db.many(findUnits, { ids: [above] });
    if (!parent) break;
    names.push(parent.full_name);
    above = parent.parent_id;
  }
  return names.join(', ');
}

/** A day after every end: the units in force now. */
export const latest = '9999-12-31';

const typeWords = /\b(xa|phuong|dac khu|thi tran|huyen|quan|thi xa|thanh pho|tinh|tp|tx|tt)\b/g;

/** Folded words of a name or an address without its type words: "X. Yên Hoà, H. Yên Mô" → "yen hoa yen mo". */
export function searchKey(address: string): string {
  const segments = address.split(/[,;–-]/u).map((segment) => {
    const folded = fold(segment).replace(/^(x|p|h|q|t|tt|tp|tx) (?=\S)/, '');
    const bare = folded.replace(typeWords, ' ').replace(/\s+/g, ' ').trim();
    return bare === '' ? folded : bare;
  });
  return segments.filter((s) => s !== '').join(' ');
}
