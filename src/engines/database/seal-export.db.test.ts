import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditLines, dailySeals, sealAudit, tx, verifyAudit } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import { rowsTouched } from './seal-marks.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-audit-'));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));
const verifier = path.resolve(import.meta.dirname, '../../../docs/audit/verify-audit.mjs');
const secret = 'Nguyễn Thị Kín, 037190001234';

const lines: string[] = [];
let published = '';

/** The outsider's own check of a file, with or without the published seals. */
function check(content: readonly string[], ...seals: string[]) {
  const file = path.join(home, 'nhat-ky.jsonl');
  fs.writeFileSync(file, `${content.join('\n')}\n`);
  const ran = spawnSync(process.execPath, [verifier, file, ...seals], { encoding: 'utf8' });
  return { code: ran.status, said: `${ran.stdout}${ran.stderr}` };
}

const write = (n: number) =>
  tx(ctx, (t) =>
    t.audit({ verb: 'test.done', subjectKind: 'test', subjectId: String(n), detail: { name: secret, n } }),
  );

beforeAll(async () => {
  for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) {
    ctx.clock.set(`${day}T09:00`);
    for (let n = 0; n < 5; n++) await write(n);
    await tx(ctx, (t) => t.look({ persons: ['00000000-0000-4000-8000-000000000001'], purpose: 'test' }));
    await sealAudit(ctx);
    await write(9);
    await sealAudit(ctx);
  }
  const days = { from: '2026-03-02', to: '2026-03-03' };
  for await (const line of auditLines(ctx.db, days, { unit: '14701' })) lines.push(line);
  published = path.join(home, 'niem-phong.json');
  const seals = (await dailySeals(ctx.db, '2026-03-05')).map((s) => ({
    ...{ day: s.day, source: s.source, to: s.to_id, hash: s.hash.toString('hex') },
  }));
  expect(seals).toHaveLength(6);
  fs.writeFileSync(published, JSON.stringify({ seals }));
});

test('an outsider with Node alone finds an untouched file whole, and reads no person in it', () => {
  expect(check(lines, '--seals', published)).toMatchObject({
    code: 0,
    said: expect.stringContaining('Nguyên vẹn'),
  });
  expect(lines.join()).not.toContain('Kín');
  expect(lines.join()).not.toContain('00000000-0000-4000-8000-000000000001');
  expect(lines.filter((line) => line.startsWith('{"row"'))).toHaveLength(14);
});

const rowAt = (n: number) => lines.findIndex((line) => line.startsWith(`{"row":"[${n}, `));
const splice = (at: number, remove: number, ...more: string[]) => {
  const copy = [...lines];
  copy.splice(at, remove, ...more);
  return copy;
};

test('an edited, removed, inserted and reordered row is found and named', () => {
  const third = lines[rowAt(3)] ?? '';
  const edited = check(splice(rowAt(3), 1, third.replace('test.done', 'test.nope')));
  expect(edited).toMatchObject({ code: 1, said: expect.stringContaining('dòng 3 bị sửa') });
  const removed = check(splice(rowAt(3), 1));
  expect(removed).toMatchObject({ code: 1, said: expect.stringContaining('một dòng bị xóa trước dòng 4') });
  const inserted = check(splice(rowAt(3), 0, third.replace('[3,', '[2,').replace('test.done', 'test.more')));
  expect(inserted).toMatchObject({ code: 1, said: expect.stringContaining('được chèn thêm') });
  const swapped = check(splice(rowAt(3), 2, lines[rowAt(4)] ?? '', third));
  expect(swapped).toMatchObject({ code: 1, said: expect.stringContaining('Dòng 3 đứng sai thứ tự') });
});

test('a seal removed, a file cut short, and a chain made anew are found', () => {
  const secondSeal = lines.findIndex((line, i) => i > 1 && line.startsWith('{"seal"'));
  const rest = lines.findIndex((line, i) => i > secondSeal && line.startsWith('{"seal"'));
  expect(check(splice(secondSeal, rest - secondSeal)).said).toContain('Chuỗi niêm phong đứt');
  expect(check(lines.slice(0, -1)).said).toContain('Tệp bị cắt');
  expect(check(lines.slice(0, -4)).code).toBe(1);
});

