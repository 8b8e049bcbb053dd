import { loadCalendar, localDate, nextWorkingDay } from '#engines/calendar';
import { countOf, type Tally, tallyOf } from '#engines/cases';
import type { Ctx, Db, Officer } from '#engines/database';
import { type Moments, openStates, type QueueSlug, queueOf, queueSlugs } from './queues.ts';

/** Now, and the end of the next working day. */
export async function momentsOf(ctx: Ctx, db: Db, unitId: number): Promise<Moments> {
  const now = ctx.now();
  const { date } = nextWorkingDay(localDate(now), await loadCalendar(db, unitId));
  return { now, soon: new Date(`${date}T23:59:59+07:00`) };
}

/** The figure of every group: two tallies and two counts, whatever the number of groups. */
export async function countsOf(
  ctx: Ctx,
  db: Db,
  officer: Officer,
  at: Moments,
): Promise<Record<QueueSlug, number>> {
  const [all, mine] = await Promise.all([
    tallyOf(ctx, db, queueOf('cua-don-vi', officer, at)),
    tallyOf(ctx, db, queueOf('giao-cho-toi', officer, at)),
  ]);
  const figures = queueSlugs.map(async (slug): Promise<[QueueSlug, number]> => {
    const queue = queueOf(slug, officer, at);
    if (queue.name === 'open') return [slug, sum(all, queue.states, queue.filter?.facet3)];
    if (queue.name === 'assigned') return [slug, sum(mine, queue.states)];
    return [slug, await countOf(ctx, db, queue)];
  });
  return Object.fromEntries(await Promise.all(figures)) as Record<QueueSlug, number>;
}

const sum = (tally: readonly Tally[], states: readonly string[] = openStates, facet3?: string): number =>
  tally
    .filter((t) => states.includes(t.state) && (!facet3 || t.facet3 === facet3))
    .reduce((total, t) => total + t.n, 0);
