import type { FastifyInstance } from 'fastify';

interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: string;
}

/** For `new PlainBrowser(…)`: over the network instead of inside the process. */
export function overNetwork(address: string): FastifyInstance {
  const inject = async ({ method, url, headers, payload }: Call) => {
    const answer = await fetch(`${address}${url}`, {
      method,
      headers,
      body: payload ?? null,
      redirect: 'manual',
    });
    return {
      statusCode: answer.status,
      body: await answer.text(),
      headers: Object.fromEntries(answer.headers),
      cookies: answer.headers.getSetCookie().map((line) => {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        const maxAge = /max-age=(-?\d+)/i.exec(line)?.[1];
        const expires = /expires=([^;]+)/i.exec(line)?.[1];
        return {
          ...{ name, value },
          ...(maxAge ? { maxAge: Number(maxAge) } : {}),
          ...(expires ? { expires: new Date(expires) } : {}),
        };
      }),
    };
  };
  return { inject } as unknown as FastifyInstance;
}
