import { takeLapsingMandates } from '#engines/access';
import { as, type Ctx, machine, tx } from '#engines/database';
import { notify } from '#engines/messages';
import { hasConsented } from '#services/personaldata';
import { lastDay } from './people.ts';
import { vi } from './vi/index.ts';

/**
 * Every morning: who authorised somebody hears once, a fortnight before, that it ends. The line in her inbox is hers
 * to find; her telephone is used only when she has agreed to reminders at this very moment.
 */
export async function remindOfEnds(ctx: Ctx): Promise<void> {
  await tx(as(ctx, machine('representation.remind')), async (t) => {
    const { title, body, sms } = vi.mine.reminder;
    for (const mandate of await takeLapsingMandates(ctx, t)) {
      const { principal_id: personId, agent_name: agent } = mandate;
      const until = lastDay(mandate);
      const mayRing = await hasConsented(ctx, t, personId, 'reminders');
      await notify(ctx, t, {
        ...{
          personId,
          kind: 'account',
          title: title(agent),
          body: body(agent, until),
          link: '/toi/lam-thay',
        },
        ...(mayRing ? { sms: sms(agent, until) } : {}),
      });
    }
  });
}
