import type { Job } from '#engines/jobs';
import { deliverWebhooks, forgetDeliveries } from './deliver.ts';
import { deliverJob } from './tell.ts';

export { webhookRoutes } from './routes.ts';
export { tellTheClient } from './tell.ts';

export const webhookJobs: readonly Job[] = [
  { name: deliverJob, cron: '* * * * *', run: async (ctx) => void (await deliverWebhooks(ctx)) },
  { name: 'clients.forget_deliveries', cron: '50 2 * * *', run: (ctx) => forgetDeliveries(ctx) },
];
