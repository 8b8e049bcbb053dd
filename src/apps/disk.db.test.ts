import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { answersFor } from '#engines/testing';
import { asOwner, beside, file, lastScreen, someFilers } from './testing/filers.ts';
import { aClone, endPrograms, startProgram, until } from './testing/program.ts';

// A file system of 500 MB in memory, which only root may mount; elsewhere these tests are skipped.
const place = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-disk-'));
fs.chmodSync(place, 0o755);
const mounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=500m,mode=755', 'tmpfs', place], { stdio: 'ignore' })
    .status === 0;
afterAll(async () => {
  await endPrograms();
  if (mounted) spawnSync('umount', ['-l', place]);
  fs.rmSync(place, { recursive: true, force: true });
});

const filler = path.join(place, 'filler');
const freeMb = () => {
  const { bavail, bsize } = fs.statfsSync(place);
  return (bavail * bsize) / 1_048_576;
};
/** Leaves so many megabytes, or less. */
const fillTo = (mb: number) => {
  const size = () => (fs.existsSync(filler) ? fs.statSync(filler).size : 0) + (freeMb() - mb) * 1_048_576;
  // The program writes meanwhile, so what was free a moment ago may not be.
  for (let tries = 0; tries < 20; tries++)
    if (spawnSync('fallocate', ['-l', String(Math.floor(size())), filler]).status === 0) return;
  throw new Error('the file system could not be filled');
};

test.skipIf(!mounted)(
  'with a megabyte left nothing new is taken, reading goes on, nothing acknowledged is lost, and room mends it',
  { timeout: 180_000 },
  async () => {
    const dataDir = path.join(place, 'reserve');
    const start = { clone: aClone(), dataDir, env: { LANGSO_DISK_RESERVE_MB: '48' } };
    const program = await startProgram(start);
    const house = await beside(dataDir);
    const filers = await someFilers(house, 30, answersFor);
    const forms = await Promise.all(filers.map((filer) => lastScreen(program.address, filer)));
    const press = (i: number) => {
      const [filer, form] = [filers[i], forms[i]];
      if (!filer || !form) throw new Error('too few filers');
      return file(program.address, filer, form);
    };
    const acknowledged: string[] = [];
    for (let i = 0; i < 10; i++) acknowledged.push((await press(i)).number ?? '');
    expect(acknowledged.every(Boolean)).toBe(true);

    fillTo(1);
    // Some press within the second in which the program does not know yet; what they are told must be true.
    for (let i = 10; i < 20; i++) {
      const { status, number } = await press(i);
      if (number) acknowledged.push(number);
      else expect(status).toBe(503);
    }
    await sleep(1_500);
    const refused = await fetch(`${program.address}/nop/${filers[20]?.draft}/kiem-tra`, {
      method: 'POST',
      body: forms[20],
      headers: { cookie: filers[20]?.cookie ?? '' },
      redirect: 'manual',
    });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    const told = await refused.text();
    expect(told).toContain('hết chỗ ghi');
    expect(told).toContain('bấm lại');
    expect(told, 'her words are still in the page').toContain('name="oath"');
    expect(told, 'the banner').toContain('tạm không nhận việc mới');
    const page = async (address: string) => {
      const answer = await fetch(`${program.address}${address}`);
      return `${answer.status} ${await answer.text()}`;
    };
    expect(await page('/thu-tuc')).toMatch(/^200 /);
    expect(await page('/trang-thai')).toContain('Chỉ xem được, tạm không nhận việc mới');
    expect(await page('/metrics')).toContain('langso_writes_refused 1');
    // Long enough for jobs, seals and a checkpoint to meet the full disk.
    await asOwner(house, 'select 1');
    await sleep(5_000);
    expect(await page('/healthz')).toMatch(/^200 /);

    fs.rmSync(filler);
    await sleep(1_500);
    for (let i = 10; i < 30; i++) acknowledged.push((await press(i)).number ?? 'none');
    expect(acknowledged).not.toContain('none');
    const stored = await asOwner(house, 'select number from cases.cases order by number');
    expect(stored.map((row) => row.number)).toEqual([...new Set(acknowledged)].sort());
    expect(stored).toHaveLength(30);
    expect(await page('/trang-thai')).toContain('Đang hoạt động bình thường');
    await house.close();
    expect(await program.end('SIGTERM')).toBe(0);
  },
);

test.skipIf(!mounted)(
  'a disk that is full to the last byte, unwatched, is told in a sentence, and PostgreSQL comes back with everything',
  { timeout: 180_000 },
  async () => {
    const dataDir = path.join(place, 'unwatched');
    const start = { clone: aClone(), dataDir, env: { LANGSO_DISK_RESERVE_MB: '0' } };
    const program = await startProgram(start);
    const house = await beside(dataDir);
    const filers = await someFilers(house, 4, answersFor);
    const [first, second, third, fourth] = filers;
    if (!first || !second || !third || !fourth) throw new Error('too few filers');
    const kept = await file(program.address, first, await lastScreen(program.address, first));
    expect(kept.status).toBe(303);
    const form = await lastScreen(program.address, second);
    fillTo(0);
    // A table that needs new pages: PostgreSQL says 53100 before any harm.
    const words = 'x'.repeat(1_000);
    const grow = asOwner(
      house,
      `create table public.grown as select md5(i::text) || $1 as t from generate_series(1, 200000) i`,
      [words],
    );
    await expect(grow).rejects.toThrow(/No space left|terminat|in recovery|ECONNREFUSED|ENOENT/);
    const answer = await fetch(`${program.address}/nop/${second.draft}/kiem-tra`, {
      method: 'POST',
      body: form,
      headers: { cookie: second.cookie },
      redirect: 'manual',
    });
    expect([303, 503]).toContain(answer.status);
    const told = await answer.text();
    if (answer.status === 503) expect(told).toMatch(/hết chỗ ghi|chưa lấy được dữ liệu/);
    expect(told).not.toMatch(/at .*\.ts|ENOSPC|53100/);
    fs.rmSync(filler);
    await until(async () => (await fetch(`${program.address}/healthz`)).status === 200, 60_000);
    const late = await file(program.address, third, await lastScreen(program.address, third));
    expect(late.status).toBe(303);
    const again = await beside(dataDir);
    const stored = (await asOwner(again, 'select number from cases.cases')).map((row) => row.number);
    expect(stored).toEqual(expect.arrayContaining([kept.number, late.number]));
    await again.close();
    await house.close().catch(() => {});
    expect(await program.end('SIGTERM')).toBe(0);
  },
);
