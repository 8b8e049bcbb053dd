import type { Job } from '#engines/jobs';
import type { Route } from '#engines/web';
import { deliverWebhooks, forgetDeliveries } from './deliver.ts';
import { deskRoutes } from './desk-page.tsx';
import { webhookRoutes as apiRoutes } from './routes.ts';
import { deliverJob } from './tell.ts';

export const webhookRoutes: readonly Route[] = [...apiRoutes, ...deskRoutes];
export { tellTheClient } from './tell.ts';

export const webhookJobs: readonly Job[] = [
  { name: deliverJob, cron: '* * * * *', run: async (ctx) => void (await deliverWebhooks(ctx)) },
  { name: 'clients.forget_deliveries', cron: '50 2 * * *', run: (ctx) => forgetDeliveries(ctx) },
];
