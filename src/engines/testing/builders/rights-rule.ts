import type { LightMyRequestResponse } from 'fastify';
import type { Route, Who } from '#engines/web';
import type { Walker } from './walkers.ts';

/** Those that are somebody's: an actor without a right on them must hear that there is no such thing. */
const rowsOfAUnit = ['dossier', 'draft', 'file'];
/** Routes of `dossier.see` whose act asks for a permission of its own. */
const acts = ['dossier.receive', 'dossier.process', 'dossier.approve'];
const inner: Readonly<Record<string, readonly string[]>> = {
  'POST /can-bo/ho-so/:number/viec/:act': ['dossier.process', 'dossier.approve'],
  'POST /can-bo/ho-so/:number/viec/issue-result': ['dossier.process', 'dossier.approve'],
  'POST /can-bo/ho-so/:number/nhan-ve-toi': acts,
  'POST /can-bo/ho-so/:number/nhan': acts,
};
/** Open to all, but signed by the SMS gateway or by a system's key: a call without the signature is refused. */
const signed = ['POST /api/v1/sms-receipts', 'POST /api/v1/oauth/revoke'];
const nobodysId = '00000000-0000-0000-0000-000000000000';
/** The sample is a dossier that does not exist, or that no other system filed. */
const findsNothing = ['POST /tra-cuu', 'POST /toi/phan-mem/dung'];

export const routesWithRulesOfTheirOwn: readonly string[] = [
  ...Object.keys(inner),
  ...signed,
  ...findsNothing,
];

export const nameOf = (route: Route): string => `${route.method} ${route.url}`;
/** The words in braces of a sample. */
export const wordsIn = (route: Route): string[] =>
  [...JSON.stringify(route.sample).matchAll(/\{([a-z-]+)\}/g)].map(([, word = '']) => word);
export type Expected = 'sign-in' | 'refused' | 'missing' | 'granted';

/** The rule, from the declaration alone: who may use the route, and whose row its sample names. */
export function expectedOf(route: Route, walker: Walker): Expected {
  if (route.who.kind === 'anyone') return 'granted';
  if (walker.kind === 'anyone') return 'sign-in';
  if (!admits(route.who, walker)) return 'refused';
  // The people's register is civil status: a post bound to another field has no part in it.
  if (walker.otherField && route.url.startsWith('/can-bo/so-dan')) return 'refused';
  const asked = inner[nameOf(route)];
  if (asked && !asked.some((permission) => walker.permissions.has(permission))) return 'refused';
  const words = wordsIn(route).filter((word) => rowsOfAUnit.includes(word));
  return words.every((word) => hasRight(word, route, walker)) ? 'granted' : 'missing';
}

function admits(who: Who, walker: Walker): boolean {
  if (who.kind === 'citizen') return walker.kind === 'citizen';
  if (who.kind === 'officer') return walker.permissions.has(who.permission);
  // A person, whoever she is, is no system: those come with a token and no session.
  if (who.kind === 'client') return false;
  return true;
}

function hasRight(word: string, route: Route, walker: Walker): boolean {
  if (walker.owns) return true;
  const ownersOnly = word === 'draft' || (word === 'file' && !wordsIn(route).includes('dossier'));
  return !ownersOnly && walker.kind === 'officer' && walker.covers && seesDossiers(walker);
}

export const seesDossiers = (walker: Walker): boolean => walker.permissions.has('dossier.see');

/** What is wrong with the answer; undefined when it is as the rule says. */
export function faultIn(
  route: Route,
  expected: Expected,
  answer: LightMyRequestResponse,
): string | undefined {
  const { statusCode: status } = answer;
  const to = String(answer.headers.location ?? '');
  if (status >= 500) return `answered ${status}`;
  if (expected === 'sign-in') {
    const led = status === 303 && /^\/(can-bo\/)?dang-nhap/.test(to);
    return led || status === 401 ? undefined : `is not sent to sign in: ${status} ${to}`;
  }
  if (expected === 'refused')
    return status === 403 || status === 404 ? undefined : `is not refused: ${status}`;
  if (expected === 'missing') return status === 404 ? undefined : `should hear 404, hears ${status}`;
  // A post or session that is nobody's is refused like one that is not hers.
  const namesNobody =
    JSON.stringify(route.sample).includes(nobodysId) || findsNothing.includes(nameOf(route));
  const isFine = ![401, 403, 404].includes(status) && !to.includes('dang-nhap?');
  return isFine ||
    ([403, 404].includes(status) && namesNobody) ||
    ([401, 403].includes(status) && signed.includes(nameOf(route)))
    ? undefined
    : `has a right and hears ${status} ${to}`;
}
