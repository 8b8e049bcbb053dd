import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bucketAt, type S3Access } from './s3.ts';

/** Where backups lie. */
export interface BackupTarget {
  /** For people: the directory, or the bucket. */
  readonly place: string;
  /** Ends when the whole is there to stay; a write that fails leaves nothing under that name. */
  write(name: string, stream: Readable): Promise<void>;
  list(): Promise<{ readonly name: string; readonly size: number }[]>;
  read(name: string): Promise<Readable>;
  remove(name: string): Promise<void>;
}

/**
 * A directory, or `s3://bucket/prefix`.
 * @throws a sentence where it is a bucket and the access is not given
 */
export function backupTargetOf(place: string, access: S3Access | undefined): BackupTarget {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9.-]+)\/?(.*)$/.exec(place) ?? [];
  if (!bucket) return directoryAt(path.resolve(place));
  if (!access)
    throw new Error(
      'Muốn sao lưu lên S3 thì cần LANGSO_S3_ENDPOINT, LANGSO_S3_KEY và LANGSO_S3_SECRET. / S3 backups need LANGSO_S3_ENDPOINT, LANGSO_S3_KEY and LANGSO_S3_SECRET.',
    );
  return bucketAt(access, bucket, prefix);
}

function directoryAt(dir: string): BackupTarget {
  return {
    place: dir,
    async write(name, stream) {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const half = path.join(dir, `${name}.partial`);
      try {
        await pipeline(stream, createWriteStream(half, { mode: 0o600, flush: true }));
        await rename(half, path.join(dir, name));
        await flush(dir);
      } catch (error) {
        await rm(half, { force: true });
        throw error;
      }
    },
    async list() {
      const names = await readdir(dir).catch(() => []);
      return Promise.all(
        names.sort().map(async (name) => ({ name, size: (await stat(path.join(dir, name))).size })),
      );
    },
    async read(name) {
      const file = await open(path.join(dir, name));
      await file.close();
      return createReadStream(path.join(dir, name));
    },
    remove: (name) => rm(path.join(dir, name), { force: true }),
  };
}

/** The directory's own list of names is on the disk. */
async function flush(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
