import { type Ctx, type Db, findViews, insertViewOf, type Tx } from '#engines/database';
import { postsById } from './accounts.ts';

/**
 * Records that the actor saw these persons (law 8). In the same transaction that reads them: no record, no
 * page. A citizen's look at herself is recorded too and left out of what she is shown.
 */
export const recordView = (
  ctx: Ctx,
  tx: Tx,
  view: { persons: readonly string[]; purpose: string; caseId?: string },
): Promise<void> => insertViewOf(ctx, tx, view);

export interface View {
  readonly id: number;
  readonly at: Date;
  /** The post of the officer who looked; undefined for the person herself, her family, or the program. */
  readonly postTitle: string | undefined;
  readonly unitId: number | undefined;
  readonly actorKind: string;
  readonly purpose: string;
  readonly caseId: string | undefined;
}

/** Who looked at a person, the latest first, a page at a time. */
export async function viewsOf(
  db: Db,
  personId: string,
  options: { exceptAccount?: string; before?: number; limit?: number } = {},
): Promise<View[]> {
  const rows = await findViews(db, { personId, ...options, limit: options.limit ?? 50 });
  const posts = await postsById(db, [...new Set(rows.flatMap((r) => r.post_id ?? []))]);
  const titles = new Map(posts.map((p) => [p.id, p.title]));
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    postTitle: row.post_id === null ? undefined : titles.get(row.post_id),
    unitId: row.unit_id ?? undefined,
    actorKind: row.actor_kind,
    purpose: row.purpose,
    caseId: row.case_id ?? undefined,
  }));
}
