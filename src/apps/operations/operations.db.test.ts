import { spawnSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { actorOf } from '#engines/access';
import { deliverDue, tx } from '#engines/database';
import { aCommune, session, testCtx, testDb } from '#engines/testing';
import { systemPages } from '#engines/ui';
import { createServer, noAssets } from '#engines/web';
import { setDirectFiling } from '#services/procedures';
import { routes, wireServices } from '../parts.ts';
import { readOpenMetrics } from '../testing/open-metrics.ts';
import { watchClock } from './clock.ts';
import { conditionOf } from './condition.ts';
import { roomOf } from './disk.ts';
import { maintenanceFact, openOperations } from './operations.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
wireServices();
const home = await aCommune(house, ctx);
await tx(ctx, (t) => setDirectFiling(t, '14701', 'thử', ctx.now()));
const operations = await openOperations(ctx, { dataDir: '/tmp', reserve: 0, token: 'ma-de-do-cua-xa' });
const server = await createServer({
  ...{ routes, db: house.db, origin: 'http://127.0.0.1:8080', mode: 'demo', log: ctx.log },
  secret: 'một bí mật dài hơn ba mươi hai ký tự để thử',
  actorOf: async (token, now) => (await actorOf(house.db, token, now))?.actor,
  site: () => ({
    ...{ name: 'Xã Yên Mô', above: 'Tỉnh Ninh Bình', address: '', phone: '1022', hours: '', demo: true },
    ...{ citizenNav: [], officerNav: [], alert: operations.alert() },
  }),
  ...{ pages: systemPages, assets: noAssets, now: ctx.now },
  ...{ observe: operations.observe, refuseWrite: operations.refuseWrite },
});
afterAll(async () => {
  operations.stop();
  await server.close();
});
const ask = (url: string, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'GET', url, headers });
const citizen = await home.aCitizen('Phạm Thị Đo Đếm', '0987654321');
const cookie = async (who = citizen) => `phien=${await session(ctx, who)}`;

test('the measurements are OpenMetrics, count what happened, and hold nothing of a person', async () => {
  const { number } = await home.aDossier(citizen);
  await ask(`/ho-so/${number}`, { cookie: await cookie() });
  await ask('/khong-co-trang-nay/037180654987');
  const answer = await ask('/metrics');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toContain('application/openmetrics-text; version=1.0.0');
  const families = readOpenMetrics(answer.body);
  const measured = (name: string, labels: Record<string, string> = {}) =>
    families
      .get(name.replace(/_(count|bucket|sum)$/, ''))
      ?.samples.find((s) => s.name === name && Object.entries(labels).every(([k, v]) => s.labels[k] === v))
      ?.value;
  expect(measured('langso_http_answer_seconds_count', { route: '/ho-so/:number', status: '200' })).toBe(1);
  expect(measured('langso_http_answer_seconds_count', { route: 'none', status: '404' })).toBe(1);
  expect(measured('langso_database_up')).toBe(1);
  expect(measured('langso_outbox_waiting')).toBeGreaterThan(0);
  expect(measured('langso_sessions', { kind: 'citizens' })).toBe(1);
  expect(measured('langso_disk_free_bytes')).toBeGreaterThan(0);
  expect(measured('langso_database_pool', { state: 'open' })).toBeGreaterThan(0);
  expect(measured('langso_backup_age_seconds'), 'there was none').toBeUndefined();
  expect([...families.keys()]).toEqual(
    expect.arrayContaining(['langso_jobs_waiting', 'langso_audit_unsealed_seconds', 'langso_outbox_parked']),
  );
  for (const secret of [number, '0987654321', '037180654987', 'Phạm Thị'])
    expect(answer.body).not.toContain(secret);
  agree(answer.body);
});

/** The Python library of the format's own authors, where Debian's python3-prometheus-client is installed. */
function agree(text: string): void {
  const read =
    'import sys\nfrom prometheus_client.openmetrics import parser\nlist(parser.text_string_to_metric_families(sys.stdin.read()))';
  const { status, stderr, error } = spawnSync('python3', ['-c', read], { input: text, encoding: 'utf8' });
  if (error || /ModuleNotFoundError/.test(stderr)) return;
  expect(stderr).toBe('');
  expect(status).toBe(0);
}

