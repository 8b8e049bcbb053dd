import type { Job } from '#engines/jobs';
import { verifyNow } from './actions.ts';

/** The audit is sealed every five minutes by the house's own job; here it is checked every night. */
export const jobs: readonly Job[] = [
  {
    name: 'administration.verify_audit',
    cron: '10 3 * * *',
    async run(ctx) {
      await verifyNow(ctx);
    },
  },
];
