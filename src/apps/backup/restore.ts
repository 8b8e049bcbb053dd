import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { type Manifest, restoreBackup } from '#engines/backup';
import { addressesOf, embedded, startCluster } from '#engines/database';
import { openFileStore } from '#engines/files';
import type { Config } from '../config.ts';
import { migrationFolders } from '../parts.ts';

/**
 * Restores into the data directory (and the database of DATABASE_URL where one is given), which must hold
 * nothing of a house yet. Where it fails, what it made is taken away again.
 */
export async function restoreInto(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'directUrl'>,
  archive: Readable,
  identities: readonly string[],
): Promise<Manifest> {
  const made = ['postgres', 'files', 'secrets.json'].map((name) => path.join(config.dataDir, name));
  const there = made.find((place) => fs.existsSync(place) && !isEmptyDirectory(place));
  if (there) throw new Error(occupiedSentence(there));
  const cluster = config.databaseUrl ? undefined : await startCluster({ dataDir: config.dataDir });
  try {
    const at = cluster ? embedded(cluster) : addressesOf(config.databaseUrl ?? '', config.directUrl);
    openFileStore({ dir: path.join(config.dataDir, 'files') });
    const manifest = await restoreBackup(archive, identities, at, migrationFolders);
    await cluster?.stop();
    return manifest;
  } catch (error) {
    archive.destroy();
    await cluster?.stop();
    for (const place of made) fs.rmSync(place, { recursive: true, force: true });
    throw error;
  }
}

/** Restores into a place of its own, compares every digest, and throws the place away. */
export async function rehearse(archive: Readable, identities: readonly string[]): Promise<Manifest> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-restore-'));
  fs.chmodSync(dataDir, 0o711);
  try {
    return await restoreInto({ dataDir, databaseUrl: undefined, directUrl: undefined }, archive, identities);
  } finally {
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

const isEmptyDirectory = (place: string): boolean =>
  fs.statSync(place).isDirectory() && fs.readdirSync(place).length === 0;

const occupiedSentence = (place: string) =>
  `Đã có dữ liệu ở ${place}. Khôi phục không ghi đè: xin chọn thư mục mới bằng --data. ` +
  `/ There are data in ${place}. A restore never overwrites: choose a new directory with --data.`;
