import { Type } from '@fastify/type-provider-typebox';
import { grants } from '#engines/access';
import { type Answer, anyone, type Exchange, json, type Route, route } from '#engines/web';
import { vi } from '../vi.ts';
import { giveToken, type TokenFault, takeBackToken } from './caller.ts';
import { algorithms } from './keys.ts';

const tokenUrl = '/api/v1/oauth/token';
const revokeUrl = '/api/v1/oauth/revoke';
const short = Type.String({ maxLength: 200 });
const Fault = Type.Object({ error: Type.String(), error_description: Type.String() });
const proof = {
  client_assertion_type: short,
  client_assertion: Type.String({ maxLength: 8000, description: vi.doc.assertion }),
};

export const credentialRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: tokenUrl,
    who: anyone,
    sample: { body: { grant_type: 'client_credentials' } },
    api: {
      summary: vi.doc.token,
      bodyType: 'form',
      body: Type.Object({
        grant_type: short,
        ...proof,
        client_id: Type.Optional(short),
        scope: Type.Optional(Type.String({ maxLength: 500, description: vi.doc.scope })),
      }),
      response: {
        200: Type.Object({
          access_token: Type.String(),
          token_type: Type.Literal('Bearer'),
          expires_in: Type.Integer(),
          scope: Type.String(),
        }),
        400: Fault,
        401: Fault,
      },
    },
    async handler(exchange) {
      const { ctx, form } = exchange;
      const given = await giveToken(
        ctx,
        {
          grantType: form.get('grant_type'),
          assertionType: form.get('client_assertion_type'),
          assertion: form.get('client_assertion'),
          scope: form.get('scope'),
          clientId: form.get('client_id'),
        },
        audiencesOf(exchange),
      );
      if ('error' in given) return refused(exchange, given);
      exchange.reply.header('cache-control', 'no-store');
      return json({
        access_token: given.token,
        token_type: 'Bearer',
        expires_in: given.seconds,
        scope: given.grants.join(' '),
      });
    },
  }),
  route({
    method: 'POST',
    url: revokeUrl,
    who: anyone,
    sample: { body: { token: 'x' } },
    api: {
      summary: vi.doc.revoke,
      bodyType: 'form',
      body: Type.Object({ token: short, ...proof }),
      response: { 200: Type.Object({}), 401: Fault },
    },
    async handler(exchange) {
      const { ctx, form } = exchange;
      const fault = await takeBackToken(
        ctx,
        {
          token: form.get('token'),
          assertionType: form.get('client_assertion_type'),
          assertion: form.get('client_assertion'),
        },
        [...audiencesOf(exchange), `${exchange.origin}${revokeUrl}`],
      );
      return fault ? refused(exchange, fault) : json({});
    },
  }),
  route({
    method: 'GET',
    url: '/.well-known/oauth-authorization-server',
    who: anyone,
    sample: {},
    handler: ({ origin }) =>
      json({
        issuer: origin,
        token_endpoint: `${origin}${tokenUrl}`,
        revocation_endpoint: `${origin}${revokeUrl}`,
        grant_types_supported: ['client_credentials'],
        response_types_supported: [],
        scopes_supported: grants,
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
        token_endpoint_auth_signing_alg_values_supported: algorithms,
        service_documentation: `${origin}/api`,
      }),
  }),
];

/** The token endpoint itself, or the issuer (draft-ietf-oauth-rfc7523bis). */
const audiencesOf = ({ origin }: Exchange): string[] => [`${origin}${tokenUrl}`, origin];

function refused({ reply, ctx, request }: Exchange, { error, description }: TokenFault): Answer {
  reply.header('cache-control', 'no-store');
  ctx.log.info({ request: request.id, error }, 'a client was given no token');
  return json({ error, error_description: description }, error === 'invalid_client' ? 401 : 400);
}
