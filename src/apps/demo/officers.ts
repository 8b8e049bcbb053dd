import { createOfficer } from '#engines/access';
import type { Ctx, Officer, Tx } from '#engines/database';
import { upsertPerson } from '#engines/people';
import type { Unit } from '#engines/units';
import { demoPassword } from './accounts.ts';
import { actorIn } from './actor.ts';
import { type DemoPost, demoPosts } from './posts.ts';

/** When the posts of the two-level government began in this commune. */
const since = '2025-07-01';

/** Fills every post of the commune, and the overseer's at the province. */
export async function fillPosts(ctx: Ctx, t: Tx, commune: Unit, province: Unit): Promise<void> {
  for (const post of demoPosts) {
    const { id } = await upsertPerson(t, {
      unit_id: commune.id,
      name: post.name,
      sex: post.sex,
      birth: '1984',
      phone: post.phone,
    });
    await createOfficer(ctx, t, {
      personId: id,
      name: post.name,
      phone: post.phone,
      userName: userNameOf(post),
      password: demoPassword,
      post: {
        title: post.title,
        unitId: post.level === 'province' ? province.id : commune.id,
        role: post.role,
        ...(post.fields ? { fields: post.fields } : {}),
      },
      from: since,
    });
  }
  await t.audit({ verb: 'demo.posts-filled', subjectKind: 'unit', subjectId: commune.code });
}

const userNameOf = (post: DemoPost): string => `canbo${post.phone.slice(-2)}`;

/** The officers of the demo as actors, for the year of dossiers. */
export async function demoOfficers(ctx: Ctx): Promise<Map<string, Officer>> {
  const officers = new Map<string, Officer>();
  for (const post of demoPosts) {
    const actor = await actorIn(ctx, post.phone, 'officer');
    if (actor.kind === 'officer') officers.set(post.phone, actor);
  }
  return officers;
}
