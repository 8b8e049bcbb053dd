import type { Limit } from '#engines/calendar';
import { vi } from './vi.ts';

/** "Trong 3 ngày làm việc." */
export function limitInWords(limit: Limit): string {
  switch (limit.kind) {
    case 'working-days':
      return vi.limits.workingDays(limit.n);
    case 'working-hours':
      return vi.limits.workingHours(limit.n);
    case 'calendar-days':
      return vi.limits.calendarDays(limit.n);
    case 'same-day':
      return vi.limits.sameDay;
    case 'none':
      return vi.limits.none;
  }
}
