import type { FastifyReply, FastifyRequest } from 'fastify';

/** Our cookies: never readable by scripts, never sent to others, bound to this host where TLS is. */
export interface Cookies {
  read(request: FastifyRequest, name: CookieName): string;
  write(reply: FastifyReply, name: CookieName, value: string, maxAge?: number): void;
  clear(reply: FastifyReply, name: CookieName): void;
}

/** phien: session · khach: a visitor without one · giu: the key of a kept form · bao: a notice shown once */
export type CookieName = 'phien' | 'khach' | 'giu' | 'bao';

export function cookiesFor(origin: string): Cookies {
  const secure = origin.startsWith('https://');
  const full = (name: CookieName) => (secure ? `__Host-${name}` : name);
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    read: (request, name) => request.cookies[full(name)] ?? '',
    write(reply, name, value, maxAge) {
      reply.setCookie(full(name), value, maxAge === undefined ? options : { ...options, maxAge });
    },
    clear(reply, name) {
      reply.clearCookie(full(name), options);
    },
  };
}
