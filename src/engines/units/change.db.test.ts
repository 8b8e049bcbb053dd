import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#engines/calendar';
import { tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import {
  bodiesOf,
  bodyVersionsOf,
  changeVillages,
  endBody,
  putBody,
  suggestVillages,
  villageHistoryOf,
  villageLineageOf,
  villagesOf,
} from '#engines/units';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
let code = 10_000;

async function aUnit(type: 'xã' | 'phường' = 'xã') {
  code += 1;
  const [row] = await house.asOwner(
    `insert into units.units (code, name, full_name, type, level, valid_from, source, folded)
     values ($1, 'Thử', $2 || ' Thử', $2, 'commune', '2025-07-01', 'test', 'thu') returning id`,
    [String(code), type],
  );
  return { id: Number(row?.id), type };
}
const clause = 'khoản 1 Điều 1 Nghị quyết 12/NQ-HĐND ngày 01/03/2026';
const namesOn = async (unitId: number, day: string) =>
  (await villagesOf(house.db, unitId, day)).map((v) => v.name).sort();

test('villages are renamed, merged and divided by edges; what was on a day stays what was on that day', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ pick: fc.array(fc.nat(9), { maxLength: 3 }), into: fc.integer({ min: 1, max: 3 }) }),
        {
          maxLength: 6,
        },
      ),
      async (steps) => {
        const unit = await aUnit();
        ctx.clock.set('2026-03-02T09:00');
        const first = ['Một', 'Hai', 'Ba', 'Bốn'].map((name) => ({
          name: `${name} ${unit.id}`,
          kind: 'xóm',
        }));
        await tx(ctx, (t) => changeVillages(ctx, t, { unit, from: [], to: first, on: '2026-03-02', clause }));
        const kept = new Map([['2026-03-02', await namesOn(unit.id, '2026-03-02')]]);
        let count = first.length;
        for (const [i, { pick, into }] of steps.entries()) {
          const day = addDays('2026-03-03', i);
          ctx.clock.set(`${day}T09:00`);
          const now = await villagesOf(house.db, unit.id, day);
          const from = [...new Set(pick.flatMap((n) => now[n]?.id ?? []))];
          const to = Array.from({ length: into }, (_, n) => ({
            name: `Mới ${i} ${n} ${unit.id}`,
            kind: 'thôn',
          }));
          const change = tx(ctx, (t) => changeVillages(ctx, t, { unit, from, to, on: day, clause }));
          if (from.length > 1 && into > 1)
            await expect(change).rejects.toMatchObject({ code: 'units.two-steps' });
          else {
            const made = await change;
            count += made.length - from.length;
            const lineage = await villageLineageOf(house.db, made[0] ?? 0);
            // People written under a village that went in whole are found under the new one; of a divided one not.
            for (const id of from) expect(lineage.includes(id)).toBe(into === 1);
          }
          kept.set(day, await namesOn(unit.id, day));
          expect(kept.get(day)).toHaveLength(count);
          for (const [past, names] of kept)
            expect([past, await namesOn(unit.id, past)]).toEqual([past, names]);
        }
      },
    ),
    { numRuns: 15 },
  );
});

test('what cannot be is refused: a day gone by, no paper, a tổ dân phố in a xã, a name twice, a village twice', async () => {
  const unit = await aUnit();
  ctx.clock.set('2026-04-01T09:00');
  const to = [{ name: 'Đông', kind: 'xóm' }];
  const base = { unit, from: [], to, on: '2026-04-01', clause };
  const put = (change: Partial<Parameters<typeof changeVillages>[2]>) =>
    tx(ctx, (t) => changeVillages(ctx, t, { ...base, ...change }));
  const [id] = await put({});
  await expect(put({ on: '2026-03-31' })).rejects.toMatchObject({ code: 'units.past' });
  await expect(put({ clause: ' ' })).rejects.toMatchObject({ code: 'units.no-act' });
  await expect(put({ to: [{ name: 'Tổ 1', kind: 'tổ dân phố' }] })).rejects.toMatchObject({
    code: 'units.bad-kind',
  });
  await expect(put({ to: [{ name: 'đông', kind: 'thôn' }] })).rejects.toMatchObject({
    code: 'units.same-name',
  });
  await expect(put({ from: [id ?? 0, 99] })).rejects.toMatchObject({ code: 'units.no-village' });
  const other = await aUnit();
  await expect(put({ unit: other, from: [id ?? 0] })).rejects.toMatchObject({ code: 'units.no-village' });
  ctx.clock.set('2026-04-02T09:00');
  await put({ from: [id ?? 0], to: [{ name: 'Tây', kind: 'xóm' }], on: '2026-04-02' });
  await expect(put({ from: [id ?? 0], on: '2026-04-03' })).rejects.toMatchObject({
    code: 'units.no-village',
  });
  const { edges } = await villageHistoryOf(house.db, unit.id);
  expect(edges).toMatchObject([{ from_id: id, kind: 'rename', clause }]);
  const [found] = await suggestVillages(house.db, 'dong');
  expect(found).toMatchObject({ name: 'Đông', now_name: 'xóm Tây', clause });
});

test('a body keeps its code through its names, and yesterday’s paper finds yesterday’s name', async () => {
  const unit = await aUnit();
  ctx.clock.set('2026-04-01T09:00');
  const put = (body: Partial<Parameters<typeof putBody>[2]>) =>
    tx(ctx, (t) =>
      putBody(ctx, t, {
        ...{
          unitId: unit.id,
          name: 'Phòng Kinh tế',
          shortName: '',
          from: '2026-04-01',
          act: '150/2025/NĐ-CP',
        },
        ...body,
      }),
    );
  const first = await put({});
  await expect(put({})).rejects.toMatchObject({ code: 'units.same-name' });
  await expect(put({ name: 'Phòng Thuế', act: '' })).rejects.toMatchObject({ code: 'units.no-act' });
  ctx.clock.set('2026-05-01T09:00');
  const second = await put({ replaces: first, name: 'Phòng Kinh tế và Hạ tầng', from: '2026-05-01' });
  expect((await bodiesOf(house.db, unit.id, '2026-04-30')).map((b) => b.name)).toEqual(['Phòng Kinh tế']);
  expect((await bodiesOf(house.db, unit.id, '2026-05-01')).map((b) => b.name)).toEqual([
    'Phòng Kinh tế và Hạ tầng',
  ]);
  expect(new Set((await bodyVersionsOf(house.db, unit.id)).map((b) => b.code)).size).toBe(1);
  await expect(put({ replaces: first, name: 'Khác', from: '2026-05-02' })).rejects.toMatchObject({
    code: 'units.no-body',
  });
  await tx(ctx, (t) => endBody(ctx, t, { unitId: unit.id, id: second, on: '2026-06-01' }));
  expect(await bodiesOf(house.db, unit.id, '2026-06-01')).toEqual([]);
  expect(await bodiesOf(house.db, unit.id, '2026-05-31')).toHaveLength(1);
});
