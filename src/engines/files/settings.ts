import { type BlobStore, blobStoreAt, type StoredContent } from './blob-store.ts';
import type { Scanner } from './clamd.ts';

/** One file may have 20 MB; a photo of a phone has three. */
export const maxBytes = 20_000_000;

interface Settings {
  readonly blobs: BlobStore;
  readonly scanner: Scanner | undefined;
}

let current: Settings | undefined;

/**
 * Where files lie; called once by the app (and by tests) before the first request.
 * @param options.dir `LANGSO_DATA/files`
 * @param options.scanner from `clamdScanner`, where the operator has one
 */
export function openFileStore(options: { readonly dir: string; readonly scanner?: Scanner }): void {
  current = { blobs: blobStoreAt(options.dir), scanner: options.scanner };
}

export function settings(): Settings {
  if (!current) throw new Error('openFileStore has not been called');
  return current;
}

/** Every stored content, one after the other, for a backup. */
export const storedContents = (): AsyncIterable<StoredContent> => settings().blobs.all();

/** Puts back what a backup held. */
export const keepContent = (content: StoredContent): Promise<void> => settings().blobs.put(content);
