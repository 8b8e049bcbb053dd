import { expect, test } from 'vitest';
import { caseByNumber, countOf, queue } from '#engines/cases';
import { type Ctx, read } from '#engines/database';
import { aCommune, testCtx, testDb } from '#engines/testing';
import { momentsOf, passOn, receiveDossier, refuseDossier, requestSupplement } from '#services/dossiers';
import { type Asked, addressOf, figureNames, figuresOf, queueOfFigure, rowsAskedIn } from './figures.ts';
import { periodIn, running } from './period.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const hall = await aCommune(house, ctx);
const other = await aCommune(house, ctx, '14702');
const { leader, reception, processor } = hall;

const on = async (by: Ctx, number: string) => ({
  number,
  expectedVersion: (await caseByNumber(by, house.db, number)).version,
});

/** Dossiers in many places of their life, over some days. */
async function aBusyFortnight() {
  await other.aDossier();
  for (let day = 2; day <= 13; day++) {
    ctx.clock.set(`2026-03-${String(day).padStart(2, '0')}T08:00`);
    for (let i = 0; i < 4; i++) {
      const { number } = await hall.aDossier();
      if (i === 0) continue;
      if (i === 1 && day % 3 === 0) {
        await refuseDossier(reception, { ...(await on(reception, number)), reason: 'Sai nơi' });
        continue;
      }
      if (i === 1) {
        await requestSupplement(reception, { ...(await on(reception, number)), items: ['A'], reason: 'B' });
        continue;
      }
      await receiveDossier(reception, await on(reception, number));
      const post = processor.actor.kind === 'officer' ? processor.actor.postId : '';
      if (i === 2) await passOn(reception, { ...(await on(reception, number)), assignee: post });
      // The decision's hour is what counts here, not how it came about.
      if (i === 3 && day < 12)
        await house.asOwner(
          `update cases.cases set state = 'decided', decided_at = due_at + $2::interval where number = $1`,
          [number, day % 2 ? '-1 hour' : '1 day'],
        );
    }
  }
  ctx.clock.set('2026-03-13T09:00');
}

test('every figure, whole or split, opens exactly the rows it counts', async () => {
  await aBusyFortnight();
  const unitId = leader.actor.kind === 'officer' ? leader.actor.unitId : 0;
  const asked: Asked = {
    period: running('thang', '2026-03-13'),
    at: await momentsOf(leader, house.db, unitId),
  };
  const figures = await read(leader, (db) => figuresOf(leader, db, asked));
  const rowsOf = async (address: string) => {
    const query = Object.fromEntries(new URL(address, 'http://x').searchParams);
    const back = rowsAskedIn(query, periodIn(query, '2026-03-13'), asked.at);
    if (!back) throw new Error(address);
    const q = queueOfFigure(back.figure, back.asked, back.filter);
    const { rows } = await queue(leader, house.db, q, 500, null);
    expect(await countOf(leader, house.db, q)).toBe(rows.length);
    return rows.length;
  };
  for (const name of figureNames) {
    const { total, byProcedure, byPost } = figures[name];
    expect([name, await rowsOf(addressOf(name, asked))]).toEqual([name, total]);
    for (const [code, n] of byProcedure)
      expect([name, await rowsOf(addressOf(name, asked, { facet1: code }))]).toEqual([name, n]);
    for (const [post, n] of byPost)
      expect([name, post, await rowsOf(addressOf(name, asked, { responsible: post }))]).toEqual([
        name,
        post,
        n,
      ]);
  }
  const totals = Object.fromEntries(figureNames.map((name) => [name, figures[name].total]));
  expect(totals).toMatchObject({ 'tiep-nhan': 24, 'cho-tiep-nhan': 12, 'dung-han': 5, 'tre-han': 5 });
  expect(totals['qua-han']).toBeGreaterThan(0);
});

test('periods are whole and run from their first day', () => {
  expect(running('tuan', '2026-03-13')).toMatchObject({ from: '2026-03-09', until: '2026-03-16' });
  expect(running('quy', '2026-11-24')).toMatchObject({ from: '2026-10-01', until: '2027-01-01' });
  expect(running('thang', '2026-12-31')).toMatchObject({ from: '2026-12-01', until: '2027-01-01' });
  expect(running('nam', '2026-01-01')).toMatchObject({ from: '2026-01-01', until: '2027-01-01' });
});
