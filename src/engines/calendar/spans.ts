import { dayNumber, minuteOf, minutesOf, minutesPerDay } from './local-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** A suspension of the clock; `to` is null while it lasts. */
export interface Pause {
  readonly from: Date;
  readonly to: Date | null;
}

/** Wall-clock minutes [from, to). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Pauses as ordered spans that do not touch; inputs may overlap, come in any order or be empty. */
export function mergePauses(pauses: readonly Pause[]): Span[] {
  const merged: Span[] = [];
  const ordered = pauses
    .map((p) => ({ from: minuteOf(p.from), to: p.to ? minuteOf(p.to) : Number.POSITIVE_INFINITY }))
    .filter((p) => p.from < p.to)
    .sort((a, b) => a.from - b.from);
  for (const next of ordered) {
    const last = merged.at(-1);
    if (last && next.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else merged.push(next);
  }
  return merged;
}

/** The office hours of a day as spans, from `notBefore` on. */
export const officeSpans = (date: string, calendar: WorkingCalendar, notBefore = -Infinity): Span[] =>
  calendar
    .hoursOf(date)
    .map((h) => ({
      from: Math.max(dayNumber(date) * minutesPerDay + minutesOf(h.from), notBefore),
      to: dayNumber(date) * minutesPerDay + minutesOf(h.to),
    }))
    .filter((s) => s.from < s.to);

/** What is left of the spans outside the pauses. */
export function withoutPauses(spans: readonly Span[], pauses: readonly Span[]): Span[] {
  let left = [...spans];
  for (const pause of pauses)
    left = left.flatMap((s) =>
      [
        { from: s.from, to: Math.min(s.to, pause.from) },
        { from: Math.max(s.from, pause.to), to: s.to },
      ].filter((part) => part.from < part.to),
    );
  return left;
}

export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, s) => sum + s.to - s.from, 0);

/** The moment at which `minutes` of the spans have run; they must hold that many. */
export function momentAfter(spans: readonly Span[], minutes: number): number {
  let left = minutes;
  for (const span of spans) {
    const length = span.to - span.from;
    if (left <= length) return span.from + left;
    left -= length;
  }
  throw new RangeError('the spans are shorter than the time asked for');
}