test('any change of any character of the file is found', () => {
  fc.assert(
    fc.property(fc.nat(lines.length - 2), fc.nat(400), (n, where) => {
      const line = lines[n + 1] ?? '';
      const at = where % line.length;
      const other = line[at] === 'b' ? 'c' : 'b';
      const changed = line.slice(0, at) + other + line.slice(at + 1);
      // The moment of a seal is not in its hash; its day stands in the published list.
      if (/"at":"[^"]*$/.test(line.slice(0, at)) && line.startsWith('{"seal"')) return;
      if (/"marks":"[^"]*$/.test(line.slice(0, at))) return;
      expect([n, at, check(splice(n + 1, 1, changed), '--seals', published).code]).toEqual([n, at, 1]);
    }),
    // The book's name and the key «version»: changed ones were once not noticed.
    {
      numRuns: 15,
      examples: [
        [0, 9],
        [0, 19],
      ],
    },
  );
});

test('a seal that calls itself one of the old kind hides nothing', () => {
  for (const version of ['"version":1', '"version":3', '"version":"2"']) {
    const at = lines.findIndex((line, i) => i > 1 && line.startsWith('{"seal"'));
    const changed = (lines[at] ?? '').replace('"version":2', version);
    expect(check(splice(at, 1, changed), '--seals', published).code).toBe(1);
  }
});

test('who owns the database and makes the whole chain anew is betrayed by what was published', async () => {
  await house.asOwner(`update audit.entries set verb = 'test.never' where id = 3`);
  expect(await verifyAudit(ctx.db)).toMatchObject([
    { source: 'entries', kind: 'changed-rows', rows: [{ id: 3, change: 'edited' }] },
  ]);
  await house.asOwner('delete from audit.seals');
  ctx.clock.set('2026-03-03T23:00');
  await sealAudit(ctx);
  expect(await verifyAudit(ctx.db)).toEqual([]);
  const forged: string[] = [];
  for await (const line of auditLines(ctx.db, { from: '2026-03-02', to: '2026-03-03' }, {}))
    forged.push(line);
  expect(check(forged).code).toBe(0);
  expect(check(forged, '--seals', published)).toMatchObject({
    code: 1,
    said: expect.stringContaining('khác với bản đã công bố'),
  });
});

test('seals of before, over bare lines, are still verified, and the chain goes on behind them', async () => {
  await house.asOwner('delete from audit.seals');
  await house.asOwner(`
    insert into audit.seals (at, source, from_id, to_id, count, previous, hash)
    select now(), 'entries', 1, 4, count(*), decode(repeat('00', 32), 'hex'),
      sha256(decode(repeat('00', 32), 'hex') || convert_to(string_agg(jsonb_build_array(id, extract(epoch from at), actor_kind,
        account_id, post_id, unit_id, verb, subject_kind, subject_id, detail, request_id)::text, E'\\n' order by id), 'UTF8'))
    from audit.entries where id <= 4`);
  await sealAudit(ctx);
  expect(await verifyAudit(ctx.db)).toEqual([]);
  await house.asOwner(`update audit.entries set verb = 'test.other' where id = 2`);
  expect(await verifyAudit(ctx.db)).toMatchObject([{ from: 1, to: 4, kind: 'changed-rows', rows: [] }]);
});

test('marks tell one touched row from another', () => {
  const mark = (n: number) => Buffer.from([0, 0, 0, n]);
  const sealed = Buffer.concat([1, 2, 3, 4].map(mark));
  const there = (...ids: number[]) => ids.map((id) => ({ id, mark: mark(id) }));
  expect(rowsTouched(sealed, there(1, 2, 3, 4))).toEqual([]);
  expect(rowsTouched(sealed, there(1, 3, 4))).toEqual([{ id: 3, change: 'removed' }]);
  expect(rowsTouched(sealed, there(1, 2, 3))).toEqual([{ id: undefined, change: 'removed' }]);
  expect(rowsTouched(sealed, there(1, 2, 9, 3, 4))).toEqual([{ id: 9, change: 'inserted' }]);
  expect(rowsTouched(sealed, [...there(1), { id: 2, mark: mark(7) }, ...there(3, 4)])).toEqual([
    { id: 2, change: 'edited' },
  ]);
});
