import { disposition, type OpenFile } from '#engines/files';
import type { Answer, Exchange } from './route.ts';

/**
 * Sends a kept file, or the part of it that was asked for. Photos and quiet PDFs open in the browser; a PDF
 * that can act by itself is only offered for saving.
 */
export async function sendFile(
  { request, reply }: Exchange,
  open: OpenFile,
  options: { readonly thumbnail?: boolean } = {},
): Promise<Answer> {
  const { file } = open;
  // What a stranger made is shown without any right to load or run a thing.
  reply.header(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  );
  reply.header('cache-control', 'private, no-store');
  const small = options.thumbnail ? await open.thumbnail() : undefined;
  if (small) {
    reply.type('image/webp').send(small);
    return { kind: 'done' };
  }
  reply
    .type(file.type)
    .header('content-disposition', disposition(file.name, !file.active_content))
    .header('accept-ranges', 'bytes');
  const range = rangeOf(request.headers.range, file.size);
  if (range === 'impossible') {
    reply.code(416).header('content-range', `bytes */${file.size}`).send();
  } else if (range) {
    reply
      .code(206)
      .header('content-range', `bytes ${range.start}-${range.end}/${file.size}`)
      .header('content-length', range.end - range.start + 1)
      .send(open.read(range));
  } else {
    reply.header('content-length', file.size).send(open.read());
  }
  return { kind: 'done' };
}

/** One range, as browsers and download managers ask (RFC 9110 §14.2); anything else gets the whole file. */
export function rangeOf(header: string | undefined, size: number) {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (!first && !last) return undefined;
  const start = first ? Number(first) : Math.max(0, size - Number(last));
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1;
  return start > end || start >= size ? 'impossible' : { start, end };
}
