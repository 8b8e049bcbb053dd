import type { Readable } from 'node:stream';
import { Readable as NodeReadable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { Encrypter } from 'age-encryption';
import { pack as newPack, type Pack } from 'tar-stream';
import { type DumpTaker, dumpDatabase } from '#engines/database';
import { storedContents } from '#engines/files';
import { entries, format, type Head, type Manifest } from './manifest.ts';

export interface BackupSource {
  readonly ownerUrl: string;
  /** The program's version and the commune's code, told in the archive's head. */
  readonly program: string;
  readonly unit: string;
  readonly now: Date;
}

/** Enough for a large table to be written in flat memory. */
const pieceBytes = 1_000_000;

/**
 * Writes one backup: every table as it stood at one moment, every content it names, and a manifest to compare
 * a restored place with. The stream is encrypted to the recipients (age1…, age-encryption.org/v1).
 * @param rate bytes of content a second at most, so that people at the counter do not feel it
 * @param send takes the encrypted stream to its end
 */
export async function writeBackup(
  source: BackupSource,
  recipients: readonly string[],
  rate: number,
  send: (stream: Readable) => Promise<void>,
): Promise<Manifest> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const pack = newPack();
  // Errors are told by the promises below; a stream that nobody reads yet must not throw them into the air.
  const zipped = createGzip({ level: 4 }).on('error', () => {});
  NodeReadable.from(pack as AsyncIterable<Buffer>, { objectMode: false })
    .on('error', (error) => zipped.destroy(error))
    .pipe(zipped);
  const encrypted = await encrypter.encrypt(
    NodeReadable.toWeb(zipped) as globalThis.ReadableStream<Uint8Array>,
  );
  const out = NodeReadable.fromWeb(encrypted as ReadableStream).on('error', () => {});
  const stop = (error: Error) => {
    // Whoever fails first ends the other, which would wait for ever.
    pack.destroy(error);
    out.destroy();
    throw error;
  };
  const [manifest] = await Promise.all([fill(pack, source, pacer(rate)).catch(stop), send(out).catch(stop)]);
  return manifest;
}

async function fill(pack: Pack, source: BackupSource, pace: Pace): Promise<Manifest> {
  let head: Head | undefined;
  const taker: DumpTaker = {
    async begin(migrations) {
      head = {
        ...{ format, edition: 1, program: source.program, unit: source.unit },
        ...{ madeAt: source.now.toISOString(), migrations },
      };
      await add(pack, entries.head, json(head));
    },
    async table({ name, columns }, chunks) {
      let piece = 0;
      const next = () => `${entries.tables}${name}/${String(++piece).padStart(6, '0')}`;
      await add(pack, next(), json({ columns }));
      for await (const bytes of inPieces(chunks)) {
        await pace(bytes.length);
        await add(pack, next(), bytes);
      }
    },
  };
  const dump = await dumpDatabase(source.ownerUrl, taker);
  if (!head) throw new Error('a dump begins with its migrations');
  await add(pack, entries.database, json(dump));
  const files = { count: 0, bytes: 0 };
  for await (const content of storedContents()) {
    await pace(content.bytes.length);
    await add(pack, `${entries.files}${content.name}`, content.bytes);
    files.count += 1;
    files.bytes += content.bytes.length;
  }
  const rows = dump.tables.reduce((sum, table) => sum + table.rows, 0);
  const manifest: Manifest = { ...head, rows, files };
  await add(pack, entries.manifest, json(manifest));
  pack.finalize();
  return manifest;
}

async function* inPieces(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.length;
    if (size < pieceBytes) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}

/** Ends when the reader has taken the entry, so that no more than one waits in memory. */
const add = (pack: Pack, name: string, bytes: Buffer): Promise<void> =>
  new Promise((done, failed) => {
    const entry = pack.entry({ name, size: bytes.length, mode: 0o600 }, (error) =>
      error ? failed(error) : done(),
    );
    entry.end(bytes);
  });

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);

type Pace = (bytes: number) => Promise<void>;

/** Waits so that no more than `rate` bytes pass in a second. */
function pacer(rate: number): Pace {
  let free = Date.now();
  return async (bytes) => {
    free = Math.max(free, Date.now() - 1_000) + (bytes * 1_000) / rate;
    const wait = free - Date.now();
    if (wait > 5) await sleep(wait);
  };
}
