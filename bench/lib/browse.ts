import http from 'node:http';
import { csrfToken } from '../../src/engines/web/csrf.ts';
import { secretsOf } from '../../src/engines/web/secrets.ts';

/** Someone signed in, or nobody (token ''). */
export interface Visitor {
  readonly accountId: string;
  readonly token: string;
}

export interface Heard {
  readonly status: number;
  readonly location: string;
  readonly body: Buffer;
  readonly ms: number;
}

export interface Browser {
  get(visitor: Visitor, path: string): Promise<Heard>;
  /** `place` gives the sender one of 200 loopback addresses, as if different people asked. */
  post(
    visitor: Visitor,
    path: string,
    fields: Readonly<Record<string, string>>,
    place?: number,
  ): Promise<Heard>;
  /** A photo from the phone, as the island sends it: what is coming, then its bytes. */
  upload(visitor: Visitor, photo: Buffer): Promise<Heard>;
  close(): void;
}

/** Asks as a browser does: its own connections kept open, session cookie, CSRF field, compressed answers. */
export function browser(address: string, secret: string, connections: number): Browser {
  const { hostname, port } = new URL(address);
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const secrets = secretsOf(secret);
  const common = {
    'accept-encoding': 'br, gzip',
    accept: 'text/html',
    origin: address,
    'sec-fetch-site': 'same-origin',
  };
  const ask = (
    method: string,
    path: string,
    cookie: string,
    body?: string | Buffer,
    place?: number,
    more: Readonly<Record<string, string>> = {},
  ) =>
    new Promise<Heard>((resolve, reject) => {
      const from = performance.now();
      const headers: Record<string, string | number> = { ...common, ...more };
      if (cookie) headers.cookie = cookie;
      if (body !== undefined) {
        headers['content-type'] ??= 'application/x-www-form-urlencoded';
        headers['content-length'] = Buffer.byteLength(body);
      }
      const from127 = place === undefined ? {} : { localAddress: `127.0.0.${2 + (place % 200)}` };
      const request = http.request({ hostname, port, agent, method, path, headers, ...from127 }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            location: answer.headers.location ?? '',
            body: Buffer.concat(chunks),
            ms: performance.now() - from,
          }),
        );
        answer.on('error', reject);
      });
      request.on('error', reject);
      request.end(body);
    });
  return {
    get: (visitor, path) => ask('GET', path, visitor.token && `phien=${visitor.token}`),
    post(visitor, path, fields, place) {
      const mark = visitor.token || 'benchvisitor';
      const actor = visitor.token
        ? ({ kind: 'citizen', accountId: visitor.accountId } as never)
        : ({ kind: 'anyone' } as never);
      const body = new URLSearchParams({ ...fields, _csrf: csrfToken(secrets, mark, actor) });
      return ask('POST', path, visitor.token ? `phien=${mark}` : `khach=${mark}`, body.toString(), place);
    },
    async upload(visitor, photo) {
      const actor = { kind: 'citizen', accountId: visitor.accountId } as never;
      const proof = { 'x-csrf-token': csrfToken(secrets, visitor.token, actor) };
      const cookie = `phien=${visitor.token}`;
      const coming = { name: 'giay.jpg', type: 'image/jpeg', size: String(photo.length) };
      const declared = await ask(
        'POST',
        '/tep',
        cookie,
        String(new URLSearchParams(coming)),
        undefined,
        proof,
      );
      if (declared.status !== 201) return declared;
      const { id } = JSON.parse(declared.body.toString()) as { id: string };
      const part = { ...proof, 'content-type': 'application/octet-stream', 'upload-offset': '0' };
      return ask('PUT', `/tep/${id}`, cookie, photo, undefined, part);
    },
    close: () => agent.destroy(),
  };
}
