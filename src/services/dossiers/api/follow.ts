import { type Static, Type } from '@fastify/type-provider-typebox';
import { requireGrant } from '#engines/access';
import { caseByNumber } from '#engines/cases';
import { type Ctx, Refusal } from '#engines/database';
import { openFile } from '#engines/files';
import { client, type Exchange, json, type Route, route, sendFile } from '#engines/web';
import { answerSupplement } from '../actions/answer-supplement.ts';
import { withdraw } from '../actions/stop.ts';
import { stateOf, states } from '../dossier.ts';
import { findPaper, listResults, listSupplements } from '../store/dossier.ts';
import { listFilings } from '../store/filing.ts';
import { vi as common } from '../vi.ts';
import { look, reachInto, reachOn } from './reach.ts';
import { instant, Listed, Results, Supplement, SupplementAnswer } from './schemas.ts';
import { vi } from './vi.ts';

const codeParam = Type.Object({ code: Type.String({ description: common.apiCode, maxLength: 60 }) });
const sample = { params: { code: '{dossier}' } };
const answered = { 200: Type.Object({ code: Type.String(), answeredAt: instant }) };

export const followRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/api/v1/dossiers',
    who: client('dossiers.follow'),
    sample: { query: { limit: '20' } },
    api: {
      summary: vi.doc.list,
      query: Type.Object({
        changedSince: Type.Optional(Type.String({ format: 'date-time', description: vi.doc.changedSince })),
        cursor: Type.Optional(Type.String({ maxLength: 40, description: vi.doc.cursor })),
        limit: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 50, default: 20, description: vi.doc.size }),
        ),
      }),
      response: { 200: Listed },
    },
    handler: list,
  }),
  route({
    method: 'GET',
    url: '/api/v1/dossiers/:code/supplement',
    who: client('dossiers.follow'),
    sample,
    api: { summary: vi.doc.supplement, params: codeParam, response: { 200: Supplement } },
    handler: supplement,
  }),
  route({
    method: 'POST',
    url: '/api/v1/dossiers/:code/supplement',
    who: client('dossiers.answer'),
    sample: { ...sample, body: { words: 'Đã gửi lại' } },
    api: { summary: vi.doc.answer, params: codeParam, body: SupplementAnswer, response: answered },
    async handler({ ctx, params, body }) {
      const { words, attachments } = body as Static<typeof SupplementAnswer>;
      const { ctx: acting, number } = await reachOn(ctx, params.code ?? '', 'dossiers.answer');
      await answerSupplement(acting, {
        number,
        words: words ?? '',
        files: (attachments ?? []).map(({ paper, file }) => ({ paperId: paper, fileId: file })),
      });
      return json({ code: number, answeredAt: ctx.now().toISOString() });
    },
  }),
  route({
    method: 'POST',
    url: '/api/v1/dossiers/:code/withdrawal',
    who: client('dossiers.submit'),
    sample: { ...sample, body: { reason: 'Người nộp đổi ý' } },
    api: {
      summary: vi.doc.withdraw,
      params: codeParam,
      body: Type.Object({ reason: Type.String({ minLength: 3, maxLength: 500 }) }),
      response: { 200: Type.Object({ code: Type.String(), withdrawnAt: instant }) },
    },
    async handler({ ctx, params, body }) {
      const { ctx: acting, filing, number } = await reachOn(ctx, params.code ?? '', 'dossiers.submit');
      await look(acting, filing, vi.purposeWithdraw, 'dossiers.submit', async () => undefined);
      await withdraw(acting, { number, reason: (body as { readonly reason: string }).reason });
      return json({ code: number, withdrawnAt: ctx.now().toISOString() });
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/dossiers/:code/results',
    who: client('dossiers.follow'),
    sample,
    api: { summary: vi.doc.results1, params: codeParam, response: { 200: Results } },
    async handler({ ctx, params }) {
      const { acting, filing } = await reachResults(ctx, params.code ?? '');
      const issued = await look(acting, filing, vi.purposeResult, 'dossiers.follow', (t) =>
        t.many(listResults, { case_id: filing.case_id }),
      );
      const results = issued.map(({ title, number, issued_at, file_id }) => ({
        ...{ title, number, issuedAt: issued_at.toISOString() },
        file: file_id,
      }));
      return json({ results });
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/dossiers/:code/results/:file',
    who: client('dossiers.follow'),
    sample: { params: { code: '{dossier}', file: '{file}' } },
    api: {
      summary: vi.doc.result,
      params: Type.Object({ ...codeParam.properties, file: Type.String({ maxLength: 60 }) }),
      response: { 200: Type.Any() },
      responseType: 'bytes',
    },
    handler: download,
  }),
];

async function list({ ctx, query }: Exchange) {
  const { clientId } = requireGrant(ctx, 'dossiers.follow');
  const size = Number(query.limit ?? 20) || 20;
  const filings = await ctx.db.many(listFilings, {
    client_id: clientId,
    before: beforeOf(query.cursor),
    since: new Date(query.changedSince ?? 0),
    size: size + 1,
  });
  const page = filings.slice(0, size);
  const cases = await Promise.all(page.map((one) => caseByNumber(reachInto(ctx, one), ctx.db, one.number)));
  const last = page.at(-1);
  return json({
    dossiers: cases.map((c, i) => ({
      code: c.number,
      procedure: c.title,
      status: { code: states[stateOf(c.state)].code, name: states[stateOf(c.state)].name },
      submittedAt: c.submitted_at.toISOString(),
      dueAt: c.due_at?.toISOString() ?? null,
      userReference: page[i]?.user_reference ?? '',
    })),
    next: filings.length > size && last ? Buffer.from(`f${last.id}`).toString('base64url') : null,
  });
}

function beforeOf(cursor: string | undefined): number {
  if (!cursor) return Number.MAX_SAFE_INTEGER;
  const [, id] = /^f(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (id === undefined) throw new Refusal('invalid', 'api.bad-cursor', vi.badCursor, { status: 400 });
  return Number(id);
}

async function supplement({ ctx, params }: Exchange) {
  const { ctx: acting, filing } = await reachOn(ctx, params.code ?? '', 'dossiers.follow');
  const all = await look(acting, filing, vi.purposeSupplement, 'dossiers.follow', (t) =>
    t.many(listSupplements, { case_id: filing.case_id }),
  );
  const open = all.find((one) => one.answered_at === null);
  if (!open) throw new Refusal('missing', 'dossier.no-supplement', vi.noSupplement);
  return json({ askedAt: open.asked_at.toISOString(), items: open.items, reason: open.reason });
}

async function reachResults(ctx: Ctx, code: string) {
  const { ctx: acting, filing } = await reachOn(ctx, code, 'dossiers.follow');
  if (!filing.may_fetch_results) throw new Refusal('denied', 'dossier.results-not-given', vi.resultsNotGiven);
  return { acting, filing };
}

async function download(exchange: Exchange) {
  const { ctx, params } = exchange;
  const { acting, filing } = await reachResults(ctx, params.code ?? '');
  const fileId = params.file ?? '';
  await look(acting, filing, vi.purposeResult, 'dossiers.follow', async (t) => {
    const results = await t.many(listResults, { case_id: filing.case_id });
    const isResult = results.some((one) => one.file_id === fileId);
    const paper = isResult
      ? await t.maybe(findPaper, { case_id: filing.case_id, file_id: fileId })
      : undefined;
    if (!paper) throw new Refusal('missing', 'dossier.no-such-result', vi.noResult);
  });
  return sendFile(exchange, await openFile(acting, fileId, () => true));
}
