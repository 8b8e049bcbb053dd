import fs from 'node:fs';

export interface LogFile {
  write(line: string): void;
  close(): Promise<void>;
}

const pauseMs = 200;

/**
 * Appends lines to a file only its owner reads, a few times a second: one write for many requests. A kill
 * loses the last fifth of a second of the log and nothing else; what must not be lost is in the audit.
 */
export function openLogFile(file: string): LogFile {
  const stream = fs.createWriteStream(file, { flags: 'a', mode: 0o600 });
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) stream.write(waiting.join(''));
    waiting = [];
  };
  // A full disk must not take the program down with it.
  stream.on('error', () => {});
  return {
    write(line) {
      waiting.push(line);
      timer ??= setTimeout(flush, pauseMs);
    },
    async close() {
      flush();
      await new Promise((done) => stream.end(done));
    },
  };
}
