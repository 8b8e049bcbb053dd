import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { read, type Tx, tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import {
  bodiesOf,
  currentUnit,
  importSuccessions,
  importUnits,
  installUnits,
  lineageOf,
  predecessorsOf,
  publishedName,
  successorsOf,
  suggestAddresses,
  type UnitFiles,
  unitFiles,
  unitsInForce,
  unitsWithin,
  villagesOf,
} from './index.ts';

const house = await testDb();
const ctx = testCtx(house);
const folder = '../shared/data/vietnam';

const files = Object.fromEntries(
  Object.entries(unitFiles).map(([key, name]) => [
    key,
    { name, text: readFileSync(`data/units/${name}`, 'utf8') },
  ]),
) as Record<keyof typeof unitFiles, { name: string; text: string }> satisfies UnitFiles;
const install = (t: Tx) => installUnits(t, files);
const first = await tx(ctx, install);

const unit = async (code: string, on: string) => {
  const found = await read(ctx, (db) => currentUnit(db, code, on));
  if (!found) throw new Error(`no unit ${code} on ${on}`);
  return found;
};

test('the register holds 34 provinces and the 129 communes of Ninh Bình, and 63 provinces before', async () => {
  await read(ctx, async (db) => {
    expect(await unitsInForce(db, 'province')).toHaveLength(34);
    expect(await unitsInForce(db, 'province', '2025-06-30')).toHaveLength(63);
    const communes = await unitsWithin(db, (await unit('37', '2026-01-01')).id);
    expect(communes).toHaveLength(129);
    expect(communes.filter((u) => u.type === 'phường')).toHaveLength(32);
  });
  expect(first.edges).toBeGreaterThan(450);
});

test('installing again adds nothing', async () => {
  expect(await tx(ctx, install)).toEqual({ units: 0, edges: 0 });
});

test('a reused code is another unit at another time', async () => {
  expect((await unit('14701', '2025-06-30')).full_name).toBe('thị trấn Yên Thịnh');
  expect((await unit('14701', '2025-07-01')).full_name).toBe('xã Yên Mô');
  expect((await unit('14701', '2025-07-01')).authority_code).toBe('H42.37.14');
  expect((await unit('14701', '2025-07-01')).authority_code_checked).toBe(false);
});

test('xã Yên Mô answers for three old communes; a divided commune is answered for by nobody until sorted', async () => {
  await read(ctx, async (db) => {
    const yenMo = await unit('14701', '2026-01-01');
    expect(await lineageOf(db, yenMo.id)).toHaveLength(4);
    expect((await predecessorsOf(db, yenMo.id)).map((u) => u.full_name)).toEqual([
      'thị trấn Yên Thịnh',
      'xã Khánh Dương',
      'xã Yên Hòa',
    ]);
    const divided = await unit('14503', '2025-06-30');
    const heirs = await successorsOf(db, divided.id);
    expect(heirs.map((h) => [h.full_name, h.kind])).toEqual([
      ['xã Gia Vân', 'part'],
      ['phường Tây Hoa Lư', 'part'],
    ]);
    for (const heir of heirs) expect(await lineageOf(db, heir.id)).not.toContain(divided.id);
  });
});

test('an old paper shows the old name with the new one, a new paper the new name', async () => {
  await read(ctx, async (db) => {
    const old = await unit('14722', '2025-06-30');
    expect(await publishedName(db, old.id, '2024-05-01')).toBe('xã Yên Hòa, huyện Yên Mô, tỉnh Ninh Bình');
    expect(await publishedName(db, old.id, '2026-05-01')).toBe('xã Yên Hòa, huyện Yên Mô (nay là xã Yên Mô)');
    const now = await unit('14701', '2026-05-01');
    expect(await publishedName(db, now.id, '2026-05-01')).toBe('xã Yên Mô, tỉnh Ninh Bình');
    const divided = await unit('14503', '2025-06-30');
    expect(await publishedName(db, divided.id, '2026-05-01')).toBe(
      'xã Gia Tân, huyện Gia Viễn (nay thuộc xã Gia Vân hoặc phường Tây Hoa Lư)',
    );
  });
});

test.each([
  ['Xã Yên Hòa, Huyện Yên Mô, Tỉnh Ninh Bình'],
  ['yen hoa yen mo'],
  ['Số nhà 12, ngõ 34, thôn Đồng Sen, Yên Hòa, Yên Mô, Ninh Bình'],
  ['Xóm 1, xã Yên Hòa, huyện Yên Mô'],
  ['x. Yên Hoà, h. Yên Mô'],
  ['xa yen hoaa'],
  ['Yên Hòa'.normalize('NFD')],
])('"%s" is understood as the old commune and gives xã Yên Mô with the clause', async (typed) => {
  const [best] = await read(ctx, (db) => suggestAddresses(db, typed));
  expect(best?.said).toBe('xã Yên Hòa, huyện Yên Mô, tỉnh Ninh Bình');
  expect(best?.now).toMatchObject([
    {
      name: 'xã Yên Mô, tỉnh Ninh Bình',
      divided: false,
      clause: 'khoản 86 Điều 1 Nghị quyết 1674/NQ-UBTVQH15',
    },
  ]);
});

test('a commune of today is suggested as itself, and nothing is suggested for nothing', async () => {
  await read(ctx, async (db) => {
    const [best] = await suggestAddresses(db, 'xã Yên Mô');
    expect(best?.now).toMatchObject([{ name: 'xã Yên Mô, tỉnh Ninh Bình', clause: null }]);
    for (const nothing of ['', ' ', ',', "'; drop table units.units; --", '%'])
      expect(await suggestAddresses(db, nothing)).toEqual([]);
    const [divided] = await suggestAddresses(db, 'Gia Tan Gia Vien');
    expect(divided?.now.map((n) => n.divided)).toEqual([true, true]);
  });
});

test('a xã has the bodies of 2026 and no room of a district, a phường its own', async () => {
  await read(ctx, async (db) => {
    const names = (await bodiesOf(db, (await unit('14701', '2026-01-01')).id)).map((b) => b.name);
    expect(names).toContain('Trung tâm Phục vụ hành chính công xã Yên Mô');
    expect(names).toContain('Phòng Kinh tế xã Yên Mô');
    expect(names.join()).not.toMatch(/huyện|\{/);
    const ward = (await bodiesOf(db, (await unit('14725', '2026-01-01')).id)).map((b) => b.short_name);
    expect(ward).toContain('Phòng Kinh tế, Hạ tầng và Đô thị');
  });
});

test('villages keep their old commune, say that they are invented, and a xã has no tổ dân phố', async () => {
  const villages = await read(ctx, async (db) => villagesOf(db, (await unit('14701', '2026-01-01')).id));
  expect(villages.filter((v) => v.former_name === 'Yên Hòa')).toHaveLength(12);
  expect(villages.every((v) => v.invented && v.kind === 'thôn')).toBe(true);
  const wrong = files.villages.text.replace('\tthôn\tĐồng Sen', '\ttổ dân phố\tĐồng Sen');
  await expect(
    tx(ctx, (t) => installUnits(t, { ...files, villages: { name: 'thon.tsv', text: wrong } })),
  ).rejects.toThrow(/Tệp thon\.tsv, dòng 5: kiểu “tổ dân phố”/);
});

test.skipIf(!existsSync(folder))(
  'the real lists of 2026 agree with what we ship, unit by unit and edge by edge',
  async () => {
    const fileOf = (name: string) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') });
    const facts = { asAt: '2026-04-30', since: '2025-07-01', source: 'danh mục tại 30/04/2026' };
    const imported = await tx(ctx, (t) => importUnits(t, fileOf('units-2026-34.tsv'), facts));
    expect(imported).toEqual({ added: 3355 - 34 - 129, changed: 0, unchanged: 34 + 129, absent: [] });
    const successions = await tx(ctx, (t) =>
      importSuccessions(t, fileOf('ninh-binh-old-to-new-2025.tsv'), { on: '2025-07-01', source: 'x' }),
    );
    expect(successions).toMatchObject({ units: 0, edges: 0 });
    const [hanoi] = await read(ctx, (db) => suggestAddresses(db, 'phường Yên Hòa, thành phố Hà Nội'));
    expect(hanoi?.unit.code).toBe('00175');
  },
);
