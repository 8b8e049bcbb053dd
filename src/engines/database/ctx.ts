import type { Db } from './db.ts';

/** What an actor may see: every query, count, export and download is bounded by it (engines/access `scope`). */
export interface Scope {
  /** Unit versions whose matters the actor may see as an officer; empty for citizens. */
  readonly units: readonly number[];
  /** Fields of work (civil-status, business…) within those units; null = all fields. */
  readonly fields: readonly string[] | null;
  /** Persons whom the actor may see as herself: the citizen and those she stands for. */
  readonly persons: readonly string[];
  /** Cases whose subject she represents today by an authorisation; none when absent. */
  readonly cases?: readonly string[];
  /** True only for the program itself (jobs, importers). */
  readonly everything?: boolean;
}

export interface Citizen {
  readonly kind: 'citizen';
  readonly accountId: string;
  readonly personId: string;
  readonly name: string;
  /** How far this session has proven who she is (engines/access); unproven when absent. */
  readonly level?: 'unproven' | 'counter' | 'vneid';
  readonly scope: Scope;
}

export interface Officer {
  readonly kind: 'officer';
  readonly accountId: string;
  readonly personId: string;
  readonly postId: string;
  readonly name: string;
  readonly postTitle: string;
  readonly unitId: number;
  readonly permissions: ReadonlySet<string>;
  /** Set while she acts in a colleague's post: the delegation that lets her. */
  readonly delegationId?: string;
  readonly scope: Scope;
}

export interface Anyone {
  readonly kind: 'anyone';
  readonly scope: Scope;
}

/** Another system that acts for people or for an authority through the API (services/clients). */
export interface Client {
  readonly kind: 'client';
  readonly clientId: string;
  readonly name: string;
  /** Whose system it is: shown to the people it acts for. */
  readonly owner: string;
  /** What this token may do: `dossiers.submit`… */
  readonly grants: ReadonlySet<string>;
  /** Codes of the communes whose people it may act for. */
  readonly units: readonly string[];
  /** Empty until the dossier at hand is known to be one that it filed itself (services/dossiers `reachOn`). */
  readonly scope: Scope;
}

/** The program acting by itself: a job, an importer, an event handler. */
export interface Machine {
  readonly kind: 'machine';
  readonly name: string;
  readonly scope: Scope;
}

export type Actor = Anyone | Citizen | Officer | Client | Machine;

export const seesNothing: Scope = { units: [], fields: null, persons: [] };
export const anyone: Anyone = { kind: 'anyone', scope: seesNothing };
export const machine = (name: string): Machine => ({
  kind: 'machine',
  name,
  scope: { units: [], fields: null, persons: [], everything: true },
});

export interface Log {
  info(facts: Record<string, unknown>, sentence: string): void;
  warn(facts: Record<string, unknown>, sentence: string): void;
  error(facts: Record<string, unknown>, sentence: string): void;
}

/**
 * The first parameter of every action: who acts, when, and on what. Time, randomness and the outside
 * enter through it, so that tests can set them.
 */
export interface Ctx {
  readonly actor: Actor;
  /** Reads outside a transaction; sees no row of a personal table (use `read` or `tx` for those). */
  readonly db: Db;
  readonly now: () => Date;
  readonly requestId: string;
  readonly log: Log;
}

export const as = (ctx: Ctx, actor: Actor): Ctx => ({ ...ctx, actor });
