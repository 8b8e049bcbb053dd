import { forgetPersonTries } from '#engines/access';
import { tx } from '#engines/database';
import type { Job } from '#engines/jobs';
import type { Route } from '#engines/web';
import { authoriseRoutes } from './authorise-page.tsx';
import { helpRoutes } from './help-page.tsx';
import { helperRoutes } from './helpers-page.tsx';
import { mineRoutes } from './mine-page.tsx';
import { officerRoutes } from './officer.tsx';
import { remindOfEnds } from './reminders.ts';

/** Authorising, helping, seeing who acts for one, and ending it. */
export const routes: readonly Route[] = [
  ...mineRoutes,
  ...authoriseRoutes,
  ...helpRoutes,
  ...officerRoutes,
  ...helperRoutes,
];

export const jobs: readonly Job[] = [
  {
    // In the morning: no reminder waits out the quiet hours, in which she could withdraw her consent.
    name: 'representation.remind_of_ends',
    cron: '20 8 * * *',
    run: (ctx) => remindOfEnds(ctx),
  },
  {
    name: 'representation.forget_tries',
    cron: '40 2 * * *',
    run: async (ctx) => {
      await tx(ctx, (t) => forgetPersonTries(t, ctx.now()));
    },
  },
];
