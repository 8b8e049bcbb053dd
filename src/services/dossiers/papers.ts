import { type Db, Refusal } from '#engines/database';
import { filesOf } from '#engines/files';
import { vi } from './vi.ts';

export interface NamedFile {
  readonly paperId: string;
  readonly fileId: string;
  readonly name: string;
}

/** The files with their names, if every one of them was uploaded by this account. */
export async function ownFiles(
  db: Db,
  accountId: string,
  files: readonly { readonly paperId: string; readonly fileId: string }[],
): Promise<NamedFile[]> {
  if (files.length === 0) return [];
  const found = await filesOf(db, accountId, [...new Set(files.map((f) => f.fileId))]);
  const names = new Map(found.map((f) => [f.id, f.name]));
  return files.map(({ paperId, fileId }) => {
    const name = names.get(fileId);
    if (name === undefined) throw new Refusal('invalid', 'dossier.file-not-yours', vi.fileNotYours);
    return { paperId, fileId, name };
  });
}
