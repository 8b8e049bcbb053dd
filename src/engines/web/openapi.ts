import type { Route } from './route.ts';

/** What is read of a TypeBox schema here. */
interface ObjectSchema {
  readonly description?: string;
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
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-phien' } },
    },
  };
}

function operationOf(route: Route, api: NonNullable<Route['api']>): Record<string, unknown> {
  const { method, url } = route;
  return {
    operationId: `${method.toLowerCase()}${url.replace('/api/v1', '').replace(/[^A-Za-z]+(\w)/g, (_, c: string) => c.toUpperCase())}`,
    summary: api.summary,
    tags: [tagOf(url)],
    security: route.who.kind === 'anyone' ? [] : [{ session: [] }],
    parameters: [...parametersOf(api.params, 'path', url), ...parametersOf(api.query, 'query', url)],
    ...(api.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: api.body } } } }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(api.response).map(([status, schema]) => [status, responseOf(schema)]),
      ),
      '4XX': problemResponse,
      '5XX': problemResponse,
    },
  };
}

function parametersOf(schema: ObjectSchema | undefined, where: 'path' | 'query', url: string): unknown[] {
  const properties = schema?.properties ?? {};
  const required = schema?.required ?? [];
  const names =
    where === 'query' ? Object.keys(properties) : [...url.matchAll(/:([A-Za-z_]+)/g)].map((m) => m[1] ?? '');
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

const responseOf = (schema: ObjectSchema) => ({
  description: schema.description ?? 'Trả lời',
  content: { 'application/json': { schema } },
});

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
  },
};

const problemResponse = {
  description: 'Không thực hiện được',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const tagOf = (path: string) => path.split('/')[3]?.replace('.json', '') ?? 'v1';
