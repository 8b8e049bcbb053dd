import { Logger } from 'graphile-worker';
import type { Log } from '#engines/database';

/** Passes on what a person should know: warnings and errors. */
export const loggerTo = (log: Log): Logger =>
  new Logger(() => (level, message) => {
    if (level === 'error') log.error({ from: 'jobs' }, message);
    if (level === 'warning') log.warn({ from: 'jobs' }, message);
  });

export const quiet = new Logger(() => () => {});
