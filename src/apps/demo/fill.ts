import { createCitizenAccount } from '#engines/access';
import { localDate } from '#engines/calendar';
import { type Ctx, recall, remember, tx } from '#engines/database';
import { currentUnit, villagesOf } from '#engines/units';
import { setDirectFiling } from '#services/procedures';
import { fillYear } from './dossiers.ts';
import { demoOfficers, fillPosts } from './officers.ts';
import { inventCommune, personId, writePeople } from './people.ts';

const dossiersAYear = 1_000;

/**
 * Fills the demo commune, xã Yên Mô: its people, its posts, twelve months of dossiers. Done once; a start that
 * was interrupted goes on. Everything in it is invented and says so.
 */
export async function fillDemo(ctx: Ctx, tell: (sentence: string) => void): Promise<void> {
  if ((await recall(ctx.db, 'demo-filled')) !== undefined) return;
  const today = (await recall(ctx.db, 'demo-day')) ?? localDate(ctx.now());
  const unit = await currentUnit(ctx.db, '14701', today);
  const province = await currentUnit(ctx.db, '37', today);
  if (!unit || !province) throw new Error('the demo commune is not among the units');
  const commune = inventCommune(await villagesOf(ctx.db, unit.id, today), today);
  if ((await recall(ctx.db, 'demo-day')) === undefined) {
    tell('Đang tạo người dân và cán bộ của xã trình diễn…');
    await tx(ctx, async (t) => {
      await writePeople(t, unit, commune);
      await fillPosts(ctx, t, unit, province);
      for (const [key, role] of commune.cast)
        await createCitizenAccount(ctx, t, {
          personId: personId(key),
          name: role.name,
          phone: role.phone,
          password: role.password,
        });
      await setDirectFiling(t, unit.code, 'bản trình diễn', ctx.now());
      await remember(t, 'demo-day', today);
    });
  }
  tell('Đang tạo mười hai tháng hồ sơ…');
  const officers = await demoOfficers(ctx);
  await fillYear(ctx, { unit, commune, officers, today, count: dossiersAYear }, (done) =>
    tell(`  ${done}/${dossiersAYear} hồ sơ`),
  );
  await tx(ctx, (t) => remember(t, 'demo-filled', today));
}
