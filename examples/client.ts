import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** Where, as whom, and with which private key (PEM, Ed25519). */
export interface Settings {
  readonly url: string;
  readonly clientId: string;
  readonly keyFile: string;
}

/** An error as the API tells it (RFC 9457): one sentence in Vietnamese, and each wrong place. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
  constructor(
    status: number,
    body: Partial<Pick<Problem, 'code' | 'errors'>> & { readonly detail?: string },
  ) {
    super(body.detail ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? '';
    this.errors = body.errors ?? [];
  }
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the API with a token that is asked for when there is none or it has run out. */
export function clientOf(settings: Settings) {
  let token = { value: '', until: 0 };

  /** One call. A busy server (429, 503) is asked again after the time that it names. */
  return async function call<T>(path: string, { method = 'GET', body, headers }: Call = {}): Promise<T> {
    if (token.until < Date.now()) token = await newToken(settings);
    const isBytes = body instanceof Uint8Array;
    const type = isBytes ? 'application/octet-stream' : 'application/json';
    for (let tries = 1; ; tries++) {
      const answer = await fetch(new URL(path, settings.url), {
        method,
        headers: {
          authorization: `Bearer ${token.value}`,
          ...(body === undefined ? {} : { 'content-type': type }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
      });
      if (answer.ok) return (await answer.json()) as T;
      if (tries === 5 || (answer.status !== 429 && answer.status !== 503))
        throw new Problem(answer.status, await answer.json());
      await new Promise((go) => setTimeout(go, Number(answer.headers.get('retry-after') ?? 5) * 1000));
    }
  };
}

/** OAuth 2 client credentials with private_key_jwt (RFC 7523): the key never leaves this machine. */
async function newToken({ url, clientId, keyFile }: Settings) {
  const address = new URL('/api/v1/oauth/token', url);
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: address.href,
    iat: now,
    exp: now + 120,
    jti: randomUUID(),
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const words = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part(claims)}`;
  const signature = sign(null, Buffer.from(words), createPrivateKey(await readFile(keyFile)));
  const answer = await fetch(address, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: `${words}.${signature.toString('base64url')}`,
    }),
  });
  if (!answer.ok) throw new Error(`no token (HTTP ${answer.status}): ${await answer.text()}`);
  const { access_token, expires_in } = (await answer.json()) as { access_token: string; expires_in: number };
  return { value: access_token, until: Date.now() + (expires_in - 30) * 1000 };
}
