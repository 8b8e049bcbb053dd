/**
 * Acting for somebody else: the rules, without I/O. Parents and guardians stand by law and need nothing of this
 * (reach.ts); an authorised person stands by a writing (Bộ luật Dân sự 2015, Điều 138, 140, 563; chưa đối chiếu), a
 * helper of the community digital team by one consent for one dossier.
 */
export type MandateKind = 'authorisation' | 'assistance';
/** How consent was given. */
export type ConsentWay = 'code' | 'paper' | 'mark';
export type EndReason = 'principal' | 'agent' | 'office' | 'done';

/** What decides whether a mandate holds. */
export interface Terms {
  readonly procedures: readonly string[] | null;
  readonly valid_from: Date;
  readonly valid_until: Date;
  readonly consented_at: Date | null;
  readonly ended_at: Date | null;
  /** One of the two has died: an authorisation ends with either (Bộ luật Dân sự 2015, Điều 140). */
  readonly died: boolean;
}

export type Standing = 'asked' | 'in-force' | 'not-yet' | 'lapsed' | 'ended' | 'died';

/** Death first, then what a person did, then what time did. */
export function standingOf(terms: Terms, now: Date): Standing {
  if (terms.died) return 'died';
  if (terms.ended_at) return 'ended';
  if (now >= terms.valid_until) return 'lapsed';
  if (!terms.consented_at) return 'asked';
  return now < terms.valid_from ? 'not-yet' : 'in-force';
}

/** True when it may be used now for this procedure. */
export const covers = (terms: Terms, procedure: string, now: Date): boolean =>
  standingOf(terms, now) === 'in-force' &&
  (terms.procedures === null || terms.procedures.includes(procedure));

/** A consent to be helped is good for one dossier, filled in at one sitting. */
export const assistanceHours = 4;
/** The longest that may be authorised at once, and what is proposed (Điều 563: one year where nothing is agreed). */
export const authorisationYears = { most: 5, proposed: 1 };
/** So many days before an authorisation lapses both may hear of it; one made for less needs no reminder. */
export const reminderDays = 14;
/** Who authorises or is authorised must have full capacity (Bộ luật Dân sự 2015, Điều 20). */
export const fullAge = 18;

/** The same day so many years before or after; 29 February becomes the 28th. */
export function yearsFrom(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  const isLeap = new Date(Date.UTC(Number(year), 1, 29)).getUTCMonth() === 1;
  return day.slice(4) === '-02-29' && !isLeap ? `${year}-02-28` : `${year}${day.slice(4)}`;
}
