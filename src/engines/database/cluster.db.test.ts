import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { asClient, column, openHouse, sql, startCluster } from '#engines/database';
import { pidOfPostgres } from '#engines/testing';

// A space, a letter of ours and more than ninety characters on the way to the data.
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'langso cluster '));
fs.chmodSync(root, 0o755);
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await sleep(500);
  fs.rmSync(root, { recursive: true, force: true });
});

const ping = sql({ name: 'trial.ping', row: { n: column.int }, text: 'select 1 as n' });
const directory = (name: string) => path.join(root, name);
const alive = (pid: number) => fs.existsSync(`/proc/${pid}`);
const until = async (ready: () => boolean, patience = 15_000) => {
  for (let waited = 0; waited < patience && !ready(); waited += 20) await sleep(20);
};

const program = path.join(root, 'hold-cluster.mjs');
await build({
  stdin: {
    resolveDir: import.meta.dirname,
    contents: `
      import { startCluster } from './cluster.ts';
      const cluster = await startCluster({ dataDir: process.argv[2] });
      console.log(JSON.stringify({ url: cluster.url('postgres', 'postgres'), pid: cluster.serverPid() }));
      setInterval(() => {}, 60_000);`,
  },
  outfile: program,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'silent',
});
fs.symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));

/** Another process of the house on that data directory. */
async function startProgram(dataDir: string) {
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let out = '';
  let complaint = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  await until(() => out.includes('\n') || child.exitCode !== null);
  const said: { url: string; pid: number } | undefined = out ? JSON.parse(out) : undefined;
  return { child, said, complaint: () => complaint };
}

test('a killed program leaves no orphan, a second start is refused while it lives, and the next finds every row', async () => {
  const dataDir = directory('mất điện');
  const first = await startProgram(dataDir);
  const { url = '', pid = 0 } = first.said ?? {};
  expect(first.complaint()).toBe('');
  await asClient(url, (client) => client.query('create table kept as select 1 as n'));

  const second = await startProgram(dataDir);
  expect(second.said).toBeUndefined();
  expect(second.complaint()).toMatch(
    /đang được một chương trình Làng Số khác sử dụng.*are in use by another/s,
  );
  await expect(startCluster({ dataDir })).rejects.toThrow(`(tiến trình ${first.child.pid})`);

  first.child.kill('SIGKILL');
  await until(() => !alive(pid));
  expect(alive(pid)).toBe(false);

  const again = await startCluster({ dataDir });
  const kept = await asClient(again.url('postgres', 'postgres'), (client) =>
    client.query('select n from kept'),
  );
  expect(kept.rows).toEqual([{ n: 1 }]);
  await again.stop();
  expect(again.serverPid()).toBeUndefined();
}, 60_000);

test('a killed PostgreSQL is started again by itself, with every acknowledged row, and the pool recovers', async () => {
  const dataDir = directory('x'.repeat(80));
  const log: string[] = [];
  const house = await openHouse({ dataDir, migrationFolders: [], onLog: (line) => log.push(line) });
  const asOwner = (text: string) => asClient(house.ownerUrl, (client) => client.query(text));
  await asOwner('create table public.kept (n int)');
  await asOwner('insert into public.kept values (1)');
  await house.db.one(ping, {});
  const server = serverOf(dataDir);
  process.kill(server, 'SIGKILL');
  const complaints: unknown[] = [];
  for (let back = false; !back; await sleep(20))
    back = await house.db.one(ping, {}).then(
      () => serverOf(dataDir) !== server,
      (error) => complaints.push(error) < 0,
    );
  // There may be none: a fast restart can come between two questions.
  for (const complaint of complaints)
    expect(complaint).toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('Xin Ông/Bà chờ'),
    });
  expect((await asOwner('select n from public.kept')).rows).toEqual([{ n: 1 }]);
  expect(log.join()).toContain('ended unexpectedly');
  expect(alive(server)).toBe(false);

  const beside = await openHouse({ dataDir, migrationFolders: [], join: true });
  await beside.db.one(ping, {});
  await beside.close();
  await house.db.one(ping, {});
  await house.close();
}, 60_000);

