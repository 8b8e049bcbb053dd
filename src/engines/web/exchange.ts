import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, anyone } from '#engines/database';
import type { CookieName, Cookies } from './cookies.ts';
import { checkCsrf, csrfField, csrfToken } from './csrf.ts';
import { emptyForm, formOf, queryOf } from './form.ts';
import type { RateLimit } from './limits.ts';
import type { Exchange, Form } from './route.ts';
import { randomToken, type Secrets } from './secrets.ts';
import type { ServerOptions } from './server.ts';

/** What the parts of the server share. */
export interface Kit {
  readonly options: ServerOptions;
  readonly now: () => Date;
  readonly secrets: Secrets;
  readonly cookies: Cookies;
  readonly posts: RateLimit;
  readonly exchanges: Exchanges;
}

export interface Exchanges {
  make(request: FastifyRequest, reply: FastifyReply, actor: Actor): Exchange;
  /** The account tag of the form's valid token; undefined when the form is not ours. */
  csrfTag(request: FastifyRequest): string | undefined;
  tokenOf(request: FastifyRequest): string;
  formIn(request: FastifyRequest): Form;
}

export function exchanges(kit: Omit<Kit, 'exchanges'>): Exchanges {
  const { cookies, secrets, options } = kit;
  const tokenOf = (request: FastifyRequest) => cookies.read(request, 'phien');
  const cookieOf = (request: FastifyRequest) => tokenOf(request) || cookies.read(request, 'khach');
  return {
    tokenOf,
    formIn,
    csrfTag: (request) =>
      checkCsrf(
        secrets,
        cookieOf(request),
        headerOf(request, 'x-csrf-token') || formIn(request).get(csrfField),
      ),
    make(request, reply, actor) {
      let visitor = cookieOf(request);
      const form = formIn(request);
      return {
        ctx: { actor, db: options.db, now: kit.now, requestId: request.id, log: options.log },
        actor,
        site: options.site(),
        assets: options.assets,
        origin: options.origin,
        path: request.url.split('?', 1)[0] ?? '/',
        params: paramsOf(request.params),
        query: queryOf(request.query),
        form,
        body: request.body,
        get csrf() {
          if (!visitor) {
            visitor = randomToken();
            cookies.write(reply, 'khach', visitor);
          }
          return csrfToken(secrets, visitor, actor);
        },
        csrfHolds: (token) =>
          checkCsrf(secrets, cookieOf(request), headerOf(request, 'x-csrf-token') || token) !== undefined,
        get onceKey() {
          return randomToken();
        },
        get notice() {
          return takeNotice(kit, request, reply);
        },
        session: {
          token: tokenOf(request),
          begin(token) {
            cookies.write(reply, 'phien', token);
            cookies.clear(reply, 'khach');
          },
          end() {
            for (const name of ['phien', 'giu', 'bao'] satisfies CookieName[]) cookies.clear(reply, name);
            reply.header('clear-site-data', '"cache", "storage"');
          },
        },
        request,
        reply,
      };
    },
  };
}

/** For pages shown before anyone could be asked who she is (the database is away, the address is wrong). */
export const asVisitor = (kit: Kit, request: FastifyRequest, reply: FastifyReply): Exchange =>
  kit.exchanges.make(request, reply, anyone);

export function leaveNotice(kit: Kit, reply: FastifyReply, notice: string): void {
  const text = Buffer.from(notice).toString('base64url');
  kit.cookies.write(reply, 'bao', `${text}.${kit.secrets.sign('notice', text)}`, 60);
}

function takeNotice(kit: Omit<Kit, 'exchanges'>, request: FastifyRequest, reply: FastifyReply): string {
  const [text = '', mark = ''] = kit.cookies.read(request, 'bao').split('.');
  if (!text) return '';
  kit.cookies.clear(reply, 'bao');
  return kit.secrets.verify('notice', text, mark) ? Buffer.from(text, 'base64url').toString() : '';
}

// One Form per request: it is read for the CSRF field, by the handler and by error pages.
const forms = new WeakMap<FastifyRequest, Form>();
function formIn(request: FastifyRequest): Form {
  const known = forms.get(request);
  if (known) return known;
  const isForm = headerOf(request, 'content-type').startsWith('application/x-www-form-urlencoded');
  const form = isForm && Array.isArray(request.body) ? formOf(request.body as [string, string][]) : emptyForm;
  if (request.body !== undefined) forms.set(request, form);
  return form;
}

export const headerOf = (request: FastifyRequest, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

function paramsOf(raw: unknown): Record<string, string> {
  return queryOf(raw);
}