test('only the machine itself and the holder of the token may measure', async () => {
  const forwarded = { 'x-forwarded-for': '10.1.2.3' };
  expect((await ask('/metrics', forwarded)).statusCode).toBe(404);
  expect((await ask('/metrics', { ...forwarded, authorization: 'Bearer sai' })).statusCode).toBe(404);
  const right = { ...forwarded, authorization: 'Bearer ma-de-do-cua-xa' };
  expect((await ask('/metrics', right)).statusCode).toBe(200);
  const away = await server.app.inject({ method: 'GET', url: '/metrics', remoteAddress: '10.1.2.3' });
  expect(away.statusCode).toBe(404);
});

test('maintenance is announced, refuses what changes and lets people read', async () => {
  expect((await ask('/trang-thai')).body).toContain('Đang hoạt động bình thường');
  const other = await openOperations(ctx, { dataDir: '/tmp', reserve: 0 });
  other.stop();
  await house.asOwner(`insert into house.facts (key, value) values ($1, 'on')`, [maintenanceFact]);
  const during = await openOperations(ctx, { dataDir: '/tmp', reserve: 0 });
  expect(during.condition().is).toBe('maintenance');
  expect(during.refuseWrite({ url: '/nop/:id/kiem-tra' })).toContain('bảo trì');
  for (const door of ['/can-bo/dang-nhap', '/can-bo/ma-xac-nhan', '/dang-xuat'])
    expect(during.refuseWrite({ url: door })).toBeUndefined();
  expect((await ask('/trang-thai')).body).toContain('Đang bảo trì');
  during.stop();
  await house.asOwner('delete from house.facts where key = $1', [maintenanceFact]);
});

test('the gravest sign names the condition', () => {
  const well = { maintenance: false, databaseAnswers: true, room: 'ample', slowest: 0.2, lag: 0 } as const;
  expect(conditionOf(well)).toBe('well');
  expect(conditionOf({ ...well, room: 'low' })).toBe('well');
  expect(conditionOf({ ...well, slowest: 2.5 })).toBe('slow');
  expect(conditionOf({ ...well, lag: 301 })).toBe('slow');
  expect(conditionOf({ ...well, slowest: 9, room: 'full' })).toBe('restricted');
  expect(conditionOf({ ...well, room: 'spent', databaseAnswers: false })).toBe('away');
  expect(conditionOf({ ...well, maintenance: true, databaseAnswers: false })).toBe('maintenance');
  const mb = 1_048_576;
  const rooms = [2_000, 1_024, 1_023, 256, 255, 64, 63, 0].map((free) => roomOf(free * mb, 256 * mb));
  expect(rooms).toEqual(['ample', 'ample', 'low', 'low', 'full', 'full', 'spent', 'spent']);
  expect(roomOf(0, 0), 'not watched').toBe('ample');
});

test('a clock set back is noticed', () => {
  let steady = 0;
  const told: number[] = [];
  const watch = watchClock(
    ctx.now,
    ({ seconds }) => told.push(seconds),
    () => steady,
  );
  ctx.clock.set('2026-03-02T09:10');
  steady += 600_000;
  watch.look();
  expect(told).toEqual([]);
  ctx.clock.set('2026-03-01T09:10');
  steady += 10_000;
  watch.look();
  expect(told).toEqual([-86_410]);
  expect(watch.last()?.seconds).toBe(-86_410);
  watch.stop();
  ctx.clock.set('2026-03-02T09:00');
});

test('after the clock was set back a day, people come in, numbers go on, events are delivered', async () => {
  ctx.clock.set('2026-03-03T10:00');
  const old = await cookie();
  const before = await home.aDossier(citizen);
  ctx.clock.set('2026-03-02T10:00');
  // A session seen in the future is not believed (engines/access); coming in anew works.
  expect((await ask('/toi/hop-thu', { cookie: old })).statusCode).toBe(303);
  expect((await ask('/toi/hop-thu', { cookie: await cookie() })).statusCode).toBe(200);
  const after = await home.aDossier(citizen, 'sau khi lùi giờ');
  const running = (number: string) => Number(number.split('-').at(-1));
  expect(running(after.number)).toBe(running(before.number) + 1);
  await deliverDue(ctx);
  expect(await house.asOwner('select type from outbox.events where done_at is null')).toEqual([]);
});
