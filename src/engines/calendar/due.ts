import { formatDate, formatDateTime } from './format.ts';
import { type CalendarDate, dateOf, instantOf, minuteOf, minutesPerDay } from './local-time.ts';
import {
  lengthOf,
  mergePauses,
  momentAfter,
  officeSpans,
  type Pause,
  type Span,
  withoutPauses,
} from './spans.ts';
import { vi } from './vi.ts';
import type { WorkingCalendar } from './working-calendar.ts';

export type Limit =
  | { readonly kind: 'working-days'; readonly n: number }
  | { readonly kind: 'working-hours'; readonly n: number }
  | { readonly kind: 'calendar-days'; readonly n: number }
  | { readonly kind: 'same-day' }
  | { readonly kind: 'none' };

/** A day that did not count towards the limit, and why. */
export interface SkippedDay {
  readonly date: CalendarDate;
  readonly reason: string;
}

export type Due =
  | { readonly kind: 'due'; readonly at: Date; readonly skipped: readonly SkippedDay[] }
  | {
      readonly kind: 'undecided';
      /** The undecided day, or the day on which a suspension that still lasts began. */
      readonly date: CalendarDate;
      /** A sentence for the person. */
      readonly reason: string;
      readonly because: 'day-undecided' | 'suspended';
    }
  | { readonly kind: 'none' };

/** "Tiếp nhận sau 15 giờ": 15:00 itself still counts as before. */
const sameDayUntil = 15 * 60;

/**
 * The promised date: when the legal limit runs out for a dossier validly received at `receivedAt`.
 * A pause stops the count at its minute and resumes it at its end; a working day half paused counts as half
 * a working day. No date is promised when an undecided day lies between reception and the due day.
 */
export function dueOf(
  limit: Limit,
  receivedAt: Date,
  calendar: WorkingCalendar,
  pauses: readonly Pause[] = [],
): Due {
  if (limit.kind === 'none') return { kind: 'none' };
  try {
    const count = new Count(minuteOf(receivedAt), calendar, mergePauses(pauses));
    return { kind: 'due', at: instantOf(endOf(limit, count)), skipped: count.skipped };
  } catch (stop) {
    if (stop instanceof NoPromise) return stop.due;
    throw stop;
  }
}

function endOf(limit: Exclude<Limit, { kind: 'none' }>, count: Count): number {
  switch (limit.kind) {
    case 'working-days':
      return count.workingDays(wholeNumber(limit.n));
    case 'working-hours':
      if (!(limit.n > 0 && limit.n < 100_000)) throw new RangeError(`not a number of hours: ${limit.n}`);
      return count.workingMinutes(count.received, Math.ceil(limit.n * 60));
    case 'calendar-days':
      return count.calendarDays(wholeNumber(limit.n));
    case 'same-day':
      return count.sameDay();
  }
}

function wholeNumber(n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > 10_000) throw new RangeError(`not a number of days: ${n}`);
  return n;
}

/** Ends the count early: an undecided day or a lasting suspension is in the way. */
class NoPromise extends Error {
  readonly due: Due;
  constructor(due: Due) {
    super('no date can be promised');
    this.due = due;
  }
}

/** One walk over the days from reception on. Every day walked is checked and noted once. */
class Count {
  readonly received: number;
  readonly skipped: SkippedDay[] = [];
  private readonly calendar: WorkingCalendar;
  private readonly pauses: readonly Span[];
  private readonly firstDay: number;

  constructor(received: number, calendar: WorkingCalendar, pauses: readonly Span[]) {
    this.received = received;
    this.calendar = calendar;
    this.pauses = pauses;
    this.firstDay = Math.floor(received / minutesPerDay);
    this.mustBeDecided(dateOf(this.firstDay));
  }

  /** The day of reception is not counted; parts of days are kept as an exact fraction. */
  workingDays(n: number): number {
    let left = { over: n, under: 1 };
    for (let day = this.firstDay + 1; ; day++) {
      const whole = this.officeSpansOf(day);
      const total = lengthOf(whole);
      if (total === 0) continue;
      const open = withoutPauses(whole, this.pauses);
      const needed = Math.ceil((left.over * total) / left.under);
      if (lengthOf(open) >= needed) return momentAfter(open, needed);
      left = lessFraction(left, lengthOf(open), total);
    }
  }

