import { expect, test } from 'vitest';
import { type Ctx, tx } from '#engines/database';
import { enqueue, registerJobs, startJobs } from '#engines/jobs';
import { testCtx, testDb } from '#engines/testing';

const house = await testDb();
const ctx = testCtx(house);
const ran: { who: string; payload: unknown }[] = [];
let failures = 0;
registerJobs([
  {
    name: 'test.greet',
    async run(c: Ctx, payload: unknown) {
      if (failures-- > 0) throw new Error('not yet');
      ran.push({ who: c.actor.kind === 'machine' ? c.actor.name : '', payload });
    },
  },
]);

const until = async (ready: () => boolean) => {
  for (let i = 0; i < 400 && !ready(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
};

test('a job asked for in a transaction runs after its commit, as the program, and not after a rollback', async () => {
  const running = await startJobs(ctx, { directUrl: house.url });
  await tx(ctx, async (t) => {
    await enqueue(t, 'test.greet', { to: 'nobody' });
    throw new Error('undo');
  }).catch(() => {});
  await tx(ctx, (t) => enqueue(t, 'test.greet', { to: 'bà Tư' }));
  await until(() => ran.length > 0);
  await running.stop();
  expect(ran).toEqual([{ who: 'test.greet', payload: { to: 'bà Tư' } }]);
});

test('a job with the key of one that waits replaces it', async () => {
  const later = new Date(Date.now() + 3_600_000);
  await tx(ctx, (t) => enqueue(t, 'test.greet', { n: 1 }, { key: 'k', runAt: later }));
  await tx(ctx, (t) => enqueue(t, 'test.greet', { n: 2 }, { key: 'k', runAt: later }));
  expect(await house.asOwner(`select payload from graphile_worker._private_jobs where key = 'k'`)).toEqual([
    { payload: { n: 2 } },
  ]);
});

test('a failed job is kept for another try, and an unknown one is refused when asked for', async () => {
  failures = 1;
  const running = await startJobs(ctx, { directUrl: house.url });
  await tx(ctx, (t) => enqueue(t, 'test.greet', { again: true }));
  await until(() => failures < 1);
  await running.stop();
  const kept = await house.asOwner(
    `select attempts, last_error from graphile_worker._private_jobs where payload->>'again' = 'true'`,
  );
  expect(kept).toMatchObject([{ attempts: 1, last_error: expect.stringContaining('not yet') }]);
  await expect(tx(ctx, (t) => enqueue(t, 'test.unknown', {}))).rejects.toThrow('no job is called');
});
