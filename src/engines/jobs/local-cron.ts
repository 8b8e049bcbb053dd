import { type ParsedCronItem, parseCronItem } from 'graphile-worker';

const vietnam = 7 * 3_600_000;

/** A schedule on Vietnam's clock (UTC+7, no summer time); the library's own is in UTC. */
export function localCron(task: string, cron: string): ParsedCronItem {
  const local = parseCronItem({ task, match: cron });
  return parseCronItem({
    task,
    options: { backfillPeriod: 12 * 3_600_000, maxAttempts: 5, jobKey: task },
    match: ({ min, hour, date, month }) => {
      // The digest has no year; it is this one, except on the night between two.
      const today = new Date();
      const year = today.getUTCFullYear() - (month === 12 && today.getUTCMonth() === 0 ? 1 : 0);
      const there = new Date(Date.UTC(year, month - 1, date, hour, min) + vietnam);
      return local.match({
        min: there.getUTCMinutes(),
        hour: there.getUTCHours(),
        date: there.getUTCDate(),
        month: there.getUTCMonth() + 1,
        dow: there.getUTCDay(),
      });
    },
  });
}
