import { sealAudit, sweepEvents, tx } from '#engines/database';
import type { Job } from './job.ts';

const days = 86_400_000;

/** What the house itself needs done regularly. */
export const jobs: readonly Job[] = [
  {
    name: 'database.seal_audit',
    cron: '*/5 * * * *',
    async run(ctx) {
      await sealAudit(ctx);
    },
  },
  {
    name: 'database.sweep_events',
    cron: '30 2 * * *',
    async run(ctx) {
      await tx(ctx, (t) => sweepEvents(t, new Date(ctx.now().getTime() - 30 * days)));
    },
  },
];
