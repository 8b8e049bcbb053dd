import type { Readable } from 'node:stream';
import { type Ctx, type Db, Refusal, type Tx } from '#engines/database';
import { settings } from './settings.ts';
import { attach, bindOwn, type FileRow, fileById, readyFilesOfOwner, release } from './store.ts';
import { isUuid } from './upload.ts';
import { vi } from './vi.ts';

export interface OpenFile {
  readonly file: FileRow;
  /** Bytes `start` to `end`, both included; all of them without a range. */
  read(range?: { readonly start: number; readonly end: number }): Readable;
  /** A small WebP of an image. */
  thumbnail(): Promise<Buffer | undefined>;
}

/**
 * Opens a kept file. Whether this actor may see it is the caller's to say, who knows what it belongs to;
 * a no is answered as if there were no such file.
 */
export async function openFile(
  ctx: Ctx,
  id: string,
  may: (file: FileRow) => boolean | Promise<boolean>,
): Promise<OpenFile> {
  const file = isUuid(id) ? await ctx.db.maybe(fileById, { id }) : undefined;
  const sha256 = file?.sha256;
  if (!file || !sha256 || !(await may(file))) throw new Refusal('missing', 'files.missing', vi.missing);
  const { blobs } = settings();
  return { file, read: (range) => blobs.read(sha256, range), thumbnail: () => blobs.thumbnail(sha256) };
}

/** Those of `ids` that this account has uploaded and that are ready. */
export async function filesOf(db: Db, accountId: string, ids: readonly string[]): Promise<FileRow[]> {
  return db.many(readyFilesOfOwner, { owner_account: accountId, ids: ids.filter(isUuid) });
}

/** Something refers to these files from now on: a draft, a dossier, a result. Throws if one is not ready. */
export async function attachFiles(ctx: Ctx, tx: Tx, ids: readonly string[]): Promise<void> {
  const distinct = [...new Set(ids)];
  if (distinct.length === 0) return;
  const attached = await tx.run(attach, { ids: distinct, at: ctx.now() });
  if (attached !== distinct.length) throw new Refusal('missing', 'files.missing', vi.missing);
}

/**
 * The same for the files that this account has uploaded, in one statement; those that are not hers, or not
 * ready, are absent from the answer and for the caller to refuse.
 */
export const bindOwnFiles = (
  ctx: Ctx,
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<FileRow[]> =>
  tx.many(bindOwn, { owner_account: accountId, ids: [...new Set(ids)].filter(isUuid), at: ctx.now() });

/** Nothing refers to them any more; a job deletes them later. */
export async function releaseFiles(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run(release, { ids: [...ids] });
}
