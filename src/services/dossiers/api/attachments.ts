import { Readable } from 'node:stream';
import { Type } from '@fastify/type-provider-typebox';
import { requireGrant } from '#engines/access';
import { type Ctx, Refusal } from '#engines/database';
import { appendUpload, declareUpload, type Progress, progressOf } from '#engines/files';
import { client, json, type Route, route } from '#engines/web';
import { Upload } from './schemas.ts';
import { vi } from './vi.ts';

const idParam = Type.Object({ id: Type.String({ maxLength: 60 }) });

/** Papers, resumable as on the site: tell what is coming, send parts from where it stands, ask where it stands. */
export const attachmentRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/api/v1/attachments',
    who: client('dossiers.submit'),
    sample: { body: { name: 'giay.jpg', type: 'image/jpeg', size: 5000 } },
    api: {
      summary: vi.doc.declare,
      body: Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 150 }),
          type: Type.String({ maxLength: 100 }),
          size: Type.Integer({ minimum: 1 }),
        },
        { examples: [{ name: 'giay-chung-sinh.jpg', type: 'image/jpeg', size: 210000 }] },
      ),
      response: { 201: Upload },
    },
    async handler({ ctx, body }) {
      requireGrant(ctx, 'dossiers.submit');
      const given = body as { readonly name: string; readonly type: string; readonly size: number };
      const id = await declareUpload(ctx, { ...given, purpose: 'dossier-paper' });
      return json({ id, state: 'uploading', offset: 0, size: given.size }, 201);
    },
  }),
  route({
    method: 'PUT',
    url: '/api/v1/attachments/:id',
    who: client('dossiers.submit'),
    sample: { params: { id: '{file}' } },
    api: {
      summary: vi.doc.put,
      description: vi.doc.putText,
      params: idParam,
      headers: Type.Object({ 'Upload-Offset': Type.Integer({ minimum: 0, description: vi.doc.offset }) }),
      bodyType: 'bytes',
      response: { 200: Upload },
    },
    stream: true,
    bodyLimit: 21_000_000,
    async handler({ ctx, params, body, request }) {
      const offset = Number(request.headers['upload-offset'] ?? 0);
      if (!Number.isSafeInteger(offset) || offset < 0)
        throw new Refusal('invalid', 'api.bad-offset', vi.needsOffset, { status: 400 });
      const part = body instanceof Readable ? body : Readable.from([]);
      return json(uploadOf(await appendUpload(granted(ctx), params.id ?? '', offset, part)));
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/attachments/:id',
    who: client('dossiers.submit'),
    sample: { params: { id: '{file}' } },
    api: { summary: vi.doc.progress, params: idParam, response: { 200: Upload } },
    async handler({ ctx, params, reply }) {
      const progress = await progressOf(granted(ctx), params.id ?? '');
      reply.header('upload-offset', progress.offset);
      return json(uploadOf(progress));
    },
  }),
];

function granted(ctx: Ctx): Ctx {
  requireGrant(ctx, 'dossiers.submit');
  return ctx;
}

const uploadOf = ({ file, offset }: Progress) => ({
  id: file.id,
  state: file.state,
  offset,
  size: file.size,
});
