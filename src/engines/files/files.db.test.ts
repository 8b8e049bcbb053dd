import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { as, type Citizen, tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import {
  appendUpload,
  attachFiles,
  declareUpload,
  deleteLooseFiles,
  filesOf,
  openFile,
  openFileStore,
  progressOf,
  releaseFiles,
  storeUpload,
} from './index.ts';

const house = await testDb();
const dir = mkdtempSync(join(tmpdir(), 'langso-files-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
beforeEach(() => openFileStore({ dir }));

const person = (n: number): Citizen => ({
  kind: 'citizen',
  accountId: `00000000-0000-4000-8000-00000000000${n}`,
  personId: `00000000-0000-4000-9000-00000000000${n}`,
  name: 'Nguyễn Thị Ước',
  scope: { units: [], fields: null, persons: [] },
});
const ctx = testCtx(house, { actor: person(1) });
const neighbour = as(ctx, person(2));

/** A photo lying on its side, with the place where it was taken. */
const photo = await sharp({ create: { width: 3200, height: 1600, channels: 3, background: '#2a7' } })
  .withExif({ IFD3: { GPSLatitude: '20/1 10/1 0/1', GPSLatitudeRef: 'N' }, IFD0: { Make: 'Phone' } })
  .withMetadata({ orientation: 6 })
  .jpeg()
  .toBuffer();
const pdf = Buffer.from('%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const store = (bytes: Buffer, name: string, type = '') =>
  storeUpload(ctx, Readable.from(pieces(bytes)), { name, type, purpose: 'dossier-paper' });
const pieces = (bytes: Buffer) =>
  Array.from({ length: Math.ceil(bytes.length / 65536) }, (_, i) =>
    bytes.subarray(i * 65536, (i + 1) * 65536),
  );
const bytesOf = async (stream: Readable) => Buffer.concat(await stream.toArray());

test('a photo is turned upright, made smaller, and forgets where it was taken', async () => {
  const file = await store(photo, 'Giấy chứng sinh.JPG');
  expect(file).toMatchObject({ state: 'ready', type: 'image/jpeg', width: 1200, height: 2400 });
  const kept = await bytesOf((await openFile(ctx, file.id, () => true)).read());
  expect(kept.length).toBe(file.size);
  const { exif, orientation } = await sharp(kept).metadata();
  expect({ exif, orientation }).toEqual({ exif: undefined, orientation: undefined });
});

test('a photo has a small picture of itself', async () => {
  const file = await store(photo, 'anh.jpg');
  const small = await (await openFile(ctx, file.id, () => true)).thumbnail();
  expect((await sharp(small).metadata()).width).toBe(192);
});

test('a PDF is kept byte for byte, and one that acts by itself is marked', async () => {
  const quiet = await store(pdf, 'đơn.pdf');
  expect(await bytesOf((await openFile(ctx, quiet.id, () => true)).read())).toEqual(pdf);
  expect(quiet.active_content).toBe(false);
  const loud = await store(
    Buffer.concat([Buffer.from('%PDF-1.4 /OpenAction <</S/JavaScript/JS(x)>>'), pdf]),
    'x.pdf',
  );
  expect(loud.active_content).toBe(true);
});

test.each([
  ['an empty file', Buffer.alloc(0), 'a.jpg', /rỗng/],
  [
    'a program named like a PDF',
    Buffer.from('MZ\x90\x00 this program cannot be run'),
    'đơn.pdf',
    /không phải là ảnh hay PDF/,
  ],
  ['a page of HTML', Buffer.from('<html><script>alert(1)</script>'), 'a.jpg', /không phải là ảnh/],
  ['a PDF named like a photo', pdf, 'giấy.jpg', /bên trong lại là một tệp PDF/],
  ['a photo named like a PDF', photo, 'giấy.pdf', /bên trong lại là một bức ảnh/],
  ['a PDF cut off in sending', pdf.subarray(0, 30), 'a.pdf', /hỏng hoặc chưa tải đủ/],
  ['half a photo', photo.subarray(0, 700), 'a.jpg', /hỏng/],
  [
    'an iPhone photo',
    Buffer.from('0000001c667479706865696300000000686569636d696631', 'hex'),
    'a.jpg',
    /Tương thích nhất/,
  ],
])('%s is refused with a sentence that says what to do', async (_what, bytes, name, sentence) => {
  await expect(store(bytes, name)).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringMatching(sentence),
  });
});

test('60 MB are refused before a byte has travelled, and in one piece without being kept', async () => {
  const declared = { name: 'phim.jpg', type: 'image/jpeg', size: 60_000_000, purpose: 'x' };
  await expect(declareUpload(ctx, declared)).rejects.toMatchObject({
    message: expect.stringMatching(/60 MB/),
  });
  const grown = process.memoryUsage.rss();
  const block = Buffer.alloc(65536, 1);
  const stream = Readable.from(
    (function* () {
      for (let i = 0; i < 960; i++) yield block;
    })(),
  );
  await expect(storeUpload(ctx, stream, { name: 'phim.jpg', type: '', purpose: 'x' })).rejects.toMatchObject({
    code: 'files.too-large',
  });
  expect(process.memoryUsage.rss() - grown).toBeLessThan(40_000_000);
  expect(readdirSync(join(dir, 'partial')).length).toBeLessThan(20);
});

test('an upload goes on where the network broke it off', async () => {
  const id = await declareUpload(ctx, {
    name: 'a.jpg',
    type: 'image/jpeg',
    size: photo.length,
    purpose: 'x',
  });
  const half = Math.floor(photo.length / 2);
  const broken = Readable.from(
    (function* () {
      yield photo.subarray(0, half);
      throw new Error('network');
    })(),
  );
  await expect(appendUpload(ctx, id, 0, broken)).rejects.toThrow('network');
  const { offset } = await progressOf(ctx, id);
  expect(offset).toBeLessThanOrEqual(half);
  const { file } = await appendUpload(ctx, id, offset, Readable.from([photo.subarray(offset)]));
  expect(file.state).toBe('ready');
  const again = await appendUpload(ctx, id, photo.length, Readable.from([]));
  expect(again.file.sha256).toBe(file.sha256);
});

test('a part that does not join on is refused and the right place is told', async () => {
  const id = await declareUpload(ctx, { name: 'a.jpg', type: '', size: 1000, purpose: 'x' });
  await appendUpload(ctx, id, 0, Readable.from([Buffer.alloc(400)]));
  await expect(appendUpload(ctx, id, 500, Readable.from([Buffer.alloc(10)]))).rejects.toMatchObject({
    kind: 'conflict',
    facts: { offset: 400 },
  });
});

test('an upload and a file belong to one account', async () => {
  const id = await declareUpload(ctx, { name: 'a.jpg', type: '', size: 10, purpose: 'x' });
  await expect(progressOf(neighbour, id)).rejects.toMatchObject({ kind: 'missing' });
  await expect(appendUpload(neighbour, id, 0, Readable.from([]))).rejects.toMatchObject({ kind: 'missing' });
  const file = await store(pdf, 'a.pdf');
  expect(await filesOf(ctx.db, person(2).accountId, [file.id])).toEqual([]);
  expect(await filesOf(ctx.db, person(1).accountId, [file.id, 'no uuid'])).toMatchObject([{ id: file.id }]);
  await expect(openFile(neighbour, file.id, () => false)).rejects.toMatchObject({ kind: 'missing' });
});

test('files that nothing refers to are deleted after a day, their content with the last of them', async () => {
  const words = Buffer.from(pdf.toString().replace('Catalog', 'Cat'));
  const [loose, attached] = [await store(words, 'a.pdf'), await store(words, 'b.pdf')];
  await tx(ctx, (t) => attachFiles(ctx, t, [attached.id]));
  ctx.clock.set('2026-01-06T09:30');
  await deleteLooseFiles(ctx);
  await expect(openFile(ctx, loose.id, () => true)).rejects.toMatchObject({ kind: 'missing' });
  expect(await bytesOf((await openFile(ctx, attached.id, () => true)).read())).toEqual(words);
  await tx(ctx, (t) => releaseFiles(t, [attached.id]));
  await deleteLooseFiles(ctx);
  expect(readdirSync(join(dir, attached.sha256!.slice(0, 2)))).not.toContain(attached.sha256);
  ctx.clock.set('2026-01-05T09:00');
});

test('a scanner that is away keeps the upload, a virus refuses it', async () => {
  openFileStore({ dir, scanner: { scan: async () => 'away' } });
  const id = await declareUpload(ctx, { name: 'a.pdf', type: '', size: pdf.length, purpose: 'x' });
  await expect(appendUpload(ctx, id, 0, Readable.from([pdf]))).rejects.toMatchObject({ kind: 'unavailable' });
  openFileStore({ dir });
  expect((await appendUpload(ctx, id, pdf.length, Readable.from([]))).file.state).toBe('ready');
  openFileStore({ dir, scanner: { scan: async () => 'infected' } });
  await expect(store(pdf, 'a.pdf')).rejects.toMatchObject({ code: 'files.infected' });
});