test('a server left behind by an earlier run is stopped before a new one starts', async () => {
  const dataDir = directory('orphan');
  const first = await startCluster({ dataDir });
  const { binary, uid, gid } = runningAs(serverOf(dataDir));
  await first.stop();
  const pgdata = path.join(dataDir, 'postgres');
  const orphan = spawn(binary, ['-D', pgdata, '-c', 'listen_addresses=', '-k', pgdata], {
    ...{ uid, gid, cwd: '/', stdio: 'ignore', detached: true },
  });
  await until(() => fs.existsSync(path.join(pgdata, '.s.PGSQL.5432')));
  const again = await startCluster({ dataDir });
  expect(orphan.exitCode ?? orphan.signalCode).not.toBeNull();
  expect(serverOf(dataDir)).not.toBe(orphan.pid);
  await again.stop();
}, 60_000);

test('a server that lost its lifeline is replaced by one that has it', async () => {
  const dataDir = directory('lifeline');
  const cluster = await startCluster({ dataDir });
  const server = serverOf(dataDir);
  const shell = Number(/^PPid:\s*(\d+)/m.exec(fs.readFileSync(`/proc/${server}/status`, 'utf8'))?.[1]);
  process.kill(shell, 'SIGKILL');
  await until(() => !alive(server) && serverOf(dataDir) > 0);
  await until(() => fs.existsSync(path.join(dataDir, 'postgres', '.s.PGSQL.5432')));
  const next = serverOf(dataDir);
  expect(next).not.toBe(server);
  await sleep(300);
  await cluster.stop();
  expect(alive(next)).toBe(false);
}, 60_000);

test('the secrets and the data are for their owner only, the pages have checksums, names sort as in a Vietnamese dictionary', async () => {
  const dataDir = directory('quyền');
  const cluster = await startCluster({ dataDir });
  const ask = (text: string) => asClient(cluster.url('postgres', 'postgres'), (client) => client.query(text));
  expect(fs.statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(fs.statSync(path.join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
  expect((await ask('show data_checksums')).rows).toEqual([{ data_checksums: 'on' }]);
  expect((await ask('show listen_addresses')).rows).toEqual([{ listen_addresses: '' }]);
  const names = ['Đặng', 'Dương', 'Ân', 'An', 'Ăn', 'Đào', 'Ánh'];
  const sorted = await ask(
    `select n from unnest(array['${names.join("','")}']) n order by n collate "vi-x-icu"`,
  );
  expect(sorted.rows.map((row) => row.n)).toEqual(['An', 'Ánh', 'Ăn', 'Ân', 'Dương', 'Đào', 'Đặng']);
  const wrong = cluster.url('postgres', 'postgres').replace(cluster.secrets.postgres, 'guess');
  await expect(asClient(wrong, (client) => client.query('select 1'))).rejects.toThrow(
    'password authentication',
  );
  await cluster.stop();
}, 60_000);

test.runIf(process.getuid?.() === 0)(
  'root can keep the data in a directory that only root can enter',
  async () => {
    const closed = directory('root only');
    fs.mkdirSync(closed, { mode: 0o700 });
    const cluster = await startCluster({ dataDir: path.join(closed, 'data') });
    expect(fs.statSync(path.join(closed, 'data', 'postgres')).uid).toBe(0);
    const one = await asClient(cluster.url('postgres', 'postgres'), (client) =>
      client.query('select 1 as n'),
    );
    expect(one.rows).toEqual([{ n: 1 }]);
    await cluster.stop();
    const again = await startCluster({ dataDir: path.join(closed, 'data') });
    await again.stop();
  },
  60_000,
);

function serverOf(dataDir: string): number {
  try {
    return pidOfPostgres(dataDir);
  } catch {
    return 0;
  }
}

function runningAs(pid: number) {
  const { uid, gid } = fs.statSync(`/proc/${pid}`);
  return { binary: fs.readlinkSync(`/proc/${pid}/exe`), uid, gid };
}
