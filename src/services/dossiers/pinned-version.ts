import type { Db } from '#engines/database';
import { type ProcedureVersion, versionById } from '#services/procedures';

const most = 500;
const kept = new Map<string, ProcedureVersion>();

/**
 * The version a dossier is pinned to. Versions are immutable rows (law 2), so one that was read once is kept;
 * only its end may come later, which a pinned dossier does not care about.
 */
export async function pinnedVersion(db: Db, id: string): Promise<ProcedureVersion | undefined> {
  const known = kept.get(id);
  if (known) return known;
  const version = await versionById(db, id);
  if (!version) return undefined;
  if (kept.size >= most) kept.clear();
  kept.set(id, version);
  return version;
}
