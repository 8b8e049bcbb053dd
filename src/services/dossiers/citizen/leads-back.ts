import { citizen, type Route, redirect, route, type Sample } from '#engines/web';

type Params = Readonly<Record<string, string | undefined>>;

/**
 * The address of an act, asked for by GET: a page that came back with mistakes is reloaded, or gone back to.
 * It leads to the page that the act belongs to.
 */
export const leadsBack = (url: string, sample: Sample, to: (params: Params) => string): Route =>
  route({ method: 'GET', url, who: citizen, sample, handler: async ({ params }) => redirect(to(params)) });
