import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import Provider from 'oidc-provider';

/** A citizen as the stand-in for VNeID knows her. */
export interface Vouched {
  readonly sub: string;
  readonly identity_number: string;
  readonly name: string;
  readonly birthdate?: string;
  readonly phone_number?: string;
  readonly acr?: string;
}

export interface StandIn {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  /** Goes through the provider's own pages as her browser would; the address to which she is sent back. */
  signIn(url: string, who: Vouched | 'cancels'): Promise<string>;
  /** Lets someone be chosen on the provider's page. */
  admit(who: Vouched): void;
  /** Takes the old keys away and signs with new ones. */
  rotateKeys(): Promise<void>;
  /** A token for a minute that is signed with its own key, or with the one taken away last. */
  sign(key: 'current' | 'withdrawn', claims: JWTPayload): Promise<string>;
  /** What it does wrong from now on. */
  misbehave(how: Misbehaviour): void;
  stop(): Promise<void>;
}

export interface Misbehaviour {
  /** Answers nothing for so long. */
  readonly delayMs?: number;
  readonly status?: number;
  /** Changes what the token endpoint answers. */
  readonly answer?: (body: Record<string, unknown>) => Record<string, unknown>;
}

const returnPath = '/dang-nhap/vneid/ve';
const clientId = 'xa-yen-mo';
const secret = 'một bí mật dài của bản đứng thay'.normalize('NFD').replace(/[^a-z]/g, '');

/** oidc-provider, certified OpenID Connect, with a login page that anybody may answer; for tests and trials only. */
export async function startStandIn(options: {
  origins: readonly string[];
  port?: number;
  idTokenSeconds?: number;
}): Promise<StandIn> {
  const people = new Map<string, Vouched>();
  let wrong: Misbehaviour = {};
  let keys: JWK[] = [await aKey()];
  let withdrawn: JWK[] = [];
  let serve: (request: http.IncomingMessage, response: http.ServerResponse) => void = () => {};
  const server = http.createServer((request, response) => {
    if (wrong.status) return void response.writeHead(wrong.status).end();
    const answer = () => {
      if (wrong.answer && request.url === '/token') alterAnswer(response, wrong.answer);
      serve(request, response);
    };
    if (wrong.delayMs) setTimeout(answer, wrong.delayMs).unref();
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const build = () => {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: clientId,
          client_secret: secret,
          redirect_uris: options.origins.map((origin) => origin + returnPath),
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      jwks: { keys },
      pkce: { required: () => true },
      conformIdTokenClaims: false,
      claims: {
        openid: ['sub', 'identity_number'],
        profile: ['name', 'birthdate'],
        phone: ['phone_number'],
        acr: null,
      },
      acrValues: ['1', '2'],
      ttl: {
        IdToken: options.idTokenSeconds ?? 600,
        AuthorizationCode: 60,
        Session: 60,
        Grant: 60,
        Interaction: 600,
        AccessToken: 60,
      },
      cookies: { keys: ['x'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_ctx, sub) => {
        const who = people.get(sub);
        return who ? { accountId: sub, claims: async () => ({ ...who }) } : undefined;
      },
    });
    const callback = provider.callback();
    serve = (request, response) => {
      if (request.url?.startsWith('/interaction/')) void interact(provider, request, response, people);
      else void callback(request, response);
    };
  };
  build();
  return {
    issuer,
    clientId,
    secret,
    signIn: (url, who) => walk(url, who, issuer, people),
    admit: (who) => void people.set(who.sub, who),
    async rotateKeys() {
      withdrawn = keys;
      keys = [await aKey()];
      build();
    },
    async sign(key, claims) {
      const [jwk] = key === 'current' ? keys : withdrawn;
      if (!jwk) throw new Error('no key has been taken away yet');
      const now = Math.floor(Date.now() / 1000);
      const token = new SignJWT(claims).setIssuedAt(now).setExpirationTime(now + 60);
      return token
        .setProtectedHeader({ alg: 'RS256', kid: String(jwk.kid) })
        .sign(await importJWK(jwk, 'RS256'));
    },
    misbehave: (how) => {
      wrong = how;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function aKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    ...(await exportJWK(privateKey)),
    use: 'sig',
    alg: 'RS256',
    kid: Math.random().toString(36).slice(2),
  };
}

/** The login page: a list of nobody, answered by the `ai` of the query; consent comes along. */
async function interact(
  provider: Provider,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  people: Map<string, Vouched>,
): Promise<void> {
  const details = await provider.interactionDetails(request, response);
  const asked = new URL(request.url ?? '/', 'http://x').searchParams.get('ai');
  if (asked === null && people.size > 0 && request.headers.accept?.includes('text/html')) {
    const links = [...people.values()]
      .map((who) => `<p><a href="?ai=${who.sub}">${who.name}</a></p>`)
      .join('');
    const body = `<!doctype html><html lang="vi"><title>VNeID mô phỏng – thử</title><h1>VNeID mô phỏng</h1>${links}<p><a href="?ai=">Không đồng ý</a></p></html>`;
    response.setHeader('content-type', 'text/html; charset=utf-8').end(body);
    return;
  }
  if (!asked) {
    await provider.interactionFinished(
      request,
      response,
      { error: 'access_denied' },
      { mergeWithLastSubmission: false },
    );
    return;
  }
  const grant = new provider.Grant({ accountId: asked, clientId: String(details.params.client_id) });
  grant.addOIDCScope(String(details.params.scope));
  const acr = people.get(asked)?.acr ?? '2';
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(request, response, {
    login: { accountId: asked, acr, remember: false },
    consent,
  });
}

/** Follows the redirects with the provider's cookies until it sends the browser home. */
async function walk(
  url: string,
  who: Vouched | 'cancels',
  issuer: string,
  people: Map<string, Vouched>,
): Promise<string> {
  if (who !== 'cancels') people.set(who.sub, who);
  const jar = new Map<string, string>();
  let at = url;
  for (let hops = 0; hops < 12; hops += 1) {
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const to = new URL(answer.headers.get('location') ?? '', at);
    if (to.origin !== issuer) return to.href;
    if (to.pathname.startsWith('/interaction/')) to.searchParams.set('ai', who === 'cancels' ? '' : who.sub);
    at = to.href;
  }
  throw new Error('the provider never sent the browser home');
}

function alterAnswer(
  response: http.ServerResponse,
  alter: (body: Record<string, unknown>) => Record<string, unknown>,
): void {
  const end = response.end.bind(response);
  response.end = ((chunk?: unknown, ...rest: never[]) => {
    const body = Buffer.from(JSON.stringify(alter(JSON.parse(String(chunk)))));
    response.setHeader('content-length', body.length);
    return end(body, ...rest);
  }) as typeof response.end;
}
