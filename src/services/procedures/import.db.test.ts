import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import { mentioning } from './catalogue.ts';
import { currentVersion, importOfficial, importProcedures, officialVersion, versionById } from './index.ts';

const official = '../shared/data/vietnam/procedures-official-2026.json';
const house = await testDb();
const ctx = testCtx(house, { at: '2026-11-24T09:00' });
const day = '2026-11-24';
const file = (name: string) => ({
  name: `data/procedures/${name}.yaml`,
  text: fs.readFileSync(`data/procedures/${name}.yaml`, 'utf8'),
});
const birth = file('1.001193-khai-sinh');
const death = file('1.000656-khai-tu');
const bring = (...files: (typeof birth)[]) => tx(ctx, (t) => importProcedures(t, files, ctx.now()));
const countOf = async (code: string) =>
  (await house.asOwner('select count(*)::int as n from procedures.versions where code = $1', [code]))[0]?.n;

describe('importing our own files', () => {
  test('a fault in the second file leaves nothing of the first', async () => {
    const broken = { ...death, text: death.text.replace('role: approver', 'role: mayor') };
    await expect(bring(birth, broken)).rejects.toThrow(/1\.000656-khai-tu\.yaml, dòng \d+/);
    expect(await currentVersion(ctx.db, '1.001193', day)).toBeUndefined();
  });

  test('three bad files are named together, each with its line', async () => {
    const faulty = (name: string, text: string) => ({ name, text });
    const three = [
      faulty('một.yaml', birth.text.replace('route: portal', 'route: nowhere')),
      faulty('hai.yaml', death.text.replace('role: approver', 'role: mayor')),
      faulty('ba.yaml', 'code: ['),
    ];
    const said = await bring(birth, ...three).catch((error: Error) => error.message);
    expect(said).toMatch(/^Có 3 chỗ chưa đúng/u);
    for (const name of ['một', 'hai', 'ba'])
      expect(said).toMatch(new RegExp(`- ${name}\\.yaml, dòng \\d+: `, 'u'));
    expect(await currentVersion(ctx.db, '1.001193', day)).toBeUndefined();
  });

  test('the same text twice makes one version', async () => {
    expect(await bring(birth, death)).toMatchObject({ added: ['1.001193', '1.000656'], unchanged: 0 });
    expect(await bring(birth, death)).toMatchObject({ added: [], replaced: [], unchanged: 2 });
    expect(await countOf('1.001193')).toBe(1);
  });

  test('a newer text ends the older version on its own first day and keeps it readable', async () => {
    const before = await currentVersion(ctx.db, '1.001193', day);
    const newer = birth.text
      .replace('valid-from: 2025-07-01', 'valid-from: 2027-03-01')
      .replace('label: Số điện thoại,', 'label: Số điện thoại liên lạc,');
    expect((await bring({ ...birth, text: newer })).replaced).toEqual(['1.001193']);
    expect((await currentVersion(ctx.db, '1.001193', '2027-02-28'))?.id).toBe(before?.id);
    const after = await currentVersion(ctx.db, '1.001193', '2027-03-01');
    expect(after?.id).not.toBe(before?.id);
    expect(await versionById(ctx.db, before?.id ?? '')).toMatchObject({
      valid_to: '2027-03-01',
      definition: before?.definition,
    });
  });

  test('a text that begins before the version in force is refused', async () => {
    const older = { ...death, text: death.text.replace('valid-from: 2025-07-01', 'valid-from: 2024-01-01') };
    await expect(bring(older)).rejects.toThrow('1.000656');
  });

  test('where else to go comes in once and is replaced as a whole', async () => {
    const other = file('elsewhere');
    const places = async () =>
      (await house.asOwner('select id, place_to_go from procedures.elsewhere order by ordinal')).length;
    await bring(other);
    const all = await places();
    await bring(other);
    expect(await places()).toBe(all);
    await bring({ ...other, text: other.text.slice(0, other.text.indexOf('- id: divorce')) });
    expect(await places()).toBe(1);
  });

  test('the program cannot change or remove a version', async () => {
    const [rights] = await house.asOwner(
      `select has_table_privilege('langso_app', 'procedures.versions', 'update') as may_update,
              has_table_privilege('langso_app', 'procedures.versions', 'delete') as may_delete`,
    );
    expect(rights).toEqual({ may_update: false, may_delete: false });
  });
});

