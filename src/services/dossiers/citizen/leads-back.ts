import { caseByNumber } from '#engines/cases';
import type { Ctx } from '#engines/database';
import { citizen, type Route, redirect, route, type Sample } from '#engines/web';
import { openDraft } from '../draft-actions.ts';

type Params = Readonly<Record<string, string | undefined>>;

/**
 * The address of an act, asked for by GET: a page that came back with mistakes is reloaded, or gone back to.
 * It leads to the page that the act belongs to, for whoever may see that page; for others there is nothing.
 */
export const leadsBack = (url: string, sample: Sample, to: (params: Params) => string): Route =>
  route({
    method: 'GET',
    url,
    who: citizen,
    sample,
    async handler({ ctx, params }) {
      await mustSee(ctx, params);
      return redirect(to(params));
    },
  });

async function mustSee(ctx: Ctx, { number, draft }: Params): Promise<void> {
  if (number !== undefined) await caseByNumber(ctx, ctx.db, number);
  if (draft !== undefined) await openDraft(ctx, draft);
}
