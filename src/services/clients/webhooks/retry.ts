import type { Answered } from '../outside/reach.ts';

const minute = 60_000;
/** About three days in all; after the last a delivery is parked until somebody sends it again. */
const waits = [1, 5, 30, 120, 300, 600, 840, 1200, 1200].map((minutes) => minutes * minute);
const longestRest = 10 * minute;
const longestRetryAfter = 24 * 60 * minute;

export type Outcome =
  | { readonly kind: 'delivered'; readonly status: number }
  /** 410: the receiver is gone for good. */
  | { readonly kind: 'gone'; readonly status: number }
  | { readonly kind: 'parked'; readonly status: number | null; readonly trouble: string }
  | {
      readonly kind: 'again';
      readonly status: number | null;
      readonly trouble: string;
      readonly nextAt: Date;
      /** Nothing else goes to this receiver before. */
      readonly restUntil: Date;
    };

/**
 * Pure: what follows from an answer to the nth try.
 * @param failures in a row at this receiver, this one not counted
 * @param chance 0 to 1, spreads the tries by a fifth either way
 */
export function outcomeOf(
  answer: Answered,
  attempts: number,
  failures: number,
  now: Date,
  chance: number,
): Outcome {
  const status = answer.kind === 'answered' ? answer.status : null;
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered', status };
  if (status === 410) return { kind: 'gone', status };
  const trouble = answer.kind === 'failed' ? answer.trouble : `status-${answer.status}`;
  const wait = waits[attempts - 1];
  if (wait === undefined) return { kind: 'parked', status, trouble };
  const asked =
    answer.kind === 'answered' && (status === 429 || status === 503) ? answer.retryAfter : undefined;
  const after = Math.min(longestRetryAfter, retryAfterMs(asked, now));
  const spread = wait * (0.8 + 0.4 * chance);
  const rest = Math.max(after, Math.min(longestRest, 1000 * 2 ** Math.min(failures, 12)));
  return {
    ...{ kind: 'again', status, trouble },
    nextAt: new Date(now.getTime() + Math.max(spread, after)),
    restUntil: new Date(now.getTime() + rest),
  };
}

/** RFC 9110 §10.2.3: seconds or a date; 0 for neither. */
function retryAfterMs(said: string | undefined, now: Date): number {
  if (said === undefined) return 0;
  if (/^\d{1,9}$/.test(said)) return Number(said) * 1000;
  const at = Date.parse(said);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime());
}
