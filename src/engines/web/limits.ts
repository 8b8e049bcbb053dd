/** Counts per address in a sliding window. In memory: a cache that may be lost, never the only guard. */
export interface RateLimit {
  /** False when the address has used up its share; the count is taken either way. */
  allow(address: string, now: number): boolean;
}

export function rateLimit(options: { readonly max: number; readonly windowMs: number }): RateLimit {
  let start = 0;
  let current = new Map<string, number>();
  let previous = new Map<string, number>();
  return {
    allow(address, now) {
      if (now - start >= options.windowMs) {
        previous = now - start < 2 * options.windowMs ? current : new Map();
        current = new Map();
        start = now;
      }
      const count = (current.get(address) ?? 0) + 1;
      current.set(address, count);
      const share = 1 - (now - start) / options.windowMs;
      return count + (previous.get(address) ?? 0) * share <= options.max;
    },
  };
}

/** What is left of a client's share of calls, as its answers say. */
export interface Share {
  /** Calls that it may make at once, and the seconds in which an empty share fills up again. */
  readonly most: number;
  readonly windowSeconds: number;
  readonly left: number;
  readonly fullInSeconds: number;
  /** 0: this call is within it. */
  readonly waitSeconds: number;
}

/**
 * Reads a share off the bucket as it stands after this call: a call takes one token, and tokens come back evenly.
 * Below zero the call is refused, and costs nothing.
 */
export function shareOf(tokensLeft: number, perMinute: number): Share {
  const perSecond = perMinute / 60;
  return {
    most: perMinute,
    windowSeconds: 60,
    left: Math.max(0, Math.floor(tokensLeft)),
    fullInSeconds: Math.ceil((perMinute - Math.max(0, tokensLeft)) / perSecond),
    waitSeconds: tokensLeft < 0 ? Math.max(1, Math.ceil(-tokensLeft / perSecond)) : 0,
  };
}
