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
