import type { Actor } from '#engines/database';
import { randomToken, type Secrets } from './secrets.ts';

/** The hidden field that proves a form came from our own page; also the header `x-csrf-token` of islands. */
export const csrfField = '_csrf';
export const onceField = '_once';

/**
 * `salt.tag.mark`: a fresh salt each time (so that compression leaks nothing), the tag of the account the
 * form was made for, and a mark over both and the browser's own cookie. The tag lets a form that was posted
 * after its session ended be given back to the same account only (keep.ts).
 */
export function csrfToken(secrets: Secrets, cookie: string, actor: Actor): string {
  const salt = randomToken(9);
  const tag = accountTag(secrets, actor);
  return `${salt}.${tag}.${secrets.sign('csrf', `${salt}|${tag}|${cookie}`)}`;
}

/** The account tag of a valid token, undefined for any other. */
export function checkCsrf(secrets: Secrets, cookie: string, token: string): string | undefined {
  const [salt = '', tag = '', mark = ''] = token.split('.');
  return cookie && secrets.verify('csrf', `${salt}|${tag}|${cookie}`, mark) ? tag : undefined;
}

export const accountTag = (secrets: Secrets, actor: Actor): string =>
  actor.kind === 'citizen' || actor.kind === 'officer'
    ? secrets.sign('account', actor.accountId).slice(0, 22)
    : '-';

/**
 * Browsers say where a request comes from; one that names another site is refused whatever it carries.
 * Sec-Fetch-Site is the browser's own word and settles it; older ones send Origin.
 */
export function comesFromUs(headers: Record<string, string | string[] | undefined>, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === undefined || headers.origin === origin;
}
