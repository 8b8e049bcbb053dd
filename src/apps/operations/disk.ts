import { statfs } from 'node:fs/promises';

/**
 * `ample`, then `low` (told to the administrator), `full` (nothing new is accepted, reading goes on), `spent`
 * (the program itself writes nothing any more, so that PostgreSQL keeps what it needs to live).
 */
export type Room = 'ample' | 'low' | 'full' | 'spent';

export interface Disk {
  readonly room: Room;
  /** Bytes that an ordinary user may still write, and the whole, of the fullest file system. */
  readonly free: number;
  readonly total: number;
}

/** Free bytes against the reserve: four times it is little, a quarter of it is nothing. */
export function roomOf(free: number, reserve: number): Room {
  if (reserve === 0 || free >= 4 * reserve) return 'ample';
  if (free >= reserve) return 'low';
  return free >= reserve / 4 ? 'full' : 'spent';
}

export interface DiskWatch {
  now(): Disk;
  /** Looks at once. */
  look(): Promise<Disk>;
  stop(): void;
}

/**
 * Looks every second at the file systems of these folders (a missing one is passed over): cheap, and a disk
 * that fills at 100 MB a second is still noticed in time.
 * @param reserve bytes; 0 switches the watch off
 */
export function watchDisk(
  folders: readonly string[],
  reserve: number,
  changed: (disk: Disk, before: Disk) => void = () => {},
): DiskWatch {
  let disk: Disk = { room: 'ample', free: 0, total: 0 };
  const look = async () => {
    const spaces = await Promise.all(folders.map((folder) => statfs(folder).catch(() => undefined)));
    const [fullest] = spaces
      .flatMap((space) =>
        space ? [{ free: space.bavail * space.bsize, total: space.blocks * space.bsize }] : [],
      )
      .sort((a, b) => a.free - b.free);
    if (!fullest) return disk;
    const before = disk;
    disk = { ...fullest, room: roomOf(fullest.free, reserve) };
    if (disk.room !== before.room) changed(disk, before);
    return disk;
  };
  const timer = setInterval(() => void look(), 1_000);
  timer.unref();
  return { now: () => disk, look, stop: () => clearInterval(timer) };
}
