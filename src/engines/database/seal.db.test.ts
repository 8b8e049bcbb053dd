import { expect, test } from 'vitest';
import { sealAudit, tx, verifyAudit } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';

const house = await testDb();
const ctx = testCtx(house);
const act = (subjectId: string) => ({ verb: 'test.done', subjectKind: 'test', subjectId });
const write = (n: number) => tx(ctx, (t) => t.audit(act(String(n))));

test('seals chain every committed row, with gaps where transactions were rolled back', async () => {
  await write(1);
  await tx(ctx, async (t) => {
    await t.audit(act('undone'));
    throw new Error('undo');
  }).catch(() => {});
  await tx(ctx, (t) => t.look({ persons: ['00000000-0000-4000-8000-000000000001'], purpose: 'test' }));
  await write(2);
  expect(await sealAudit(ctx)).toBe(3);
  expect(await sealAudit(ctx)).toBe(0);
  await write(3);
  expect(await sealAudit(ctx)).toBe(1);
  expect(await verifyAudit(ctx.db)).toEqual([]);
});

test('a row whose transaction is still open is not passed over', async () => {
  let finish = () => {};
  const gate = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let written = () => {};
  const begun = new Promise<void>((resolve) => {
    written = resolve;
  });
  const slow = tx(ctx, async (t) => {
    await t.audit(act('slow'));
    written();
    await gate;
  });
  await begun;
  await write(4);
  expect(await sealAudit(ctx, 100)).toBe(0);
  finish();
  await slow;
  expect(await sealAudit(ctx)).toBe(2);
  expect(await verifyAudit(ctx.db)).toEqual([]);
});

test('a changed row, a removed row and a removed seal are found', async () => {
  await house.asOwner(`update audit.entries set verb = 'test.never' where subject_id = '2'`);
  expect(await verifyAudit(ctx.db)).toMatchObject([{ source: 'entries', kind: 'changed-rows' }]);
  await house.asOwner(`update audit.entries set verb = 'test.done' where subject_id = '2'`);
  await house.asOwner(`delete from audit.views`);
  expect(await verifyAudit(ctx.db)).toMatchObject([{ source: 'views', kind: 'changed-rows' }]);
  await house.asOwner(`delete from audit.seals where source = 'entries' and from_id = 1`);
  expect((await verifyAudit(ctx.db)).some((finding) => finding.kind === 'broken-chain')).toBe(true);
});
