import { expect, test } from 'vitest';
import { tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import { importPeople, peopleTemplate } from '../index.ts';
import { decoded } from './decode.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const [unit] = await house.asOwner(
  `insert into units.units (code, name, full_name, type, level, valid_from, source, folded)
   values ('14701', 'Yên Mô', 'xã Yên Mô', 'xã', 'commune', '2025-07-01', 'test', 'yen mo') returning id`,
);
await house.asOwner(
  `insert into units.villages (unit_id, name, kind, valid_from, invented, source) values ($1, 'Liên Trì', 'thôn', '2025-07-01', false, 'test')`,
  [unit?.id],
);

async function* pieces(text: string, size = 7) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
const load = (text: string, skipBad?: (fault: { line: number; message: string }) => void) =>
  tx(ctx, (t) =>
    importPeople(ctx, t, {
      name: 'thu.csv',
      text: pieces(text),
      unitCode: '14701',
      today: '2026-03-02',
      ...(skipBad ? { skipBad } : {}),
    }),
  );
const count = async () => Number((await house.asOwner('select count(*) as n from people.persons'))[0]?.n);

const good =
  '\uFEFFHọ và tên;Ngày sinh;Giới tính;Số định danh;Số điện thoại;Thôn;Số hộ;Quan hệ với chủ hộ\r\n' +
  'NGUYỄN THỊ LAN;05/01/1980;Nữ;037180000001;0912 345 678;Liên Trì;H-01;Chủ hộ\r\n' +
  '"Trần Văn ""An""";1978;nam;;;thôn liên trì;H-01;Chồng\r\n' +
  'Trần Bé;10-2015;Nam;;;;H-01;Con\r\n';

test('a file with one bad row writes nothing and says which line', async () => {
  await expect(load(good)).rejects.toThrow(/Dòng 3: .*chữ cái/);
  expect(await count()).toBe(0);
});

test('a good file is written with its household; the same file again changes nothing', async () => {
  const text = good.replace('"Trần Văn ""An"""', '"Trần Văn An"');
  expect(await load(text)).toEqual({ rows: 3, added: 3, updated: 0, unchanged: 0, bad: 0 });
  expect(await load(text)).toEqual({ rows: 3, added: 0, updated: 0, unchanged: 3, bad: 0 });
  const [household] = await house.asOwner(
    `select h.code, p.name, (select count(*)::int from people.persons m where m.household_id = h.id) as members
     from people.households h join people.persons p on p.id = h.head_person_id`,
  );
  expect(household).toEqual({ code: 'H-01', name: 'Nguyễn Thị Lan', members: 3 });
  const moved = text.replace('0912 345 678', '0912 345 679');
  expect(await load(moved)).toMatchObject({ updated: 1, unchanged: 2 });
  const changes = await house.asOwner('select before, after, reason from people.changes');
  expect(changes).toEqual([
    {
      before: { phone: '+84912345678' },
      after: { phone: '+84912345679' },
      reason: 'Nhập từ tệp thu.csv',
    },
  ]);
  expect((await house.asOwner('select count(*)::int as n from people.import_rows'))[0]?.n).toBe(0);
});

test('with skip-bad the good rows are written and the bad ones handed back with their lines', async () => {
  const bad: number[] = [];
  const rows = [
    'Họ và tên\tNgày sinh\tGiới tính\tSố định danh\tThôn',
    'Vũ Thị Hai\t1990\tNữ\t037190000002\t',
    'Vũ 😀\t1990\tNữ\t\t',
    'Vũ Thị Ba\t31/02/1990\tNữ\t\t',
    'Vũ Thị Bốn\t1990\tkhác\t\t',
    'Vũ Thị Năm\t1990\tNữ\t037190000002\t',
    'Vũ Thị Sáu\t1990\tNữ\t\tXóm Không Có',
    'Y\t1990\tNữ\t\t',
  ];
  expect(await load(rows.join('\n'), ({ line }) => bad.push(line))).toMatchObject({ added: 2, bad: 5 });
  expect(bad.sort()).toEqual([3, 4, 5, 6, 7]);
});

test('the template is a file that can be read, and one without a name column is refused', async () => {
  expect(await load(peopleTemplate())).toMatchObject({ rows: 0, added: 0 });
  await expect(load('Tuổi,Giới tính\n3,Nam\n')).rejects.toThrow(/Họ và tên/);
  await expect(load('')).rejects.toThrow(/không có dòng nào/);
});

async function* bytes(all: Uint8Array, size = 5) {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
async function read(all: Uint8Array): Promise<string> {
  let text = '';
  for await (const piece of decoded(bytes(all))) text += piece;
  return text;
}

test('the letters of a spreadsheet are read as it saved them; old letters are refused, not filled with marks', async () => {
  const text = 'Họ và tên;Ngày sinh\r\nNguyễn Thị Lành 𪚥;1980\r\n';
  expect(await read(Buffer.from(`\uFEFF${text}`))).toBe(text);
  expect(await read(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toBe(text);
  expect(await read(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())).toBe(text);
  for (const old of [Buffer.from([0x4e, 0xb9, 0x20, 0x4c]), Buffer.from('Họ').subarray(0, 3)])
    await expect(read(old)).rejects.toMatchObject({ code: 'people.import-letters' });
});
