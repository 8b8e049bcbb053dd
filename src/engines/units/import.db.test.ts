import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { Refusal, read, tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import {
  currentUnit,
  importSuccessions,
  importUnits,
  successorsOf,
  unitsInForce,
  versionsOf,
} from './index.ts';

const house = await testDb();
const ctx = testCtx(house);
const folder = '../shared/data/vietnam';
const facts = { asAt: '2026-04-30', since: '2025-07-01', source: 'danh mục tại 30/04/2026' };
const fileOf = (name: string) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') });
const counted = async () => Number((await house.asOwner('select count(*) from units.units'))[0]?.count);

const header = 'level\tcode\tparent\tfull_name\tshort_name\ttype';
const small = (...rows: string[]) => ({ name: 'don-vi.tsv', text: [header, ...rows].join('\n') });

describe.skipIf(!existsSync(folder))('the real lists of 2026', () => {
  beforeAll(async () => {
    const imported = await tx(ctx, (t) => importUnits(t, fileOf('units-2026-34.tsv'), facts));
    expect(imported).toEqual({ added: 3355, changed: 0, unchanged: 0, absent: [] });
  });

  test('34 provinces and 3,321 communes are in force, and a second run changes nothing', async () => {
    await read(ctx, async (db) => {
      expect(await unitsInForce(db, 'province')).toHaveLength(34);
      expect(await unitsInForce(db, 'commune')).toHaveLength(3321);
      expect((await currentUnit(db, '38', '2026-05-01'))?.name).toBe('Thanh Hóa');
    });
    const again = await tx(ctx, (t) => importUnits(t, fileOf('units-2026-34.tsv'), facts));
    expect(again).toEqual({ added: 0, changed: 0, unchanged: 3355, absent: [] });
  });

  test('a unit renamed in a later list gets a new version that follows the old one', async () => {
    const file = fileOf('units-2026-34.tsv');
    const text = file.text.replace('Xã Yên Mạc\tYên Mạc\tXã', 'Phường Yên Mạc\tYên Mạc\tPhường');
    expect(text).not.toBe(file.text);
    const later = { ...facts, asAt: '2026-10-01', act: 'Nghị quyết thử' };
    expect(await tx(ctx, (t) => importUnits(t, { name: file.name, text }, later))).toMatchObject({
      changed: 1,
      added: 0,
    });
    await read(ctx, async (db) => {
      const versions = await versionsOf(db, '14743');
      expect(versions.map((v) => [v.full_name, v.valid_from, v.valid_to])).toEqual([
        ['xã Yên Mạc', '2025-07-01', '2026-10-01'],
        ['phường Yên Mạc', '2026-10-01', null],
      ]);
      expect(await successorsOf(db, versions[0]?.id ?? 0)).toMatchObject([
        { full_name: 'phường Yên Mạc', kind: 'rename' },
      ]);
    });
  });

  test('404 of 406 successions are kept, the two that their clauses contradict are told with their lines', async () => {
    const file = fileOf('ninh-binh-old-to-new-2025.tsv');
    const given = { on: '2025-07-01', source: file.name };
    const imported = await tx(ctx, (t) => importSuccessions(t, file, given));
    expect(imported).toMatchObject({ units: 398 + 22 + 3, edges: 404 });
    expect(imported.doubts).toHaveLength(2);
    expect(imported.doubts.join()).toMatch(/dòng \d+: .*Đông Sơn[\s\S]*dòng \d+: .*Tân Thành/);
    expect(await tx(ctx, (t) => importSuccessions(t, file, given))).toMatchObject({ units: 0, edges: 0 });
    await read(ctx, async (db) => {
      const old = await currentUnit(db, '14722', '2025-06-30');
      expect(await successorsOf(db, old?.id ?? 0)).toMatchObject([
        { code: '14701', kind: 'whole', clause: 'khoản 86 Điều 1 Nghị quyết 1674/NQ-UBTVQH15' },
      ]);
    });
  });

  test('a fault in the last line leaves nothing behind and names the line', async () => {
    const before = await counted();
    const file = fileOf('units-2026-34.tsv');
    const text = `${file.text.trimEnd()}\ncommune\t99999\t99\tXã Không Đâu\tKhông Đâu\tXã\n`;
    await expect(tx(ctx, (t) => importUnits(t, { name: file.name, text }, facts))).rejects.toThrow(
      /^Tệp units-2026-34\.tsv, dòng 3358: không tìm thấy đơn vị cấp trên có mã 99/,
    );
    const successions = fileOf('ninh-binh-old-to-new-2025.tsv');
    const wrong = {
      name: 'x.tsv',
      text: successions.text.replace(/\t14701\tXã Yên Mô\t/, '\t14701\tXã Yên Mộ\t'),
    };
    await expect(
      tx(ctx, (t) => importSuccessions(t, wrong, { on: '2025-07-01', source: 'x' })),
    ).rejects.toThrow(/^Tệp x\.tsv, dòng 395: mã 14701 trong danh mục là “xã Yên Mô”/);
    expect(await counted()).toBe(before);
  });
});

test.each([
  [[], 'không có dòng dữ liệu'],
  [['province\t37\t\tTỉnh Ninh Bình\tNinh Bình'], 'dòng 2: cần 6 cột nhưng có 5'],
  [['province\t377\t\tTỉnh Ninh Bình\tNinh Bình\tTỉnh'], 'dòng 2: mã đơn vị “377”'],
  [['province\t97\t\tHuyện Yên Mô\tYên Mô\tHuyện'], 'dòng 2: loại đơn vị “Huyện”'],
  [['province\t97\t\tTỉnh Ninh Bình\tNinh Bính\tTỉnh'], 'dòng 2: tên đầy đủ'],
  [
    ['province\t97\t\tTỉnh Thử\tThử\tTỉnh', '', 'province\t97\t\tTỉnh Thử\tThử\tTỉnh'],
    'dòng 4: mã 97 xuất hiện hai lần',
  ],
])('a broken list is refused with its line: %s', async (rows, sentence) => {
  const refused = tx(ctx, (t) => importUnits(t, small(...rows), facts));
  await expect(refused).rejects.toBeInstanceOf(Refusal);
  await expect(refused).rejects.toThrow(sentence);
});

test('a list without its columns, and successions to an unknown unit, are refused', async () => {
  const headless = { name: 'a.tsv', text: 'code\tname\n37\tNinh Bình' };
  await expect(tx(ctx, (t) => importUnits(t, headless, facts))).rejects.toThrow(
    'dòng 1: thiếu cột level, parent',
  );
  const names =
    'old_province\told_district\told_commune\told_address\tnew_commune\tnew_name\tresolution\tclause';
  const row = '37\t377\t14999\tXã A, Huyện B, Tỉnh C\t98765\tXã D\t1/NQ\t1. nhập';
  await expect(
    tx(ctx, (t) =>
      importSuccessions(t, { name: 'b.tsv', text: `${names}\n${row}` }, { on: '2025-07-01', source: 'b' }),
    ),
  ).rejects.toThrow('Tệp b.tsv, dòng 2: không tìm thấy đơn vị có mã 98765');
});
