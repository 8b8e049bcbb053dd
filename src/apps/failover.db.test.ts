import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { asClient, openHouse } from '#engines/database';
import { answersFor } from '#engines/testing';
import { root } from './root.ts';
import { asOwner, type Filer, file, lastScreen, someFilers } from './testing/filers.ts';
import {
  aPostgres,
  endPostgres,
  hasPostgres,
  otherPostgres,
  type Postgres,
  run,
  runShell,
} from './testing/postgres.ts';
import { aClone, endPrograms, startProgram, until } from './testing/program.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-failover-'));
fs.chmodSync(home, 0o755);
afterAll(async () => {
  await endPrograms();
  await endPostgres();
  fs.rmSync(home, { recursive: true, force: true });
});

const script = (name: string) => path.join(root, 'deploy', name);
const at = ({ port }: Postgres) => `127.0.0.1:${port}`;
const standby = (primary: Postgres, ...words: string[]) =>
  runShell(script('standby.sh'), ['--primary', at(primary), ...words]);

test.skipIf(!hasPostgres)(
  'the primary is killed while a village files; the standby takes over by the documented steps and holds every receipt',
  { timeout: 240_000 },
  async () => {
    const first = await aPostgres(home, 'first');
    const second = await otherPostgres(home, 'second');
    standby(first, '--data', second.dir);
    await second.start();
    standby(first, '--synchronous');

    const { username, password } = new URL(first.url);
    const databaseUrl = `postgresql://${username}:${password}@${at(first)},${at(second)}/langso`;
    const start = { clone: aClone(), dataDir: path.join(home, 'data'), env: { DATABASE_URL: databaseUrl } };
    const program = await startProgram(start);
    const house = await openHouse({ dataDir: '', databaseUrl, migrationFolders: [] });
    const filers = await someFilers(house, 120, answersFor);
    const forms = await Promise.all(filers.map((filer) => lastScreen(program.address, filer)));
    const formOf = (filer: Filer) => forms[filers.indexOf(filer)] ?? new URLSearchParams();
    await house.close();

    const acknowledged = new Map<string, string>();
    const waiting: Filer[] = [];
    let struck: number | undefined;
    await Promise.all(
      filers.map(async (filer, i) => {
        await sleep(i * 20);
        const { number, status } = await file(program.address, filer, formOf(filer));
        if (number) acknowledged.set(filer.draft, number);
        else {
          expect(status, 'told to wait').toBe(503);
          waiting.push(filer);
        }
        if (acknowledged.size >= 40 && struck === undefined) {
          struck = Date.now();
          await first.end('SIGKILL');
        }
      }),
    );
    expect(acknowledged.size).toBeGreaterThanOrEqual(40);
    expect(waiting.length, 'the blow fell among them').toBeGreaterThan(0);

    // The documented steps: not while nobody has made sure that the old machine is off.
    const steps = ['--old', at(first), '--socket', second.dir, '--port', String(second.port)];
    expect(() => runShell(script('failover.sh'), steps)).toThrow('chưa chắc đã tắt hẳn');
    const told = runShell(script('failover.sh'), [...steps, '--fenced']);
    expect(told).toContain('00000002');
    expect(() => runShell(script('failover.sh'), [...steps, '--fenced'])).toThrow('đang là máy chính rồi');

    await until(async () => (await fetch(`${program.address}/healthz`)).status === 200, 60_000);
    const recovered = Date.now() - (struck ?? 0);
    for (const filer of waiting) {
      const again = await file(program.address, filer, formOf(filer));
      expect(again.number, 'the same press, after the change').toBeDefined();
      acknowledged.set(filer.draft, again.number ?? '');
    }
    const check = async () => {
      const now = await openHouse({ dataDir: '', databaseUrl, migrationFolders: [] });
      const stored = await asOwner(
        now,
        `select s.idempotency_key as draft, c.number from dossiers.dossiers s join cases.cases c on c.id = s.case_id`,
      );
      await now.close();
      expect(new Map(stored.map((row) => [String(row.draft), String(row.number)]))).toEqual(acknowledged);
      const numbers = stored.map((row) => Number(String(row.number).split('-').at(-1))).sort((a, b) => a - b);
      expect(numbers, 'no number missing, none twice').toEqual(numbers.map((_, i) => i + 1));
    };
    await check();

    // Somebody switches the old machine on again: it takes writes too, but nobody goes there.
    await first.start();
    expect(run('psql', ['-X', '-d', first.url, '-Atc', 'select pg_is_in_recovery()']).trim()).toBe('f');
    expect(await program.end('SIGTERM')).toBe(0);
    const anew = await startProgram(start);
    const after = await openHouse({ dataDir: '', databaseUrl, migrationFolders: [] });
    const [late] = await someFilers(after, 1, answersFor);
    await after.close();
    if (!late) throw new Error('no filer');
    const { number } = await file(anew.address, late, await lastScreen(anew.address, late));
    acknowledged.set(late.draft, number ?? '');
    await check();
    const astray = await asClient(`${first.url.replace(/postgres$/, 'langso')}`, (client) =>
      client.query('select 1 from cases.cases where number = $1', [number]),
    );
    expect(astray.rowCount, 'nothing went to the old one').toBe(0);

    // It is made a follower; what it had is moved aside, and every commit waits for it again.
    await first.end('SIGINT');
    standby(second, '--data', first.dir, '--name', 'first');
    await first.start();
    standby(second, '--synchronous', '--name', 'first');
    expect(fs.readdirSync(home).some((name) => /^first\.\d{8}T/.test(name))).toBe(true);
    // PostgreSQL calls it synchronous as soon as it has caught up.
    const follows = () =>
      run('psql', ['-X', '-d', second.url, '-Atc', 'select sync_state from pg_stat_replication']).trim();
    await expect.poll(follows, { timeout: 60_000, interval: 500 }).toBe('sync');
    expect(await anew.end('SIGTERM')).toBe(0);
    process.stdout.write(`the program answered again ${recovered} ms after the blow, the steps included\n`);
    await first.end('SIGINT');
    await second.end('SIGINT');
  },
);

test('the scripts are valid shell', () => {
  for (const name of ['failover.sh', 'standby.sh'])
    expect(spawnSync('sh', ['-n', script(name)], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
});
