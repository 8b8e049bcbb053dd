import { localDate } from '#engines/calendar';
import type { Ctx } from '#engines/database';
import { type Village, villageHistoryOf } from '#engines/units';
import { seer } from './scope.ts';
import { vi } from './vi.ts';

/** A village of today, with every id under which its people may still be written down. */
export interface VillageHere extends Village {
  readonly ids: readonly number[];
  /** Divided since: its people stand under its old name until somebody says where each of them lives now. */
  readonly isGone: boolean;
}

/**
 * The villages of the commune today. People stay written under the version of their day (law 6); one that was
 * renamed or went whole into another is read under what it is called now.
 */
export async function villagesHere(ctx: Ctx): Promise<VillageHere[]> {
  const today = localDate(ctx.now());
  const { versions, edges } = await villageHistoryOf(ctx.db, seer(ctx).unitId);
  const begun = versions.filter((one) => one.valid_from <= today);
  const isBegun = new Set(begun.map((one) => one.id));
  const into = edges.filter((edge) => edge.kind !== 'part' && isBegun.has(edge.to_id));
  const idsOf = (id: number): number[] => [
    id,
    ...into.filter((edge) => edge.to_id === id).flatMap((edge) => idsOf(edge.from_id)),
  ];
  return begun
    .map((one) => ({ ...one, isGone: one.valid_to !== null && one.valid_to <= today }))
    .filter((one) => !one.isGone || !into.some((edge) => edge.from_id === one.id))
    .map((one) => ({ ...one, ids: idsOf(one.id) }));
}

export const villageOf = (villages: readonly VillageHere[], id: number | null): VillageHere | undefined =>
  villages.find((one) => id !== null && one.ids.includes(id));

export function villageName(villages: readonly VillageHere[], id: number | null): string {
  const village = villageOf(villages, id);
  if (!village) return vi.noVillage;
  const name = `${village.kind} ${village.name}`;
  return village.isGone ? vi.formerVillage(name) : name;
}

/** What a form offers: the villages of today, and the divided one in which somebody still stands. */
export function villageChoice(villages: readonly VillageHere[], own: number | null | undefined) {
  const mine = villageOf(villages, own ?? null);
  return {
    value: String(mine?.id ?? ''),
    options: villages
      .filter((one) => !one.isGone || one === mine)
      .map((one) => ({ value: String(one.id), label: villageName(villages, one.id) })),
  };
}
