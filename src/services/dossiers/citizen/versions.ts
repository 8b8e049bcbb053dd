import type { Db } from '#engines/database';
import { versionById } from '#services/procedures';

/** Plain names of versions, each asked for once. */
export async function versionsById(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) {
    const version = await versionById(db, id);
    if (version) names.set(id, version.plain_name);
  }
  return names;
}
