import fs from 'node:fs';
import path from 'node:path';

/**
 * One program per data directory. The lock names its holder by process id and the moment that process began:
 * a lock left behind by kill -9 names nobody alive, even when the id has been given to another process since.
 */
export function lockHouse(dataDir: string): () => void {
  const file = path.join(dataDir, 'langso.lock');
  const mine = `${process.pid} ${beganAt(process.pid)}\n`;
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        fs.linkSync(draft, file); // Atomic: fails where the lock exists.
        return () => {
          if (contentOf(file) === mine) fs.rmSync(file, { force: true });
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const seen = contentOf(file);
      if (seen !== undefined && isAlive(seen)) throw new Error(refusal(dataDir, seen));
      takeAway(file, seen);
    }
    throw new Error(refusal(dataDir, contentOf(file) ?? ''));
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** Two starters may find the same dead lock: only the one that moved exactly that one aside goes on. */
function takeAway(file: string, seen: string | undefined): void {
  const aside = `${file}.${process.pid}.old`;
  try {
    fs.renameSync(file, aside);
    if (contentOf(aside) !== seen) fs.linkSync(aside, file);
  } catch {
    // Somebody else was faster; the next attempt looks again.
  }
  fs.rmSync(aside, { force: true });
}

function isAlive(holder: string): boolean {
  const [pid, began] = holder.trim().split(' ');
  const id = Number(pid);
  return Number.isInteger(id) && id > 0 && isProcess(id) && beganAt(id) === began;
}

export function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Boot id and start time in clock ticks (proc(5), field 22); '-' where there is no /proc. */
function beganAt(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${ticks}@${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  } catch {
    return '-';
  }
}

function contentOf(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

const refusal = (dataDir: string, holder: string) =>
  `Dữ liệu ở ${dataDir} đang được một chương trình Làng Số khác sử dụng (tiến trình ${holder.split(' ')[0] || '?'}). ` +
  'Xin dừng chương trình đó trước, hoặc chọn thư mục khác bằng --data. ' +
  `/ The data in ${dataDir} are in use by another Làng Số (process ${holder.split(' ')[0] || '?'}): stop it first, or choose another directory with --data.`;
