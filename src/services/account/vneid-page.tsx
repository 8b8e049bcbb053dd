import { returnPath } from '#engines/access';
import { Refusal } from '#engines/database';
import { Buttons, CitizenPage, Inset, LinkButton } from '#engines/ui';
import { type Answer, anyone, citizen, type Exchange, page, type Route, redirect, route } from '#engines/web';
import { deadPage } from './sign-in-dead.tsx';
import { deviceFor } from './sign-in-device.ts';
import { address, fromOf, nextOf } from './sign-in-page.tsx';
import { levelPath } from './sign-up-level.tsx';
import { vi } from './vi/vneid.ts';
import { arriveFromVneid, startLink, startVneid, vneidLinkPath, vneidOffered, vneidPath } from './vneid.ts';

/** Binds the way to the provider and back to this browser: nobody is signed in to another's account by a link. */
const cookieOf = (exchange: Exchange): string => (isSecure(exchange) ? '__Host-vneid' : 'vneid');
const isSecure = ({ origin }: Exchange): boolean => origin.startsWith('https://');
const tenMinutes = 600;

async function go(exchange: Exchange, begin: typeof startVneid): Promise<Answer> {
  const { ctx, origin, reply } = exchange;
  try {
    const { url, browserKey } = await begin(ctx, { origin, next: nextOf(exchange) });
    reply.setCookie(cookieOf(exchange), browserKey, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure(exchange),
      maxAge: tenMinutes,
    });
    // Another site's address, so not one of ours to be checked: it is the configured provider's.
    await reply.redirect(url, 303);
    return { kind: 'done' };
  } catch (error) {
    return problem(exchange, error, begin === startLink);
  }
}

async function comeBack(exchange: Exchange): Promise<Answer> {
  const { ctx, origin, request, reply, session } = exchange;
  const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
  const browserKey = request.cookies[cookieOf(exchange)] ?? '';
  reply.clearCookie(cookieOf(exchange), { path: '/' });
  try {
    const from = { ...fromOf(exchange), device: deviceFor(exchange), token: session.token };
    const arrived = await arriveFromVneid(ctx, { origin, search, browserKey }, from);
    if (arrived.kind === 'dead') return deadPage(exchange);
    if (arrived.kind === 'cancelled')
      return redirect(
        arrived.isLink ? levelPath : address('/dang-nhap', { tiep: arrived.next }),
        vi.cancelled,
      );
    session.begin(arrived.token);
    if (arrived.isLink) return redirect(levelPath, vi.linked);
    return redirect(arrived.next || '/toi');
  } catch (error) {
    return problem(exchange, error, exchange.actor.kind === 'citizen');
  }
}

/** What went wrong, and the other ways in, which work whatever the provider does. */
function problem(exchange: Exchange, error: unknown, isLink: boolean): Answer {
  if (!(error instanceof Refusal) || error.kind === 'denied' || error.code === 'database.gone') throw error;
  const status = { invalid: 422, conflict: 409, unavailable: 503, limited: 429, missing: 404 }[error.kind];
  return page(
    <CitizenPage exchange={exchange} title={isLink ? vi.linkTitle : vi.title} hasErrors>
      <Inset tone="warning">
        <p>{isLink && !vneidOffered() ? vi.linkNotOffered : error.message}</p>
      </Inset>
      <section>
        <h2>{isLink ? vi.whatNext : vi.otherWays}</h2>
        <Buttons>
          {isLink ? (
            <LinkButton href={levelPath}>{vi.back}</LinkButton>
          ) : (
            <LinkButton href={address('/dang-nhap', { tiep: nextOf(exchange) })} icon="message">
              {vi.phone}
            </LinkButton>
          )}
          {vneidOffered() && (
            <LinkButton look="secondary" href={isLink ? vneidLinkPath : vneidPath}>
              {vi.again}
            </LinkButton>
          )}
        </Buttons>
      </section>
      <p>{vi.counter}</p>
    </CitizenPage>,
    status,
  );
}

export const vneidRoutes: Route[] = [
  route({
    method: 'GET',
    url: vneidPath,
    who: anyone,
    sample: {},
    handler: (exchange) => go(exchange, startVneid),
  }),
  route({
    method: 'GET',
    url: vneidLinkPath,
    who: citizen,
    sample: {},
    handler: (exchange) => go(exchange, startLink),
  }),
  route({ method: 'GET', url: returnPath, who: anyone, sample: {}, handler: comeBack }),
];
