import type { SkippedDay } from './due.ts';
import { formatDate } from './format.ts';
import { addDays, type CalendarDate } from './local-time.ts';

/** Days skipped one after the other, told together: 07/03/2026–08/03/2026 Thứ Bảy, Chủ nhật. */
export interface SkippedRun {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly reason: string;
}

/** The skipped days as runs of neighbours, each with its reasons said once. */
export function explainSkipped(skipped: readonly SkippedDay[]): SkippedRun[] {
  const runs: { from: CalendarDate; to: CalendarDate; reasons: string[] }[] = [];
  for (const day of [...skipped].sort((a, b) => a.date.localeCompare(b.date))) {
    const last = runs.at(-1);
    if (last && addDays(last.to, 1) === day.date) {
      last.to = day.date;
      if (!last.reasons.includes(day.reason)) last.reasons.push(day.reason);
    } else runs.push({ from: day.date, to: day.date, reasons: [day.reason] });
  }
  return runs.map(({ from, to, reasons }) => ({ from, to, reason: reasons.join(', ') }));
}

/** '07/03/2026 – 08/03/2026: Thứ Bảy, Chủ nhật' */
export const formatRun = (run: SkippedRun): string =>
  `${formatDate(run.from)}${run.to === run.from ? '' : ` – ${formatDate(run.to)}`}: ${run.reason}`;
