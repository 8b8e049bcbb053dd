import type { Officer } from '#engines/database';
import type { Json } from './json.ts';

/** draft → submitted → approved, or back to its author; in force from its day on (computed, never stored). */
export type ChangeState = 'draft' | 'submitted' | 'returned' | 'approved' | 'withdrawn';

export interface Change {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly title: string;
  readonly unit_id: number;
  readonly content: Json;
  readonly before: Json;
  readonly base: string;
  readonly author_id: string;
  readonly author_name: string;
  readonly reason: string;
  readonly effective_from: string | null;
  readonly state: ChangeState;
  readonly reviewer_id: string | null;
  readonly reviewer_name: string | null;
  readonly words: string;
  readonly version: number;
  readonly changed_at: Date;
  readonly decided_at: Date | null;
}

type Facts = Pick<Change, 'state' | 'author_id' | 'effective_from'>;

export const isWritable = (change: Facts): boolean => change.state === 'draft' || change.state === 'returned';

export const isInForce = (change: Facts, today: string): boolean =>
  change.state === 'approved' && change.effective_from !== null && change.effective_from <= today;

/** Only who drafted it writes on it: two hands on one draft would be nobody's words. */
export const mayWrite = (change: Facts, officer: Officer): boolean =>
  isWritable(change) && change.author_id === officer.accountId;

export const mayDecide = (change: Facts, officer: Officer): boolean =>
  change.state === 'submitted' &&
  change.author_id !== officer.accountId &&
  officer.permissions.has('changes.approve');

export const mayTakeBack = (change: Facts, officer: Officer): boolean =>
  change.state === 'submitted' && change.author_id === officer.accountId;

/** A draft by its author; what is approved but not in force yet, by its author or one who may approve. */
export const mayWithdraw = (change: Facts, officer: Officer, today: string): boolean =>
  mayWrite(change, officer) ||
  (change.state === 'approved' &&
    !isInForce(change, today) &&
    (change.author_id === officer.accountId || officer.permissions.has('changes.approve')));
