import { postsOf } from '#engines/access';
import type { Ctx, Db } from '#engines/database';

export interface PostName {
  readonly id: string;
  /** «Đỗ Thị Lụa, Công chức Tư pháp – Hộ tịch» */
  readonly label: string;
}

/** The posts of the units an officer answers for, with who holds each today. */
export async function postNames(ctx: Ctx, db: Db): Promise<PostName[]> {
  const rows = await postsOf(db, ctx.actor.scope.units, ctx.now());
  const names = new Map<string, string>();
  for (const row of rows) {
    const label = row.holder ? `${row.holder}, ${row.title}` : row.title;
    const before = names.get(row.post_id);
    names.set(row.post_id, before && row.holder ? `${before}; ${label}` : (before ?? label));
  }
  return [...names].map(([id, label]) => ({ id, label }));
}

export const labelsOf = (posts: readonly PostName[]): ReadonlyMap<string, string> =>
  new Map(posts.map((p) => [p.id, p.label]));
