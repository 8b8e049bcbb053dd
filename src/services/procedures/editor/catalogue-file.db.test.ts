import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import { exportCatalogue, importCatalogue, importProcedures } from '../index.ts';
import { readCatalogueFile } from './catalogue-file.ts';

const files = fs
  .readdirSync('data/procedures')
  .filter((name) => /^\d.*\.yaml$|^synonyms|^elsewhere/.test(name))
  .map((name) => ({ name, text: fs.readFileSync(`data/procedures/${name}`, 'utf8') }));
const here = testCtx(await testDb(), { at: '2026-11-24T09:00' });
const there = testCtx(await testDb(), { at: '2026-11-24T09:00' });
await tx(here, (t) => importProcedures(t, files, here.now()));

describe('the catalogue as one file', () => {
  test('brought into an empty commune gives the same file again', async () => {
    const file = await exportCatalogue(here);
    expect(file.catalogue.procedures.length).toBeGreaterThan(5);
    const report = await importCatalogue(there, JSON.stringify(file));
    expect(report).toMatchObject({ changed: 0, same: 0 });
    const again = await exportCatalogue(there);
    expect(again.digest).toBe(file.digest);
    expect(again.catalogue).toEqual(file.catalogue);
    expect(await importCatalogue(there, JSON.stringify(again))).toMatchObject({ added: 0, changed: 0 });
  });

  test('is kept when the files that ship are brought in at the next upgrade', async () => {
    const before = await exportCatalogue(there);
    const codes = new Set(before.catalogue.procedures.map((one) => one.code));
    const older = files.map((file) => ({
      ...file,
      text: file.text.replace('summary: ', 'summary: Cũ hơn. '),
    }));
    const report = await tx(there, (t) => importProcedures(t, older, there.now()));
    expect(report).toMatchObject({ added: [], replaced: [] });
    expect(report.kept).toHaveLength(codes.size);
    expect((await exportCatalogue(there)).digest).toBe(before.digest);
  });

  test('cut, edited, newer or none of ours is refused with a sentence', async () => {
    const file = await exportCatalogue(here);
    const text = JSON.stringify(file);
    expect(() => readCatalogueFile(text.slice(0, -200))).toThrow('không phải tệp danh mục');
    expect(() => readCatalogueFile('{"a":1}')).toThrow('không phải tệp danh mục');
    expect(() => readCatalogueFile(text.replace('"exempt', '"exempu').replace('Khai', 'Kai'))).toThrow(
      'cắt cụt',
    );
    expect(() => readCatalogueFile(JSON.stringify({ ...file, version: 9 }))).toThrow('mới hơn');
  });

  test('with three bad procedures names all three and brings in nothing', async () => {
    const { markOf, plain } = await import('#services/changes');
    const file = await exportCatalogue(here);
    const procedures = file.catalogue.procedures.map((one, i) =>
      i < 3 ? { ...one, content: { ...(one.content as object), name: '' } } : one,
    );
    const catalogue = plain({ ...file.catalogue, procedures });
    const bad = JSON.stringify({ ...file, catalogue, digest: markOf(catalogue) });
    const before = (await exportCatalogue(there)).digest;
    const refusal = await importCatalogue(there, bad).catch((error: Error) => error.message);
    for (const { code } of file.catalogue.procedures.slice(0, 3)) expect(refusal).toContain(code);
    expect((await exportCatalogue(there)).digest).toBe(before);
  });
});