  /** Counted in office hours from a minute on. */
  workingMinutes(from: number, n: number): number {
    let left = n;
    for (let day = Math.floor(from / minutesPerDay); ; day++) {
      const open = withoutPauses(this.officeSpansOf(day, from), this.pauses);
      if (lengthOf(open) >= left) return momentAfter(open, left);
      left -= lengthOf(open);
    }
  }

  /** The day of reception plus n, at close; on a day off, the next working day's close. */
  calendarDays(n: number): number {
    let left = n * minutesPerDay;
    for (let day = this.firstDay + 1; ; day++) {
      this.mustEnd(day);
      this.mustBeDecided(dateOf(day));
      const open = withoutPauses([wholeDay(day)], this.pauses);
      if (lengthOf(open) >= left) return this.closeFrom(momentAfter(open, left), day);
      if (open.length === 0) this.skip(day, vi.suspended);
      left -= lengthOf(open);
    }
  }

  /** Up to and including 15:00 of a working day: that day's close; otherwise the next working day's. */
  sameDay(): number {
    const minute = this.received - this.firstDay * minutesPerDay;
    const today = officeSpans(dateOf(this.firstDay), this.calendar, this.received);
    if (minute <= sameDayUntil && today.length > 0)
      return this.workingMinutes(this.received, lengthOf(today));
    if (!this.worksOn(this.firstDay)) this.skip(this.firstDay, this.reasonOff(this.firstDay));
    return this.closeFrom((this.firstDay + 1) * minutesPerDay, this.firstDay + 1);
  }

  /** The close of the first working day from `day` on, with what remains of it after `moment` still to run. */
  private closeFrom(moment: number, day: number): number {
    let target = day;
    while (this.officeSpansOf(target).length === 0) target++;
    const rest = officeSpans(dateOf(target), this.calendar, moment);
    if (rest.length > 0) return this.workingMinutes(Math.max(moment, target * minutesPerDay), lengthOf(rest));
    return Math.max(...officeSpans(dateOf(target), this.calendar).map((s) => s.to));
  }

  private officeSpansOf(day: number, notBefore?: number): Span[] {
    this.mustEnd(day);
    this.mustBeDecided(dateOf(day));
    const spans = officeSpans(dateOf(day), this.calendar, notBefore);
    if (!this.worksOn(day)) this.skip(day, this.reasonOff(day));
    else if (spans.length > 0 && withoutPauses(spans, this.pauses).length === 0) this.skip(day, vi.suspended);
    return spans;
  }

  private readonly worksOn = (day: number) => officeSpans(dateOf(day), this.calendar).length > 0;

  private reasonOff(day: number): string {
    const { status, reason } = this.calendar.statusOf(dateOf(day));
    return status === 'working' ? vi.noOfficeHours : (reason ?? vi.dayOff);
  }

  private skip(day: number, reason: string): void {
    const date = dateOf(day);
    if (!this.skipped.some((s) => s.date === date)) this.skipped.push({ date, reason });
  }

  private mustBeDecided(date: CalendarDate): void {
    const { status, reason } = this.calendar.statusOf(date);
    if (status !== 'undecided') return;
    const because = vi.undecided(formatDate(date), reason ?? vi.dayUnknown);
    throw new NoPromise({ kind: 'undecided', date, reason: because, because: 'day-undecided' });
  }

  /** Nothing runs any more once a suspension that still lasts has begun before the day did. */
  private mustEnd(day: number): void {
    const last = this.pauses.at(-1);
    if (last?.to === Number.POSITIVE_INFINITY && last.from <= day * minutesPerDay) {
      const since = instantOf(last.from);
      throw new NoPromise({
        kind: 'undecided',
        date: dateOf(Math.floor(last.from / minutesPerDay)),
        reason: vi.suspendedSince(formatDateTime(since)),
        because: 'suspended',
      });
    }
    if (day - this.firstDay > 40_000) throw new RangeError('the calendar has no working day to end on');
  }
}

const wholeDay = (day: number): Span => ({ from: day * minutesPerDay, to: (day + 1) * minutesPerDay });

function lessFraction(left: { over: number; under: number }, over: number, under: number) {
  const next = { over: left.over * under - over * left.under, under: left.under * under };
  const divisor = greatestDivisor(next.over, next.under);
  return { over: next.over / divisor, under: next.under / divisor };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
