import type { FastifyReply } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { disposition } from '#engines/files';
import { type Kit, leaveNotice } from './exchange.ts';
import type { Answer } from './route.ts';

/** Sends what a handler answered. */
export async function respond(kit: Kit, reply: FastifyReply, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case 'page':
      await reply
        .code(answer.status ?? 200)
        .type('text/html; charset=utf-8')
        .send(`<!doctype html>${renderToString(answer.page)}`);
      return;
    case 'redirect':
      if (!/^\/(?![/\\])/.test(answer.to)) throw new Error('a redirect must stay on this site');
      if (answer.notice) leaveNotice(kit, reply, answer.notice);
      await reply.redirect(asHeader(answer.to), 303);
      return;
    case 'json':
      await reply
        .code(answer.status ?? 200)
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(answer.body));
      return;
    case 'file':
      reply.type(answer.type).header('content-disposition', disposition(answer.name, answer.inline ?? false));
      if (answer.length !== undefined) reply.header('content-length', answer.length);
      await reply.send(answer.stream);
      return;
    case 'done':
      return;
  }
}

/** A header holds ASCII: letters with marks travel percent-encoded, what is encoded already stays. */
const asHeader = (address: string): string =>
  address.toWellFormed().replace(/[^\x21-\x7e]+/gu, encodeURIComponent);
