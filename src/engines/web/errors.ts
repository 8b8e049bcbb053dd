import type { FastifyReply, FastifyRequest } from 'fastify';
import { httpStatusOf, Refusal } from '#engines/database';
import { respond } from './answer.ts';
import { asVisitor, type Kit } from './exchange.ts';
import type { Repost } from './frame.ts';
import { wantsJson } from './handle.ts';
import type { Exchange } from './route.ts';
import { vi } from './vi.ts';

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly reference?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** The one place where what was thrown becomes a page in Vietnamese, or RFC 9457 under /api. */
export async function answerError(
  kit: Kit,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const problem = problemOf(kit, error, request);
  if (problem.status === 503) reply.header('retry-after', '5');
  if (wantsJson(request)) return sendProblem(kit, request, reply, problem);
  const exchange = await exchangeFor(kit, request, reply, problem);
  const page = waitingCodes.has(problem.code)
    ? kit.options.pages.unavailable(exchange, repostOf(request, exchange), awaySaid(problem))
    : kit.options.pages.problem(exchange, {
        ...problem,
        title: vi.titles[problem.status] ?? vi.faultTitle,
      });
  await respond(kit, reply, { kind: 'page', page, status: problem.status });
  return reply;
}

/** The error page itself is broken: words without a look, and never the fault's own text. */
export function answerPlainly(
  kit: Kit,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const stack = error instanceof Error ? error.stack : String(error);
  kit.options.log.error({ reference: request.id, error: stack }, 'fault while showing a fault');
  return reply.code(500).type('text/plain; charset=utf-8').send(vi.fault(request.id));
}

function problemOf(kit: Kit, error: unknown, request: FastifyRequest): Problem {
  if (error === 'missing') return { status: 404, code: 'web.not-found', message: vi.notFound };
  if (error instanceof Refusal && !awayRefusals.has(error.code)) {
    const status = typeof error.facts.status === 'number' ? error.facts.status : httpStatusOf[error.kind];
    const { status: _, ...facts } = error.facts;
    return { status, code: error.code, message: error.message, facts };
  }
  if (fullCodes.has(codeOf(error))) {
    kit.options.log.error({ request: request.id, code: codeOf(error) }, 'no room is left on the disk');
    return { status: 503, code: 'house.no-room', message: vi.noRoom };
  }
  if (isDatabaseAway(error)) {
    kit.options.log.warn({ request: request.id, code: codeOf(error) }, 'the database is away');
    return { status: 503, code: 'web.database-away', message: vi.unavailable };
  }
  const known = clientErrors[codeOf(error)] ?? clientErrors[String(statusOf(error))];
  const errors = faultsOfBody(error);
  if (known) return errors ? { ...known, facts: { errors } } : known;
  kit.options.log.error(
    {
      reference: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      code: codeOf(error),
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    },
    'fault',
  );
  return { status: 500, code: 'web.fault', message: vi.fault(request.id), reference: request.id };
}

/** Where a body does not fit its schema, as JSON pointers (RFC 6901); undefined for any other error. */
function faultsOfBody(error: unknown): readonly { pointer: string; detail: string }[] | undefined {
  if (!(error instanceof Error) || !('validation' in error) || !Array.isArray(error.validation))
    return undefined;
  return error.validation.map((one: { instancePath?: string; message?: string }) => ({
    pointer: one.instancePath ?? '',
    detail: one.message ?? '',
  }));
}

const clientErrors: Readonly<Record<string, Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'web.too-large', message: vi.tooLarge },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: 'web.wrong-media', message: vi.wrongMedia },
  FST_ERR_NOT_FOUND: { status: 404, code: 'web.not-found', message: vi.notFound },
  400: { status: 400, code: 'web.bad-request', message: vi.badRequest },
  404: { status: 404, code: 'web.not-found', message: vi.notFound },
  406: { status: 415, code: 'web.wrong-media', message: vi.wrongMedia },
};

function sendProblem(kit: Kit, request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `${kit.options.origin}/api/v1/problems#${problem.code}`,
        title: vi.titles[problem.status] ?? vi.faultTitle,
        status: problem.status,
        detail: problem.message,
        code: problem.code,
        instance: request.id,
        ...problem.facts,
      }),
    );
}

/** The page knows who looks at it, unless that cannot be asked now. */
async function exchangeFor(kit: Kit, request: FastifyRequest, reply: FastifyReply, problem: Problem) {
  const token = kit.exchanges.tokenOf(request);
  if (!token || problem.code === 'web.database-away') return asVisitor(kit, request, reply);
  const actor = await kit.options.actorOf(token, kit.now()).catch(() => undefined);
  return actor ? kit.exchanges.make(request, reply, actor) : asVisitor(kit, request, reply);
}

/** The fields as they were posted, the form's own token included: it still holds for this browser alone. */
function repostOf(request: FastifyRequest, exchange: Exchange): Repost | undefined {
  const fields = exchange.form.entries();
  return request.method === 'POST' && fields.length > 0 ? { action: request.url, fields } : undefined;
}

/** The page has its own words for the usual case. */
const awaySaid = ({ code, message }: Problem) => (code === 'web.database-away' ? undefined : message);

/** Nothing that was posted may be lost while these last: their page holds it, ready to be sent again. */
const waitingCodes = new Set(['web.database-away', 'house.no-room', 'database.full']);
const fullCodes = new Set(['ENOSPC', 'EDQUOT']);

/** What engines/database says of it (trouble.ts): answered with the page that gives her words back. */
const awayRefusals = new Set(['database.gone', 'database.slow']);
const awayCodes = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|57P0[1-4]|53300|08...)$/;
const awayMessages = /timeout exceeded when trying to connect|Connection terminated|Client has encountered/;

/** PostgreSQL stopped, restarting, full or out of reach; not a statement that failed. */
function isDatabaseAway(error: unknown): boolean {
  if (error instanceof Refusal) return awayRefusals.has(error.code);
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  return awayCodes.test(code) || awayMessages.test(error.message);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
const statusOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