describe.skipIf(!fs.existsSync(official))('the national portal (procedures-official-2026.json)', () => {
  const json: unknown = fs.existsSync(official) ? JSON.parse(fs.readFileSync(official, 'utf8')) : {};
  const textOf = async (code: string) => {
    const found = (await officialVersion(ctx.db, code, day))?.definition.official;
    if (!found) throw new Error(`${code} was not imported`);
    return found;
  };

  test('one broken record among the real ones: nothing is written, and it is named', async () => {
    const records = (json as { thu_tuc: { ma: string }[] }).thu_tuc;
    const broken = { thu_tuc: records.map((r, i) => (i === 200 ? { ...r, ten: undefined } : r)) };
    await expect(tx(ctx, (t) => importOfficial(t, broken, ctx.now()))).rejects.toThrow('Thủ tục thứ 201');
    expect(await officialVersion(ctx.db, records[0]?.ma.slice(0, 8) ?? '', day)).toBeUndefined();
  });

  test('three bad records of 288 are named together with their reasons, and nothing is written', async () => {
    const records = (json as { thu_tuc: { ma: string }[] }).thu_tuc;
    const faulty: Record<number, object> = {
      3: { ma: '1.00' },
      100: { ten: undefined },
      287: { can_cu: 'Luật' },
    };
    const broken = { thu_tuc: records.map((record, i) => ({ ...record, ...faulty[i] })) };
    const said = await tx(ctx, (t) => importOfficial(t, broken, ctx.now())).catch((e: Error) => e.message);
    expect(said).toMatch(/^Có 3 chỗ chưa đúng, chưa nạp gì cả:/u);
    expect(said).toContain('Thủ tục thứ 4');
    expect(said).toContain('mã “1.00” không phải mã thủ tục quốc gia');
    expect(said).toMatch(/Thủ tục thứ 101 .*thiếu mục “ten”/u);
    expect(said).toMatch(/Thủ tục thứ 288 .*thiếu mục “can_cu”/u);
    const [written] = await house.asOwner(
      `select count(*)::int as n from procedures.versions where kind = 'official'`,
      [],
    );
    expect(written?.n).toBe(0);
  });

  test('all 288 records come in once, and their whole texts are found', async () => {
    const bringAll = () => tx(ctx, (t) => importOfficial(t, json, ctx.now()));
    expect((await bringAll()).added).toHaveLength(288);
    const found = await mentioning(ctx.db, 'biên bản ba mặt một lời', day, []);
    expect(found.length).toBeLessThanOrEqual(6);
    const told = await mentioning(ctx.db, 'người làm chứng xác nhận việc sinh', day, []);
    expect(told.map((entry) => entry.code)).toContain('1.001193');
    expect(await bringAll()).toMatchObject({ added: [], replaced: [], unchanged: 288 });
  });

  test('our own account stays in front of the portal text', async () => {
    expect((await currentVersion(ctx.db, '1.000656', day))?.kind).toBe('whole');
    expect((await currentVersion(ctx.db, '1.000894', day))?.kind).toBe('official');
  });

  test('advice is not a paper to bring', async () => {
    const { papers, advice } = await textOf('1.001193');
    const names = papers.flatMap((g) => g.items.map((i) => i.name));
    expect(names.some((n) => n.startsWith('Giấy chứng sinh'))).toBe(true);
    expect(names.every((n) => !n.includes('không được yêu cầu'))).toBe(true);
    expect(advice.length).toBeGreaterThan(10);
  });

  test('a number without a unit promises nothing', async () => {
    const { channels } = await textOf('1.004873');
    expect(channels[0]).toMatchObject({ number: 3, unit: null });
    const version = await officialVersion(ctx.db, '1.004873', day);
    expect(version?.definition.cases[0]?.limit).toEqual({ kind: 'none' });
  });

  test('8,000 is eight thousand, the council is not free, dollars are of no concern', async () => {
    expect((await textOf('2.000635')).channels[0]?.fee).toMatch(/^8\.000 đồng/);
    expect((await textOf('1.004873')).channels[0]?.fee).not.toMatch(/^Miễn phí/);
    expect((await textOf('2.000815')).channels.every((c) => !c.fee.includes('USD'))).toBe(true);
  });

  test('what is pasted twice is told once', async () => {
    for (const code of ['2.000575', '1.013225', '1.013229']) {
      const { order, papers } = await textOf(code);
      const long = order.split('\n').filter((line) => line.length > 80);
      expect(new Set(long).size, code).toBe(long.length);
      const names = papers.flatMap((g) => g.items.map((i) => i.name));
      expect(new Set(names).size, code).toBe(names.length);
    }
  });

  test('a paper swallowed by the title after it is a paper again, without the name of its file', async () => {
    const { papers } = await textOf('1.013076');
    const names = papers.flatMap((g) => g.items.map((i) => i.name));
    expect(names.some((n) => n.startsWith('Giấy khai thu hồi chứng nhận đăng ký xe'))).toBe(true);
    const everything: string[] = [];
    for (const { ma } of (json as { thu_tuc: { ma: string }[] }).thu_tuc) {
      const text = await textOf(ma.slice(0, 8));
      everything.push(
        ...text.papers.flatMap((g) => [g.group, ...g.items.map((i) => i.name)]),
        ...text.advice,
      );
    }
    expect(everything.filter((line) => /\d bản (chính|sao)[-,*]/u.test(line))).toEqual([]);
    // A file whose name begins with a small letter cannot be told from the words before it.
    const files = everything.filter((line) => /\.docx?$/u.test(line));
    expect(files.length, files.join('\n')).toBeLessThan(10);
    expect(everything).toContain(
      'Danh mục tài sản đề nghị xử lý theo Mẫu số 02 Phụ lục kèm theo Thông tư số 67/2025/TT-BXD',
    );
  });

  test('names of results and numbers of laws are whole again', async () => {
    expect((await textOf('1.004222')).result).toContain('; Thông báo kết quả');
    const { bases } = await textOf('1.001193');
    expect(bases).toEqual(
      expect.arrayContaining(['60/2014/QH13', '04/2020/TT-BTP', '66.7/2025/NQ-CP', '106/2021/TT-BTC']),
    );
    expect((await textOf('1.004222')).bases).toContain('68/2020/QH14');
  });

  test('a record without a code is named by its place in the file', async () => {
    const broken = {
      thu_tuc: [
        {
          ma: 'x',
          ten: '',
          linh_vuc: '',
          trinh_tu: '',
          quyet_dinh: '',
          cach_thuc: [],
          thanh_phan: [],
          can_cu: [],
        },
      ],
    };
    await expect(tx(ctx, (t) => importOfficial(t, broken, ctx.now()))).rejects.toThrow('Thủ tục thứ 1');
  });
});
