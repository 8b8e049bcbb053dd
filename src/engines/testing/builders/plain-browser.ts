import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/**
 * A browser without scripts over `app.inject`: keeps cookies, follows redirects, and posts the hidden fields
 * of the page it is on along with what the person fills in.
 */
export class PlainBrowser {
  readonly jar = new Map<string, string>();
  page = '';
  path = '';
  status = 0;
  headers: LightMyRequestResponse['headers'] = {};
  private readonly app: FastifyInstance;
  constructor(app: FastifyInstance) {
    this.app = app;
  }
  async open(url: string): Promise<this> {
    return this.take(url, await this.app.inject({ method: 'GET', url, headers: this.cookies() }));
  }
  async post(url: string, fields: Record<string, string>): Promise<this> {
    const hidden = [...this.page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const kept = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, unescaped(value)]));
    const payload = new URLSearchParams({ ...kept, ...fields }).toString();
    const headers = { ...this.cookies(), 'content-type': 'application/x-www-form-urlencoded' };
    return this.take(url, await this.app.inject({ method: 'POST', url, headers, payload }));
  }
  private async take(url: string, response: LightMyRequestResponse): Promise<this> {
    for (const { name, value, maxAge, expires } of response.cookies) {
      const gone = value === '' || maxAge === 0 || (expires && expires.getTime() <= 0);
      if (gone) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    const to = response.headers.location;
    if (response.statusCode === 303 && typeof to === 'string') return this.open(to);
    this.path = url;
    this.page = response.body;
    this.status = response.statusCode;
    this.headers = response.headers;
    return this;
  }
  private cookies() {
    return { cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ') };
  }
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
