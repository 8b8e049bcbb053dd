import { Type } from '@fastify/type-provider-typebox';
import { caseByNumber, trailOf } from '#engines/cases';
import type { Ctx } from '#engines/database';
import { json, type Route, route, signedInOr } from '#engines/web';
import { dossierOf } from './actions/at-hand.ts';
import { tracked } from './actions/track-dossier.ts';
import { attachmentRoutes } from './api/attachments.ts';
import { followRoutes } from './api/follow.ts';
import { formRoute } from './api/forms.ts';
import { mineRoutes } from './api/mine-page.tsx';
import { look, reachOn } from './api/reach.ts';
import { Status } from './api/schemas.ts';
import { submitRoute } from './api/submit.ts';
import { vi as words } from './api/vi.ts';
import { cleanNumber, stateOf, states } from './dossier.ts';
import { vi } from './vi.ts';

const instant = Type.String({ format: 'date-time' });

/** The status of a dossier for whoever has a right on it: the filer and her family, officers, the client that filed it. */
export const apiRoutes: readonly Route[] = [
  formRoute,
  submitRoute,
  ...followRoutes,
  ...attachmentRoutes,
  ...mineRoutes,
  route({
    method: 'GET',
    url: '/api/v1/dossiers/:code',
    who: signedInOr('dossiers.follow'),
    sample: { params: { code: '{dossier}' } },
    api: {
      summary: vi.apiSummary,
      params: Type.Object({ code: Type.String({ description: vi.apiCode, maxLength: 60 }) }),
      response: {
        200: Type.Object({
          code: Type.String(),
          procedure: Type.String(),
          status: Status,
          submittedAt: instant,
          receivedAt: Type.Union([instant, Type.Null()]),
          dueAt: Type.Union([instant, Type.Null()]),
          paused: Type.Boolean(),
          decidedAt: Type.Union([instant, Type.Null()]),
          endedAt: Type.Union([instant, Type.Null()]),
          timeline: Type.Array(Type.Object({ at: instant, status: Status })),
        }),
      },
    },
    async handler({ ctx, params }) {
      const number = cleanNumber(params.code ?? '');
      const { c, d } = await dossierOf(ctx.db, await caseByNumber(await within(ctx, number), ctx.db, number));
      const trail = await trailOf(ctx.db, c.id);
      const t = tracked(c, d.provisional_due_at);
      const iso = (at: Date | null) => at?.toISOString() ?? null;
      return json({
        code: t.number,
        procedure: t.title,
        status: { code: t.nationalCode, name: t.stateName },
        submittedAt: iso(t.submittedAt),
        receivedAt: iso(t.receivedAt),
        dueAt: iso(t.dueAt),
        paused: t.paused,
        decidedAt: iso(t.decidedAt),
        endedAt: iso(t.endedAt),
        timeline: trail
          .filter((step) => step.from_state !== step.to_state)
          .map((step) => ({ at: iso(step.at), status: statusOf(step.to_state) })),
      });
    },
  }),
];

/** A client's look at where a dossier stands is recorded like anybody's. */
async function within(ctx: Ctx, number: string): Promise<Ctx> {
  if (ctx.actor.kind !== 'client') return ctx;
  const { ctx: acting, filing } = await reachOn(ctx, number, 'dossiers.follow');
  await look(acting, filing, words.purposeStatus, 'dossiers.follow', async () => undefined);
  return acting;
}

function statusOf(state: string) {
  const { code, name } = states[stateOf(state)];
  return { code, name };
}
