import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Contents by their SHA-256, and uploads under way by their id. */
export interface BlobStore {
  /** A path in the same file system, for work under way. */
  partial(id: string): string;
  /** How much of an upload is there. */
  partialSize(id: string): Promise<number>;
  /** Writes at a position; ends with what the stream gave, or throws having kept what had come. */
  write(id: string, position: number, stream: Readable, gate: Transform): Promise<void>;
  /** Moves a finished file to its place, on the disk before this returns. */
  keep(path: string, sha256: string, thumbnail?: string): Promise<void>;
  read(sha256: string, range?: { readonly start: number; readonly end: number }): Readable;
  thumbnail(sha256: string): Promise<Buffer | undefined>;
  remove(sha256: string): Promise<void>;
  removePartial(id: string): Promise<void>;
  /** Every content and thumbnail, for a backup; one removed meanwhile is passed over. */
  all(): AsyncIterable<StoredContent>;
  /** Writes what `all` gave, in an empty store. */
  put(content: StoredContent): Promise<void>;
}

export interface StoredContent {
  /** `ab/abcd…`: under the SHA-256 of the bytes; `.thumb` at the end for a thumbnail. */
  readonly name: string;
  readonly bytes: Buffer;
}

export function blobStoreAt(dir: string): BlobStore {
  const work = join(dir, 'partial');
  mkdirSync(work, { recursive: true });
  const placeOf = (sha256: string) => join(dir, sha256.slice(0, 2), sha256);
  const partial = (id: string) => join(work, id);
  return {
    partial,
    partialSize: async (id) => (await stat(partial(id)).catch(() => undefined))?.size ?? 0,
    async write(id, position, stream, gate) {
      const file = createWriteStream(partial(id), { flags: position === 0 ? 'w' : 'r+', start: position });
      await pipeline(stream, gate, file);
    },
    async keep(path, sha256, thumbnail) {
      const place = placeOf(sha256);
      await mkdir(dirname(place), { recursive: true });
      await flush(path);
      await rename(path, place);
      if (thumbnail) await rename(thumbnail, `${place}.thumb`);
      await flush(dirname(place));
    },
    read: (sha256, range) => createReadStream(placeOf(sha256), range),
    thumbnail: (sha256) => readFile(`${placeOf(sha256)}.thumb`).catch(() => undefined),
    async remove(sha256) {
      await rm(placeOf(sha256), { force: true });
      await rm(`${placeOf(sha256)}.thumb`, { force: true });
    },
    async removePartial(id) {
      await rm(partial(id), { force: true });
      await rm(`${partial(id)}.made`, { force: true });
      await rm(`${partial(id)}.thumb`, { force: true });
    },
    async *all() {
      for (const folder of (await readdir(dir)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort())
        for (const file of (await readdir(join(dir, folder))).sort()) {
          const bytes = await readFile(join(dir, folder, file)).catch(() => undefined);
          if (bytes) yield { name: `${folder}/${file}`, bytes };
        }
    },
    async put({ name, bytes }) {
      const [, folder = '', file = ''] = /^([0-9a-f]{2})\/([0-9a-f]{64}(?:\.thumb)?)$/.exec(name) ?? [];
      if (!folder) throw new Error(`no content is called ${name}`);
      await mkdir(join(dir, folder), { recursive: true });
      await writeFile(join(dir, folder, file), bytes, { flush: true });
    },
  };
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** Power may fail now: the bytes (or the name, for a folder) are on the disk. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
