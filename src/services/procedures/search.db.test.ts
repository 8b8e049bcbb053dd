import fs from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import { answersTo } from './catalogue.ts';
import { importOfficial, importProcedures, searchProcedures } from './index.ts';

const official = '../shared/data/vietnam/procedures-official-2026.json';
const questions = fs
  .readdirSync('data/procedures/questions')
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .flatMap(
    (name) => parse(fs.readFileSync(`data/procedures/questions/${name}`, 'utf8')) as [string, string][],
  );
const house = await testDb();
const ctx = testCtx(house, { at: '2026-11-24T09:00' });
const day = '2026-11-24';

const shipped = () =>
  fs
    .readdirSync('data/procedures')
    .filter((name) => /^\d.*\.yaml$|^(synonyms|elsewhere)\.yaml$/.test(name))
    .map((name) => ({
      name: `data/procedures/${name}`,
      text: fs.readFileSync(`data/procedures/${name}`, 'utf8'),
    }));

const isCode = (right: string) => /^\d\.\d{6}$/.test(right);

/** Share of questions whose right code is among the first n, and those that are not. */
async function judge(asked: readonly (readonly [string, string])[], n: number) {
  const misses: string[] = [];
  for (const [question, code] of asked) {
    const found = (await searchProcedures(ctx.db, question, day, n)).map((entry) => entry.code);
    if (!found.includes(code)) misses.push(`${question} → ${found.join(' ')} (not ${code})`);
  }
  return { share: 1 - misses.length / asked.length, misses: misses.join('\n') };
}

/** Questions that are not answered with the right place to go; and those that are sent away wrongly. */
async function wrongDoors() {
  const wrong: string[] = [];
  for (const [question, right] of questions) {
    const sentTo = (await answersTo(ctx.db, question, day)).elsewhere.map((place) => place.id);
    const fine = isCode(right) ? sentTo.length === 0 : sentTo[0] === right;
    if (!fine) wrong.push(`${question} → ${sentTo.join(' ') || 'nowhere'} (not ${right})`);
  }
  return wrong;
}

beforeAll(async () => {
  await tx(ctx, (t) => importProcedures(t, shipped(), ctx.now()));
});

describe('everyday questions over the procedures that ship', () => {
  const ours = /^(1\.001193|1\.000656|1\.004873|2\.000635|1\.001612|1\.011607|2\.000815|1\.004222)$/;
  const asked = questions.filter(([, code]) => ours.test(code));
  test('there are at least sixty of them', () => expect(asked.length).toBeGreaterThanOrEqual(60));
  test('the right procedure is first', async () => {
    const { share, misses } = await judge(asked, 1);
    expect(share, misses).toBeGreaterThanOrEqual(0.85);
  });
  test('and among the first three for 95 of 100', async () => {
    const { share, misses } = await judge(asked, 3);
    expect(share, misses).toBeGreaterThanOrEqual(0.95);
  });
  test('what others do is answered with where to go, and nothing else is', async () => {
    expect(await wrongDoors()).toEqual([]);
  });
});

describe.skipIf(!fs.existsSync(official))('over the whole catalogue (procedures-official-2026.json)', () => {
  beforeAll(async () => {
    await tx(ctx, (t) => importOfficial(t, JSON.parse(fs.readFileSync(official, 'utf8')), ctx.now()));
  });
  test('the right procedure is first for 85 of 100 questions', async () => {
    const { share, misses } = await judge(
      questions.filter(([, right]) => isCode(right)),
      1,
    );
    expect(share, misses).toBeGreaterThanOrEqual(0.85);
  });
  test('and among the first three for 95', async () => {
    const { share, misses } = await judge(
      questions.filter(([, right]) => isCode(right)),
      3,
    );
    expect(share, misses).toBeGreaterThanOrEqual(0.95);
  });
  test('what others do is still answered with where to go', async () => {
    expect(await wrongDoors()).toEqual([]);
  });
  test('a question about nothing we know finds nothing', async () => {
    expect(await searchProcedures(ctx.db, 'xyzzy qwerty', day)).toEqual([]);
    expect(await searchProcedures(ctx.db, '', day)).toEqual([]);
  });
});
