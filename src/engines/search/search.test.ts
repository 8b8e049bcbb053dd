import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildIndex, type Searchable } from './index.ts';

const procedure = (id: string, name: string, plain: string, text = ''): Searchable => ({
  id,
  fields: [
    { text: name, weight: 4 },
    { text: plain, weight: 4 },
    { text, weight: 1 },
  ],
});
const index = buildIndex(
  [
    procedure(
      '1.001193',
      'Đăng ký khai sinh',
      'Làm giấy khai sinh cho con',
      'Trẻ em mới sinh, giấy chứng sinh',
    ),
    procedure('1.000656', 'Đăng ký khai tử', 'Báo người mất', 'Giấy báo tử của bệnh viện'),
    procedure(
      '1.004873',
      'Cấp Giấy xác nhận tình trạng hôn nhân',
      'Giấy xác nhận còn độc thân',
      'Chưa kết hôn, ly hôn',
    ),
    procedure('2.000635', 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh', 'Xin bản sao khai sinh'),
    procedure(
      '1.001612',
      'Đăng ký thành lập hộ kinh doanh',
      'Mở cửa hàng, quán ăn',
      'Tên hộ kinh doanh, ngành nghề',
    ),
    procedure('1.011607', 'Công nhận hộ nghèo, hộ cận nghèo', 'Xét hộ nghèo'),
    procedure('2.000815', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản', 'Sao y công chứng giấy tờ'),
    procedure('1.004222', 'Đăng ký thường trú', 'Nhập hộ khẩu', 'Công an xã; chuyển đến nơi ở mới'),
    procedure('1.000894', 'Đăng ký kết hôn', 'Làm giấy kết hôn', 'Hai bên nam nữ cùng có mặt'),
    procedure('x.ma', 'Hỗ trợ nuôi má', 'Má'),
    procedure('x.ma2', 'Bốc mộ, cải táng mồ mả', 'Mả'),
  ],
  [
    ['công chứng', 'chứng thực', 'sao y'],
    ['độc thân', 'tình trạng hôn nhân'],
    ['cưới', 'lấy chồng', 'lấy vợ', 'kết hôn'],
    ['chết', 'mất', 'qua đời', 'khai tử'],
  ],
);
const first = (query: string) => index.search(query, 3)[0]?.id;

describe('everyday questions find their procedure', () => {
  test.each([
    ['giay khai sinh cho con', '1.001193'],
    ['khai sinh', '1.001193'],
    ['Đăng ký khai sinh', '1.001193'],
    ['Đăng ký khai sinh'.normalize('NFD'), '1.001193'],
    ['tôi muốn làm giấy khai sinh cho con thì làm ở đâu', '1.001193'],
    ['dang ki khai xinh', '1.001193'],
    ['khai sinhh', '1.001193'],
    ['giaays khai sinh cho con', '1.001193'],
    ['giaay khai sinh con', '1.001193'],
    ['khai snh cho con', '1.001193'],
    ['khaisinh cho con', '1.001193'],
    ['dang ky khia sinh', '1.001193'],
    ['gks cho con', '1.001193'],
    ['bản sao gks', '2.000635'],
    ['xin bản sao giấy khai sinh', '2.000635'],
    ['trich luc', '2.000635'],
    ['cong chung', '2.000815'],
    ['công chứng giấy tờ', '2.000815'],
    ['sao y ban chinh', '2.000815'],
    ['giấy độc thân', '1.004873'],
    ['giay doc than', '1.004873'],
    ['xnhn', '1.004873'],
    ['tinh trang hon nhan', '1.004873'],
    ['hkd', '1.001612'],
    ['mo quan an', '1.001612'],
    ['ho kinh doanhh', '1.001612'],
    ['hộ nghèo', '1.011607'],
    ['nhap khau', '1.004222'],
    ['thuong tru', '1.004222'],
    ['cuoi vo', '1.000894'],
    ['ket hon', '1.000894'],
    ['bà tôi mất', '1.000656'],
    ['bao tu', '1.000656'],
    ['khai tuwr', '1.000656'],
    ['khai tu', '1.000656'],
    ['lam giay khai sinh', '1.001193'],
    ['ba toi chet', '1.000656'],
  ])('%s → %s', (query, id) => {
    expect(first(query)).toBe(id);
  });

  test('while it is still being typed', () => {
    for (const typed of ['khai si', 'khai sin']) expect(first(typed)).toBe('1.001193');
    expect(index.search('khai s', 3).map((h) => h.id)).toContain('1.001193');
    expect(first('tình tr')).toBe('1.004873');
    expect(first('kinh doa')).toBe('1.001612');
  });
});

test('marks that are typed decide between words that fold the same', () => {
  expect(first('má')).toBe('x.ma');
  expect(first('mả')).toBe('x.ma2');
  expect(index.search('ma').map((h) => h.id)).toEqual(expect.arrayContaining(['x.ma', 'x.ma2']));
});

test('the answer says which words were found', () => {
  expect(index.search('khai sinh qwrtpz')[0]).toMatchObject({ matched: ['khai', 'sinh'] });
});

test('nonsense, blanks and very long input find nothing or answer quietly', () => {
  expect(index.search('')).toEqual([]);
  expect(index.search(' … !!! ')).toEqual([]);
  expect(index.search('qwrtpzxk')).toEqual([]);
  expect(index.search('khai sinh '.repeat(5_000)).length).toBeGreaterThan(0);
});

const official = '../shared/data/vietnam/procedures-official-2026.json';
describe.skipIf(!existsSync(official))(
  'the 288 procedures of procedures-official-2026.json (skipped where that file is absent)',
  () => {
    const rows = existsSync(official) ? readNames(readFileSync(official, 'utf8')) : [];
    const all = buildIndex(rows.map(({ code, name }) => procedure(code, name, '')));

    test('are each found by their own name without marks', () => {
      expect(rows.length).toBeGreaterThan(250);
      const lost = rows.filter(({ code, name }) => {
        const query = name
          .normalize('NFD')
          .replace(/[\u0300-\u036f]/g, '')
          .replace(/[đĐ]/g, 'd');
        return !all
          .search(query, 3)
          .some((h) => h.id === code || rows.find((r) => r.code === h.id)?.name === name);
      });
      expect(lost.map((r) => r.name)).toEqual([]);
    });

    test('are searched in about a millisecond', () => {
      const queries = ['giay khai sinh cho con', 'dang ki khai xinh', 'xac nhn tinh trang hon nhan', 'hkd'];
      for (const q of queries) all.search(q);
      const start = performance.now();
      for (let i = 0; i < 25; i++) for (const q of queries) all.search(q, 10);
      expect((performance.now() - start) / 100).toBeLessThan(5);
    });
  },
);

function readNames(text: string): { code: string; name: string }[] {
  const found: { code: string; name: string }[] = [];
  JSON.parse(text, (_, value: unknown) => {
    if (value && typeof value === 'object' && 'ma' in value && 'ten' in value)
      found.push({ code: String(value.ma), name: String(value.ten) });
    return value;
  });
  return found;
}
