import fs from 'node:fs';
import path from 'node:path';

/**
 * The process id of the PostgreSQL that serves these data. Throws while there is none and while the file is
 * still being written: an empty line would read as 0, and a signal to process 0 goes to the sender's own group.
 */
export function pidOfPostgres(dataDir: string): number {
  const file = path.join(dataDir, 'postgres', 'postmaster.pid');
  const [line = ''] = fs.readFileSync(file, 'utf8').split('\n');
  if (!/^[1-9]\d*$/.test(line)) throw new Error(`${file} names no process yet`);
  return Number(line);
}
