import { randomBytes } from 'node:crypto';
import type { Exchange } from '#engines/web';

const aYear = 365 * 24 * 3600;

/**
 * A lasting mark of this browser, so that whoever hammers the owner's name from elsewhere cannot use up the
 * owner's own tries. It opens nothing, names nobody, and is no session.
 */
const nameOf = (exchange: Exchange): string =>
  exchange.origin.startsWith('https://') ? '__Host-may' : 'may';

/** The mark as the browser sent it; '' when it has none. */
export function deviceOf(exchange: Exchange): string {
  const value = exchange.request.cookies[nameOf(exchange)] ?? '';
  return /^[\w-]{43}$/.test(value) ? value : '';
}

/** The mark for someone who is coming in: the browser's own, or a new one that it keeps. */
export function deviceFor(exchange: Exchange): string {
  const known = deviceOf(exchange);
  const device = known || randomBytes(32).toString('base64url');
  exchange.reply.setCookie(nameOf(exchange), device, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: exchange.origin.startsWith('https://'),
    maxAge: aYear,
  });
  return device;
}
