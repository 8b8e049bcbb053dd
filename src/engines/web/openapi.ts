import { grants } from '#engines/access';
import type { Route, Who } from './route.ts';
import { vi } from './vi.ts';

/** What is read of a TypeBox schema here. */
interface ObjectSchema {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
}

interface About {
  readonly origin: string;
  readonly site: () => { readonly name: string; readonly phone: string };
}

/** OpenAPI 3.1 of every route that publishes its schemas. TypeBox schemas are JSON Schema as they stand. */
export function openApiOf(routes: readonly Route[], { origin, site }: About): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    if (!route.api) continue;
    const path = route.url.replace(/:([A-Za-z_]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, route.api) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `Làng Số – ${site().name}`,
      version: '1',
      description: 'Giao diện lập trình công khai. Lỗi theo RFC 9457; ngày giờ theo giờ Việt Nam (UTC+7).',
      contact: { name: site().name, url: origin },
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: origin }],
    tags: [...new Set(Object.keys(paths).map(tagOf))].map((name) => ({
      name,
      description: `/api/v1/${name}`,
    })),
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-phien' },
        ...(routes.some(isForClients) ? { client: clientScheme(origin) } : {}),
      },
    },
  };
}

const isForClients = ({ who, api }: Route): boolean =>
  api !== undefined && (who.kind === 'client' || (who.kind === 'signed-in' && who.grant !== undefined));

const clientScheme = (origin: string) => ({
  type: 'oauth2',
  flows: {
    clientCredentials: {
      tokenUrl: `${origin}/api/v1/oauth/token`,
      scopes: Object.fromEntries(grants.map((grant) => [grant, vi.grants[grant]])),
    },
  },
});

function operationOf(route: Route, api: NonNullable<Route['api']>): Record<string, unknown> {
  const { method, url } = route;
  return {
    operationId: `${method.toLowerCase()}${url.replace('/api/v1', '').replace(/[^A-Za-z]+(\w)/g, (_, c: string) => c.toUpperCase())}`,
    summary: api.summary,
    tags: [tagOf(url)],
    ...(api.description ? { description: api.description } : {}),
    security: securityOf(route.who),
    parameters: [
      ...parametersOf(api.params, 'path', url),
      ...parametersOf(api.query, 'query', url),
      ...parametersOf(api.headers, 'header', url),
    ],
    ...(api.body || api.bodyType === 'bytes' ? { requestBody: bodyOf(api) } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(api.response).map(([status, schema]) => [
          status,
          responseOf(schema, Number(status), api.responseType),
        ]),
      ),
      '4XX': problemResponse,
      '5XX': problemResponse,
    },
  };
}

function parametersOf(
  schema: ObjectSchema | undefined,
  where: 'path' | 'query' | 'header',
  url: string,
): unknown[] {
  const properties = schema?.properties ?? {};
  const required = schema?.required ?? [];
  const names =
    where !== 'path' ? Object.keys(properties) : [...url.matchAll(/:([A-Za-z_]+)/g)].map((m) => m[1] ?? '');
  return names.map((name) => {
    const { description, ...rest } = properties[name] ?? { description: '', type: 'string' };
    return {
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      ...(description ? { description } : {}),
      schema: rest,
    };
  });
}

function responseOf(schema: ObjectSchema, status: number, type?: 'bytes') {
  const description = schema.description ?? 'Trả lời';
  if (status === 204) return { description };
  return { description, content: type === 'bytes' && status < 300 ? bytes : contentOf(schema) };
}

const bodyTypes = { form: 'application/x-www-form-urlencoded', bytes: 'application/octet-stream' } as const;
const bytes = { [bodyTypes.bytes]: { schema: { type: 'string', contentMediaType: bodyTypes.bytes } } };

function bodyOf(api: NonNullable<Route['api']>) {
  if (api.bodyType === 'bytes' || !api.body) return { required: true, content: bytes };
  return { required: true, content: contentOf(api.body, api.bodyType && bodyTypes[api.bodyType]) };
}

/** A schema's own examples are shown with it (OpenAPI 3.1 keeps them apart from the schema). */
const contentOf = ({ examples, ...schema }: ObjectSchema, type: string = 'application/json') => ({
  [type]: {
    schema,
    ...(examples
      ? { examples: Object.fromEntries(examples.map((value, i) => [`e${i + 1}`, { value }])) }
      : {}),
  },
});

function securityOf(who: Who): readonly Record<string, readonly string[]>[] {
  switch (who.kind) {
    case 'anyone':
      return [];
    case 'client':
      return [{ client: [who.grant] }];
    case 'signed-in':
      return [{ session: [] }, ...(who.grant ? [{ client: [who.grant] }] : [])];
    default:
      return [{ session: [] }];
  }
}

const problem = {
  type: 'object',
  description: 'RFC 9457: một câu tiếng Việt nói rõ vì sao và làm gì tiếp',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      description: 'Từng chỗ chưa đúng trong nội dung gửi lên (RFC 6901)',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

const problemResponse = {
  description: 'Không thực hiện được',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const tagOf = (path: string) => path.split('/')[3]?.replace('.json', '') ?? 'v1';
