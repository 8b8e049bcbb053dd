import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { asClient, openHouse, withDatabase } from '#engines/database';
import { answersFor } from '#engines/testing';
import { root } from './root.ts';
import { asOwner, file, lastScreen, someFilers } from './testing/filers.ts';
import { aPostgres, asPostgres, endPostgres, freePort, hasPostgres } from './testing/postgres.ts';
import { aClone, endPrograms, startProgram, until } from './testing/program.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-bouncer-'));
fs.chmodSync(home, 0o755);
const bouncer = '/usr/sbin/pgbouncer';
let end = async () => {};
afterAll(async () => {
  await endPrograms();
  await end();
  await endPostgres();
  fs.rmSync(home, { recursive: true, force: true });
});

test.skipIf(!hasPostgres || !fs.existsSync(bouncer))(
  'behind a pgbouncer in transaction mode, with the settings of deploy/pgbouncer.ini, people file and jobs run',
  { timeout: 120_000 },
  async () => {
    const server = await aPostgres(home, 'server');
    const port = await freePort();
    const at = new URL(server.url);
    const users = path.join(home, 'userlist.txt');
    fs.writeFileSync(users, `"postgres" "${decodeURIComponent(at.password)}"\n`);
    const settings = fs
      .readFileSync(path.join(root, 'deploy/pgbouncer.ini'), 'utf8')
      .replace('host=10.0.0.11 port=5432', `host=127.0.0.1 port=${server.port}`)
      .replace(/^listen_addr = .*$/m, 'listen_addr = 127.0.0.1')
      .replace(/^listen_port = .*$/m, `listen_port = ${port}`)
      .replace(/^auth_file = .*$/m, `auth_file = ${users}`)
      .replace(/^(logfile|pidfile|unix_socket_dir) = .*$/gm, '');
    const ini = path.join(home, 'pgbouncer.ini');
    fs.writeFileSync(ini, settings);
    const child = spawn(bouncer, [ini], { ...asPostgres(), cwd: '/', stdio: 'ignore' });
    end = async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await ended;
    };
    const direct = withDatabase(server.url, 'langso');
    const databaseUrl = direct.replace(`:${server.port}/`, `:${port}/`);
    const env = { DATABASE_URL: databaseUrl, DATABASE_DIRECT_URL: direct, LANGSO_NAMED_STATEMENTS: 'off' };
    const program = await startProgram({ clone: aClone(), dataDir: path.join(home, 'data'), env });
    const house = await openHouse({
      dataDir: '',
      databaseUrl,
      directUrl: direct,
      named: false,
      migrationFolders: [],
    });
    const filers = await someFilers(house, 20, answersFor);
    const filed = await Promise.all(
      filers.map(async (filer) => file(program.address, filer, await lastScreen(program.address, filer))),
    );
    expect(filed.map(({ status }) => status)).toEqual(filers.map(() => 303));
    const notices = async () => (await asOwner(house, 'select 1 from messages.notices')).length;
    await until(async () => (await notices()) === 20, 20_000);
    expect(await notices(), 'events are delivered').toBe(20);
    const pools = await asClient(withDatabase(databaseUrl, 'pgbouncer'), (client) =>
      client.query('show pools'),
    );
    const ours = pools.rows.find((row) => row.user === 'langso_app');
    expect(ours?.pool_mode).toBe('transaction');
    await house.close();
    expect(await program.end('SIGTERM')).toBe(0);
    await end();
    await server.end('SIGINT');
  },
);
