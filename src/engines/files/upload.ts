import { type Readable, Transform } from 'node:stream';
import { type Ctx, Refusal, tx } from '#engines/database';
import { accept } from './accept.ts';
import { refuse } from './inspect.ts';
import { maxBytes, settings } from './settings.ts';
import { declareFile, type FileRow, fileById, lockContent, markReady, markRefused } from './store.ts';
import { vi } from './vi.ts';

export interface Declaration {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly purpose: string;
}

/** The first word of an upload: what is coming. Too large is said here, before a byte has travelled. */
export async function declareUpload(ctx: Ctx, declared: Declaration): Promise<string> {
  const owner_account = accountOf(ctx);
  if (!Number.isSafeInteger(declared.size) || declared.size <= 0) throw refuse('empty', vi.empty);
  if (declared.size > maxBytes) throw refuse('too-large', vi.tooLarge(declared.size));
  if (/\.hei[cf]$/i.test(declared.name) || /^image\/hei[cf]/.test(declared.type))
    throw refuse('heic', vi.heic);
  const { id } = await ctx.db.one(declareFile, {
    owner_account,
    purpose: declared.purpose.slice(0, 40),
    name: declared.name
      .normalize('NFC')
      .replace(/[\p{Cc}/\\]/gu, '')
      .slice(0, 150),
    type: declared.type.slice(0, 100),
    size: declared.size,
    created_at: ctx.now(),
  });
  return id;
}

export interface Progress {
  readonly file: FileRow;
  /** How many bytes are here; the next part starts there. */
  readonly offset: number;
}

export async function progressOf(ctx: Ctx, id: string): Promise<Progress> {
  const file = await ownUpload(ctx, id);
  return { file, offset: file.state === 'uploading' ? await settings().blobs.partialSize(id) : file.size };
}

/**
 * Appends a part at `offset`. The part that completes the file has it judged and kept; the answer is then
 * its row, ready. A part lost half way is kept as far as it came.
 */
export async function appendUpload(ctx: Ctx, id: string, offset: number, part: Readable): Promise<Progress> {
  if (writing.has(id)) throw new Refusal('conflict', 'files.busy', vi.busy);
  writing.add(id);
  try {
    const before = await progressOf(ctx, id);
    if (before.file.state === 'ready') return before;
    if (before.file.state === 'refused') throw refuse('refused', before.file.refusal ?? vi.wrongType);
    if (before.offset !== offset) {
      throw new Refusal('conflict', 'files.wrong-offset', vi.wrongOffset, { offset: before.offset });
    }
    if (offset < before.file.size) {
      await settings().blobs.write(id, offset, part, atMost(before.file.size - offset).gate);
    }
    const now = await settings().blobs.partialSize(id);
    if (now < before.file.size) return { file: before.file, offset: now };
    return { file: await finish(ctx, before.file), offset: now };
  } finally {
    writing.delete(id);
  }
}

/** The whole file at once: a multipart form without JavaScript, or a result that an officer issues. */
export async function storeUpload(
  ctx: Ctx,
  stream: Readable,
  meta: { readonly name: string; readonly type: string; readonly purpose: string },
): Promise<FileRow> {
  const { blobs } = settings();
  const id = await declareUpload(ctx, { ...meta, size: maxBytes });
  const { gate, isOver } = atMost(maxBytes);
  await blobs.write(id, 0, stream, gate);
  if (isOver()) {
    await blobs.removePartial(id);
    await ctx.db.run(markRefused, { id, refusal: vi.tooLargeUnknown });
    throw refuse('too-large', vi.tooLargeUnknown);
  }
  return finish(ctx, await ctx.db.one(fileById, { id }));
}

// Two tabs, one upload: parts must not interleave. Only a guard; the offset check stands behind it.
const writing = new Set<string>();

async function finish(ctx: Ctx, file: FileRow): Promise<FileRow> {
  const { blobs } = settings();
  try {
    const { path, thumbnail, ...row } = await accept(file.id, file.name);
    const ready = await tx(ctx, async (t) => {
      await t.one(lockContent, { sha256: row.sha256 });
      await blobs.keep(path, row.sha256, thumbnail);
      const stored = await t.one(markReady, { id: file.id, ...row });
      await t.audit({
        verb: 'file.stored',
        subjectKind: 'file',
        subjectId: file.id,
        detail: { type: row.type },
      });
      return stored;
    });
    await blobs.removePartial(file.id);
    return ready;
  } catch (error) {
    // A scanner that is away is no judgement: the bytes stay, and sending the last part again tries again.
    if (error instanceof Refusal && error.kind === 'invalid') {
      await ctx.db.run(markRefused, { id: file.id, refusal: error.message });
      await blobs.removePartial(file.id);
    }
    throw error;
  }
}

async function ownUpload(ctx: Ctx, id: string): Promise<FileRow> {
  const owner = accountOf(ctx);
  const file = isUuid(id) ? await ctx.db.maybe(fileById, { id }) : undefined;
  if (file?.owner_account !== owner) throw new Refusal('missing', 'files.missing', vi.missing);
  return file;
}

function accountOf(ctx: Ctx): string {
  const { actor } = ctx;
  if (actor.kind === 'citizen' || actor.kind === 'officer') return actor.accountId;
  if (actor.kind === 'client') return actor.clientId;
  throw new Refusal('denied', 'files.no-account', vi.missing);
}

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/**
 * Lets so many bytes through and drops the rest: the browser hears an answer only when it has sent all, so
 * what is too much is read, but never kept.
 */
function atMost(bytes: number): { readonly gate: Transform; readonly isOver: () => boolean } {
  let left = bytes;
  const gate = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const fits = left > 0 ? chunk.subarray(0, left) : undefined;
      left -= chunk.length;
      done(null, fits);
    },
  });
  return { gate, isOver: () => left < 0 };
}
