import type { Handed } from '../kept.ts';

/**
 * A filing that waits on the phone. Pure rules: every state is left by itself or has a button, and none lasts
 * for ever. `sending` is a lease: a page that was closed half way, or a telephone that was switched off, gives
 * the item back when the lease has run out.
 */
export interface Item {
  readonly id: string;
  readonly who: string;
  readonly title: string;
  readonly handed: Handed;
  readonly photos: readonly Photo[];
  /** Papers of which the server had a photo when she was last seen there. */
  readonly stored: readonly string[];
  readonly state: State;
  /** The screen where she stopped writing. */
  readonly screen: string;
  readonly tries: number;
  /** Milliseconds since 1970: when the state began, and not to be tried before. */
  readonly since: number;
  readonly notBefore: number;
  readonly why: readonly string[];
  readonly number: string | null;
}

/** editing: she is writing · waiting: goes out by itself · signed-out: when she signs in · refused, failed: wait for her */
export type State =
  | 'editing'
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'saved'
  | 'refused'
  | 'failed'
  | 'signed-out';

export interface Photo {
  readonly id: string;
  readonly paper: string;
  readonly name: string;
  /** The upload at the server, once begun; and the file, once whole. */
  readonly upload: string | null;
  readonly file: string | null;
}

/** What one attempt came to. */
export type Outcome =
  | { readonly kind: 'submitted'; readonly number: string }
  | { readonly kind: 'saved' }
  | { readonly kind: 'refused'; readonly sentences: readonly string[] }
  | { readonly kind: 'signed-out' }
  /** The server asks to wait: too many at once, or it is being looked after. */
  | { readonly kind: 'busy'; readonly seconds: number }
  /** No network, or it went away half way. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'broken'; readonly status: number };

export const leaseMs = 120_000;
const mostTries = 6;

/**
 * Whether an attempt may begin now. Who knows to be the only sender on this phone (`alone`) need not wait for a
 * lease: the page that held it is gone. What waits for her to sign in is tried whenever a page opens: who is signed
 * in is asked first, and costs one small answer.
 */
export const isDue = (item: Item, now: number, alone = false): boolean =>
  (item.state === 'waiting' && item.notBefore <= now) ||
  item.state === 'signed-out' ||
  (item.state === 'sending' && (alone || isStale(item, now)));

/** A clock that was set back does not hold an item either. */
const isStale = (item: Item, now: number): boolean =>
  now - item.since >= leaseMs || now < item.since - leaseMs;

export const begin = (item: Item, now: number): Item => ({
  ...item,
  ...{ state: 'sending', since: now, tries: item.tries + 1, why: [] },
});

/** After an attempt. A network that goes away counts as no attempt: there was nothing to answer. */
export function settle(item: Item, outcome: Outcome, now: number): Item {
  const at = { ...item, since: now, why: [] as readonly string[] };
  switch (outcome.kind) {
    case 'submitted':
      return { ...at, state: 'sent', number: outcome.number };
    case 'saved':
      return { ...at, state: 'saved' };
    case 'refused':
      return { ...at, state: 'refused', why: outcome.sentences };
    case 'signed-out':
      return { ...at, state: 'signed-out' };
    case 'unreachable':
      return { ...at, state: 'waiting', tries: Math.max(0, item.tries - 1), notBefore: now };
    case 'busy':
      return {
        ...at,
        state: 'waiting',
        tries: Math.max(0, item.tries - 1),
        notBefore: now + 1_000 * outcome.seconds,
      };
    case 'broken':
      return item.tries >= mostTries
        ? { ...at, state: 'failed' }
        : { ...at, state: 'waiting', notBefore: now + 5_000 * 2 ** item.tries };
  }
}

/** "Gửi lại": from any state that waits for her. */
export const again = (item: Item, now: number): Item =>
  item.state === 'sent' ? item : { ...item, state: 'waiting', tries: 0, since: now, notBefore: now, why: [] };

/** She goes on writing; nothing goes out meanwhile. */
export const edit = (item: Item, now: number): Item =>
  item.state === 'sent' || item.state === 'sending'
    ? item
    : { ...item, state: 'editing', since: now, why: [] };

/** Things that still want something: what a sign-out would lose. */
export const isUnsent = ({ state }: Item): boolean => state !== 'sent' && state !== 'saved';
