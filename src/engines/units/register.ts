import type { Tx } from '#engines/database';
import { forgetUnits } from './known.ts';
import { searchKey } from './names.ts';
import { closeUnits, findEveryVersion, insertSuccessions, insertUnits, type NewSuccession } from './store.ts';
import { inForce, type Level, levelOf, type Unit, type UnitType } from './unit.ts';

/** A version to be. `parent` is the id of the version above it. */
export interface Draft {
  readonly code: string;
  readonly type: UnitType;
  readonly name: string;
  readonly parent: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly act: string | null;
  readonly source: string;
}

/** All versions in memory while an importer works (a nation has a few ten thousand). */
export interface Register {
  inForce(code: string, onDate: string): Unit | undefined;
  /** Same code, type and name, in force at some time the draft would be: the same version. */
  same(draft: Pick<Draft, 'code' | 'type' | 'name' | 'from' | 'to'>): Unit | undefined;
  /** In force at some time the draft would be, under that code. */
  overlapping(draft: Pick<Draft, 'code' | 'from' | 'to'>): Unit | undefined;
  ofLevel(level: Level, onDate: string): Unit[];
  add(drafts: readonly Draft[]): Promise<Unit[]>;
  close(ids: readonly number[], on: string): Promise<void>;
  connect(edges: readonly NewSuccession[]): Promise<number>;
}

export async function loadRegister(tx: Tx): Promise<Register> {
  forgetUnits();
  const byId = new Map<number, Unit>();
  const byCode = new Map<string, Unit[]>();
  const keep = (unit: Unit) => {
    byId.set(unit.id, unit);
    byCode.set(unit.code, [...(byCode.get(unit.code) ?? []).filter((u) => u.id !== unit.id), unit]);
  };
  for (const unit of await tx.many(findEveryVersion, {})) keep(unit);
  const versions = (code: string) => byCode.get(code) ?? [];
  const foldedOf = (draft: Draft): string => {
    const names = [draft.name];
    for (let id = draft.parent; id !== null; ) {
      const above = byId.get(id);
      if (above) names.push(above.name);
      id = above?.parent_id ?? null;
    }
    return searchKey(names.join(', '));
  };
  return {
    inForce: (code, onDate) => versions(code).find((unit) => inForce(unit, onDate)),
    same: (draft) =>
      versions(draft.code).find((u) => u.type === draft.type && u.name === draft.name && overlap(u, draft)),
    overlapping: (draft) => versions(draft.code).find((u) => overlap(u, draft)),
    ofLevel: (level, onDate) => [...byId.values()].filter((u) => u.level === level && inForce(u, onDate)),
    async add(drafts) {
      const added: Unit[] = [];
      for (let from = 0; from < drafts.length; from += 1000) {
        const chunk = drafts.slice(from, from + 1000);
        const rows = chunk.map((draft) => ({ ...rowOf(draft), folded: foldedOf(draft) }));
        const ids = new Map(
          (await tx.many(insertUnits, { rows })).map((r) => [keyOf(r.code, r.valid_from), r.id]),
        );
        for (const { folded: _, ...row } of rows) {
          const id = ids.get(keyOf(row.code, row.valid_from));
          if (id === undefined) throw new Error(`unit ${row.code} was not written`);
          const unit = { id, authority_code: null, authority_code_checked: false, ...row };
          keep(unit);
          added.push(unit);
        }
      }
      return added;
    },
    async close(ids, on) {
      await tx.run(closeUnits, { ids: [...ids], valid_to: on });
      for (const id of ids) {
        const unit = byId.get(id);
        if (unit) keep({ ...unit, valid_to: on });
      }
    },
    connect: (edges) => tx.run(insertSuccessions, { rows: edges }),
  };
}

const keyOf = (code: string, from: string | null) => `${code}/${from ?? ''}`;

const overlap = (unit: Unit, span: { from: string | null; to: string | null }): boolean =>
  (unit.valid_to === null || span.from === null || span.from < unit.valid_to) &&
  (span.to === null || unit.valid_from === null || unit.valid_from < span.to);

function rowOf(draft: Draft) {
  const level = levelOf(draft.code);
  if (level === null) throw new Error(`not a unit's code: ${draft.code}`);
  return {
    code: draft.code,
    name: draft.name,
    full_name: fullName(draft.type, draft.name),
    type: draft.type,
    level,
    parent_id: draft.parent,
    valid_from: draft.from,
    valid_to: draft.to,
    legal_act: draft.act,
    source: draft.source,
  };
}

/** "xã Yên Mô"; the one city whose type is part of its proper name keeps the capital. */
const fullName = (type: UnitType, name: string): string =>
  type === 'thành phố' && name === 'Hồ Chí Minh' ? `Thành phố ${name}` : `${type} ${name}`;
