import fs from 'node:fs';

export interface LogFile {
  write(line: string): void;
  close(): Promise<void>;
}

const pauseMs = 200;

/**
 * Appends lines to a file only its owner reads, a few times a second: one write for many requests. A kill
 * loses the last fifth of a second of the log and nothing else; what must not be lost is in the audit.
 * @param where a path, `stdout` (journald takes it from there), or `off`. On SIGHUP a file is opened anew, so
 * that logrotate can move the old one away.
 */
export function openLog(where: string): LogFile {
  if (where === 'off') return { write() {}, close: async () => {} };
  const fresh = () =>
    where === 'stdout' ? process.stdout : fs.createWriteStream(where, { flags: 'a', mode: 0o600 });
  // A full disk must not take the program down with it.
  const open = () => fresh().on('error', () => {});
  let stream = open();
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let reopening: Promise<void> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (reopening) return;
    // A disk that was full, or away for a while.
    if (stream.destroyed) stream = open();
    if (waiting.length > 0) stream.write(waiting.join(''));
    waiting = [];
  };
  const end = () => new Promise<void>((done) => stream.end(() => done()));
  // The new file begins when the old one has ended: two streams on one path would shuffle the lines.
  const reopen = async () => {
    await end();
    stream = open();
    reopening = undefined;
    flush();
  };
  const again = () => {
    if (stream === process.stdout || reopening) return;
    flush();
    reopening = reopen();
  };
  process.on('SIGHUP', again);
  return {
    write(line) {
      waiting.push(line);
      timer ??= setTimeout(flush, pauseMs);
    },
    async close() {
      process.off('SIGHUP', again);
      await reopening;
      flush();
      if (stream !== process.stdout) await end();
    },
  };
}
