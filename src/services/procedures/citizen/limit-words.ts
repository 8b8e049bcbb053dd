import type { Limit } from '#engines/calendar';
import { vi } from './vi.ts';

/** "3 ngày làm việc" */
export function limitWords(limit: Limit): string {
  if (limit.kind === 'same-day' || limit.kind === 'none') return vi.limits[limit.kind];
  return vi.limits[limit.kind](limit.n);
}
