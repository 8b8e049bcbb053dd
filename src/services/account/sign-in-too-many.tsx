import { renderToString } from 'preact-render-to-string';
import type { Door } from '#engines/access';
import { anyone } from '#engines/database';
import { CitizenPage, LinkButton } from '#engines/ui';
import type { Answer, Exchange } from '#engines/web';
import { vi } from './vi/sign-up.ts';

/** The same for everybody, so it is drawn once: a flood of refused tries must not cost a page each. */
const drawn = new Map<string, string>();
const mostDrawn = 200;

/** Too many tries: how long to wait, and the other ways in. */
export async function tooManyPage(exchange: Exchange, door: Door, sentence: string): Promise<Answer> {
  const { site, reply } = exchange;
  const key = `${door} ${site.name} ${sentence}`;
  let html = drawn.get(key);
  if (html === undefined) {
    // Drawn for nobody: what is kept must hold nothing of whoever came first.
    const visitor: Exchange = Object.create(exchange, {
      actor: { value: anyone },
      notice: { value: '' },
      csrf: { value: '' },
    });
    const start = door === 'citizen' ? '/dang-nhap' : '/can-bo/dang-nhap';
    html = `<!doctype html>${renderToString(
      <CitizenPage exchange={visitor} title={vi.tooMany.title} back={{ href: start }}>
        <p class="lead">{sentence}</p>
        <LinkButton href={start}>{vi.tooMany.again}</LinkButton>
      </CitizenPage>,
    )}`;
    if (drawn.size >= mostDrawn) drawn.clear();
    drawn.set(key, html);
  }
  await reply.code(429).type('text/html; charset=utf-8').send(html);
  return { kind: 'done' };
}
