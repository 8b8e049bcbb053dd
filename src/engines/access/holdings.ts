import type { Ctx, Db, Tx } from '#engines/database';

/** One thing that is known of a person, in words: a table of labels and values under a title. */
export interface HeldRecord {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
}

/**
 * What one engine or service keeps of a person. Each registers its own, so that "everything the commune keeps of me"
 * is asked at its doors and never read from its tables.
 */
export interface Holding {
  /** `dossiers`, `notices`… */
  readonly key: string;
  /** For her to read: "Hồ sơ đã nộp". */
  readonly title: string;
  /** Where it came from. */
  readonly origin: string;
  /** Why it may not be deleted, with the law; absent when it is deleted on request. */
  readonly keptBecause?: string;
  /** Everything, within what `ctx` may reach. */
  collect(ctx: Ctx, db: Db, personId: string): Promise<readonly HeldRecord[]>;
  /** Deletes what may be deleted, in the transaction of the decision; how many things went. */
  erase?(ctx: Ctx, tx: Tx, personId: string): Promise<number>;
}

const known = new Map<string, Holding>();

/** Called once when its owner is loaded. */
export function registerHolding(holding: Holding): void {
  if (holding.keptBecause === undefined && !holding.erase)
    throw new Error(`${holding.key}: what is not kept by law must be erasable`);
  known.set(holding.key, holding);
}

/** In the order in which their owners were loaded. */
export const allHoldings = (): readonly Holding[] => [...known.values()];
