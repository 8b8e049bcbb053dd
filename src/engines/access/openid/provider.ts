import { createPrivateKey } from 'node:crypto';
import { importPKCS8 } from 'jose';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  Configuration,
  clockSkew,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  None,
  PrivateKeyJwt,
  type ServerMetadata,
} from 'openid-client';

/**
 * An OpenID Connect provider that vouches for citizens. VNeID's own endpoints, claim names and levels are not
 * public: everything that may differ is configured.
 */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  /** One of the two; a private key (PKCS #8 PEM) signs the client's assertions (RFC 7523). */
  readonly secret?: string;
  readonly privateKey?: string;
  readonly scope: string;
  /** Asked for as acr_values when given. */
  readonly acrValues?: string;
  readonly claims: {
    readonly identity: string;
    readonly name: string;
    readonly birth: string;
    readonly phone: string;
    readonly level: string;
  };
  /** Values of the level's claim that count as level 2. */
  readonly levels: readonly string[];
}

let provider: IdentityProvider | undefined;
let metadata: { readonly value: ServerMetadata; readonly readAt: number } | undefined;

/** Which provider is asked from now on; none = nobody is offered to sign in so. */
export function useIdentityProvider(settings: IdentityProvider | undefined): void {
  provider = settings;
  metadata = undefined;
}

export const identityProvider = (): IdentityProvider | undefined => provider;

const seconds = { waits: 8, tolerates: 30, trustsMetadata: 3600 };

/**
 * A client of the provider with its metadata read at most an hour ago. Its keys are fetched anew for every answer:
 * one that was withdrawn is believed no longer, a new one at once.
 */
export async function clientOf(settings: IdentityProvider, now: Date): Promise<Configuration> {
  const age = metadata ? performance.now() / 1000 - metadata.readAt : Number.POSITIVE_INFINITY;
  if (!metadata || age > seconds.trustsMetadata)
    metadata = { value: await discover(settings), readAt: performance.now() / 1000 };
  const client = new Configuration(
    metadata.value,
    settings.clientId,
    // The house's clock decides, not the machine's.
    {
      [clockSkew]: Math.round((now.getTime() - Date.now()) / 1000),
      [clockTolerance]: seconds.tolerates,
      ...(settings.privateKey || settings.secret === undefined ? {} : { client_secret: settings.secret }),
    },
    await authenticationOf(settings),
  );
  client.timeout = seconds.waits;
  if (isHere(settings)) allowInsecureRequests(client);
  // The answer comes over TLS from the provider; its signature is checked all the same.
  enableNonRepudiationChecks(client);
  return client;
}

async function discover(settings: IdentityProvider): Promise<ServerMetadata> {
  const found = await discovery(new URL(settings.issuer), settings.clientId, undefined, None(), {
    timeout: seconds.waits,
    ...(isHere(settings) ? { execute: [allowInsecureRequests] } : {}),
  });
  return found.serverMetadata();
}

/** Without TLS only on this very machine (tests, a stub). */
const isHere = ({ issuer }: IdentityProvider): boolean =>
  /^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(issuer);

async function authenticationOf(settings: IdentityProvider) {
  if (settings.privateKey) {
    const { asymmetricKeyType } = createPrivateKey(settings.privateKey);
    return PrivateKeyJwt(
      await importPKCS8(settings.privateKey, asymmetricKeyType === 'ec' ? 'ES256' : 'RS256'),
    );
  }
  return settings.secret ? ClientSecretBasic(settings.secret) : None();
}
