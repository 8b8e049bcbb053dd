import { Readable } from 'node:stream';
import { type Ctx, Refusal } from '#engines/database';
import { appendUpload, declareUpload, openFile, type Progress, progressOf } from '#engines/files';
import { type Answer, type Exchange, json, type Route, route, signedIn } from './route.ts';
import { sendFile } from './send-file.ts';
import { vi } from './vi.ts';

/**
 * Uploads that survive a lost network, for islands: `POST /tep` tells what is coming, `PUT /tep/:id` sends
 * parts with `Upload-Offset`, `GET /tep/:id` says how much is here. Header `x-csrf-token` on both.
 */
export const uploadRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/tep',
    who: signedIn,
    sample: { body: { name: 'giay.jpg', type: 'image/jpeg', size: '1000', purpose: 'dossier-paper' } },
    async handler(exchange) {
      const { ctx } = exchange;
      const declared = declarationIn(exchange);
      return inWords(ctx, async () => {
        const id = await declareUpload(ctx, { ...declared, size: Number(declared.size) });
        return json({ id, offset: 0 }, 201);
      });
    },
  }),
  route({
    method: 'PUT',
    url: '/tep/:id',
    who: signedIn,
    sample: { params: { id: '{file}' } },
    stream: true,
    bodyLimit: 21_000_000,
    async handler({ ctx, params, body, request }) {
      const offset = Number(request.headers['upload-offset'] ?? 0);
      const part = body instanceof Readable ? body : Readable.from([]);
      return inWords(ctx, async () => answerOf(await appendUpload(ctx, params.id ?? '', offset, part)));
    },
  }),
  route({
    method: 'GET',
    url: '/tep/:id',
    who: signedIn,
    sample: { params: { id: '{file}' } },
    async handler({ ctx, params, reply }) {
      const progress = await progressOf(ctx, params.id ?? '');
      reply.header('upload-offset', progress.offset);
      return answerOf(progress);
    },
  }),
  route({
    method: 'GET',
    url: '/tep/:id/xem',
    who: signedIn,
    sample: { params: { id: '{file}' }, query: {} },
    async handler(exchange) {
      const { ctx, params, query } = exchange;
      const mine = await openFile(ctx, params.id ?? '', (file) => isOwner(ctx, file.owner_account));
      return sendFile(exchange, mine, { thumbnail: query.nho === '1' });
    },
  }),
];

const answerOf = ({ file, offset }: Progress): Answer =>
  json({ id: file.id, state: file.state, offset, size: file.size, name: file.name, type: file.type });

/** A script cannot show a page: refusals go to it as they are under /api. */
async function inWords(ctx: Ctx, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    ctx.log.info({ code: error.code, request: ctx.requestId }, 'an upload was refused');
    return json({ code: error.code, message: error.message, ...error.facts }, statusOf[error.kind] ?? 422);
  }
}

const statusOf: Readonly<Record<string, number>> = {
  missing: 404,
  conflict: 409,
  unavailable: 503,
  denied: 403,
};

function declarationIn({ form, body }: Exchange) {
  const given = (body && typeof body === 'object' && !Array.isArray(body) ? body : {}) as Record<
    string,
    unknown
  >;
  const read = (name: string) => form.get(name) || String(given[name] ?? '');
  if (!read('name')) throw new Refusal('invalid', 'web.bad-request', vi.badRequest);
  return { name: read('name'), type: read('type'), size: read('size'), purpose: read('purpose') || 'upload' };
}

const isOwner = ({ actor }: Ctx, owner: string) =>
  (actor.kind === 'citizen' || actor.kind === 'officer') && actor.accountId === owner;
