import { dateOf, minuteOf, minutesPerDay } from './local-time.ts';
import { lengthOf, mergePauses, officeSpans, type Pause, withoutPauses } from './spans.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/**
 * Office minutes from a to b, outside the pauses; negative when b is earlier.
 * Undecided days count as days off here: this measures, it promises nothing.
 */
export function workingTimeBetween(
  a: Date,
  b: Date,
  calendar: WorkingCalendar,
  pauses: readonly Pause[] = [],
): number {
  if (b < a) return 0 - workingTimeBetween(b, a, calendar, pauses);
  const from = minuteOf(a);
  const to = minuteOf(b);
  const stopped = mergePauses(pauses);
  let minutes = 0;
  for (let day = Math.floor(from / minutesPerDay); day <= Math.floor(to / minutesPerDay); day++) {
    const spans = officeSpans(dateOf(day), calendar, from)
      .map((s) => ({ from: s.from, to: Math.min(s.to, to) }))
      .filter((s) => s.from < s.to);
    minutes += lengthOf(withoutPauses(spans, stopped));
  }
  return minutes;
}
