import { type Static, Type } from '@fastify/type-provider-typebox';
import { localDate } from '#engines/calendar';
import { type Ctx, Refusal } from '#engines/database';
import { anyone, type Exchange, json, type Route, route } from '#engines/web';
import { answersTo, currentVersion, otherCases } from './catalogue.ts';
import { expectedFor, localIso, momentOf } from './expected.ts';
import { canBeFiled, caseById, type Elsewhere, nationalCode, type ProcedureVersion } from './procedure.ts';
import { vi } from './vi.ts';

const entryParts = {
  code: Type.String({ description: vi.api.code }),
  name: Type.String(),
  plainName: Type.String(),
  field: Type.String(),
  route: Type.Union([
    Type.Literal('ours'),
    Type.Literal('portal'),
    Type.Literal('portal-elsewhere'),
    Type.Literal('police'),
    Type.Literal('ministry'),
  ]),
  checked: Type.Boolean({ description: vi.api.checked }),
};

const Entry = Type.Object(entryParts);

const Place = Type.Object({
  title: Type.String(),
  where: Type.String(),
  how: Type.String(),
  source: Type.String(),
  checked: Type.Boolean({ description: vi.api.checked }),
});

const CaseOut = Type.Object({ id: Type.String(), label: Type.String() });

const Whole = Type.Object({
  ...entryParts,
  summary: Type.String(),
  validFrom: Type.String({ format: 'date' }),
  source: Type.String(),
  filedHere: Type.Boolean(),
  cases: Type.Array(CaseOut),
  papers: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      required: Type.Boolean(),
      photo: Type.Boolean(),
    }),
  ),
  notNeeded: Type.Array(Type.Object({ name: Type.String(), why: Type.String() })),
  result: Type.String(),
  unchecked: Type.Array(Type.Object({ fact: Type.String(), reason: Type.String() })),
});

const DueOut = Type.Object({
  code: Type.String(),
  case: CaseOut,
  receivedAt: Type.String({ description: vi.api.localTime }),
  dueAt: Type.Union([Type.String(), Type.Null()], { description: vi.api.dueAt }),
  skipped: Type.Array(Type.Object({ date: Type.String({ format: 'date' }), reason: Type.String() })),
  otherCases: Type.Array(CaseOut),
});

const codeParam = Type.Object({ code: Type.String({ maxLength: 40, description: vi.api.code }) });

export const apiRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/api/v1/procedures',
    who: anyone,
    sample: { query: { q: 'khai sinh' } },
    api: {
      summary: vi.api.search,
      query: Type.Object({
        q: Type.Optional(Type.String({ maxLength: 200, description: vi.api.query })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
      }),
      response: {
        200: Type.Object({
          query: Type.String(),
          procedures: Type.Array(Entry),
          elsewhere: Type.Array(Place, { description: vi.api.elsewhere }),
        }),
      },
    },
    async handler({ ctx, query }) {
      const asked = query.q ?? '';
      const limit = Number(query.limit ?? 20) || 20;
      const found = await answersTo(ctx.db, asked, localDate(ctx.now()), limit);
      return json({
        query: asked,
        procedures: found.procedures.map(entryOut),
        elsewhere: found.elsewhere.map(placeOut),
      });
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/procedures/:code',
    who: anyone,
    sample: { params: { code: '{procedure}' } },
    api: { summary: vi.api.one, params: codeParam, response: { 200: Whole } },
    async handler({ ctx, params }) {
      return json(wholeOut(await versionAsked(ctx, params.code ?? '')));
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/procedures/:code/due',
    who: anyone,
    sample: { params: { code: '{procedure}' }, query: { received: '2026-03-02T09:00' } },
    api: {
      summary: vi.api.due,
      params: codeParam,
      query: Type.Object({
        received: Type.String({ maxLength: 16, description: vi.api.localTime }),
        case: Type.Optional(Type.String({ maxLength: 60 })),
      }),
      response: { 200: DueOut },
    },
    handler: due,
  }),
];

async function due({ ctx, params, query }: Exchange) {
  const version = await versionAsked(ctx, params.code ?? '');
  const received = momentOf(query.received ?? '');
  if (!received) throw new Refusal('invalid', 'procedures.bad-moment', vi.badMoment);
  if (query.case && !caseById(version, query.case))
    throw new Refusal(
      'invalid',
      'procedures.no-such-case',
      vi.noSuchCase(version.definition.cases.map((c) => c.id)),
    );
  const { chosen, due: found } = await expectedFor(ctx.db, version, received, query.case);
  if (found.kind === 'undecided')
    throw new Refusal('invalid', 'calendar.undecided', found.reason, { date: found.date });
  const body: Static<typeof DueOut> = {
    code: version.code,
    case: { id: chosen.id, label: chosen.label },
    receivedAt: localIso(received),
    dueAt: found.kind === 'due' ? localIso(found.at) : null,
    skipped: found.kind === 'due' ? [...found.skipped] : [],
    otherCases: otherCases(version, chosen.id),
  };
  return json(body);
}

/** Also under the longer code that older systems write. */
async function versionAsked(ctx: Ctx, written: string): Promise<ProcedureVersion> {
  const code = nationalCode(written);
  const version = code ? await currentVersion(ctx.db, code, localDate(ctx.now())) : undefined;
  if (!version) throw new Refusal('missing', 'procedures.missing', vi.missing(written.slice(0, 40)));
  return version;
}

const entryOut = (
  v: Pick<ProcedureVersion, 'code' | 'name' | 'plain_name' | 'field_name' | 'route' | 'checked'>,
): Static<typeof Entry> => ({
  code: v.code,
  name: v.name,
  plainName: v.plain_name,
  field: v.field_name,
  route: v.route,
  checked: v.checked === 'checked',
});

const placeOut = ({ title, place_to_go, how, source, checked }: Elsewhere): Static<typeof Place> => ({
  title,
  where: place_to_go,
  how,
  source,
  checked: checked === 'checked',
});

const wholeOut = (v: ProcedureVersion): Static<typeof Whole> => ({
  ...entryOut(v),
  summary: v.definition.summary,
  validFrom: v.valid_from,
  source: v.source,
  filedHere: canBeFiled(v),
  cases: v.definition.cases.map(({ id, label }) => ({ id, label })),
  papers: v.definition.papers.map(({ id, name, required, photo }) => ({ id, name, required, photo })),
  notNeeded: v.definition.notNeeded.map(({ name, why }) => ({ name, why })),
  result: v.definition.result.name,
  unchecked: v.definition.unchecked.map(({ fact, reason }) => ({ fact, reason })),
});
