import {
  forgetOldChallenges,
  forgetOldCodes,
  forgetOldFlows,
  forgetOldSessions,
  forgetOldThrottles,
} from '#engines/access';
import { tx } from '#engines/database';
import type { Job } from '#engines/jobs';
import { finishResets } from './recovery.ts';

export const jobs: readonly Job[] = [
  {
    name: 'account.forget_sign_ins',
    cron: '50 2 * * *',
    async run(ctx) {
      await tx(ctx, async (t) => {
        await forgetOldCodes(t, ctx.now());
        await forgetOldSessions(t, ctx.now());
        await forgetOldThrottles(t, ctx.now());
        await forgetOldFlows(t, ctx.now());
        await forgetOldChallenges(t, ctx.now());
      });
    },
  },
  {
    name: 'account.finish_password_resets',
    cron: '*/10 * * * *',
    run: (ctx) => finishResets(ctx),
  },
];
