import { postsById } from '#engines/access';
import { type Ctx, type Db, Refusal } from '#engines/database';
import { vi } from './vi.ts';

/** A post of the units that the actor answers for; others cannot be given work. */
export async function postIn(ctx: Ctx, db: Db, postId: string): Promise<string> {
  const post = /^[0-9a-f-]{36}$/.test(postId) ? (await postsById(db, [postId]))[0] : undefined;
  if (!post || !ctx.actor.scope.units.includes(post.unit_id))
    throw new Refusal('invalid', 'dossier.needs-post', vi.needsPost);
  return post.id;
}
