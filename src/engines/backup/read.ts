import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { extract } from 'tar-stream';
import {
  type Addresses,
  type Dump,
  type LoadedTable,
  loadDatabase,
  type MigrationFolder,
} from '#engines/database';
import { keepContent } from '#engines/files';
import { entries, type Manifest, readHead } from './manifest.ts';

/**
 * Writes a backup into a new place: an empty database and an empty file store (see `openFileStore`), then reads
 * everything back and compares counts and digests. Throws a sentence where the key is not the
 * one, the file is cut short or was changed, or anything differs; what was written by then is for the caller
 * to throw away.
 * @param identities age secret keys (AGE-SECRET-KEY-1…)
 */
export async function restoreBackup(
  archive: Readable,
  identities: readonly string[],
  at: Addresses,
  folders: readonly MigrationFolder[],
): Promise<Manifest> {
  const items = itemsOf(await opened(archive, identities));
  const first = await items.next();
  const head = first.done ? undefined : readHead(first.value.name, first.value.bytes);
  if (!head) throw new Error(brokenSentence);
  let dump: Dump | undefined;
  let manifest: Manifest | undefined;
  await loadDatabase(
    at,
    folders,
    head.migrations,
    tablesIn(items, (found) => {
      dump = found;
    }),
    () => {
      if (!dump) throw new Error(brokenSentence);
      return dump;
    },
  );
  const files = { count: 0, bytes: 0 };
  for await (const { name, bytes } of items) {
    if (name === entries.manifest) manifest = JSON.parse(bytes.toString('utf8')) as Manifest;
    else {
      const content = { name: name.slice(entries.files.length), bytes };
      checkContent(content);
      await keepContent(content);
      files.count += 1;
      files.bytes += bytes.length;
    }
  }
  if (!manifest) throw new Error(brokenSentence);
  if (files.count !== manifest.files.count || files.bytes !== manifest.files.bytes)
    throw new Error(differsSentence('tệp đính kèm'));
  return manifest;
}

async function opened(archive: Readable, identities: readonly string[]): Promise<Readable> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const web = Readable.toWeb(archive) as globalThis.ReadableStream<Uint8Array>;
  const plain = await decrypter.decrypt(web).catch((cause: Error) => {
    throw new Error(keySentence, { cause });
  });
  return Readable.fromWeb(plain as ReadableStream);
}

interface Item {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The entries one after the other; none is larger than a stored file (20 MB). */
async function* itemsOf(plain: Readable): AsyncGenerator<Item, void> {
  const tar = extract();
  const gunzip = createGunzip();
  const broken = (cause: Error) => tar.destroy(new Error(brokenSentence, { cause }));
  plain.on('error', broken).pipe(gunzip).on('error', broken);
  gunzip.pipe(tar);
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    yield { name: entry.header.name, bytes: Buffer.concat(chunks) };
  }
}

/** The tables in their order, each with its pieces as one stream; ends where the dump is summed up. */
async function* tablesIn(
  items: AsyncGenerator<Item, void>,
  onDump: (found: Dump) => void,
): AsyncIterable<LoadedTable> {
  let item = await nextOf(items);
  while (item.name.startsWith(entries.tables)) {
    const table = nameOf(item);
    const { columns } = JSON.parse(item.bytes.toString('utf8')) as { columns: string[] };
    const chunks = async function* () {
      for (item = await nextOf(items); nameOf(item) === table; item = await nextOf(items)) yield item.bytes;
    };
    yield { name: table, columns, chunks: chunks() };
  }
  if (item.name !== entries.database) throw new Error(brokenSentence);
  onDump(JSON.parse(item.bytes.toString('utf8')) as Dump);
}

const nameOf = ({ name }: Item): string =>
  name.startsWith(entries.tables) ? name.slice(entries.tables.length, name.lastIndexOf('/')) : '';

async function nextOf(items: AsyncGenerator<Item, void>): Promise<Item> {
  const next = await items.next();
  if (next.done) throw new Error(brokenSentence);
  return next.value;
}

/** A content lies under its own digest: the name says whether the bytes are the ones. */
function checkContent({ name, bytes }: Item): void {
  if (name.endsWith('.thumb')) return;
  if (createHash('sha256').update(bytes).digest('hex') !== name.slice(3))
    throw new Error(differsSentence(name));
}

const brokenSentence =
  'Bản sao lưu bị cắt cụt hoặc đã bị sửa, không dùng được. Xin lấy bản khác. ' +
  '/ The backup was cut short or changed and cannot be used: take another one.';
const keySentence =
  'Khóa này không mở được bản sao lưu, hoặc phần đầu của tệp đã bị hỏng. Xin kiểm tra lại khóa (AGE-SECRET-KEY-1…). ' +
  '/ This key does not open the backup, or the head of the file is damaged: check the identity file.';
const differsSentence = (what: string) =>
  `Khôi phục xong nhưng "${what}" không khớp với bản kê: xin không dùng nơi này và lấy bản sao lưu khác. ` +
  `/ Restored, but "${what}" differs from the manifest: do not use this place, take another backup.`;
