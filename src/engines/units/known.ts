import type { Db } from '#engines/database';

const life = 5_000;
const known = new Map<string, { readonly until: number; readonly value: unknown }>();

/**
 * Units change by resolution, not by the minute: what was read is kept for some seconds. A cache and nothing
 * more; whatever this process changes itself is forgotten at once.
 */
export async function keptFor<T>(db: Db, key: string, look: (db: Db) => Promise<T>): Promise<T> {
  const kept = known.get(key);
  if (kept && kept.until > performance.now()) return kept.value as T;
  const value = await look(db);
  if (known.size > 5_000) known.clear();
  if (value !== undefined) known.set(key, { until: performance.now() + life, value });
  return value;
}

export const forgetUnits = (): void => known.clear();
