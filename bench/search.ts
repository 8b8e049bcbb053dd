/**
 * Search over 100,000 invented texts, held in PostgreSQL: what is typed right and what is typed wrong, one question
 * at a time, by turns with a bare `select 1` and with the same search that caps nothing (every text that answers is
 * ordered, every word that a slip may mean is read). Then the catalogue's search in memory over what ships, and over
 * the national portal's 288 where that file is beside the project.
 */
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { parse } from 'yaml';
import { column, type Db, openHouse, sql, tx } from '#engines/database';
import { putTexts, questionsFor, searchTexts } from '#engines/search';
import { importOfficial, searchProcedures } from '#services/procedures';
import { migrationFolders } from '../src/apps/parts.ts';
import { makeBed } from './lib/bed.ts';
import { today } from './lib/filers.ts';
import { machineLine, median, percentile, say, table, tell, verdict } from './lib/measure.ts';
import { inventQueries, inventTexts } from './lib/vietnamese.ts';

const size = Number(process.env.TEXTS ?? 100_000);
const asks = Number(process.env.ASKS ?? 400);
const first = 10;
const corpus = 'bench';
const root = process.cwd();
const official = path.join(root, '../shared/data/vietnam/procedures-official-2026.json');

const bareAnswer = sql({ name: 'bench.select_one', row: { one: column.int }, text: 'select 1 as one' });

const machine = machineLine();
const bed = makeBed('search');
try {
  const texts = inventTexts(root, size);
  await bed.arrange(async (owner, open) => {
    const from = performance.now();
    for (let at = 0; at < texts.length; at += 5_000) {
      await tx(open.ctx, (t) => putTexts(t, corpus, texts.slice(at, at + 5_000)));
      tell(`${Math.min(at + 5_000, texts.length)} texts`);
    }
    tell(`held in ${((performance.now() - from) / 1000).toFixed(0)} s`);
    if (fs.existsSync(official))
      await tx(open.ctx, (t) =>
        importOfficial(t, JSON.parse(fs.readFileSync(official, 'utf8')), open.ctx.now()),
      );
    await owner.query('vacuum analyze search.texts, search.words, search.slips');
  });
  const house = await openHouse({ dataDir: bed.dataDir, migrationFolders });
  const owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  try {
    const [held] = (
      await owner.query(
        `select pg_size_pretty(pg_relation_size('search.texts')) as rows,
                pg_size_pretty(pg_relation_size('search.texts_lexemes')) as index`,
      )
    ).rows;
    say(`${machine}; ${asks} questions of each kind over ${size} texts, by turns, one at a time`);
    say('');
    const rows = [
      ['search', 'p50 ms', 'p95 ms', 'bar', '', '× select 1', 'uncapped p95 ms', 'recall@10', 'bar', ''],
      await measured('as it is written', inventQueries(texts, asks, false), 30),
      await measured('with a slip', inventQueries(texts, asks, true), 60),
      ...(await catalogueRows()),
    ];
    say(table(rows));
    say('');
    say(
      `Held: ${held.rows} of rows beside ${held.index} of index. “× select 1”: median over median of a bare`,
    );
    say(
      'round trip through the same pool. “uncapped”: every text that answers is put in order, every word that',
    );
    say(
      'a slip may mean is read; recall is the share of its first ten that ours has. Catalogue: round trip for',
    );
    say('the revision included; its search is exact, all of its procedures are weighed.');
  } finally {
    await owner.end();
    await house.close();
  }

  async function measured(label: string, queries: readonly string[], bar: number): Promise<string[]> {
    const { db } = house;
    const ours: number[] = [];
    const bare: number[] = [];
    const whole: number[] = [];
    let wanted = 0;
    let found = 0;
    for (const text of queries.slice(0, 40)) await searchTexts(db, { corpus, text, limit: first });
    for (const text of queries) {
      bare.push(await timed(() => db.one(bareAnswer, {})));
      let hits: readonly string[] = [];
      ours.push(await timed(async () => (hits = await searchTexts(db, { corpus, text, limit: first }))));
      let all: readonly string[] = [];
      whole.push(await timed(async () => (all = await uncapped(db, text))));
      wanted += all.length;
      found += all.filter((id) => hits.includes(id)).length;
    }
    const p95 = percentile(ours, 0.95);
    const recall = found / wanted;
    tell(`${label}: p95 ${p95.toFixed(1)} ms, recall ${recall.toFixed(3)}`);
    return [
      label,
      median(ours).toFixed(1),
      p95.toFixed(1),
      `≤ ${bar}`,
      verdict(p95 <= bar),
      (median(ours) / median(bare)).toFixed(0),
      percentile(whole, 0.95).toFixed(1),
      recall.toFixed(3),
      '≥ 0.98',
      verdict(recall >= 0.98),
    ];
  }

  /** The same questions without a limit anywhere, put in order by hand. */
  async function uncapped(db: Db, text: string): Promise<string[]> {
    for (const ask of await questionsFor(db, { corpus, text, limit: first, meanings: 1_000_000 })) {
      const tiers = await ask();
      if (tiers.length === 0) continue;
      const { rows } = await owner.query(
        `select id from (
           select distinct on (s.id) s.id, t.n, s.all_words, case when t.in_title then s.title_words else 0 end as title
           from unnest($2::text[], $3::boolean[]) with ordinality as t (query, in_title, n)
           join search.texts s on s.corpus = $1 and s.lexemes @@ t.query::tsquery
           order by s.id, t.n
         ) found order by n, title, all_words, id`,
        [corpus, tiers.map((tier) => tier.query), tiers.map((tier) => tier.inTitle)],
      );
      if (rows.length > 0) return rows.slice(0, first).map((row) => row.id);
    }
    return [];
  }

  async function catalogueRows(): Promise<string[][]> {
    const { db } = house;
    const dir = path.join(root, 'data/procedures/questions');
    const questions = fs
      .readdirSync(dir)
      .flatMap((name) => parse(fs.readFileSync(path.join(dir, name), 'utf8')) as [string, string][])
      .map(([question]) => question);
    const ours: number[] = [];
    const bare: number[] = [];
    for (const question of questions.slice(0, 40)) await searchProcedures(db, question, today());
    for (const question of questions) {
      bare.push(await timed(() => db.one(bareAnswer, {})));
      ours.push(await timed(() => searchProcedures(db, question, today())));
    }
    const p95 = percentile(ours, 0.95);
    const ratio = (median(ours) / median(bare)).toFixed(0);
    const label = `catalogue, ${questions.length} everyday questions`;
    return [
      [label, median(ours).toFixed(1), p95.toFixed(1), '≤ 20', verdict(p95 <= 20), ratio, '', '', '', ''],
    ];
  }
} finally {
  bed.remove();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
