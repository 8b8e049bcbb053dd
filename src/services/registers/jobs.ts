import { localDate } from '#engines/calendar';
import type { Job } from '#engines/jobs';
import { proposeDuplicates } from '#engines/people';
import { lineageOf, unitsInForce } from '#engines/units';

/** Every night, commune by commune: who may stand in the register twice. */
export const jobs: readonly Job[] = [
  {
    name: 'registers.propose_duplicates',
    cron: '20 2 * * *',
    async run(ctx) {
      for (const unit of await unitsInForce(ctx.db, 'commune', localDate(ctx.now())))
        await proposeDuplicates(ctx, await lineageOf(ctx.db, unit.id));
    },
  },
];
