import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDb } from '#engines/testing';
import { fold } from './index.ts';

const house = await testDb();

const vietnamese = fc
  .array(
    fc.constantFrom(
      ...'aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯXYfjwz0123456789 .,-/()–…“”\t\n',
      ...'áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵÁÀẢÃẠẾỀỂỄỆỘỢỰỴ',
    ),
    { maxLength: 40 },
  )
  .map((letters) => letters.join(''));
const anything = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((s) => !s.includes('\u0000'));

test('SQL folds like the program: Vietnamese in either encoding, and any other text', async () => {
  const texts = fc
    .sample(vietnamese, 800)
    .flatMap((t) => [t, t.normalize('NFD')])
    .concat(fc.sample(anything, 500), ['½ m² Ⅳ ﬁ', 'İstanbul Straße ŁÓDŹ K', 'Huỳnh Thị Bích-Liễu']);
  const rows = await house.asOwner(
    'select t as value, search.fold(t) as folded from unnest($1::text[]) with ordinality as x (t, n) order by n',
    [texts],
  );
  expect(rows.map((r) => r.folded)).toEqual(texts.map(fold));
});

test('a generated column and a trigram index may rest on it', async () => {
  await house.asOwner(
    `create table search.tried (name text, fold text generated always as (search.fold(name)) stored)`,
    [],
  );
  await house.asOwner(`create index on search.tried using gin (fold public.gin_trgm_ops)`, []);
  await house.asOwner(`insert into search.tried (name) values ('Nguyễn Thị Đào')`, []);
  const rows = await house.asOwner(`select fold from search.tried where fold like '%thi dao%'`, []);
  expect(rows).toEqual([{ fold: 'nguyen thi dao' }]);
});
