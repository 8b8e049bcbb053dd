import { Type } from '@fastify/type-provider-typebox';
import { caseByNumber } from '#engines/cases';
import { json, type Route, route, signedIn } from '#engines/web';
import { dossierOf } from './actions/at-hand.ts';
import { tracked } from './actions/track-dossier.ts';
import { cleanNumber } from './dossier.ts';
import { vi } from './vi.ts';

const instant = Type.String({ format: 'date-time' });

/** The status of a dossier for whoever has a right on it: the filer and her family, officers of the unit. */
export const apiRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/api/v1/dossiers/:code',
    who: signedIn,
    sample: { params: { code: '{dossier}' } },
    api: {
      summary: vi.apiSummary,
      params: Type.Object({ code: Type.String({ description: vi.apiCode, maxLength: 60 }) }),
      response: {
        200: Type.Object({
          code: Type.String(),
          procedure: Type.String(),
          status: Type.Object({ code: Type.Integer({ minimum: 1, maximum: 10 }), name: Type.String() }),
          submittedAt: instant,
          receivedAt: Type.Union([instant, Type.Null()]),
          dueAt: Type.Union([instant, Type.Null()]),
          paused: Type.Boolean(),
          decidedAt: Type.Union([instant, Type.Null()]),
          endedAt: Type.Union([instant, Type.Null()]),
        }),
      },
    },
    async handler({ ctx, params }) {
      const { c, d } = await dossierOf(
        ctx.db,
        await caseByNumber(ctx, ctx.db, cleanNumber(params.code ?? '')),
      );
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
      });
    },
  }),
];
