import type { Job } from '#engines/jobs';
import { deliverDue } from './delivery.ts';
import { forgetOldSimulated } from './simulated-phone.ts';

export const jobs: readonly Job[] = [
  {
    name: 'messages.deliver',
    cron: '* * * * *',
    async run(ctx) {
      // A full batch means that more is waiting.
      while ((await deliverDue(ctx)) > 0);
    },
  },
  {
    name: 'messages.forget',
    cron: '40 2 * * *',
    async run(ctx) {
      await forgetOldSimulated(ctx.db, ctx.now());
    },
  },
];
