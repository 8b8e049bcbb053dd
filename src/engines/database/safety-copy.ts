import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { lockHouse } from './house-lock.ts';

const shelf = 'before-upgrade';
const kept = 2;

/**
 * A copy of the stopped embedded database, made before an upgrade: the way back. Files need none, for the
 * store only ever adds. The two newest copies are kept.
 * @param reserve bytes that must stay free beside the copy
 * @returns the copy's folder
 */
export function keepSafetyCopy(dataDir: string, now: Date, reserve = 256 * 1_048_576): string {
  const home = path.resolve(dataDir);
  const unlock = lockHouse(home);
  try {
    const size = sizeOf(path.join(home, 'postgres'));
    const { bavail, bsize } = fs.statfsSync(home);
    if (bavail * bsize < size + reserve) throw new Error(noRoom(home, size));
    const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
    const place = path.join(home, shelf, stamp);
    const half = `${place}.making`;
    fs.mkdirSync(half, { recursive: true, mode: 0o711 });
    copy(path.join(home, 'postgres'), path.join(half, 'postgres'));
    fs.renameSync(half, place);
    for (const old of copiesOf(home).slice(kept)) fs.rmSync(old, { recursive: true, force: true });
    return place;
  } finally {
    unlock();
  }
}

/**
 * Puts the newest copy back and what was there aside. The program must be stopped (the lock says so).
 * @returns where each is now
 */
export function undoUpgrade(dataDir: string): { readonly from: string; readonly aside: string } {
  const home = path.resolve(dataDir);
  const [from] = copiesOf(home);
  if (!from)
    throw new Error(
      `Không có bản dữ liệu nào giữ trước khi nâng cấp trong ${path.join(home, shelf)}: xin khôi phục từ bản sao lưu (./langso restore). ` +
        '/ There is no copy from before an upgrade: restore a backup.',
    );
  const unlock = lockHouse(home);
  try {
    const pgdata = path.join(home, 'postgres');
    const aside = path.join(home, `after-upgrade-${path.basename(from)}`);
    if (fs.existsSync(aside))
      throw new Error(`${aside} đã có: xin chuyển nó đi trước. / It is in the way: move it.`);
    const half = `${pgdata}.coming-back`;
    fs.rmSync(half, { recursive: true, force: true });
    copy(path.join(from, 'postgres'), half);
    fs.renameSync(pgdata, aside);
    fs.renameSync(half, pgdata);
    return { from, aside };
  } finally {
    unlock();
  }
}

/** Newest first. */
function copiesOf(home: string): string[] {
  const dir = path.join(home, shelf);
  if (!fs.existsSync(dir)) return [];
  return fs
    .readdirSync(dir)
    .filter((name) => /^\d{8}T\d{6}Z$/.test(name))
    .sort()
    .reverse()
    .map((name) => path.join(dir, name));
}

/** Owners and modes as they are; where the file system can, without copying a block. */
function copy(from: string, to: string): void {
  const done = spawnSync('cp', ['-a', '--reflink=auto', from, to], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`cp: ${done.stderr || done.error?.message}`);
  spawnSync('sync', ['-f', to]);
}

const sizeOf = (dir: string): number =>
  Number(/^\d+/.exec(spawnSync('du', ['-sb', dir], { encoding: 'utf8' }).stdout)?.[0] ?? 0);

const noRoom = (home: string, size: number) =>
  `Không đủ chỗ trong ${home} để giữ một bản dữ liệu (${Math.ceil(size / 1_048_576)} MB) trước khi nâng cấp. Xin dọn bớt ổ đĩa rồi chạy lại, hoặc chạy ./langso upgrade --yes nếu đã có bản sao lưu. ` +
  '/ There is no room for a copy of the data before the upgrade: free some, or run ./langso upgrade --yes if you have a backup.';
