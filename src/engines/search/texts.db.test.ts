import { describe, expect, test } from 'vitest';
import { tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import { fold, type HeldText, heldTexts, putTexts, removeTexts, searchTexts } from './index.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-11-24T09:00' });

const texts: HeldText[] = [
  ['khai-sinh', 'Đăng ký khai sinh', 'Cha mẹ nộp tờ khai cho trẻ mới sinh ra.'],
  ['khai-sinh-lai', 'Đăng ký lại khai sinh', 'Sổ hộ tịch và bản chính đều bị mất.'],
  ['khai-tu', 'Đăng ký khai tử', 'Giấy báo tử; người chết đã được đăng ký khai sinh ở nơi khác.'],
  ['ket-hon', 'Đăng ký kết hôn', 'Hai bên nam nữ cùng có mặt.'],
  ['ho-kinh-doanh', 'Đăng ký thành lập hộ kinh doanh', 'Tên, ngành nghề, địa điểm.'],
  ['ma-ruong', 'Gieo mạ', 'Ruộng lúa.'],
  ['ma-mo', 'Xây mả', 'Nghĩa trang.'],
  ['sinh-khai', 'Chế độ thai sản', 'Sau khi sinh, người lao động khai báo với cơ quan bảo hiểm.'],
].map(([id = '', title = '', body = '']) => ({ id, title, body }));
await tx(ctx, (t) => putTexts(t, 'trial', texts));

const search = (text: string, limit = 10) => searchTexts(ctx.db, { corpus: 'trial', text, limit });

describe('what is found first', () => {
  test.each([
    ['khai sinh', 'khai-sinh'],
    ['Đăng ký khai sinh', 'khai-sinh'],
    ['dang ki khai sinh', 'khai-sinh'],
    ['khai snh', 'khai-sinh'],
    ['khai sihn', 'khai-sinh'],
    ['khaisinh', 'khai-sinh'],
    ['giaays baos tuwr', 'khai-tu'],
    ['ket hnoo', 'ket-hon'],
    ['hkd', 'ho-kinh-doanh'],
    ['mả', 'ma-mo'],
    ['mạ', 'ma-ruong'],
    ['tôi muốn đăng ký kết hôn ở đâu', 'ket-hon'],
    ['người lao động khai báo', 'sinh-khai'],
  ])('%s → %s', async (query, id) => {
    expect((await search(query))[0]).toBe(id);
  });

  test('side by side in a title goes before both in it, these before the text', async () => {
    expect(await search('khai sinh')).toEqual(['khai-sinh', 'khai-sinh-lai', 'khai-tu', 'sinh-khai']);
    expect(await search('khai sinh', 2)).toEqual(['khai-sinh', 'khai-sinh-lai']);
  });

  test('other words for the same are read from the synonyms', async () => {
    const synonyms = [['cưới', 'kết hôn']];
    const found = await searchTexts(ctx.db, { corpus: 'trial', text: 'cưới ở đâu', limit: 3, synonyms });
    expect(found).toContain('ket-hon');
  });

  test('a word too many is left out, nonsense finds nothing', async () => {
    expect((await search('kết hôn phường'))[0]).toBe('ket-hon');
    for (const nothing of ['', ' … ', 'zzqx wwkp', '😀', "'; drop table", '&|!<->:*'])
      expect(await search(nothing), nothing).toEqual([]);
    expect((await search('khai sinh '.repeat(5_000))).length).toBeGreaterThan(0);
  });
});

test('a corpus does not answer for another', async () => {
  await tx(ctx, (t) => putTexts(t, 'other', [{ id: 'x', title: 'Đăng ký khai sinh', body: '' }]));
  expect(await searchTexts(ctx.db, { corpus: 'other', text: 'khai sinh', limit: 9 })).toEqual(['x']);
  expect(await search('khai sinh')).not.toContain('x');
});

test('a text that is put again is found by its new words only, a removed one not at all', async () => {
  const put = (title: string) => tx(ctx, (t) => putTexts(t, 'again', [{ id: 'a', title, body: '' }]));
  const find = (text: string) => searchTexts(ctx.db, { corpus: 'again', text, limit: 9 });
  await put('Cấp giấy phép xây dựng');
  await put('Cấp phép đào giếng');
  expect(await find('đào giếng')).toEqual(['a']);
  expect(await find('xây dựng')).toEqual([]);
  await tx(ctx, (t) => removeTexts(t, 'again', ['a']));
  expect(await find('đào giếng')).toEqual([]);
  expect(await heldTexts(ctx.db, 'again')).toEqual([]);
  const left = await house.asOwner(
    `select sum(documents)::int as n from search.words where corpus = 'again'`,
    [],
  );
  expect(left).toEqual([{ n: 0 }]);
});

/** The order as the README promises it, computed from the texts themselves. */
function expectedOrder(corpus: readonly HeldText[], words: readonly string[]): string[] {
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`);
  const has = (where: string, part: string) => ` ${fold(where)} `.includes(` ${part} `);
  const anywhere = (text: HeldText, part: string) => has(text.title, part) || has(text.body, part);
  const documents = (word: string) => corpus.filter((text) => anywhere(text, word)).length;
  const rarest = [...words].sort((a, b) => documents(a) - documents(b))[0] ?? '';
  const tierOf = (text: HeldText): number => {
    if (pairs.every((pair) => has(text.title, pair))) return 1;
    if (words.every((word) => has(text.title, word))) return 2;
    if (!words.every((word) => anywhere(text, word))) return Number.POSITIVE_INFINITY;
    const isBeside = pairs.every((pair) => anywhere(text, pair));
    if (isBeside) return pairs.some((pair) => has(text.title, pair)) ? 3 : 4;
    return has(text.title, rarest) ? 5 : 6;
  };
  const size = (text: string) => fold(text).split(' ').filter(Boolean).length;
  return corpus
    .map((text) => ({ text, tier: tierOf(text) }))
    .filter(({ tier }) => tier < Number.POSITIVE_INFINITY)
    .sort(
      (a, b) =>
        a.tier - b.tier ||
        (a.tier < 3 ? size(a.text.title) - size(b.text.title) : 0) ||
        size(`${a.text.title} ${a.text.body}`) - size(`${b.text.title} ${b.text.body}`) ||
        (a.text.id < b.text.id ? -1 : 1),
    )
    .map(({ text }) => text.id);
}

test('the first ten are the first ten of all, whatever the corpus', async () => {
  const syllables = ['bong', 'cam', 'dua', 'gao', 'hanh', 'khoai', 'lua', 'mia'];
  let seed = 7;
  const next = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * n);
  };
  const some = (n: number) =>
    Array.from({ length: n }, () => syllables[next(syllables.length)] ?? '').join(' ');
  const corpus = Array.from({ length: 400 }, (_, i) => ({
    id: `t${String(i).padStart(3, '0')}`,
    title: some(2 + next(4)),
    body: some(next(9)),
  }));
  await tx(ctx, (t) => putTexts(t, 'random', corpus));
  for (let round = 0; round < 80; round++) {
    const words = [...new Set(some(2 + next(3)).split(' '))];
    if (words.length < 2) continue;
    const found = await searchTexts(ctx.db, { corpus: 'random', text: words.join(' '), limit: 10 });
    const wanted = expectedOrder(corpus, words).slice(0, 10);
    if (wanted.length > 0) expect(found, words.join(' ')).toEqual(wanted);
  }
});
