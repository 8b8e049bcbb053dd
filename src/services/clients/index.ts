import type { Job } from '#engines/jobs';
import type { Route } from '#engines/web';
import { credentialRoutes } from './credentials/routes.ts';
import { registrationRoutes } from './registration/pages.tsx';
import { forgetAssertions, forgetTokens } from './store/tokens.ts';
import { webhookJobs, webhookRoutes } from './webhooks/index.ts';

export { clientOfToken } from './credentials/caller.ts';
export { tellTheClient } from './webhooks/index.ts';

/** Other systems: let in by an administrator, proven by a key, told by webhooks. */
export const routes: readonly Route[] = [...credentialRoutes, ...registrationRoutes, ...webhookRoutes];

export const jobs: readonly Job[] = [
  {
    name: 'clients.forget_credentials',
    cron: '*/10 * * * *',
    async run(ctx) {
      await ctx.db.run(forgetTokens, { now: ctx.now() });
      await ctx.db.run(forgetAssertions, { now: ctx.now() });
    },
  },
  ...webhookJobs,
];
