import type { TSchema } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Grant } from '#engines/access';
import type { Ctx } from '#engines/database';
import type { Frame } from './frame.ts';

/** Who may use a route. Everything is refused unless granted here. */
export type Who =
  | { readonly kind: 'anyone' }
  /** Any signed-in account, citizen or officer; with `grant`, also a client of the API that holds it. */
  | { readonly kind: 'signed-in'; readonly grant?: Grant }
  /** A signed-in person acting for herself (an officer is a citizen too, in her own session). */
  | { readonly kind: 'citizen' }
  /** An officer whose post grants the permission, e.g. `dossier.receive`. */
  | { readonly kind: 'officer'; readonly permission: string }
  /** Another system with a bearer token that grants it; under /api/v1 only. */
  | { readonly kind: 'client'; readonly grant: Grant };

export const anyone: Who = { kind: 'anyone' };
export const signedIn: Who = { kind: 'signed-in' };
export const citizen: Who = { kind: 'citizen' };
export const officer = (permission: string): Who => ({ kind: 'officer', permission });
export const client = (grant: Grant): Who => ({ kind: 'client', grant });
export const signedInOr = (grant: Grant): Who => ({ kind: 'signed-in', grant });

/**
 * One real call of the route, for the generated rights walk: values in braces are replaced by the walk's
 * fixtures of a unit (`{dossier}`, `{procedure}`, `{person}` …; list in engines/testing). A sample that names
 * a row of a unit promises that every actor without a right on that row is answered 404.
 */
export interface Sample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Form or JSON body. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What a handler receives. */
export interface Exchange extends Frame {
  readonly ctx: Ctx;
  readonly params: Readonly<Record<string, string>>;
  /** First value of each query parameter, trimmed and NFC. */
  readonly query: Readonly<Record<string, string>>;
  /** Fields of a posted form, NFC; repeated names keep all values. */
  readonly form: Form;
  /** The JSON body, valid against the route's schema. */
  readonly body: unknown;
  readonly session: Session;
  /** For multipart forms, which a handler reads itself (`readFiles`). */
  readonly csrfHolds: (token: string) => boolean;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The session cookie of this browser. The rows behind it belong to engines/access. */
export interface Session {
  /** The token as the browser sent it; '' without one. It may be of a session that has ended. */
  readonly token: string;
  /** Gives the browser a new token (sign-in, change of role). */
  begin(token: string): void;
  /** Takes it away (sign-out) and tells the browser to forget what it stored of this site. */
  end(): void;
}

export interface Form {
  /** First value, trimmed; '' when absent. */
  get(name: string): string;
  all(name: string): readonly string[];
  has(name: string): boolean;
  entries(): readonly (readonly [string, string])[];
}

export type Answer =
  | { readonly kind: 'page'; readonly page: VNode; readonly status?: number }
  | { readonly kind: 'redirect'; readonly to: string; readonly notice?: string }
  | { readonly kind: 'json'; readonly body: unknown; readonly status?: number }
  | {
      readonly kind: 'file';
      readonly stream: NodeJS.ReadableStream | Buffer;
      readonly type: string;
      readonly name: string;
      readonly inline?: boolean;
      readonly length?: number;
    }
  /** The handler has answered by itself through `reply` (SSE, ranges). */
  | { readonly kind: 'done' };

export const page = (vnode: VNode, status = 200): Answer => ({ kind: 'page', page: vnode, status });
/** 303 See Other. `notice` is shown once, on the next page. */
export const redirect = (to: string, notice?: string): Answer => ({ kind: 'redirect', to, notice });
export const json = (body: unknown, status = 200): Answer => ({ kind: 'json', body, status });

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify pattern: `/thu-tuc/:code`. */
  readonly url: string;
  readonly who: Who;
  readonly sample: Sample;
  readonly handler: (exchange: Exchange) => Promise<Answer> | Answer;
  /** Public API routes (under /api/v1) only: what OpenAPI is generated from. */
  readonly api?: {
    readonly summary: string;
    readonly description?: string;
    readonly query?: TSchema;
    readonly params?: TSchema;
    /** Request headers, each an own parameter. The handler checks them. */
    readonly headers?: TSchema;
    readonly body?: TSchema;
    /** How the body travels: JSON unless said otherwise; the handler checks a form and reads bytes itself. */
    readonly bodyType?: 'form' | 'bytes';
    /** Schemas with `examples` show them; status 204 and bytes have no body of JSON. */
    readonly response: Readonly<Record<number, TSchema>>;
    readonly responseType?: 'bytes';
  };
  /** Counted by the handler itself: its posts use up nothing of what visitors of the same address may post. */
  readonly ownLimit?: boolean;
  /** Limit of a posted body in bytes; default 256 KiB. */
  readonly bodyLimit?: number;
  /** Multipart or raw uploads are read by the handler from `request`. */
  readonly stream?: boolean;
}

/** Declares a route; the registry refuses to boot on one without `who` or `sample`. */
export const route = (declaration: Route): Route => declaration;
