import http from 'node:http';
import https from 'node:https';
import { openLookup, urlFault } from './address.ts';

export interface Call {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A sandbox's receiver may stand on this machine. */
  readonly mayLoop?: boolean;
  /** Bytes of the answer that are read; 0 = only its status counts. */
  readonly keepBody?: number;
  readonly timeoutMs?: number;
}

/** `trouble` is a code for the log, never the outside's own words. */
export type Answered =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      readonly retryAfter?: string;
    }
  | { readonly kind: 'failed'; readonly trouble: string };

/**
 * Calls an address that somebody outside has named: https only, no private address, no redirect followed, and
 * never longer than the timeout in all, however slowly the other side speaks.
 */
export function reach(call: Call): Promise<Answered> {
  const mayLoop = call.mayLoop ?? false;
  const fault = urlFault(call.url, mayLoop);
  if (fault) return Promise.resolve({ kind: 'failed', trouble: fault });
  const url = new URL(call.url);
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(call.timeoutMs ?? 10_000);
    const fail = (error: Error) => resolve({ kind: 'failed', trouble: troubleOf(error, signal.aborted) });
    const body = call.body === undefined ? undefined : Buffer.from(call.body);
    const headers = { ...call.headers, ...(body ? { 'content-length': String(body.length) } : {}) };
    const sent = request(
      url,
      { method: call.method, headers, lookup: openLookup(mayLoop), signal, agent: false },
      (response) => {
        const status = response.statusCode ?? 0;
        const most = call.keepBody ?? 0;
        if (most === 0) {
          response.destroy();
          const retryAfter = response.headers['retry-after'];
          return resolve({ kind: 'answered', status, body: '', ...(retryAfter ? { retryAfter } : {}) });
        }
        const parts: Buffer[] = [];
        let length = 0;
        response.on('data', (part: Buffer) => {
          length += part.length;
          if (length > most) response.destroy(new Error('too long'));
          else parts.push(part);
        });
        response.on('end', () =>
          resolve({ kind: 'answered', status, body: Buffer.concat(parts).toString() }),
        );
        response.on('error', fail);
      },
    );
    sent.on('error', fail);
    sent.end(body);
  });
}

function troubleOf(error: Error, timedOut: boolean): string {
  const code = 'code' in error ? String(error.code) : '';
  if (timedOut || code === 'ETIMEDOUT') return 'timeout';
  if (code === 'EPRIVATE') return 'private-address';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name-not-found';
  if (code === 'ECONNREFUSED') return 'refused';
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME/.test(code)) return 'certificate';
  return 'broken-off';
}
