import { beforeEach, expect, test } from 'vitest';
import {
  deliverDue,
  type Event,
  parkedEvents,
  registerHandlers,
  retryEvent,
  startDispatcher,
  type Tx,
  tx,
} from '#engines/database';
import { testCtx, testDb } from '#engines/testing';

const house = await testDb();
const ctx = testCtx(house);

let seen: { handler: string; subject: string; word: string }[] = [];
let failing: (event: Event) => boolean = () => false;
const note = (name: string, sulks: boolean) => ({
  name,
  types: ['test.happened'],
  async handle(_: unknown, __: Tx, event: Event) {
    if (sulks && failing(event)) throw new Error('not today');
    seen.push({ handler: name, subject: event.subject, word: (event.payload as { word: string }).word });
  },
});
registerHandlers([note('test.steady', false), note('test.moody', true)]);

const emit = (subject: string, ...words: string[]) =>
  tx(ctx, async (t) => {
    for (const word of words) await t.emit('test.happened', subject, { word });
  });
const words = (handler: string, subject: string) =>
  seen.filter((s) => s.handler === handler && s.subject === subject).map((s) => s.word);

beforeEach(async () => {
  seen = [];
  failing = () => false;
  ctx.clock.set('2026-01-05T09:00');
  await house.asOwner('delete from outbox.events');
});

test('every handler receives every event of a subject once and in order', async () => {
  await emit('a', '1', '2');
  await emit('b', '1');
  await emit('a', '3');
  expect(await deliverDue(ctx)).toBe(8);
  for (const handler of ['test.steady', 'test.moody']) {
    expect(words(handler, 'a')).toEqual(['1', '2', '3']);
    expect(words(handler, 'b')).toEqual(['1']);
  }
  expect(await deliverDue(ctx)).toBe(0);
});

test('two dispatchers at once deliver nothing twice and nothing out of order', async () => {
  for (let i = 0; i < 20; i++) await emit(`s${i % 3}`, String(i).padStart(2, '0'));
  await Promise.all([deliverDue(ctx), deliverDue(ctx), deliverDue(ctx)]);
  await deliverDue(ctx);
  expect(seen.length).toBe(40);
  for (const s of ['s0', 's1', 's2'])
    expect(words('test.moody', s)).toEqual([...words('test.moody', s)].sort());
});

test('an event that was rolled back is never delivered', async () => {
  await tx(ctx, async (t) => {
    await t.emit('test.happened', 'a', { word: 'no' });
    throw new Error('undo');
  }).catch(() => {});
  expect(await deliverDue(ctx)).toBe(0);
});

test('a failing handler holds back its own later events of that subject and nobody else', async () => {
  failing = (event) => event.subject === 'a';
  await emit('a', '1', '2');
  await emit('b', '1');
  await deliverDue(ctx);
  expect(words('test.steady', 'a')).toEqual(['1', '2']);
  expect(words('test.moody', 'a')).toEqual([]);
  expect(words('test.moody', 'b')).toEqual(['1']);
  failing = () => false;
  expect(await deliverDue(ctx)).toBe(0); // Not before its time.
  ctx.clock.set('2026-01-05T09:01');
  await deliverDue(ctx);
  expect(words('test.moody', 'a')).toEqual(['1', '2']);
  expect(words('test.steady', 'a')).toEqual(['1', '2']);
});

test('after too many failures an event is parked, kept, and delivered when a person retries it', async () => {
  failing = (event) => event.subject === 'a';
  await emit('a', '1', '2');
  for (let hour = 10; hour < 22; hour++) {
    await deliverDue(ctx);
    ctx.clock.set(`2026-01-05T${hour}:00`);
  }
  const [parked, ...more] = await parkedEvents(ctx.db);
  expect(more).toEqual([]);
  expect(parked).toMatchObject({ subject: 'a', attempts: 10, waiting: 1, pending: ['test.moody'] });
  expect(parked?.error).toContain('not today');
  expect(ctx.logged.some((line) => line.level === 'error')).toBe(true);
  failing = () => false;
  expect(await deliverDue(ctx)).toBe(0);
  expect(await tx(ctx, (t) => retryEvent(t, parked?.id ?? 0))).toBe(true);
  await deliverDue(ctx);
  expect(words('test.moody', 'a')).toEqual(['1', '2']);
});

test('what a handler wrote before it failed is undone, so its effect in the database happens once', async () => {
  let tries = 0;
  registerHandlers([
    {
      name: 'test.writer',
      types: ['test.write'],
      async handle(_, t, event) {
        await t.audit({ verb: 'test.wrote', subjectKind: 'test', subjectId: event.subject });
        tries += 1;
        if (tries === 1) throw new Error('half way');
      },
    },
  ]);
  await tx(ctx, (t) => t.emit('test.write', 'w', {}));
  await deliverDue(ctx);
  ctx.clock.set('2026-01-05T10:00');
  await deliverDue(ctx);
  expect(tries).toBe(2);
  expect(await house.asOwner(`select id from audit.entries where verb = 'test.wrote'`)).toHaveLength(1);
});

test('a running dispatcher is woken by a commit of its own process', async () => {
  const dispatcher = startDispatcher(ctx);
  const before = performance.now();
  await emit('quick', '1');
  while (words('test.steady', 'quick').length === 0 && performance.now() - before < 3000)
    await new Promise((resolve) => setTimeout(resolve, 2));
  await dispatcher.stop();
  expect(words('test.steady', 'quick')).toEqual(['1']);
});
