import http from 'node:http';
import type pg from 'pg';
import { csrfToken } from '../../src/engines/web/csrf.ts';
import { secretsOf } from '../../src/engines/web/secrets.ts';

export interface SignedIn {
  readonly ms: number;
  /** The browser's lasting mark. */
  readonly device: string;
}

interface Heard {
  readonly status: number;
  readonly location: string;
  readonly cookies: readonly string[];
  readonly ms: number;
}

/** People who sign in as browsers do, each from another loopback address, reading codes off the simulated phone. */
export function signInner(address: string, secret: string, db: pg.Client) {
  const { hostname, port } = new URL(address);
  const agent = new http.Agent({ keepAlive: true });
  const secrets = secretsOf(secret);
  const visitor = 'honestvisitor';
  let place = 0;
  const post = (path: string, fields: Readonly<Record<string, string>>, device: string, from: string) =>
    new Promise<Heard>((resolve, reject) => {
      const start = performance.now();
      const _csrf = csrfToken(secrets, visitor, { kind: 'anyone' } as never);
      const body = new URLSearchParams({ ...fields, _csrf }).toString();
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        cookie: `khach=${visitor}${device && `; may=${device}`}`,
        origin: address,
        'sec-fetch-site': 'same-origin',
        accept: 'text/html',
      };
      const request = http.request(
        { hostname, port, agent, method: 'POST', path, headers, localAddress: from },
        (answer) => {
          answer.resume();
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              location: answer.headers.location ?? '',
              cookies: answer.headers['set-cookie'] ?? [],
              ms: performance.now() - start,
            }),
          );
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  const aPlace = () => {
    place += 1;
    return `127.100.${Math.floor(place / 250) % 250}.${1 + (place % 250)}`;
  };
  const codeFor = async (phone: string) => {
    const { rows } = await db.query<{ body: string }>(
      'select body from messages.simulated_phone where phone = $1 order by id desc limit 1',
      [phone],
    );
    return /^\d{6}/.exec(rows[0]?.body ?? '')?.[0] ?? '';
  };
  /** The two answers that she waits for: after the telephone, and after the code. */
  const through = async (
    first: { path: string; fields: Readonly<Record<string, string>> },
    second: string,
    phone: string,
    device: string,
  ): Promise<SignedIn> => {
    const from = aPlace();
    const asked = await post(first.path, first.fields, device, from);
    const lan = new URLSearchParams(asked.location.split('?')[1]).get('lan');
    if (asked.status !== 303 || !lan) throw new Error(`${first.path} answered ${asked.status}`);
    const given = await post(second, { lan, ma: await codeFor(phone) }, device, from);
    const isIn = given.cookies.some((cookie) => cookie.startsWith('phien='));
    if (given.status !== 303 || !isIn) throw new Error(`${second} answered ${given.status}`);
    const mark = given.cookies.find((cookie) => cookie.startsWith('may='))?.split(/[=;]/)[1] ?? device;
    return { ms: asked.ms + given.ms, device: mark };
  };
  return {
    citizen: (phone: string, device: string) =>
      through({ path: '/dang-nhap', fields: { 'dien-thoai': phone } }, '/ma-xac-nhan', phone, device),
    officer: (ten: string, phone: string, password: string, device: string) =>
      through(
        { path: '/can-bo/dang-nhap', fields: { ten, 'mat-khau': password } },
        '/can-bo/ma-xac-nhan',
        phone,
        device,
      ),
    /** One post from a new place; how long it took. */
    ask: async (path: string, fields: Readonly<Record<string, string>>) =>
      (await post(path, fields, '', aPlace())).ms,
    close: () => agent.destroy(),
  };
}
